/* bytes_iter.c -- the iterators over bytes and bytearray.
 *
 * They differ in what they go through: a bytearray may change meanwhile.
 *
 * Source: CPython 3.11, Objects/bytesobject.c, Objects/bytearrayobject.c.
 */
#include "internal/hb_bytearray.h"
#include "internal/hb_bytesobject.h"
#include "internal/pycore_object.h"

/*    iterator_object: 32 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |     of the next byte
 *   | 24 | bytes   |---> what it goes through; NULL at its end
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *bytes;
} iterator_object;

#define ITERATOR(op) ((iterator_object *)(op))

static PyObject *
iterator_new(PyTypeObject *type, PyObject *bytes)
{
    iterator_object *it = PyObject_GC_New(iterator_object, type);

    if (it == NULL) {
        return NULL;
    }
    it->index = 0;
    it->bytes = Py_NewRef(bytes);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

PyObject *
Hb_BytesIter(PyObject *op)
{
    return iterator_new(&PyBytesIter_Type, op);
}

PyObject *
Hb_ByteArrayIter(PyObject *self)
{
    return iterator_new(&PyByteArrayIter_Type, self);
}

static void
iterator_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(ITERATOR(self)->bytes);
    PyObject_GC_Del(self);
}

static int
iterator_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(ITERATOR(self)->bytes);
    return 0;
}

/* ---- the next byte ---- */

static PyObject *
bytes_iterator_next(PyObject *self)
{
    iterator_object *it = ITERATOR(self);

    if (it->bytes != NULL && it->index < Py_SIZE(it->bytes)) {
        const char *bytes = PyBytes_AS_STRING(it->bytes);

        return PyLong_FromLong((unsigned char)bytes[it->index++]);
    }
    Py_CLEAR(it->bytes);
    return NULL;
}

static PyObject *
bytearray_iterator_next(PyObject *self)
{
    iterator_object *it = ITERATOR(self);

    if (it->bytes != NULL && it->index < Py_SIZE(it->bytes)) {
        const char *bytes = PyByteArray_AS_STRING(it->bytes);

        return PyLong_FromLong((unsigned char)bytes[it->index++]);
    }
    Py_CLEAR(it->bytes);
    return NULL;
}

/* ---- methods ---- */

/* Never negative, though a bytearray may have become shorter. */
static PyObject *
iterator_length_hint(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    iterator_object *it = ITERATOR(self);
    Py_ssize_t left = it->bytes != NULL ? Py_SIZE(it->bytes) - it->index : 0;

    return PyLong_FromSsize_t(Py_MAX(left, 0));
}

/* What a copy is made from: iter, what it goes through, where it is. */
static PyObject *
iterator_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    iterator_object *it = ITERATOR(self);
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));
    PyObject *result = NULL;

    if (iter != NULL) {
        result = it->bytes != NULL
                     ? Py_BuildValue("O(O)n", iter, it->bytes, it->index)
                     : Py_BuildValue("O(())", iter);
        Py_DECREF(iter);
    }
    return result;
}

/* Goes to an index between 0 and the length. */
static PyObject *
iterator_setstate(PyObject *self, PyObject *state)
{
    iterator_object *it = ITERATOR(self);
    Py_ssize_t index = PyLong_AsSsize_t(state);

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->bytes != NULL) {
        it->index = Py_MAX(0, Py_MIN(index, Py_SIZE(it->bytes)));
    }
    Py_RETURN_NONE;
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, NULL},
    {"__reduce__", iterator_reduce, METH_NOARGS, NULL},
    {"__setstate__", iterator_setstate, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

#define ITERATOR_TYPE(name, next)                                             \
    {                                                                         \
        PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,                \
                                            .tp_basicsize =                   \
                                                sizeof(iterator_object),      \
                                            .tp_dealloc = iterator_dealloc,   \
                                            .tp_getattro =                    \
                                                PyObject_GenericGetAttr,      \
                                            .tp_flags = Py_TPFLAGS_DEFAULT |  \
                                                        Py_TPFLAGS_HAVE_GC,   \
                                            .tp_traverse = iterator_traverse, \
                                            .tp_iter = PyObject_SelfIter,     \
                                            .tp_iternext = next,              \
                                            .tp_methods = iterator_methods,   \
    }

PyTypeObject PyBytesIter_Type =
    ITERATOR_TYPE("bytes_iterator", bytes_iterator_next);
PyTypeObject PyByteArrayIter_Type =
    ITERATOR_TYPE("bytearray_iterator", bytearray_iterator_next);
