/* hb_slots.h -- the two halves of every special method.
 *
 * Hb_Wrap…: the method as Python sees it, when the slot holds a C function.
 * `wrapped` is that function.
 *
 * Hb_Slot…: the function in the slot, when a class defines the method.
 */

#ifndef Py_INTERNAL_HB_SLOTS_H
#define Py_INTERNAL_HB_SLOTS_H

#include "Python.h"

/* ---- typeobject_wrap.c --- */

#define HB_WRAPPERS(X)                                                        \
    X(Len)                                                                    \
    X(Inquiry)                                                                \
    X(Binary)                                                                 \
    X(BinaryL)                                                                \
    X(BinaryR)                                                                \
    X(Ternary)                                                                \
    X(TernaryR)                                                               \
    X(Unary)                                                                  \
    X(IndexArg)                                                               \
    X(SqItem)                                                                 \
    X(SqSetItem)                                                              \
    X(SqDelItem)                                                              \
    X(Contains)                                                               \
    X(SetItem)                                                                \
    X(DelItem)                                                                \
    X(SetAttr)                                                                \
    X(DelAttr)                                                                \
    X(Hash)                                                                   \
    X(Del)                                                                    \
    X(Next)                                                                   \
    X(DescrGet)                                                               \
    X(DescrSet)                                                               \
    X(DescrDelete)                                                            \
    X(Lt)                                                                     \
    X(Le)                                                                     \
    X(Eq)                                                                     \
    X(Ne)                                                                     \
    X(Gt)                                                                     \
    X(Ge)

#define HB_DECLARE(name)                                                      \
    extern PyObject *Hb_Wrap##name(PyObject *self, PyObject *args,            \
                                   void *wrapped);
HB_WRAPPERS(HB_DECLARE)
#undef HB_DECLARE

extern PyObject *Hb_WrapCall(PyObject *self, PyObject *args, void *wrapped,
                             PyObject *kwds);
extern PyObject *Hb_WrapInit(PyObject *self, PyObject *args, void *wrapped,
                             PyObject *kwds);

/* ---- typeobject_slots.c --- */

extern PyObject *Hb_SlotTpRepr(PyObject *self);
extern PyObject *Hb_SlotTpStr(PyObject *self);
extern Py_hash_t Hb_SlotTpHash(PyObject *self);
extern PyObject *Hb_SlotTpCall(PyObject *self, PyObject *args, PyObject *kwds);
extern PyObject *Hb_SlotTpGetattro(PyObject *self, PyObject *name);
extern int Hb_SlotTpSetattro(PyObject *self, PyObject *name, PyObject *value);
extern PyObject *Hb_SlotTpRichcompare(PyObject *self, PyObject *other, int op);
extern PyObject *Hb_SlotTpIter(PyObject *self);
extern PyObject *Hb_SlotTpIternext(PyObject *self);
extern PyObject *Hb_SlotTpDescrGet(PyObject *self, PyObject *obj,
                                   PyObject *type);
extern int Hb_SlotTpDescrSet(PyObject *self, PyObject *obj, PyObject *value);
extern int Hb_SlotTpInit(PyObject *self, PyObject *args, PyObject *kwds);
extern void Hb_SlotTpFinalize(PyObject *self);
extern PyObject *Hb_SlotAmAwait(PyObject *self);
extern PyObject *Hb_SlotAmAiter(PyObject *self);
extern PyObject *Hb_SlotAmAnext(PyObject *self);

/* ---- typeobject_slotsnb.c --- */

#define HB_BINARY_SLOTS(X)                                                    \
    X(Add, nb_add, __add__, __radd__)                                         \
    X(Subtract, nb_subtract, __sub__, __rsub__)                               \
    X(Multiply, nb_multiply, __mul__, __rmul__)                               \
    X(Remainder, nb_remainder, __mod__, __rmod__)                             \
    X(Divmod, nb_divmod, __divmod__, __rdivmod__)                             \
    X(Lshift, nb_lshift, __lshift__, __rlshift__)                             \
    X(Rshift, nb_rshift, __rshift__, __rrshift__)                             \
    X(And, nb_and, __and__, __rand__)                                         \
    X(Xor, nb_xor, __xor__, __rxor__)                                         \
    X(Or, nb_or, __or__, __ror__)                                             \
    X(FloorDivide, nb_floor_divide, __floordiv__, __rfloordiv__)              \
    X(TrueDivide, nb_true_divide, __truediv__, __rtruediv__)                  \
    X(MatrixMultiply, nb_matrix_multiply, __matmul__, __rmatmul__)

#define HB_INPLACE_SLOTS(X)                                                   \
    X(InPlaceAdd, __iadd__)                                                   \
    X(InPlaceSubtract, __isub__)                                              \
    X(InPlaceMultiply, __imul__)                                              \
    X(InPlaceRemainder, __imod__)                                             \
    X(InPlaceLshift, __ilshift__)                                             \
    X(InPlaceRshift, __irshift__)                                             \
    X(InPlaceAnd, __iand__)                                                   \
    X(InPlaceXor, __ixor__)                                                   \
    X(InPlaceOr, __ior__)                                                     \
    X(InPlaceFloorDivide, __ifloordiv__)                                      \
    X(InPlaceTrueDivide, __itruediv__)                                        \
    X(InPlaceMatrixMultiply, __imatmul__)

#define HB_UNARY_SLOTS(X)                                                     \
    X(Negative, __neg__)                                                      \
    X(Positive, __pos__)                                                      \
    X(Absolute, __abs__)                                                      \
    X(Invert, __invert__)                                                     \
    X(Int, __int__)                                                           \
    X(Float, __float__)

#define HB_DECLARE(name, slot, method, reflected)                             \
    extern PyObject *Hb_SlotNb##name(PyObject *self, PyObject *other);
HB_BINARY_SLOTS(HB_DECLARE)
#undef HB_DECLARE
#define HB_DECLARE(name, method)                                              \
    extern PyObject *Hb_SlotNb##name(PyObject *self, PyObject *other);
HB_INPLACE_SLOTS(HB_DECLARE)
#undef HB_DECLARE
#define HB_DECLARE(name, method)                                              \
    extern PyObject *Hb_SlotNb##name(PyObject *self);
HB_UNARY_SLOTS(HB_DECLARE)
#undef HB_DECLARE

extern PyObject *Hb_SlotNbIndex(PyObject *self);
extern int Hb_SlotNbBool(PyObject *self);
extern PyObject *Hb_SlotNbPower(PyObject *self, PyObject *other,
                                PyObject *modulus);
extern PyObject *Hb_SlotNbInPlacePower(PyObject *self, PyObject *other,
                                       PyObject *modulus);
extern Py_ssize_t Hb_SlotLength(PyObject *self);
extern PyObject *Hb_SlotSqItem(PyObject *self, Py_ssize_t i);
extern int Hb_SlotSqAssItem(PyObject *self, Py_ssize_t i, PyObject *value);
extern int Hb_SlotSqContains(PyObject *self, PyObject *value);
extern PyObject *Hb_SlotMpSubscript(PyObject *self, PyObject *key);
extern int Hb_SlotMpAssSubscript(PyObject *self, PyObject *key,
                                 PyObject *value);

#endif
