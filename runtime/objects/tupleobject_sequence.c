/* tupleobject_sequence.c -- tuples as sequences; hash, compare, iterate. */
#include "Python.h"
#include "key_hash.h"
#include "internal/pycore_tuple.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"
#include "internal/pycore_sliceobject.h"
#include "internal/pycore_unicodeobject.h"

static PyObject *
tuple_item(PyObject *op, Py_ssize_t i)
{
    if (i < 0 || i >= Py_SIZE(op)) {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range");
        return NULL;
    }
    return Py_NewRef(((PyTupleObject *)op)->ob_item[i]);
}

static int
tuple_contains(PyObject *op, PyObject *value)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t i;
    int cmp = 0;

    for (i = 0; cmp == 0 && i < Py_SIZE(self); i++) {
        cmp = PyObject_RichCompareBool(self->ob_item[i], value, Py_EQ);
    }
    return cmp;
}

static void
copy_refs(PyObject **dst, PyObject *const *src, Py_ssize_t n)
{
    Py_ssize_t i;

    for (i = 0; i < n; i++) {
        dst[i] = Py_NewRef(src[i]);
    }
}

static PyObject *
tuple_concat(PyObject *v, PyObject *w)
{
    PyTupleObject *result;
    Py_ssize_t n = Py_SIZE(v), m;

    if (n == 0 && PyTuple_CheckExact(w)) {
        return Py_NewRef(w);
    }
    if (!PyTuple_Check(w)) {
        PyErr_Format(PyExc_TypeError,
                     "can only concatenate tuple (not \"%.200s\") to tuple",
                     Py_TYPE(w)->tp_name);
        return NULL;
    }
    m = Py_SIZE(w);
    if (m == 0 && PyTuple_CheckExact(v)) {
        return Py_NewRef(v);
    }
    if (n > PY_SSIZE_T_MAX - m) {
        return PyErr_NoMemory();
    }
    result = (PyTupleObject *)PyTuple_New(n + m);
    if (result != NULL && n + m > 0) {
        copy_refs(result->ob_item, ((PyTupleObject *)v)->ob_item, n);
        copy_refs(result->ob_item + n, ((PyTupleObject *)w)->ob_item, m);
    }
    return (PyObject *)result;
}

static PyObject *
tuple_repeat(PyObject *op, Py_ssize_t n)
{
    Py_ssize_t size = Py_SIZE(op), i;
    PyTupleObject *result;

    if ((size == 0 || n == 1) && PyTuple_CheckExact(op)) {
        return Py_NewRef(op);
    }
    if (size == 0 || n <= 0) {
        return PyTuple_New(0);
    }
    if (n > PY_SSIZE_T_MAX / size) {
        return PyErr_NoMemory();
    }
    result = (PyTupleObject *)PyTuple_New(n * size);
    for (i = 0; result != NULL && i < n; i++) {
        copy_refs(result->ob_item + i * size, ((PyTupleObject *)op)->ob_item,
                  size);
    }
    return (PyObject *)result;
}

PySequenceMethods Hb_TupleAsSequence = {
    .sq_length = PyTuple_Size,
    .sq_concat = tuple_concat,
    .sq_repeat = tuple_repeat,
    .sq_item = tuple_item,
    .sq_contains = tuple_contains,
};

static PyObject *
tuple_slice(PyObject *op, PyObject *slice)
{
    Py_ssize_t start, stop, step, n, i;
    PyTupleObject *result;

    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) {
        return NULL;
    }
    n = PySlice_AdjustIndices(Py_SIZE(op), &start, &stop, step);
    if (n <= 0) {
        return PyTuple_New(0);
    }
    if (start == 0 && step == 1 && n == Py_SIZE(op) &&
        PyTuple_CheckExact(op)) {
        return Py_NewRef(op);
    }
    result = (PyTupleObject *)PyTuple_New(n);
    for (i = 0; result != NULL && i < n; i++) {
        result->ob_item[i] =
            Py_NewRef(((PyTupleObject *)op)->ob_item[start + i * step]);
    }
    return (PyObject *)result;
}

static PyObject *
tuple_subscript(PyObject *op, PyObject *index)
{
    Py_ssize_t i;

    if (PySlice_Check(index)) {
        return tuple_slice(op, index);
    }
    if (!_PyIndex_Check(index)) {
        PyErr_Format(PyExc_TypeError,
                     "tuple indices must be integers or slices, not %.200s",
                     Py_TYPE(index)->tp_name);
        return NULL;
    }
    i = PyNumber_AsSsize_t(index, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return tuple_item(op, i < 0 ? i + Py_SIZE(op) : i);
}

PyMappingMethods Hb_TupleAsMapping = {
    .mp_length = PyTuple_Size,
    .mp_subscript = tuple_subscript,
};

/* ---- hash, compare, repr ---- */

Py_hash_t
Hb_TupleHash(PyObject *op)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_uhash_t acc = Hb_TupleHashBegin();
    Py_ssize_t i, n = Py_SIZE(self);

    for (i = 0; i < n; i++) {
        Py_hash_t item = hash_of(self->ob_item[i]);

        if (item == -1) {
            return -1;
        }
        acc = Hb_TupleHashAdd(acc, item);
    }
    return Hb_TupleHashEnd(acc, n);
}

PyObject *
Hb_TupleRichCompare(PyObject *v, PyObject *w, int op)
{
    PyTupleObject *a = (PyTupleObject *)v, *b = (PyTupleObject *)w;
    Py_ssize_t i;

    if (!PyTuple_Check(v) || !PyTuple_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    for (i = 0; i < Py_SIZE(a) && i < Py_SIZE(b); i++) {
        int equal =
            PyObject_RichCompareBool(a->ob_item[i], b->ob_item[i], Py_EQ);

        if (equal < 0) {
            return NULL;
        }
        if (!equal) {
            break;
        }
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
Hb_TupleRepr(PyObject *op)
{
    return Hb_ReprOfItems(op, "()");
}

/* ---- methods ---- */

static PyObject *
tuple_index(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t start, stop, i;

    if (Hb_IndexArguments(op, args, nargs, &start, &stop) < 0) {
        return NULL;
    }
    stop = stop > Py_SIZE(self) ? Py_SIZE(self) : stop;
    for (i = start; i < stop; i++) {
        int equal = PyObject_RichCompareBool(self->ob_item[i], args[0], Py_EQ);

        if (equal != 0) {
            return equal < 0 ? NULL : PyLong_FromSsize_t(i);
        }
    }
    PyErr_SetString(PyExc_ValueError, "tuple.index(x): x not in tuple");
    return NULL;
}

static PyObject *
tuple_count(PyObject *op, PyObject *value)
{
    PyTupleObject *self = (PyTupleObject *)op;
    Py_ssize_t count = 0, i;

    for (i = 0; i < Py_SIZE(self); i++) {
        int equal = PyObject_RichCompareBool(self->ob_item[i], value, Py_EQ);

        if (equal < 0) {
            return NULL;
        }
        count += equal;
    }
    return PyLong_FromSsize_t(count);
}

static PyObject *
tuple_getnewargs(PyObject *op, PyObject *Py_UNUSED(unused))
{
    /* An exact tuple is its own plain copy. */
    return Py_BuildValue("(N)", PyTuple_GetSlice(op, 0, Py_SIZE(op)));
}

PyMethodDef Hb_TupleMethods[] = {
    {"__getnewargs__", tuple_getnewargs, METH_NOARGS,
     "What to make a copy from."},
    {"index", _PyCFunction_CAST(tuple_index), METH_FASTCALL,
     "The index of the first equal item."},
    {"count", tuple_count, METH_O, "How many items are equal."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};

/* ---- iterator ---- */

/*    tupleiterobject: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | it_index |
 *   | 24 | it_seq   |---> the tuple; NULL when exhausted
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t it_index;
    PyTupleObject *it_seq;
} tupleiterobject;

PyObject *
Hb_TupleIter(PyObject *tuple)
{
    tupleiterobject *it;

    if (!PyTuple_Check(tuple)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    it = PyObject_GC_New(tupleiterobject, &PyTupleIter_Type);
    if (it == NULL) {
        return NULL;
    }
    it->it_index = 0;
    it->it_seq = (PyTupleObject *)Py_NewRef(tuple);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

static void
tupleiter_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(((tupleiterobject *)self)->it_seq);
    PyObject_GC_Del(self);
}

static int
tupleiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((tupleiterobject *)self)->it_seq);
    return 0;
}

static PyObject *
tupleiter_next(PyObject *self)
{
    tupleiterobject *it = (tupleiterobject *)self;
    PyTupleObject *tuple = it->it_seq;

    if (tuple == NULL) {
        return NULL;
    }
    if (it->it_index < Py_SIZE(tuple)) {
        return Py_NewRef(tuple->ob_item[it->it_index++]);
    }
    it->it_seq = NULL;
    Py_DECREF(tuple);
    return NULL;
}

static PyObject *
tupleiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    tupleiterobject *it = (tupleiterobject *)self;

    return PyLong_FromSsize_t(it->it_seq ? Py_SIZE(it->it_seq) - it->it_index
                                         : 0);
}

static PyObject *
tupleiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    tupleiterobject *it = (tupleiterobject *)self;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));

    if (it->it_seq == NULL) {
        return Py_BuildValue("N(N)", iter, PyTuple_New(0));
    }
    return Py_BuildValue("N(O)n", iter, it->it_seq, it->it_index);
}

static PyObject *
tupleiter_setstate(PyObject *self, PyObject *state)
{
    tupleiterobject *it = (tupleiterobject *)self;
    Py_ssize_t index = PyLong_AsSsize_t(state);

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->it_seq != NULL) {
        Py_ssize_t n = Py_SIZE(it->it_seq);

        it->it_index = index < 0 ? 0 : index > n ? n : index;
    }
    Py_RETURN_NONE;
}

static PyMethodDef tupleiter_methods[] = {
    {"__length_hint__", tupleiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", tupleiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", tupleiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyTupleIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "tuple_iterator",
    .tp_basicsize = sizeof(tupleiterobject),
    .tp_dealloc = tupleiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = tupleiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = tupleiter_next,
    .tp_methods = tupleiter_methods,
};
