/* array.c -- array.array: growing, slices, sequence operations, the type.
 *
 * Source: CPython 3.11, Modules/arraymodule.c.
 */
#include "array.h"
#include "internal/hb_poison.h"
#include "structmember.h"

#include <stddef.h>

/* ---- life --------------------------------------------------------------- */

PyObject *
Hb_ArrayNew(PyTypeObject *type, Py_ssize_t size,
            const struct arraydescr *descr)
{
    if (size < 0) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (size > PY_SSIZE_T_MAX / descr->itemsize) {
        return PyErr_NoMemory();
    }
    arrayobject *op = (arrayobject *)type->tp_alloc(type, 0);
    if (op == NULL) {
        return NULL;
    }
    op->ob_descr = descr;
    op->allocated = size;
    op->weakreflist = NULL;
    Py_SET_SIZE(op, size);
    op->ob_exports = 0;
    op->ob_item = NULL;
    if (size > 0) {
        op->ob_item = PyMem_Calloc((size_t)size, (size_t)descr->itemsize);
        if (op->ob_item == NULL) {
            Py_SET_SIZE(op, 0);
            op->allocated = 0;
            Py_DECREF(op);
            return PyErr_NoMemory();
        }
    }
    return (PyObject *)op;
}

static void
array_dealloc(PyObject *self)
{
    arrayobject *op = (arrayobject *)self;
    PyObject_GC_UnTrack(self);
    if (op->weakreflist != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    PyMem_Free(op->ob_item);
    Py_TYPE(self)->tp_free(self);
}

static int
array_traverse(PyObject *Py_UNUSED(self), visitproc Py_UNUSED(visit),
               void *Py_UNUSED(arg))
{
    return 0;
}

/* Makes room for `size` items and sets the length to it.
 *
 * Grows by a sixteenth and 3 (below eight items) or 7, so the steps are
 * 4, 8, 16, 25, 34, ...; a block that is at most 16 items too large stays.
 *
 * Fails:  -1 with BufferError while exported, or MemoryError.
 * Source: CPython 3.11, Modules/arraymodule.c, array_resize(). */
int
Hb_ArrayResize(arrayobject *self, Py_ssize_t size)
{
    if (self->ob_exports > 0 && size != Py_SIZE(self)) {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is "
                                           "exporting buffers");
        return -1;
    }
    if (self->allocated >= size && Py_SIZE(self) < size + 16 &&
        self->ob_item != NULL) {
        if (self->ob_exports == 0) {
            self->ob_item =
                Hb_Moved(self->ob_item,
                         (size_t)(self->allocated * self->ob_descr->itemsize));
        }
        Py_SET_SIZE(self, size);
        return 0;
    }
    if (size == 0) {
        PyMem_Free(self->ob_item);
        self->ob_item = NULL;
        Py_SET_SIZE(self, 0);
        self->allocated = 0;
        return 0;
    }
    size_t room =
        ((size_t)size >> 4) + (Py_SIZE(self) < 8 ? 3 : 7) + (size_t)size;
    if (room > (size_t)PY_SSIZE_T_MAX / (size_t)self->ob_descr->itemsize) {
        PyErr_NoMemory();
        return -1;
    }
    char *items =
        PyMem_Realloc(self->ob_item, room * (size_t)self->ob_descr->itemsize);
    if (items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->ob_item = items;
    Py_SET_SIZE(self, size);
    self->allocated = (Py_ssize_t)room;
    return 0;
}

int
Hb_ArrayInsert(arrayobject *self, Py_ssize_t where, PyObject *value)
{
    Py_ssize_t n = Py_SIZE(self);
    if (value == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (self->ob_descr->setitem(self, -1, value) < 0 ||
        Hb_ArrayResize(self, n + 1) < 0) {
        return -1;
    }
    if (where < 0) {
        where = Py_MAX(where + n, 0);
    }
    where = Py_MIN(where, n);
    memmove(ITEM_AT(self, where + 1), ITEM_AT(self, where),
            (size_t)((n - where) * self->ob_descr->itemsize));
    return self->ob_descr->setitem(self, where, value);
}

/* ---- extending ---------------------------------------------------------- */

static int
extend_with_array(arrayobject *self, arrayobject *other)
{
    Py_ssize_t n = Py_SIZE(self), m = Py_SIZE(other);
    if (self->ob_descr != other->ob_descr) {
        PyErr_SetString(PyExc_TypeError,
                        "can only extend with array of same kind");
        return -1;
    }
    if (n > PY_SSIZE_T_MAX - m) {
        PyErr_NoMemory();
        return -1;
    }
    if (Hb_ArrayResize(self, n + m) < 0) {
        return -1;
    }
    if (m > 0) {
        memcpy(ITEM_AT(self, n), other->ob_item,
               (size_t)(m * self->ob_descr->itemsize));
    }
    return 0;
}

int
Hb_ArrayExtend(arrayobject *self, PyObject *items)
{
    if (IS_ARRAY(items)) {
        return extend_with_array(self, (arrayobject *)items);
    }
    PyObject *it = PyObject_GetIter(items), *item;
    if (it == NULL) {
        return -1;
    }
    int failed = 0;
    while (!failed && (item = PyIter_Next(it)) != NULL) {
        failed = Hb_ArrayInsert(self, Py_SIZE(self), item) < 0;
        Py_DECREF(item);
    }
    Py_DECREF(it);
    return failed || PyErr_Occurred() ? -1 : 0;
}

/* ---- sequence operations ------------------------------------------------ */

static Py_ssize_t
array_length(PyObject *self)
{
    return Py_SIZE(self);
}

PyObject *
Hb_ArrayItem(PyObject *self, Py_ssize_t i)
{
    if (i < 0 || i >= Py_SIZE(self)) {
        PyErr_SetString(PyExc_IndexError, "array index out of range");
        return NULL;
    }
    return Hb_ArrayGet((arrayobject *)self, i);
}

PyObject *
Hb_ArraySlice(arrayobject *a, Py_ssize_t low, Py_ssize_t high)
{
    low = Py_MIN(Py_MAX(low, 0), Py_SIZE(a));
    high = Py_MIN(Py_MAX(high, low), Py_SIZE(a));
    PyObject *np = Hb_ArrayNew(&Hb_ArrayType, high - low, a->ob_descr);
    if (np != NULL && high > low) {
        memcpy(((arrayobject *)np)->ob_item, ITEM_AT(a, low),
               (size_t)((high - low) * a->ob_descr->itemsize));
    }
    return np;
}

/* Takes items low .. high-1 out. */
int
Hb_ArrayDelete(arrayobject *a, Py_ssize_t low, Py_ssize_t high)
{
    low = Py_MIN(Py_MAX(low, 0), Py_SIZE(a));
    high = Py_MIN(Py_MAX(high, low), Py_SIZE(a));
    Py_ssize_t count = high - low;
    if (count == 0) {
        return 0;
    }
    if (a->ob_exports > 0) {
        PyErr_SetString(PyExc_BufferError, "cannot resize an array that is "
                                           "exporting buffers");
        return -1;
    }
    memmove(ITEM_AT(a, low), ITEM_AT(a, high),
            (size_t)((Py_SIZE(a) - high) * a->ob_descr->itemsize));
    return Hb_ArrayResize(a, Py_SIZE(a) - count);
}

int
Hb_ArrayAssItem(PyObject *self, Py_ssize_t i, PyObject *value)
{
    arrayobject *a = (arrayobject *)self;
    if (i < 0 || i >= Py_SIZE(a)) {
        PyErr_SetString(PyExc_IndexError,
                        "array assignment index out of range");
        return -1;
    }
    return value == NULL ? Hb_ArrayDelete(a, i, i + 1)
                         : a->ob_descr->setitem(a, i, value);
}

PyObject *
Hb_ArrayConcat(PyObject *left, PyObject *right)
{
    if (!IS_ARRAY(right)) {
        PyErr_Format(PyExc_TypeError,
                     "can only append array (not \"%.200s\") to array",
                     Py_TYPE(right)->tp_name);
        return NULL;
    }
    arrayobject *a = (arrayobject *)left, *b = (arrayobject *)right;
    if (a->ob_descr != b->ob_descr) {
        PyErr_BadArgument();
        return NULL;
    }
    if (Py_SIZE(a) > PY_SSIZE_T_MAX - Py_SIZE(b)) {
        return PyErr_NoMemory();
    }
    PyObject *np =
        Hb_ArrayNew(&Hb_ArrayType, Py_SIZE(a) + Py_SIZE(b), a->ob_descr);
    if (np == NULL) {
        return NULL;
    }
    arrayobject *joined = (arrayobject *)np;
    size_t width = (size_t)a->ob_descr->itemsize;
    if (Py_SIZE(a) > 0) {
        memcpy(joined->ob_item, a->ob_item, (size_t)Py_SIZE(a) * width);
    }
    if (Py_SIZE(b) > 0) {
        memcpy(ITEM_AT(joined, Py_SIZE(a)), b->ob_item,
               (size_t)Py_SIZE(b) * width);
    }
    return np;
}

/* Copies the first n items to the places behind them, up to `total`. */
static void
repeat_items(arrayobject *a, Py_ssize_t n, Py_ssize_t total)
{
    for (Py_ssize_t at = n; at < total; at += n) {
        memcpy(ITEM_AT(a, at), a->ob_item,
               (size_t)(n * a->ob_descr->itemsize));
    }
}

static PyObject *
array_repeat(PyObject *self, Py_ssize_t count)
{
    arrayobject *a = (arrayobject *)self;
    Py_ssize_t n = Py_SIZE(a);
    count = Py_MAX(count, 0);
    if (n > 0 && count > PY_SSIZE_T_MAX / n) {
        return PyErr_NoMemory();
    }
    PyObject *np = Hb_ArrayNew(&Hb_ArrayType, n * count, a->ob_descr);
    if (np != NULL && n * count > 0) {
        memcpy(((arrayobject *)np)->ob_item, a->ob_item,
               (size_t)(n * a->ob_descr->itemsize));
        repeat_items((arrayobject *)np, n, n * count);
    }
    return np;
}

static PyObject *
array_inplace_repeat(PyObject *self, Py_ssize_t count)
{
    arrayobject *a = (arrayobject *)self;
    Py_ssize_t n = Py_SIZE(a);
    if (n > 0) {
        count = Py_MAX(count, 0);
        if (count > 0 && n > PY_SSIZE_T_MAX / a->ob_descr->itemsize / count) {
            return PyErr_NoMemory();
        }
        if (Hb_ArrayResize(a, n * count) < 0) {
            return NULL;
        }
        repeat_items(a, n, n * count);
    }
    return Py_NewRef(self);
}

static PyObject *
array_inplace_concat(PyObject *self, PyObject *items)
{
    if (!IS_ARRAY(items)) {
        PyErr_Format(PyExc_TypeError,
                     "can only extend array with array (not \"%.200s\")",
                     Py_TYPE(items)->tp_name);
        return NULL;
    }
    return Hb_ArrayExtend((arrayobject *)self, items) < 0 ? NULL
                                                          : Py_NewRef(self);
}

static int
array_contains(PyObject *self, PyObject *value)
{
    int found = 0;
    for (Py_ssize_t i = 0; found == 0 && i < Py_SIZE(self); i++) {
        PyObject *item = Hb_ArrayGet((arrayobject *)self, i);
        found =
            item == NULL ? -1 : PyObject_RichCompareBool(item, value, Py_EQ);
        Py_XDECREF(item);
    }
    return found;
}

/* ---- comparison, repr --------------------------------------------------- */

/* The first of n items that differs, byte for byte. */
static Py_ssize_t
first_other_bytes(arrayobject *a, arrayobject *b, Py_ssize_t n)
{
    const char *x = a->ob_item, *y = b->ob_item;
    Py_ssize_t size = a->ob_descr->itemsize, end = n * size, i = 0;
    while (i + 8 <= end && memcmp(x + i, y + i, 8) == 0) {
        i += 8;
    }
    while (i < end && x[i] == y[i]) {
        i++;
    }
    return i / size;
}

/* The first index where the arrays differ, or the shorter length; -1. */
static Py_ssize_t
first_difference(arrayobject *a, arrayobject *b)
{
    Py_ssize_t n = Py_MIN(Py_SIZE(a), Py_SIZE(b));
    /* Ints of one size are equal when their bytes are; floats are not. */
    if (a->ob_descr == b->ob_descr &&
        strchr("bBhHiIlLqQ", a->ob_descr->typecode) != NULL) {
        return first_other_bytes(a, b, n);
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *x = Hb_ArrayGet(a, i);
        PyObject *y = x == NULL ? NULL : Hb_ArrayGet(b, i);
        int equal = y == NULL ? -1 : PyObject_RichCompareBool(x, y, Py_EQ);
        Py_XDECREF(x);
        Py_XDECREF(y);
        if (equal <= 0) {
            return equal < 0 ? -1 : i;
        }
    }
    return n;
}

static PyObject *
array_richcompare(PyObject *v, PyObject *w, int op)
{
    if (!IS_ARRAY(v) || !IS_ARRAY(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    arrayobject *a = (arrayobject *)v, *b = (arrayobject *)w;
    if (Py_SIZE(a) != Py_SIZE(b) && (op == Py_EQ || op == Py_NE)) {
        return PyBool_FromLong(op == Py_NE);
    }
    Py_ssize_t i = first_difference(a, b);
    if (i < 0) {
        return NULL;
    }
    if (i == Py_SIZE(a) || i == Py_SIZE(b)) {
        Py_RETURN_RICHCOMPARE(Py_SIZE(a), Py_SIZE(b), op);
    }
    if (op == Py_EQ || op == Py_NE) {
        return PyBool_FromLong(op == Py_NE);
    }
    PyObject *x = Hb_ArrayGet(a, i);
    PyObject *y = x == NULL ? NULL : Hb_ArrayGet(b, i);
    PyObject *result = y == NULL ? NULL : PyObject_RichCompare(x, y, op);
    Py_XDECREF(x);
    Py_XDECREF(y);
    return result;
}

static PyObject *
array_repr(PyObject *self)
{
    arrayobject *a = (arrayobject *)self;
    const char *name = _PyType_Name(Py_TYPE(self));
    if (Py_SIZE(a) == 0) {
        return PyUnicode_FromFormat("%s('%c')", name, a->ob_descr->typecode);
    }
    PyObject *items =
        a->ob_descr->typecode == 'u'
            ? PyUnicode_FromWideChar((wchar_t *)a->ob_item, Py_SIZE(a))
            : Hb_ArrayToList(self, NULL);
    if (items == NULL) {
        return NULL;
    }
    PyObject *text = PyUnicode_FromFormat("%s('%c', %R)", name,
                                          a->ob_descr->typecode, items);
    Py_DECREF(items);
    return text;
}

/* ---- buffer ------------------------------------------------------------- */

static int
array_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    static char nothing;
    arrayobject *a = (arrayobject *)self;
    if (view == NULL) {
        PyErr_SetString(PyExc_BufferError,
                        "array_buffer_getbuf: view==NULL argument is "
                        "obsolete");
        return -1;
    }
    view->buf = a->ob_item == NULL ? &nothing : a->ob_item;
    view->obj = Py_NewRef(self);
    view->len = Py_SIZE(a) * a->ob_descr->itemsize;
    view->readonly = 0;
    view->ndim = 1;
    view->itemsize = a->ob_descr->itemsize;
    view->suboffsets = NULL;
    view->shape =
        (flags & PyBUF_ND) == PyBUF_ND ? &((PyVarObject *)a)->ob_size : NULL;
    view->strides =
        (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &view->itemsize : NULL;
    view->format = NULL;
    view->internal = NULL;
    if ((flags & PyBUF_FORMAT) == PyBUF_FORMAT) {
        view->format = (char *)a->ob_descr->format;
    }
    a->ob_exports++;
    return 0;
}

static void
array_releasebuffer(PyObject *self, Py_buffer *Py_UNUSED(view))
{
    ((arrayobject *)self)->ob_exports--;
}

/* ---- the type ----------------------------------------------------------- */

static PyObject *
array_typecode(PyObject *self, void *Py_UNUSED(closure))
{
    return PyUnicode_FromOrdinal(((arrayobject *)self)->ob_descr->typecode);
}

static PyObject *
array_itemsize(PyObject *self, void *Py_UNUSED(closure))
{
    return PyLong_FromLong(((arrayobject *)self)->ob_descr->itemsize);
}

static PyGetSetDef array_getset[] = {
    {"typecode", array_typecode, NULL, PyDoc_STR("The letter of the type."),
     NULL},
    {"itemsize", array_itemsize, NULL, PyDoc_STR("Bytes of an item."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PySequenceMethods array_as_sequence = {
    .sq_length = array_length,
    .sq_concat = Hb_ArrayConcat,
    .sq_repeat = array_repeat,
    .sq_item = Hb_ArrayItem,
    .sq_ass_item = Hb_ArrayAssItem,
    .sq_contains = array_contains,
    .sq_inplace_concat = array_inplace_concat,
    .sq_inplace_repeat = array_inplace_repeat,
};

static PyMappingMethods array_as_mapping = {
    .mp_length = array_length,
    .mp_subscript = Hb_ArraySubscript,
    .mp_ass_subscript = Hb_ArrayAssSubscript,
};

static PyBufferProcs array_as_buffer = {
    .bf_getbuffer = array_getbuffer,
    .bf_releasebuffer = array_releasebuffer,
};

PyTypeObject Hb_ArrayType = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "array.array",
    .tp_basicsize = sizeof(arrayobject),
    .tp_dealloc = array_dealloc,
    .tp_repr = array_repr,
    .tp_as_sequence = &array_as_sequence,
    .tp_as_mapping = &array_as_mapping,
    .tp_as_buffer = &array_as_buffer,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_SEQUENCE,
    .tp_doc = PyDoc_STR("array(typecode[, initializer])\n\n"
                        "Numbers of one C type, side by side."),
    .tp_traverse = array_traverse,
    .tp_richcompare = array_richcompare,
    .tp_weaklistoffset = offsetof(arrayobject, weakreflist),
    .tp_iter = Hb_ArrayIter,
    .tp_methods = Hb_ArrayMethods,
    .tp_getset = array_getset,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = Hb_ArrayTpNew,
    .tp_free = PyObject_GC_Del,
};
