/* rangeobject_iter.c -- iterators over ranges, over C longs and over ints. */
#include <limits.h>

#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "rangeobject_iter.h"

/* ---- over C longs ---- */

/*    rangeiterobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |
 *   | 24 | start   |
 *   | 32 | step    |
 *   | 40 | len     |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    long index;
    long start;
    long step;
    long len;
} rangeiterobject;

/* start + index * step, where the true result fits. */
static long
element(long start, long step, long index)
{
    return (long)((unsigned long)start +
                  (unsigned long)index * (unsigned long)step);
}

static PyObject *
rangeiter_next(PyObject *self)
{
    rangeiterobject *it = (rangeiterobject *)self;

    if (it->index >= it->len) {
        return NULL;
    }
    return PyLong_FromLong(element(it->start, it->step, it->index++));
}

static PyObject *
rangeiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    rangeiterobject *it = (rangeiterobject *)self;

    return PyLong_FromLong(it->len - it->index);
}

/* What remains to be done when the parts are ints: range(...) and the index
 * to go on from.  Takes over the three references. */
static PyObject *
reduce_parts(PyObject *start, PyObject *stop, PyObject *step, PyObject *index)
{
    PyObject *range = NULL;

    if (start != NULL && stop != NULL && step != NULL) {
        range = PyObject_CallFunctionObjArgs((PyObject *)&PyRange_Type, start,
                                             stop, step, NULL);
    }
    Py_XDECREF(start);
    Py_XDECREF(stop);
    Py_XDECREF(step);
    if (range == NULL) {
        Py_XDECREF(index);
        return NULL;
    }
    return Py_BuildValue("N(N)N", _PyEval_GetBuiltin(&_Py_ID(iter)), range,
                         index);
}

static PyObject *
rangeiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    rangeiterobject *it = (rangeiterobject *)self;

    return reduce_parts(PyLong_FromLong(it->start),
                        PyLong_FromLong(element(it->start, it->step, it->len)),
                        PyLong_FromLong(it->step), PyLong_FromLong(it->index));
}

static PyObject *
rangeiter_setstate(PyObject *self, PyObject *state)
{
    rangeiterobject *it = (rangeiterobject *)self;
    long index = PyLong_AsLong(state);

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    it->index = index < 0 ? 0 : index > it->len ? it->len : index;
    Py_RETURN_NONE;
}

static void
rangeiter_dealloc(PyObject *self)
{
    PyObject_Free(self);
}

static PyMethodDef rangeiter_methods[] = {
    {"__length_hint__", rangeiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", rangeiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", rangeiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyRangeIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "range_iterator",
    .tp_basicsize = sizeof(rangeiterobject),
    .tp_dealloc = rangeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = rangeiter_next,
    .tp_methods = rangeiter_methods,
};

/* ---- over ints ---- */

/*    longrangeiterobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |---> int
 *   | 24 | start   |---> int
 *   | 32 | step    |---> int
 *   | 40 | len     |---> int
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *index;
    PyObject *start;
    PyObject *step;
    PyObject *len;
} longrangeiterobject;

/* start + index * step */
static PyObject *
long_element(longrangeiterobject *it, PyObject *index)
{
    PyObject *offset = PyNumber_Multiply(index, it->step), *item;

    if (offset == NULL) {
        return NULL;
    }
    item = PyNumber_Add(it->start, offset);
    Py_DECREF(offset);
    return item;
}

static PyObject *
longrangeiter_next(PyObject *self)
{
    longrangeiterobject *it = (longrangeiterobject *)self;
    PyObject *one, *next, *item;

    if (PyObject_RichCompareBool(it->index, it->len, Py_LT) != 1) {
        return NULL;
    }
    one = PyLong_FromLong(1);
    next = PyNumber_Add(it->index, one);
    Py_DECREF(one);
    if (next == NULL) {
        return NULL;
    }
    item = long_element(it, it->index);
    if (item == NULL) {
        Py_DECREF(next);
        return NULL;
    }
    Py_SETREF(it->index, next);
    return item;
}

static PyObject *
longrangeiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    longrangeiterobject *it = (longrangeiterobject *)self;

    return PyNumber_Subtract(it->len, it->index);
}

static PyObject *
longrangeiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    longrangeiterobject *it = (longrangeiterobject *)self;

    return reduce_parts(Py_NewRef(it->start), long_element(it, it->len),
                        Py_NewRef(it->step), Py_NewRef(it->index));
}

static PyObject *
longrangeiter_setstate(PyObject *self, PyObject *state)
{
    longrangeiterobject *it = (longrangeiterobject *)self;
    PyObject *zero = PyLong_FromLong(0);
    int low = PyObject_RichCompareBool(state, zero, Py_LT), high = 0;

    if (low == 0) {
        high = PyObject_RichCompareBool(it->len, state, Py_LT);
    }
    if (low >= 0 && high >= 0) {
        Py_SETREF(it->index, Py_NewRef(low > 0    ? zero
                                       : high > 0 ? it->len
                                                  : state));
    }
    Py_DECREF(zero);
    return low < 0 || high < 0 ? NULL : Py_NewRef(Py_None);
}

static void
longrangeiter_dealloc(PyObject *self)
{
    longrangeiterobject *it = (longrangeiterobject *)self;

    Py_XDECREF(it->index);
    Py_XDECREF(it->start);
    Py_XDECREF(it->step);
    Py_XDECREF(it->len);
    PyObject_Free(it);
}

static PyMethodDef longrangeiter_methods[] = {
    {"__length_hint__", longrangeiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", longrangeiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", longrangeiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyLongRangeIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "longrange_iterator",
    .tp_basicsize = sizeof(longrangeiterobject),
    .tp_dealloc = longrangeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = longrangeiter_next,
    .tp_methods = longrangeiter_methods,
};

/* ---- which of the two ---- */

/* Whether an int is a C long; with its value. */
static int
as_long(PyObject *number, long *value)
{
    int overflow;

    *value = PyLong_AsLongAndOverflow(number, &overflow);
    return !overflow;
}

/* Whether the end of the range, one step behind the last item, is a long. */
static int
end_fits(long stop, long step)
{
    return step > 0 ? stop <= LONG_MAX - step : stop >= LONG_MIN - step;
}

static PyObject *
new_fast(long start, long step, long len)
{
    rangeiterobject *it = PyObject_New(rangeiterobject, &PyRangeIter_Type);

    if (it != NULL) {
        it->index = 0;
        it->start = start;
        it->step = step;
        it->len = len;
    }
    return (PyObject *)it;
}

PyObject *
Hb_RangeIterNew(PyObject *start, PyObject *stop, PyObject *step,
                PyObject *length)
{
    longrangeiterobject *it;
    long first, last, stride, len;

    if (as_long(start, &first) && as_long(stop, &last) &&
        as_long(step, &stride) && as_long(length, &len) &&
        end_fits(last, stride)) {
        return new_fast(first, stride, len);
    }
    it = PyObject_New(longrangeiterobject, &PyLongRangeIter_Type);
    if (it == NULL) {
        return NULL;
    }
    it->index = PyLong_FromLong(0);
    it->start = Py_NewRef(start);
    it->step = Py_NewRef(step);
    it->len = Py_NewRef(length);
    return (PyObject *)it;
}
