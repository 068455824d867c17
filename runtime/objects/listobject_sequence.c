/* listobject_sequence.c -- lists as sequences: slices, +, *, in, compare. */
#include "Python.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"

static void
copy_refs(PyObject **dst, PyObject *const *src, Py_ssize_t n)
{
    Py_ssize_t i;

    for (i = 0; i < n; i++) {
        dst[i] = Py_NewRef(src[i]);
    }
}

PyObject *
Hb_ListSlice(PyListObject *self, Py_ssize_t low, Py_ssize_t high)
{
    Py_ssize_t n = high - low;
    PyListObject *result;

    if (n <= 0) {
        return PyList_New(0);
    }
    result = Hb_ListNewPrealloc(n);
    if (result == NULL) {
        return NULL;
    }
    copy_refs(result->ob_item, self->ob_item + low, n);
    Py_SET_SIZE(result, n);
    return (PyObject *)result;
}

static PyObject *
list_item(PyObject *op, Py_ssize_t i)
{
    PyListObject *self = (PyListObject *)op;

    if ((size_t)i >= (size_t)Py_SIZE(self)) {
        PyErr_SetString(PyExc_IndexError, "list index out of range");
        return NULL;
    }
    return Py_NewRef(self->ob_item[i]);
}

static int
list_ass_item(PyObject *op, Py_ssize_t i, PyObject *value)
{
    PyListObject *self = (PyListObject *)op;
    PyObject *old;

    if ((size_t)i >= (size_t)Py_SIZE(self)) {
        PyErr_SetString(PyExc_IndexError,
                        "list assignment index out of range");
        return -1;
    }
    if (value == NULL) {
        return Hb_ListAssignSlice(self, i, i + 1, NULL);
    }
    old = self->ob_item[i];
    self->ob_item[i] = Py_NewRef(value);
    Py_DECREF(old);
    return 0;
}

static int
list_contains(PyObject *op, PyObject *value)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t i;
    int cmp = 0;

    for (i = 0; cmp == 0 && i < Py_SIZE(self); i++) {
        PyObject *item = Py_NewRef(self->ob_item[i]);

        cmp = PyObject_RichCompareBool(item, value, Py_EQ);
        Py_DECREF(item);
    }
    return cmp;
}

static PyObject *
list_concat(PyObject *v, PyObject *w)
{
    PyListObject *a = (PyListObject *)v, *b = (PyListObject *)w, *result;
    Py_ssize_t size;

    if (!PyList_Check(w)) {
        PyErr_Format(PyExc_TypeError,
                     "can only concatenate list (not \"%.200s\") to list",
                     Py_TYPE(w)->tp_name);
        return NULL;
    }
    size = Py_SIZE(a) + Py_SIZE(b);
    if (size == 0) {
        return PyList_New(0);
    }
    result = Hb_ListNewPrealloc(size);
    if (result == NULL) {
        return NULL;
    }
    copy_refs(result->ob_item, a->ob_item, Py_SIZE(a));
    copy_refs(result->ob_item + Py_SIZE(a), b->ob_item, Py_SIZE(b));
    Py_SET_SIZE(result, size);
    return (PyObject *)result;
}

static PyObject *
list_repeat(PyObject *op, Py_ssize_t n)
{
    PyListObject *self = (PyListObject *)op, *result;
    Py_ssize_t size = Py_SIZE(self), i;

    if (n <= 0 || size == 0) {
        return PyList_New(0);
    }
    if (size > PY_SSIZE_T_MAX / n) {
        return PyErr_NoMemory();
    }
    result = Hb_ListNewPrealloc(size * n);
    if (result == NULL) {
        return NULL;
    }
    for (i = 0; i < n; i++) {
        copy_refs(result->ob_item + i * size, self->ob_item, size);
    }
    Py_SET_SIZE(result, size * n);
    return (PyObject *)result;
}

static PyObject *
list_inplace_repeat(PyObject *op, Py_ssize_t n)
{
    PyListObject *self = (PyListObject *)op;
    Py_ssize_t size = Py_SIZE(self), i;

    if (size == 0 || n == 1) {
        return Py_NewRef(op);
    }
    if (n < 1) {
        Hb_ListClear(self);
        return Py_NewRef(op);
    }
    if (size > PY_SSIZE_T_MAX / n) {
        return PyErr_NoMemory();
    }
    if (Hb_ListResize(self, size * n) < 0) {
        return NULL;
    }
    for (i = 1; i < n; i++) {
        copy_refs(self->ob_item + i * size, self->ob_item, size);
    }
    return Py_NewRef(op);
}

static PyObject *
list_inplace_concat(PyObject *op, PyObject *other)
{
    PyObject *none = _PyList_Extend((PyListObject *)op, other);

    if (none == NULL) {
        return NULL;
    }
    Py_DECREF(none);
    return Py_NewRef(op);
}

/* Makes a gap of n slots where old[low:high] was; the slots of the gap may
 * hold anything.  The caller has kept the old items. */
static int
list_open_gap(PyListObject *self, Py_ssize_t low, Py_ssize_t high,
              Py_ssize_t n)
{
    Py_ssize_t size = Py_SIZE(self), change = n - (high - low);
    size_t tail = (size_t)(size - high) * sizeof(PyObject *);
    PyObject **items = self->ob_item;

    if (change < 0) {
        memmove(items + high + change, items + high, tail);
        if (Hb_ListResize(self, size + change) < 0) {
            memmove(items + high, items + high + change, tail);
            return -1;
        }
    }
    else if (change > 0) {
        if (Hb_ListResize(self, size + change) < 0) {
            return -1;
        }
        items = self->ob_item;
        memmove(items + high + change, items + high, tail);
    }
    return 0;
}

/* self[low:high] = src[0:n], bounds in order and inside the list. */
static int
list_replace(PyListObject *self, Py_ssize_t low, Py_ssize_t high,
             PyObject *const *src, Py_ssize_t n)
{
    PyObject *few[8], **removed = few;
    Py_ssize_t gone = high - low, i;

    if (Py_SIZE(self) + n - gone == 0) {
        Hb_ListClear(self);
        return 0;
    }
    if (gone > (Py_ssize_t)Py_ARRAY_LENGTH(few)) {
        removed = PyMem_New(PyObject *, gone);
        if (removed == NULL) {
            PyErr_NoMemory();
            return -1;
        }
    }
    if (gone > 0) {
        memcpy(removed, self->ob_item + low, (size_t)gone * sizeof(*removed));
    }
    if (list_open_gap(self, low, high, n) < 0) {
        if (gone > 0) {
            memcpy(self->ob_item + low, removed,
                   (size_t)gone * sizeof(*removed));
        }
        gone = -1;
    }
    else {
        copy_refs(self->ob_item + low, src, n);
    }
    for (i = gone; --i >= 0;) {
        Py_XDECREF(removed[i]);
    }
    if (removed != few) {
        PyMem_Free(removed);
    }
    return gone < 0 ? -1 : 0;
}

int
Hb_ListAssignSlice(PyListObject *self, Py_ssize_t low, Py_ssize_t high,
                   PyObject *items)
{
    PyObject *fast = NULL, *const *src = NULL;
    Py_ssize_t n = 0, size;
    int result;

    if (items == (PyObject *)self) {
        fast = Hb_ListSlice(self, 0, Py_SIZE(self));
    }
    else if (items != NULL) {
        fast = PySequence_Fast(items, "can only assign an iterable");
    }
    if (items != NULL) {
        if (fast == NULL) {
            return -1;
        }
        n = PySequence_Fast_GET_SIZE(fast);
        src = PySequence_Fast_ITEMS(fast);
    }
    /* Iterating may have changed the list: clip only now. */
    size = Py_SIZE(self);
    low = low < 0 ? 0 : low > size ? size : low;
    high = high < low ? low : high > size ? size : high;
    result = list_replace(self, low, high, src, n);
    Py_XDECREF(fast);
    return result;
}

/* ---- comparison and repr ---- */

/* The first index at which two lists differ, or the shorter length; *differ
 * tells which.  -1 with an exception. */
static Py_ssize_t
first_difference(PyListObject *v, PyListObject *w, int *differ)
{
    Py_ssize_t i;

    *differ = 0;
    for (i = 0; i < Py_SIZE(v) && i < Py_SIZE(w); i++) {
        PyObject *a = v->ob_item[i], *b = w->ob_item[i];
        int equal;

        if (a == b) {
            continue;
        }
        Py_INCREF(a);
        Py_INCREF(b);
        equal = PyObject_RichCompareBool(a, b, Py_EQ);
        Py_DECREF(a);
        Py_DECREF(b);
        if (equal < 0) {
            return -1;
        }
        if (!equal) {
            *differ = 1;
            return i;
        }
    }
    return i;
}

PyObject *
Hb_ListRichCompare(PyObject *v, PyObject *w, int op)
{
    PyListObject *a = (PyListObject *)v, *b = (PyListObject *)w;
    Py_ssize_t i;
    int differ;

    if (!PyList_Check(v) || !PyList_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Py_SIZE(a) != Py_SIZE(b) && (op == Py_EQ || op == Py_NE)) {
        return PyBool_FromLong(op == Py_NE);
    }
    i = first_difference(a, b, &differ);
    if (i < 0) {
        return NULL;
    }
    if (i >= Py_SIZE(a) || i >= Py_SIZE(b)) {
        Py_RETURN_RICHCOMPARE(Py_SIZE(a), Py_SIZE(b), op);
    }
    if (op == Py_EQ || op == Py_NE) {
        return PyBool_FromLong(op == Py_NE);
    }
    return PyObject_RichCompare(a->ob_item[i], b->ob_item[i], op);
}

PyObject *
Hb_ListRepr(PyObject *op)
{
    return Hb_ReprOfItems(op, "[]");
}

PySequenceMethods Hb_ListAsSequence = {
    .sq_length = PyList_Size,
    .sq_concat = list_concat,
    .sq_repeat = list_repeat,
    .sq_item = list_item,
    .sq_ass_item = list_ass_item,
    .sq_contains = list_contains,
    .sq_inplace_concat = list_inplace_concat,
    .sq_inplace_repeat = list_inplace_repeat,
};
