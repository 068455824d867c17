/* typeobject_slotdefs.c -- which special method belongs to which slot.
 *
 * One slot may have several methods (__add__ and __radd__), one method
 * several slots (__getitem__: mp_subscript and sq_item).  The rows are in the
 * order of the slots' offsets in PyHeapTypeObject; rows of one slot stand
 * together.
 */

#include "Python.h"

#include "internal/hb_slots.h"
#include "internal/pycore_typeobject.h"

#define ROW(name, offset, function, wrapper, flags)                           \
    {                                                                         \
        name, (int)(offset), (void *)(function), (wrapper), NULL, (flags),    \
            NULL                                                              \
    }

#define TYPE(name, slot, function, wrapper)                                   \
    ROW(name, offsetof(PyTypeObject, slot), function, wrapper, 0)
#define TYPE_KEYWORDS(name, slot, function, wrapper)                          \
    ROW(name, offsetof(PyTypeObject, slot), function,                         \
        (wrapperfunc)(void (*)(void))(wrapper), PyWrapperFlag_KEYWORDS)
#define HEAP(name, table, slot, function, wrapper)                            \
    ROW(name, offsetof(PyHeapTypeObject, table.slot), function, wrapper, 0)
#define ASYNC(name, slot, function)                                           \
    HEAP(name, as_async, slot, function, Hb_WrapUnary)
#define UNARY(name, slot, function)                                           \
    HEAP(name, as_number, slot, function, Hb_WrapUnary)
#define BINARY(name, slot, function)                                          \
    HEAP("__" name "__", as_number, slot, function, Hb_WrapBinaryL),          \
        HEAP("__r" name "__", as_number, slot, function, Hb_WrapBinaryR)
#define INPLACE(name, slot, function)                                         \
    HEAP(name, as_number, slot, function, Hb_WrapBinary)
#define MAPPING(name, slot, function, wrapper)                                \
    HEAP(name, as_mapping, slot, function, wrapper)
#define SEQUENCE(name, slot, function, wrapper)                               \
    HEAP(name, as_sequence, slot, function, wrapper)

struct wrapperbase Hb_SlotDefs[] = {
    TYPE("__getattribute__", tp_getattr, NULL, NULL),
    TYPE("__getattr__", tp_getattr, NULL, NULL),
    TYPE("__setattr__", tp_setattr, NULL, NULL),
    TYPE("__delattr__", tp_setattr, NULL, NULL),
    TYPE("__repr__", tp_repr, Hb_SlotTpRepr, Hb_WrapUnary),
    TYPE("__hash__", tp_hash, Hb_SlotTpHash, Hb_WrapHash),
    TYPE_KEYWORDS("__call__", tp_call, Hb_SlotTpCall, Hb_WrapCall),
    TYPE("__str__", tp_str, Hb_SlotTpStr, Hb_WrapUnary),
    TYPE("__getattribute__", tp_getattro, Hb_SlotTpGetattrHook, Hb_WrapBinary),
    TYPE("__getattr__", tp_getattro, Hb_SlotTpGetattrHook, NULL),
    TYPE("__setattr__", tp_setattro, Hb_SlotTpSetattro, Hb_WrapSetAttr),
    TYPE("__delattr__", tp_setattro, Hb_SlotTpSetattro, Hb_WrapDelAttr),
    TYPE("__lt__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapLt),
    TYPE("__le__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapLe),
    TYPE("__eq__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapEq),
    TYPE("__ne__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapNe),
    TYPE("__gt__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapGt),
    TYPE("__ge__", tp_richcompare, Hb_SlotTpRichcompare, Hb_WrapGe),
    TYPE("__iter__", tp_iter, Hb_SlotTpIter, Hb_WrapUnary),
    TYPE("__next__", tp_iternext, Hb_SlotTpIternext, Hb_WrapNext),
    TYPE("__get__", tp_descr_get, Hb_SlotTpDescrGet, Hb_WrapDescrGet),
    TYPE("__set__", tp_descr_set, Hb_SlotTpDescrSet, Hb_WrapDescrSet),
    TYPE("__delete__", tp_descr_set, Hb_SlotTpDescrSet, Hb_WrapDescrDelete),
    TYPE_KEYWORDS("__init__", tp_init, Hb_SlotTpInit, Hb_WrapInit),
    TYPE("__new__", tp_new, Hb_SlotTpNew, NULL),
    TYPE("__del__", tp_finalize, Hb_SlotTpFinalize, Hb_WrapDel),

    ASYNC("__await__", am_await, Hb_SlotAmAwait),
    ASYNC("__aiter__", am_aiter, Hb_SlotAmAiter),
    ASYNC("__anext__", am_anext, Hb_SlotAmAnext),

    BINARY("add", nb_add, Hb_SlotNbAdd),
    BINARY("sub", nb_subtract, Hb_SlotNbSubtract),
    BINARY("mul", nb_multiply, Hb_SlotNbMultiply),
    BINARY("mod", nb_remainder, Hb_SlotNbRemainder),
    BINARY("divmod", nb_divmod, Hb_SlotNbDivmod),
    HEAP("__pow__", as_number, nb_power, Hb_SlotNbPower, Hb_WrapTernary),
    HEAP("__rpow__", as_number, nb_power, Hb_SlotNbPower, Hb_WrapTernaryR),
    UNARY("__neg__", nb_negative, Hb_SlotNbNegative),
    UNARY("__pos__", nb_positive, Hb_SlotNbPositive),
    UNARY("__abs__", nb_absolute, Hb_SlotNbAbsolute),
    HEAP("__bool__", as_number, nb_bool, Hb_SlotNbBool, Hb_WrapInquiry),
    UNARY("__invert__", nb_invert, Hb_SlotNbInvert),
    BINARY("lshift", nb_lshift, Hb_SlotNbLshift),
    BINARY("rshift", nb_rshift, Hb_SlotNbRshift),
    BINARY("and", nb_and, Hb_SlotNbAnd),
    BINARY("xor", nb_xor, Hb_SlotNbXor),
    BINARY("or", nb_or, Hb_SlotNbOr),
    UNARY("__int__", nb_int, Hb_SlotNbInt),
    UNARY("__float__", nb_float, Hb_SlotNbFloat),
    INPLACE("__iadd__", nb_inplace_add, Hb_SlotNbInPlaceAdd),
    INPLACE("__isub__", nb_inplace_subtract, Hb_SlotNbInPlaceSubtract),
    INPLACE("__imul__", nb_inplace_multiply, Hb_SlotNbInPlaceMultiply),
    INPLACE("__imod__", nb_inplace_remainder, Hb_SlotNbInPlaceRemainder),
    HEAP("__ipow__", as_number, nb_inplace_power, Hb_SlotNbInPlacePower,
         Hb_WrapTernary),
    INPLACE("__ilshift__", nb_inplace_lshift, Hb_SlotNbInPlaceLshift),
    INPLACE("__irshift__", nb_inplace_rshift, Hb_SlotNbInPlaceRshift),
    INPLACE("__iand__", nb_inplace_and, Hb_SlotNbInPlaceAnd),
    INPLACE("__ixor__", nb_inplace_xor, Hb_SlotNbInPlaceXor),
    INPLACE("__ior__", nb_inplace_or, Hb_SlotNbInPlaceOr),
    BINARY("floordiv", nb_floor_divide, Hb_SlotNbFloorDivide),
    BINARY("truediv", nb_true_divide, Hb_SlotNbTrueDivide),
    INPLACE("__ifloordiv__", nb_inplace_floor_divide,
            Hb_SlotNbInPlaceFloorDivide),
    INPLACE("__itruediv__", nb_inplace_true_divide,
            Hb_SlotNbInPlaceTrueDivide),
    UNARY("__index__", nb_index, Hb_SlotNbIndex),
    BINARY("matmul", nb_matrix_multiply, Hb_SlotNbMatrixMultiply),
    INPLACE("__imatmul__", nb_inplace_matrix_multiply,
            Hb_SlotNbInPlaceMatrixMultiply),

    MAPPING("__len__", mp_length, Hb_SlotLength, Hb_WrapLen),
    MAPPING("__getitem__", mp_subscript, Hb_SlotMpSubscript, Hb_WrapBinary),
    MAPPING("__setitem__", mp_ass_subscript, Hb_SlotMpAssSubscript,
            Hb_WrapSetItem),
    MAPPING("__delitem__", mp_ass_subscript, Hb_SlotMpAssSubscript,
            Hb_WrapDelItem),

    /* A class's __add__, __mul__, __iadd__ and __imul__ fill the slots of
     * numbers alone, so that operands are exchanged as for numbers. */
    SEQUENCE("__len__", sq_length, Hb_SlotLength, Hb_WrapLen),
    SEQUENCE("__add__", sq_concat, NULL, Hb_WrapBinary),
    SEQUENCE("__mul__", sq_repeat, NULL, Hb_WrapIndexArg),
    SEQUENCE("__rmul__", sq_repeat, NULL, Hb_WrapIndexArg),
    SEQUENCE("__getitem__", sq_item, Hb_SlotSqItem, Hb_WrapSqItem),
    SEQUENCE("__setitem__", sq_ass_item, Hb_SlotSqAssItem, Hb_WrapSqSetItem),
    SEQUENCE("__delitem__", sq_ass_item, Hb_SlotSqAssItem, Hb_WrapSqDelItem),
    SEQUENCE("__contains__", sq_contains, Hb_SlotSqContains, Hb_WrapContains),
    SEQUENCE("__iadd__", sq_inplace_concat, NULL, Hb_WrapBinary),
    SEQUENCE("__imul__", sq_inplace_repeat, NULL, Hb_WrapIndexArg),
    {NULL, 0, NULL, NULL, NULL, 0, NULL},
};
