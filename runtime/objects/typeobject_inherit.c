/* typeobject_inherit.c -- what a type takes over from its bases.
 *
 * A slot is taken from the first type of the MRO that defines it, not merely
 * inherited it.  Slots that belong together are taken together: comparison
 * and hash, tp_getattr and tp_getattro, tp_traverse and tp_clear with the
 * collector's flag.
 */

#include "Python.h"

#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- size, collector, kind --------------------------------------------- */

static void
inherit_kind(PyTypeObject *type, PyTypeObject *base)
{
    static const struct {
        PyTypeObject *type;
        unsigned long flag;
    } kinds[] = {
        {&PyType_Type, Py_TPFLAGS_TYPE_SUBCLASS},
        {&PyLong_Type, Py_TPFLAGS_LONG_SUBCLASS},
        {&PyBytes_Type, Py_TPFLAGS_BYTES_SUBCLASS},
        {&PyUnicode_Type, Py_TPFLAGS_UNICODE_SUBCLASS},
        {&PyTuple_Type, Py_TPFLAGS_TUPLE_SUBCLASS},
        {&PyList_Type, Py_TPFLAGS_LIST_SUBCLASS},
        {&PyDict_Type, Py_TPFLAGS_DICT_SUBCLASS},
    };

    if (PyType_IsSubtype(base, (PyTypeObject *)PyExc_BaseException)) {
        type->tp_flags |= Py_TPFLAGS_BASE_EXC_SUBCLASS;
        return;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(kinds); i++) {
        if (PyType_IsSubtype(base, kinds[i].type)) {
            type->tp_flags |= kinds[i].flag;
            return;
        }
    }
}

void
Hb_InheritSpecial(PyTypeObject *type, PyTypeObject *base)
{
    if (!(type->tp_flags & Py_TPFLAGS_HAVE_GC) &&
        (base->tp_flags & Py_TPFLAGS_HAVE_GC) && !type->tp_traverse &&
        !type->tp_clear) {
        type->tp_flags |= Py_TPFLAGS_HAVE_GC;
        type->tp_traverse = base->tp_traverse;
        type->tp_clear = base->tp_clear;
    }
    type->tp_flags |= base->tp_flags & Py_TPFLAGS_MANAGED_DICT;
    if (type->tp_basicsize == 0) {
        type->tp_basicsize = base->tp_basicsize;
    }
    if (type->tp_itemsize == 0) {
        type->tp_itemsize = base->tp_itemsize;
    }
    if (type->tp_weaklistoffset == 0) {
        type->tp_weaklistoffset = base->tp_weaklistoffset;
    }
    if (type->tp_dictoffset == 0) {
        type->tp_dictoffset = base->tp_dictoffset;
    }
    inherit_kind(type, base);
    type->tp_flags |= base->tp_flags & _Py_TPFLAGS_MATCH_SELF;
}

/* ---- slots ------------------------------------------------------------- */

#define COPY(table, slot)                                                     \
    if (!type->table slot && base->table slot &&                              \
        (from == NULL || base->table slot != from->table slot)) {             \
        type->table slot = base->table slot;                                  \
    }
#define COPYSLOT(slot)  COPY(, slot)
#define COPYASYNC(slot) COPY(tp_as_async->, slot)
#define COPYNUM(slot)   COPY(tp_as_number->, slot)
#define COPYSEQ(slot)   COPY(tp_as_sequence->, slot)
#define COPYMAP(slot)   COPY(tp_as_mapping->, slot)
#define COPYBUF(slot)   COPY(tp_as_buffer->, slot)

static void
inherit_numbers(PyTypeObject *type, PyTypeObject *base)
{
    if (type->tp_as_number == NULL || base->tp_as_number == NULL) {
        return;
    }
    PyTypeObject *from = base->tp_base;
    if (from != NULL && from->tp_as_number == NULL) {
        from = NULL;
    }
    COPYNUM(nb_add);
    COPYNUM(nb_subtract);
    COPYNUM(nb_multiply);
    COPYNUM(nb_remainder);
    COPYNUM(nb_divmod);
    COPYNUM(nb_power);
    COPYNUM(nb_negative);
    COPYNUM(nb_positive);
    COPYNUM(nb_absolute);
    COPYNUM(nb_bool);
    COPYNUM(nb_invert);
    COPYNUM(nb_lshift);
    COPYNUM(nb_rshift);
    COPYNUM(nb_and);
    COPYNUM(nb_xor);
    COPYNUM(nb_or);
    COPYNUM(nb_int);
    COPYNUM(nb_float);
    COPYNUM(nb_inplace_add);
    COPYNUM(nb_inplace_subtract);
    COPYNUM(nb_inplace_multiply);
    COPYNUM(nb_inplace_remainder);
    COPYNUM(nb_inplace_power);
    COPYNUM(nb_inplace_lshift);
    COPYNUM(nb_inplace_rshift);
    COPYNUM(nb_inplace_and);
    COPYNUM(nb_inplace_xor);
    COPYNUM(nb_inplace_or);
    COPYNUM(nb_true_divide);
    COPYNUM(nb_floor_divide);
    COPYNUM(nb_inplace_true_divide);
    COPYNUM(nb_inplace_floor_divide);
    COPYNUM(nb_index);
    COPYNUM(nb_matrix_multiply);
    COPYNUM(nb_inplace_matrix_multiply);
}

static void
inherit_async(PyTypeObject *type, PyTypeObject *base)
{
    if (type->tp_as_async == NULL || base->tp_as_async == NULL) {
        return;
    }
    PyTypeObject *from = base->tp_base;
    if (from != NULL && from->tp_as_async == NULL) {
        from = NULL;
    }
    COPYASYNC(am_await);
    COPYASYNC(am_aiter);
    COPYASYNC(am_anext);
}

static void
inherit_containers(PyTypeObject *type, PyTypeObject *base)
{
    PyTypeObject *from;
    if (type->tp_as_sequence != NULL && base->tp_as_sequence != NULL) {
        from = base->tp_base;
        if (from != NULL && from->tp_as_sequence == NULL) {
            from = NULL;
        }
        COPYSEQ(sq_length);
        COPYSEQ(sq_concat);
        COPYSEQ(sq_repeat);
        COPYSEQ(sq_item);
        COPYSEQ(sq_ass_item);
        COPYSEQ(sq_contains);
        COPYSEQ(sq_inplace_concat);
        COPYSEQ(sq_inplace_repeat);
    }
    if (type->tp_as_mapping != NULL && base->tp_as_mapping != NULL) {
        from = base->tp_base;
        if (from != NULL && from->tp_as_mapping == NULL) {
            from = NULL;
        }
        COPYMAP(mp_length);
        COPYMAP(mp_subscript);
        COPYMAP(mp_ass_subscript);
    }
    if (type->tp_as_buffer != NULL && base->tp_as_buffer != NULL) {
        from = base->tp_base;
        if (from != NULL && from->tp_as_buffer == NULL) {
            from = NULL;
        }
        COPYBUF(bf_getbuffer);
        COPYBUF(bf_releasebuffer);
    }
}

static void
inherit_access(PyTypeObject *type, PyTypeObject *base)
{
    if (type->tp_getattr == NULL && type->tp_getattro == NULL) {
        type->tp_getattr = base->tp_getattr;
        type->tp_getattro = base->tp_getattro;
    }
    if (type->tp_setattr == NULL && type->tp_setattro == NULL) {
        type->tp_setattr = base->tp_setattr;
        type->tp_setattro = base->tp_setattro;
    }
}

/* A heap type does not inherit the flag: its __call__ may be exchanged. */
static void
inherit_call(PyTypeObject *type, PyTypeObject *base, PyTypeObject *from)
{
    COPYSLOT(tp_vectorcall_offset);
    if (!type->tp_call &&
        _PyType_HasFeature(base, Py_TPFLAGS_HAVE_VECTORCALL) &&
        _PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        type->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
    }
    COPYSLOT(tp_call);
}

/* Whether the type's dict says how to compare or to hash; -1 on failure. */
static int
overrides_hash(PyTypeObject *type)
{
    int r = PyDict_Contains(type->tp_dict, &_Py_ID(__eq__));
    return r == 0 ? PyDict_Contains(type->tp_dict, &_Py_ID(__hash__)) : r;
}

static int
inherit_comparison(PyTypeObject *type, PyTypeObject *base)
{
    if (type->tp_richcompare != NULL || type->tp_hash != NULL) {
        return 0;
    }
    int r = overrides_hash(type);
    if (r == 0) {
        type->tp_richcompare = base->tp_richcompare;
        type->tp_hash = base->tp_hash;
    }
    return r < 0 ? -1 : 0;
}

static void
inherit_descriptor(PyTypeObject *type, PyTypeObject *base, PyTypeObject *from)
{
    COPYSLOT(tp_descr_get);
    if (base->tp_descr_get && type->tp_descr_get == base->tp_descr_get &&
        _PyType_HasFeature(type, Py_TPFLAGS_IMMUTABLETYPE) &&
        _PyType_HasFeature(base, Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        type->tp_flags |= Py_TPFLAGS_METHOD_DESCRIPTOR;
    }
    COPYSLOT(tp_descr_set);
}

static void
inherit_memory(PyTypeObject *type, PyTypeObject *base, PyTypeObject *from)
{
    COPYSLOT(tp_dictoffset);
    COPYSLOT(tp_init);
    COPYSLOT(tp_alloc);
    COPYSLOT(tp_is_gc);
    COPYSLOT(tp_finalize);
    if ((type->tp_flags & Py_TPFLAGS_HAVE_GC) ==
        (base->tp_flags & Py_TPFLAGS_HAVE_GC)) {
        COPYSLOT(tp_free);
    }
    else if ((type->tp_flags & Py_TPFLAGS_HAVE_GC) && type->tp_free == NULL &&
             base->tp_free == PyObject_Free) {
        /* The base's memory has no collector's head before it. */
        type->tp_free = PyObject_GC_Del;
    }
}

int
Hb_InheritSlots(PyTypeObject *type, PyTypeObject *base)
{
    inherit_numbers(type, base);
    inherit_async(type, base);
    inherit_containers(type, base);

    PyTypeObject *from = base->tp_base;
    COPYSLOT(tp_dealloc);
    inherit_access(type, base);
    COPYSLOT(tp_repr);
    inherit_call(type, base, from);
    COPYSLOT(tp_str);
    if (inherit_comparison(type, base) < 0) {
        return -1;
    }
    COPYSLOT(tp_iter);
    COPYSLOT(tp_iternext);
    inherit_descriptor(type, base, from);
    inherit_memory(type, base, from);
    return 0;
}

/* ---- all of it --------------------------------------------------------- */

/* A type without a method table of its own shares that of its base. */
static void
share_tables(PyTypeObject *type, PyTypeObject *base)
{
    if (type->tp_as_async == NULL) {
        type->tp_as_async = base->tp_as_async;
    }
    if (type->tp_as_number == NULL) {
        type->tp_as_number = base->tp_as_number;
    }
    if (type->tp_as_sequence == NULL) {
        type->tp_as_sequence = base->tp_as_sequence;
    }
    if (type->tp_as_mapping == NULL) {
        type->tp_as_mapping = base->tp_as_mapping;
    }
    if (type->tp_as_buffer == NULL) {
        type->tp_as_buffer = base->tp_as_buffer;
    }
}

int
Hb_InheritAll(PyTypeObject *type)
{
    const unsigned long patterns = Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING;
    PyObject *mro = type->tp_mro;
    if (type->tp_base != NULL) {
        Hb_InheritSpecial(type, type->tp_base);
    }
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(mro); i++) {
        PyObject *base = PyTuple_GET_ITEM(mro, i);
        if (!PyType_Check(base)) {
            continue;
        }
        if (Hb_InheritSlots(type, (PyTypeObject *)base) < 0) {
            return -1;
        }
        if (!(type->tp_flags & patterns)) {
            type->tp_flags |= ((PyTypeObject *)base)->tp_flags & patterns;
        }
    }
    if (type->tp_base != NULL) {
        share_tables(type, type->tp_base);
    }
    return 0;
}
