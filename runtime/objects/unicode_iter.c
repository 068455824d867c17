/* unicode_iter.c -- iterators over the characters of a str.
 *
 * Since 3.11 there are two types that behave alike: str_ascii_iterator for
 * ASCII text and str_iterator for the rest.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, unicode_iter().
 */
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/*    unicodeiterobject: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | it_index |
 *   | 24 | it_seq   |---> the str; NULL when exhausted
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t it_index;
    PyObject *it_seq;
} unicodeiterobject;

static void
unicodeiter_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(((unicodeiterobject *)self)->it_seq);
    PyObject_GC_Del(self);
}

static int
unicodeiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((unicodeiterobject *)self)->it_seq);
    return 0;
}

static PyObject *
unicodeiter_next(PyObject *self)
{
    unicodeiterobject *it = (unicodeiterobject *)self;
    if (it->it_seq == NULL) {
        return NULL;
    }
    if (it->it_index < PyUnicode_GET_LENGTH(it->it_seq)) {
        return Hb_UnicodeChar(PyUnicode_READ_CHAR(it->it_seq, it->it_index++));
    }
    Py_CLEAR(it->it_seq);
    return NULL;
}

/* The same of ASCII text. */
static PyObject *
unicode_ascii_iter_next(PyObject *self)
{
    unicodeiterobject *it = (unicodeiterobject *)self;
    PyASCIIObject *text = (PyASCIIObject *)it->it_seq;
    if (text != NULL && it->it_index < text->length) {
        Py_UCS1 ch = ((const Py_UCS1 *)(text + 1))[it->it_index++];
        return Py_NewRef((PyObject *)&Hb_AsciiChars[ch]);
    }
    Py_CLEAR(it->it_seq);
    return NULL;
}

static PyObject *
unicodeiter_len(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    unicodeiterobject *it = (unicodeiterobject *)self;
    Py_ssize_t left = 0;
    if (it->it_seq != NULL) {
        left = PyUnicode_GET_LENGTH(it->it_seq) - it->it_index;
    }
    return PyLong_FromSsize_t(left);
}

static PyObject *
unicodeiter_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    unicodeiterobject *it = (unicodeiterobject *)self;
    PyObject *iter = _PyEval_GetBuiltin(&_Py_ID(iter));
    if (iter == NULL) {
        return NULL;
    }
    if (it->it_seq != NULL) {
        return Py_BuildValue("N(O)n", iter, it->it_seq, it->it_index);
    }
    return Py_BuildValue("N(N)", iter, _PyUnicode_GetEmpty());
}

static PyObject *
unicodeiter_setstate(PyObject *self, PyObject *state)
{
    unicodeiterobject *it = (unicodeiterobject *)self;
    Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->it_seq != NULL) {
        index = Py_MAX(index, 0);
        it->it_index = Py_MIN(index, PyUnicode_GET_LENGTH(it->it_seq));
    }
    Py_RETURN_NONE;
}

static PyMethodDef unicodeiter_methods[] = {
    {"__length_hint__", unicodeiter_len, METH_NOARGS,
     PyDoc_STR("How many characters are left.")},
    {"__reduce__", unicodeiter_reduce, METH_NOARGS,
     PyDoc_STR("For copying and pickling.")},
    {"__setstate__", unicodeiter_setstate, METH_O,
     PyDoc_STR("Sets the position.")},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyUnicodeIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "str_iterator",
    .tp_basicsize = sizeof(unicodeiterobject),
    .tp_dealloc = unicodeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = unicodeiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = unicodeiter_next,
    .tp_methods = unicodeiter_methods,
};

PyTypeObject _PyUnicodeASCIIIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "str_ascii_iterator",
    .tp_basicsize = sizeof(unicodeiterobject),
    .tp_dealloc = unicodeiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = unicodeiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = unicode_ascii_iter_next,
    .tp_methods = unicodeiter_methods,
};

PyObject *
Hb_UnicodeIter(PyObject *unicode)
{
    PyTypeObject *type = PyUnicode_IS_COMPACT_ASCII(unicode)
                             ? &_PyUnicodeASCIIIter_Type
                             : &PyUnicodeIter_Type;
    unicodeiterobject *it = PyObject_GC_New(unicodeiterobject, type);
    if (it == NULL) {
        return NULL;
    }
    it->it_index = 0;
    it->it_seq = Py_NewRef(unicode);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}
