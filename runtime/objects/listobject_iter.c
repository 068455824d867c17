/* listobject_iter.c -- iterators over a list, forwards and backwards.
 *
 * An iterator holds the list and the next index, nothing else: it sees what
 * is appended and skips what moves.  Once it has come to an end it lets go of
 * the list and stays at its end.
 */
#include "Python.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/*    listiterobject: 32 bytes
 *   +----+----------+
 *   |  0 | ob_base  |
 *   | 16 | it_index |
 *   | 24 | it_seq   |---> the list; NULL when exhausted
 *   +----+----------+
 */
typedef struct {
    PyObject_HEAD
    Py_ssize_t it_index;
    PyListObject *it_seq;
} listiterobject;

static PyObject *
new_iterator(PyTypeObject *type, PyObject *list, Py_ssize_t index)
{
    listiterobject *it = PyObject_GC_New(listiterobject, type);

    if (it == NULL) {
        return NULL;
    }
    it->it_index = index;
    it->it_seq = (PyListObject *)Py_NewRef(list);
    _PyObject_GC_TRACK(it);
    return (PyObject *)it;
}

PyObject *
Hb_ListIter(PyObject *list)
{
    if (!PyList_Check(list)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return new_iterator(&PyListIter_Type, list, 0);
}

PyObject *
Hb_ListReversed(PyObject *list, PyObject *Py_UNUSED(unused))
{
    return new_iterator(&PyListRevIter_Type, list, Py_SIZE(list) - 1);
}

static void
listiter_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(((listiterobject *)self)->it_seq);
    PyObject_GC_Del(self);
}

static int
listiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((listiterobject *)self)->it_seq);
    return 0;
}

static PyObject *
listiter_next(PyObject *self)
{
    listiterobject *it = (listiterobject *)self;
    PyListObject *list = it->it_seq;

    if (list == NULL) {
        return NULL;
    }
    if (it->it_index < Py_SIZE(list)) {
        return Py_NewRef(list->ob_item[it->it_index++]);
    }
    it->it_seq = NULL;
    Py_DECREF(list);
    return NULL;
}

static PyObject *
listreviter_next(PyObject *self)
{
    listiterobject *it = (listiterobject *)self;
    PyListObject *list = it->it_seq;
    Py_ssize_t i = it->it_index;

    if (list == NULL) {
        return NULL;
    }
    if (i >= 0 && i < Py_SIZE(list)) {
        it->it_index--;
        return Py_NewRef(list->ob_item[i]);
    }
    it->it_index = -1;
    it->it_seq = NULL;
    Py_DECREF(list);
    return NULL;
}

static PyObject *
listiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    listiterobject *it = (listiterobject *)self;
    Py_ssize_t n = it->it_seq ? Py_SIZE(it->it_seq) - it->it_index : 0;

    return PyLong_FromSsize_t(n < 0 ? 0 : n);
}

static PyObject *
listreviter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    listiterobject *it = (listiterobject *)self;
    Py_ssize_t n = it->it_index + 1;

    if (it->it_seq == NULL || Py_SIZE(it->it_seq) < n) {
        n = 0;
    }
    return PyLong_FromSsize_t(n);
}

/* iter(()) or iter([]): what an exhausted iterator is copied as. */
static PyObject *
reduce_exhausted(void)
{
    PyObject *list = PyList_New(0);

    return list == NULL ? NULL
                        : Py_BuildValue(
                              "N(N)", _PyEval_GetBuiltin(&_Py_ID(iter)), list);
}

static PyObject *
listiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    listiterobject *it = (listiterobject *)self;
    int forwards = Py_IS_TYPE(self, &PyListIter_Type);

    if (it->it_seq == NULL) {
        return reduce_exhausted();
    }
    return Py_BuildValue(
        "N(O)n",
        _PyEval_GetBuiltin(forwards ? &_Py_ID(iter) : &_Py_ID(reversed)),
        it->it_seq, it->it_index);
}

static PyObject *
listiter_setstate(PyObject *self, PyObject *state)
{
    listiterobject *it = (listiterobject *)self;
    int forwards = Py_IS_TYPE(self, &PyListIter_Type);
    Py_ssize_t index = PyLong_AsSsize_t(state);

    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (it->it_seq != NULL) {
        Py_ssize_t last = Py_SIZE(it->it_seq) - (forwards ? 0 : 1);
        Py_ssize_t first = forwards ? 0 : -1;

        it->it_index = index < first ? first : index > last ? last : index;
    }
    Py_RETURN_NONE;
}

static PyMethodDef listiter_methods[] = {
    {"__length_hint__", listiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", listiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", listiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyListIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "list_iterator",
    .tp_basicsize = sizeof(listiterobject),
    .tp_dealloc = listiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = listiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = listiter_next,
    .tp_methods = listiter_methods,
};

static PyMethodDef listreviter_methods[] = {
    {"__length_hint__", listreviter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", listiter_reduce, METH_NOARGS, "What to copy it from."},
    {"__setstate__", listiter_setstate, METH_O, "Sets the index."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyListRevIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "list_reverseiterator",
    .tp_basicsize = sizeof(listiterobject),
    .tp_dealloc = listiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = listiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = listreviter_next,
    .tp_methods = listreviter_methods,
};
