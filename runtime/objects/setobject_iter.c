/* setobject_iter.c -- iterators over sets, in the order of the table. */
#include "Python.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "setobject_table.h"

/*    setiterobject: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | si_set  |---> the set; NULL when exhausted
 *   | 24 | si_used |     keys at the start; -1 after a change
 *   | 32 | si_pos  |
 *   | 40 | len     |     keys that are left
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PySetObject *si_set;
    Py_ssize_t si_used;
    Py_ssize_t si_pos;
    Py_ssize_t len;
} setiterobject;

PyObject *
Hb_SetIter(PyObject *so)
{
    setiterobject *si = PyObject_GC_New(setiterobject, &PySetIter_Type);

    if (si == NULL) {
        return NULL;
    }
    si->si_set = (PySetObject *)Py_NewRef(so);
    si->si_used = si->len = si->si_set->used;
    si->si_pos = 0;
    _PyObject_GC_TRACK(si);
    return (PyObject *)si;
}

static void
setiter_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((setiterobject *)self)->si_set);
    PyObject_GC_Del(self);
}

static int
setiter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((setiterobject *)self)->si_set);
    return 0;
}

static PyObject *
setiter_next(PyObject *self)
{
    setiterobject *si = (setiterobject *)self;
    PySetObject *so = si->si_set;
    setentry *entry;

    if (so == NULL) {
        return NULL;
    }
    if (si->si_used != so->used) {
        PyErr_SetString(PyExc_RuntimeError,
                        "Set changed size during iteration");
        si->si_used = -1;
        return NULL;
    }
    entry = Hb_SetNext(so, &si->si_pos);
    if (entry == NULL) {
        si->si_set = NULL;
        Py_DECREF(so);
        return NULL;
    }
    si->len--;
    return Py_NewRef(entry->key);
}

static PyObject *
setiter_len(PyObject *self, PyObject *Py_UNUSED(unused))
{
    setiterobject *si = (setiterobject *)self;
    int valid = si->si_set != NULL && si->si_used == si->si_set->used;

    return PyLong_FromSsize_t(valid ? si->len : 0);
}

/* iter([what is left]); this iterator stays where it is. */
static PyObject *
setiter_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    setiterobject rest = *(setiterobject *)self;
    PyObject *list;

    Py_XINCREF(rest.si_set);
    list = PySequence_List((PyObject *)&rest);
    Py_XDECREF(rest.si_set);
    if (list == NULL) {
        return NULL;
    }
    return Py_BuildValue("N(N)", _PyEval_GetBuiltin(&_Py_ID(iter)), list);
}

static PyMethodDef setiter_methods[] = {
    {"__length_hint__", setiter_len, METH_NOARGS, "How many are left."},
    {"__reduce__", setiter_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PySetIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "set_iterator",
    .tp_basicsize = sizeof(setiterobject),
    .tp_dealloc = setiter_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = setiter_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = setiter_next,
    .tp_methods = setiter_methods,
};
