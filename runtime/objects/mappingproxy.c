/* mappingproxy.c -- a read-only view of a mapping: what type.__dict__ is. */

#include "Python.h"

#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/*    mappingproxyobject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | mapping |---> any mapping, owned
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *mapping;
} mappingproxyobject;

static PyObject *
mapping_of(PyObject *self)
{
    return ((mappingproxyobject *)self)->mapping;
}

/* ---- slots, handed on -------------------------------------------------- */

static Py_ssize_t
mappingproxy_len(PyObject *self)
{
    return PyObject_Size(mapping_of(self));
}

static PyObject *
mappingproxy_getitem(PyObject *self, PyObject *key)
{
    return PyObject_GetItem(mapping_of(self), key);
}

static int
mappingproxy_contains(PyObject *self, PyObject *key)
{
    if (PyDict_CheckExact(mapping_of(self))) {
        return PyDict_Contains(mapping_of(self), key);
    }
    return PySequence_Contains(mapping_of(self), key);
}

static PyObject *
mappingproxy_or(PyObject *left, PyObject *right)
{
    if (PyObject_TypeCheck(left, &PyDictProxy_Type)) {
        left = mapping_of(left);
    }
    if (PyObject_TypeCheck(right, &PyDictProxy_Type)) {
        right = mapping_of(right);
    }
    return PyNumber_Or(left, right);
}

static PyObject *
mappingproxy_ior(PyObject *self, PyObject *Py_UNUSED(other))
{
    return PyErr_Format(PyExc_TypeError,
                        "'|=' is not supported by %s; use '|' instead",
                        Py_TYPE(self)->tp_name);
}

static PyObject *
mappingproxy_getiter(PyObject *self)
{
    return PyObject_GetIter(mapping_of(self));
}

static PyObject *
mappingproxy_str(PyObject *self)
{
    return PyObject_Str(mapping_of(self));
}

static PyObject *
mappingproxy_repr(PyObject *self)
{
    return PyUnicode_FromFormat("mappingproxy(%R)", mapping_of(self));
}

static PyObject *
mappingproxy_richcompare(PyObject *self, PyObject *other, int op)
{
    return PyObject_RichCompare(mapping_of(self), other, op);
}

/* ---- methods, handed on ------------------------------------------------ */

static PyObject *
mappingproxy_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    if (!_PyArg_CheckPositional("get", nargs, 1, 2)) {
        return NULL;
    }
    PyObject *fallback = nargs == 2 ? args[1] : Py_None;
    return PyObject_CallMethodObjArgs(mapping_of(self), &_Py_ID(get), args[0],
                                      fallback, NULL);
}

static PyObject *
mappingproxy_keys(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_CallMethodNoArgs(mapping_of(self), &_Py_ID(keys));
}

static PyObject *
mappingproxy_values(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_CallMethodNoArgs(mapping_of(self), &_Py_ID(values));
}

static PyObject *
mappingproxy_items(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_CallMethodNoArgs(mapping_of(self), &_Py_ID(items));
}

static PyObject *
mappingproxy_copy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_CallMethodNoArgs(mapping_of(self), &_Py_ID(copy));
}

static PyObject *
mappingproxy_reversed(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyObject_CallMethodNoArgs(mapping_of(self), &_Py_ID(__reversed__));
}

static PyMethodDef mappingproxy_methods[] = {
    {"get", _PyCFunction_CAST(mappingproxy_get), METH_FASTCALL, NULL},
    {"keys", mappingproxy_keys, METH_NOARGS, NULL},
    {"values", mappingproxy_values, METH_NOARGS, NULL},
    {"items", mappingproxy_items, METH_NOARGS, NULL},
    {"copy", mappingproxy_copy, METH_NOARGS, NULL},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {"__reversed__", mappingproxy_reversed, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- life -------------------------------------------------------------- */

static void
mappingproxy_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_DECREF(mapping_of(self));
    PyObject_GC_Del(self);
}

static int
mappingproxy_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(mapping_of(self));
    return 0;
}

PyObject *
PyDictProxy_New(PyObject *mapping)
{
    if (!PyMapping_Check(mapping) || PyList_Check(mapping) ||
        PyTuple_Check(mapping)) {
        PyErr_Format(PyExc_TypeError,
                     "mappingproxy() argument must be a mapping, not %s",
                     Py_TYPE(mapping)->tp_name);
        return NULL;
    }
    mappingproxyobject *proxy =
        PyObject_GC_New(mappingproxyobject, &PyDictProxy_Type);
    if (proxy != NULL) {
        proxy->mapping = Py_NewRef(mapping);
        _PyObject_GC_TRACK(proxy);
    }
    return (PyObject *)proxy;
}

static PyObject *
mappingproxy_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"mapping", NULL};
    PyObject *mapping;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "O:mappingproxy", names,
                                     &mapping)) {
        return NULL;
    }
    return PyDictProxy_New(mapping);
}

static PyNumberMethods mappingproxy_as_number = {
    .nb_or = mappingproxy_or,
    .nb_inplace_or = mappingproxy_ior,
};

static PyMappingMethods mappingproxy_as_mapping = {
    .mp_length = mappingproxy_len,
    .mp_subscript = mappingproxy_getitem,
};

static PySequenceMethods mappingproxy_as_sequence = {
    .sq_contains = mappingproxy_contains,
};

PyTypeObject PyDictProxy_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "mappingproxy",
    .tp_basicsize = sizeof(mappingproxyobject),
    .tp_dealloc = mappingproxy_dealloc,
    .tp_repr = mappingproxy_repr,
    .tp_as_number = &mappingproxy_as_number,
    .tp_as_sequence = &mappingproxy_as_sequence,
    .tp_as_mapping = &mappingproxy_as_mapping,
    .tp_str = mappingproxy_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MAPPING,
    .tp_traverse = mappingproxy_traverse,
    .tp_richcompare = mappingproxy_richcompare,
    .tp_iter = mappingproxy_getiter,
    .tp_methods = mappingproxy_methods,
    .tp_new = mappingproxy_new,
};
