/* rangeobject.c -- range: three ints of any size, and the length.
 *
 * Start, stop, step and length are int objects, so that nothing overflows;
 * the iterators (rangeobject_iter.c) go over to C longs where they can.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "rangeobject_iter.h"

/*    rangeobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | start   |---> int
 *   | 24 | stop    |---> int
 *   | 32 | step    |---> int
 *   | 40 | length  |---> int, counted once
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *start;
    PyObject *stop;
    PyObject *step;
    PyObject *length;
} rangeobject;

/* ---- arithmetic on ints ---- */

/* a op b, releasing a; NULL passes through. */
static PyObject *
then(PyObject *a, PyObject *(*op)(PyObject *, PyObject *), PyObject *b)
{
    PyObject *result;

    if (a == NULL) {
        return NULL;
    }
    result = op(a, b);
    Py_DECREF(a);
    return result;
}

static int
is_zero(PyObject *number)
{
    return _PyLong_Sign(number) == 0;
}

/* How many items there are between two bounds: 0 or
 * 1 + (high - low - 1) // |step|. */
static PyObject *
range_length(PyObject *start, PyObject *stop, PyObject *step)
{
    int backwards = _PyLong_Sign(step) < 0;
    PyObject *low = backwards ? stop : start;
    PyObject *high = backwards ? start : stop;
    PyObject *stride, *one, *length;
    int empty = PyObject_RichCompareBool(low, high, Py_GE);

    if (empty != 0) {
        return empty < 0 ? NULL : PyLong_FromLong(0);
    }
    stride = backwards ? PyNumber_Negative(step) : Py_NewRef(step);
    if (stride == NULL) {
        return NULL;
    }
    one = PyLong_FromLong(1);
    length = PyNumber_Subtract(high, low);
    length = then(length, PyNumber_Subtract, one);
    length = then(length, PyNumber_FloorDivide, stride);
    length = then(length, PyNumber_Add, one);
    Py_DECREF(one);
    Py_DECREF(stride);
    return length;
}

/* start + index * step */
static PyObject *
range_element(rangeobject *r, PyObject *index)
{
    PyObject *offset = PyNumber_Multiply(index, r->step);
    PyObject *item;

    if (offset == NULL) {
        return NULL;
    }
    item = PyNumber_Add(r->start, offset);
    Py_DECREF(offset);
    return item;
}

/* ---- making ---- */

/* Takes over the three references, also when it fails. */
static PyObject *
range_make(PyTypeObject *type, PyObject *start, PyObject *stop, PyObject *step)
{
    PyObject *length = range_length(start, stop, step);
    rangeobject *r = NULL;

    if (length != NULL) {
        r = PyObject_New(rangeobject, type);
    }
    if (r == NULL) {
        Py_XDECREF(length);
        Py_DECREF(start);
        Py_DECREF(stop);
        Py_DECREF(step);
        return NULL;
    }
    r->start = start;
    r->stop = stop;
    r->step = step;
    r->length = length;
    return (PyObject *)r;
}

static PyObject *
range_from_array(PyTypeObject *type, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *start, *stop, *step;

    if (!_PyArg_CheckPositional("range", nargs, 1, 3)) {
        return NULL;
    }
    start = nargs == 1 ? PyLong_FromLong(0) : PyNumber_Index(args[0]);
    if (start == NULL) {
        return NULL;
    }
    stop = PyNumber_Index(args[nargs == 1 ? 0 : 1]);
    if (stop == NULL) {
        Py_DECREF(start);
        return NULL;
    }
    step = nargs < 3 ? PyLong_FromLong(1) : PyNumber_Index(args[2]);
    if (step != NULL && is_zero(step)) {
        PyErr_SetString(PyExc_ValueError, "range() arg 3 must not be zero");
        Py_CLEAR(step);
    }
    if (step == NULL) {
        Py_DECREF(start);
        Py_DECREF(stop);
        return NULL;
    }
    return range_make(type, start, stop, step);
}

static PyObject *
range_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (!_PyArg_NoKeywords("range", kwds)) {
        return NULL;
    }
    return range_from_array(type, ((PyTupleObject *)args)->ob_item,
                            PyTuple_GET_SIZE(args));
}

static PyObject *
range_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                 PyObject *kwnames)
{
    if (!_PyArg_NoKwnames("range", kwnames)) {
        return NULL;
    }
    return range_from_array((PyTypeObject *)type, args,
                            PyVectorcall_NARGS(nargsf));
}

static void
range_dealloc(PyObject *self)
{
    rangeobject *r = (rangeobject *)self;

    Py_DECREF(r->start);
    Py_DECREF(r->stop);
    Py_DECREF(r->step);
    Py_DECREF(r->length);
    PyObject_Free(r);
}

/* ---- items and slices ---- */

static Py_ssize_t
range_len(PyObject *self)
{
    return PyLong_AsSsize_t(((rangeobject *)self)->length);
}

/* r[index] for an int; IndexError outside. */
static PyObject *
range_getitem(rangeobject *r, PyObject *index)
{
    PyObject *item = NULL;
    int outside;

    index = _PyLong_Sign(index) < 0 ? PyNumber_Add(index, r->length)
                                    : Py_NewRef(index);
    if (index != NULL) {
        outside = _PyLong_Sign(index) < 0
                      ? 1
                      : PyObject_RichCompareBool(index, r->length, Py_GE);
        if (outside > 0) {
            PyErr_SetString(PyExc_IndexError,
                            "range object index out of range");
        }
        else if (outside == 0) {
            item = range_element(r, index);
        }
        Py_DECREF(index);
    }
    return item;
}

static PyObject *
range_item(PyObject *self, Py_ssize_t i)
{
    PyObject *index = PyLong_FromSsize_t(i), *item;

    if (index == NULL) {
        return NULL;
    }
    item = range_getitem((rangeobject *)self, index);
    Py_DECREF(index);
    return item;
}

static PyObject *
range_slice(rangeobject *r, PyObject *slice)
{
    PyObject *start, *stop, *step, *first, *last = NULL, *stride = NULL;

    if (_PySlice_GetLongIndices((PySliceObject *)slice, r->length, &start,
                                &stop, &step) < 0) {
        return NULL;
    }
    first = range_element(r, start);
    if (first != NULL) {
        last = range_element(r, stop);
    }
    if (last != NULL) {
        stride = PyNumber_Multiply(r->step, step);
    }
    Py_DECREF(start);
    Py_DECREF(stop);
    Py_DECREF(step);
    if (stride == NULL) {
        Py_XDECREF(first);
        Py_XDECREF(last);
        return NULL;
    }
    return range_make(Py_TYPE(r), first, last, stride);
}

static PyObject *
range_subscript(PyObject *self, PyObject *index)
{
    PyObject *number, *item;

    if (PySlice_Check(index)) {
        return range_slice((rangeobject *)self, index);
    }
    if (!_PyIndex_Check(index)) {
        PyErr_Format(PyExc_TypeError,
                     "range indices must be integers or slices, not %.200s",
                     Py_TYPE(index)->tp_name);
        return NULL;
    }
    number = PyNumber_Index(index);
    if (number == NULL) {
        return NULL;
    }
    item = range_getitem((rangeobject *)self, number);
    Py_DECREF(number);
    return item;
}

/* ---- membership ---- */

/* Whether an int is in the range. */
static int
contains_int(rangeobject *r, PyObject *number)
{
    int backwards = _PyLong_Sign(r->step) < 0, inside;
    PyObject *rest;

    inside =
        PyObject_RichCompareBool(number, r->start, backwards ? Py_LE : Py_GE);
    if (inside > 0) {
        inside = PyObject_RichCompareBool(number, r->stop,
                                          backwards ? Py_GT : Py_LT);
    }
    if (inside <= 0) {
        return inside;
    }
    rest =
        then(PyNumber_Subtract(number, r->start), PyNumber_Remainder, r->step);
    if (rest == NULL) {
        return -1;
    }
    inside = is_zero(rest);
    Py_DECREF(rest);
    return inside;
}

static int
range_contains(PyObject *self, PyObject *item)
{
    if (PyLong_CheckExact(item) || PyBool_Check(item)) {
        return contains_int((rangeobject *)self, item);
    }
    return (int)_PySequence_IterSearch(self, item, PY_ITERSEARCH_CONTAINS);
}

static PyObject *
range_count(PyObject *self, PyObject *item)
{
    Py_ssize_t count;

    if (PyLong_CheckExact(item) || PyBool_Check(item)) {
        int found = contains_int((rangeobject *)self, item);

        return found < 0 ? NULL : PyLong_FromLong(found);
    }
    count = _PySequence_IterSearch(self, item, PY_ITERSEARCH_COUNT);
    return count == -1 ? NULL : PyLong_FromSsize_t(count);
}

static PyObject *
range_index(PyObject *self, PyObject *item)
{
    rangeobject *r = (rangeobject *)self;
    Py_ssize_t index;
    int found;

    if (!PyLong_CheckExact(item) && !PyBool_Check(item)) {
        index = _PySequence_IterSearch(self, item, PY_ITERSEARCH_INDEX);
        return index == -1 ? NULL : PyLong_FromSsize_t(index);
    }
    found = contains_int(r, item);
    if (found == 0) {
        PyErr_Format(PyExc_ValueError, "%R is not in range", item);
    }
    if (found <= 0) {
        return NULL;
    }
    return then(PyNumber_Subtract(item, r->start), PyNumber_FloorDivide,
                r->step);
}

/* ---- comparison, hash, repr ---- */

/* The parts that tell ranges apart: of an empty one only the length, of one
 * with a single item no step. */
static PyObject *
range_essence(rangeobject *r)
{
    PyObject *one = PyLong_FromLong(1);
    int single = PyObject_RichCompareBool(r->length, one, Py_EQ);
    int empty = is_zero(r->length);

    Py_DECREF(one);
    if (single < 0) {
        return NULL;
    }
    return PyTuple_Pack(3, r->length, empty ? Py_None : r->start,
                        empty || single ? Py_None : r->step);
}

static Py_hash_t
range_hash(PyObject *self)
{
    PyObject *essence = range_essence((rangeobject *)self);
    Py_hash_t hash;

    if (essence == NULL) {
        return -1;
    }
    hash = PyObject_Hash(essence);
    Py_DECREF(essence);
    return hash;
}

static PyObject *
range_richcompare(PyObject *v, PyObject *w, int op)
{
    PyObject *a, *b, *result = NULL;

    if (!PyRange_Check(w) || (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (v == w) {
        return PyBool_FromLong(op == Py_EQ);
    }
    a = range_essence((rangeobject *)v);
    b = range_essence((rangeobject *)w);
    if (a != NULL && b != NULL) {
        result = PyObject_RichCompare(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static PyObject *
range_repr(PyObject *self)
{
    rangeobject *r = (rangeobject *)self;

    if (PyNumber_AsSsize_t(r->step, NULL) == 1) {
        return PyUnicode_FromFormat("range(%R, %R)", r->start, r->stop);
    }
    return PyUnicode_FromFormat("range(%R, %R, %R)", r->start, r->stop,
                                r->step);
}

static int
range_bool(PyObject *self)
{
    return !is_zero(((rangeobject *)self)->length);
}

static PyObject *
range_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    rangeobject *r = (rangeobject *)self;

    return Py_BuildValue("O(OOO)", Py_TYPE(r), r->start, r->stop, r->step);
}

static PyObject *
range_iter(PyObject *self)
{
    rangeobject *r = (rangeobject *)self;

    return Hb_RangeIterNew(r->start, r->stop, r->step, r->length);
}

/* The same items from the last to the first. */
static PyObject *
range_reversed(PyObject *self, PyObject *Py_UNUSED(unused))
{
    rangeobject *r = (rangeobject *)self;
    PyObject *one = PyLong_FromLong(1), *start, *stop, *step, *it = NULL;

    start = PyNumber_Subtract(r->length, one);
    Py_DECREF(one);
    if (start != NULL) {
        Py_SETREF(start, range_element(r, start));
    }
    stop = PyNumber_Subtract(r->start, r->step);
    step = PyNumber_Negative(r->step);
    if (start != NULL && stop != NULL && step != NULL) {
        it = Hb_RangeIterNew(start, stop, step, r->length);
    }
    Py_XDECREF(start);
    Py_XDECREF(stop);
    Py_XDECREF(step);
    return it;
}

static PyNumberMethods range_as_number = {
    .nb_bool = range_bool,
};

static PySequenceMethods range_as_sequence = {
    .sq_length = range_len,
    .sq_item = range_item,
    .sq_contains = range_contains,
};

static PyMappingMethods range_as_mapping = {
    .mp_length = range_len,
    .mp_subscript = range_subscript,
};

static PyMethodDef range_methods[] = {
    {"__reversed__", range_reversed, METH_NOARGS,
     "An iterator from the last item to the first."},
    {"__reduce__", range_reduce, METH_VARARGS, "What to copy it from."},
    {"count", range_count, METH_O, "How many items are equal."},
    {"index", range_index, METH_O, "The index of an item."},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef range_members[] = {
    {"start", T_OBJECT_EX, offsetof(rangeobject, start), READONLY, NULL},
    {"stop", T_OBJECT_EX, offsetof(rangeobject, stop), READONLY, NULL},
    {"step", T_OBJECT_EX, offsetof(rangeobject, step), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject PyRange_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "range",
    .tp_basicsize = sizeof(rangeobject),
    .tp_dealloc = range_dealloc,
    .tp_repr = range_repr,
    .tp_as_number = &range_as_number,
    .tp_as_sequence = &range_as_sequence,
    .tp_as_mapping = &range_as_mapping,
    .tp_hash = range_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_SEQUENCE,
    .tp_doc = PyDoc_STR("range(stop) or range(start, stop[, step])"),
    .tp_richcompare = range_richcompare,
    .tp_iter = range_iter,
    .tp_methods = range_methods,
    .tp_members = range_members,
    .tp_new = range_new,
    .tp_vectorcall = range_vectorcall,
};
