/* iterobject.c -- iterators over __getitem__ and over a function. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- over a sequence ---- */

/*    seqiterobject: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | it_index |
 *   | 24 | it_seq   |---> sequence; NULL when exhausted
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t it_index;
    PyObject *it_seq;
} seqiterobject;

PyObject *
PySeqIter_New(PyObject *sequence)
{
    seqiterobject *it;

    if (!PySequence_Check(sequence)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    it = PyObject_GC_New(seqiterobject, &PySeqIter_Type);
    if (it == NULL) {
        return NULL;
    }
    it->it_index = 0;
    it->it_seq = Py_NewRef(sequence);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

static void
seqiter_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(((seqiterobject *)self)->it_seq);
    PyObject_GC_Del(self);
}

static int
seqiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((seqiterobject *)self)->it_seq);
    return 0;
}

static PyObject *
seqiter_next(PyObject *self)
{
    seqiterobject *it = (seqiterobject *)self;
    PyObject *item;

    if (it->it_seq == NULL) {
        return NULL;
    }
    if (it->it_index == PY_SSIZE_T_MAX) {
        PyErr_SetString(PyExc_OverflowError, "iter index too large");
        return NULL;
    }
    item = PySequence_GetItem(it->it_seq, it->it_index);
    if (item != NULL) {
        it->it_index++;
        return item;
    }
    if (PyErr_ExceptionMatches(PyExc_IndexError) ||
        PyErr_ExceptionMatches(PyExc_StopIteration)) {
        PyErr_Clear();
        Py_CLEAR(it->it_seq);
    }
    return NULL;
}

static PyObject *
seqiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    seqiterobject *it = (seqiterobject *)self;
    Py_ssize_t n = 0;

    if (it->it_seq != NULL) {
        if (!_PyObject_HasLen(it->it_seq)) {
            Py_RETURN_NOTIMPLEMENTED;
        }
        n = PySequence_Size(it->it_seq);
        if (n == -1) {
            return NULL;
        }
        n -= it->it_index;
    }
    return PyLong_FromSsize_t(n < 0 ? 0 : n);
}

static PyObject *
seqiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    seqiterobject *it = (seqiterobject *)self;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));

    if (it->it_seq == NULL) {
        return Py_BuildValue("N(N)", iter, PyTuple_New(0));
    }
    return Py_BuildValue("N(O)n", iter, it->it_seq, it->it_index);
}

static PyObject *
seqiter_setstate(PyObject *self, PyObject *state)
{
    seqiterobject *it = (seqiterobject *)self;
    Py_ssize_t index = PyLong_AsSsize_t(state);

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->it_seq != NULL) {
        it->it_index = index < 0 ? 0 : index;
    }
    Py_RETURN_NONE;
}

static PyMethodDef seqiter_methods[] = {
    {"__length_hint__", seqiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", seqiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", seqiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PySeqIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "iterator",
    .tp_basicsize = sizeof(seqiterobject),
    .tp_dealloc = seqiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = seqiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = seqiter_next,
    .tp_methods = seqiter_methods,
};

/* ---- over a function ---- */

/*    calliterobject: 32 bytes
 *   +----+-------------+
 *   |  0 | ob_base     |
 *   | 16 | it_callable |---> a callable; both NULL when exhausted
 *   | 24 | it_sentinel |---> ends the iteration
 *   +----+-------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *it_callable;
    PyObject *it_sentinel;
} calliterobject;

PyObject *
PyCallIter_New(PyObject *callable, PyObject *sentinel)
{
    calliterobject *it = PyObject_GC_New(calliterobject, &PyCallIter_Type);

    if (it == NULL) {
        return NULL;
    }
    it->it_callable = Py_NewRef(callable);
    it->it_sentinel = Py_NewRef(sentinel);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

static void
calliter_dealloc(PyObject *self)
{
    calliterobject *it = (calliterobject *)self;

    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(it->it_callable);
    Py_XDECREF(it->it_sentinel);
    PyObject_GC_Del(self);
}

static int
calliter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((calliterobject *)self)->it_callable);
    Py_VISIT(((calliterobject *)self)->it_sentinel);
    return 0;
}

static PyObject *
calliter_next(PyObject *self)
{
    calliterobject *it = (calliterobject *)self;
    PyObject *result;
    int last;

    if (it->it_callable == NULL) {
        return NULL;
    }
    result = PyObject_CallNoArgs(it->it_callable);
    if (result == NULL) {
        if (PyErr_ExceptionMatches(PyExc_StopIteration)) {
            PyErr_Clear();
            Py_CLEAR(it->it_callable);
            Py_CLEAR(it->it_sentinel);
        }
        return NULL;
    }
    /* The call may have exhausted this very iterator. */
    last = it->it_sentinel == NULL
               ? 1
               : PyObject_RichCompareBool(it->it_sentinel, result, Py_EQ);
    if (last == 0) {
        return result;
    }
    Py_DECREF(result);
    if (last > 0) {
        Py_CLEAR(it->it_callable);
        Py_CLEAR(it->it_sentinel);
    }
    return NULL;
}

static PyObject *
calliter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    calliterobject *it = (calliterobject *)self;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));

    if (it->it_callable == NULL) {
        return Py_BuildValue("N(N)", iter, PyTuple_New(0));
    }
    return Py_BuildValue("N(OO)", iter, it->it_callable, it->it_sentinel);
}

static PyMethodDef calliter_methods[] = {
    {"__reduce__", calliter_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyCallIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "callable_iterator",
    .tp_basicsize = sizeof(calliterobject),
    .tp_dealloc = calliter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = calliter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = calliter_next,
    .tp_methods = calliter_methods,
};
