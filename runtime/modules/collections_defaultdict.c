/* collections_defaultdict.c -- a dict that makes the values it lacks. */
#include <stddef.h>

#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "structmember.h"
#include "collections_parts.h"

typedef struct {
    PyDictObject dict;
    PyObject *default_factory; /* NULL stands for None */
} defdictobject;

static inline PyObject *
factory_of(PyObject *op)
{
    PyObject *factory = ((defdictobject *)op)->default_factory;

    return factory != NULL ? factory : Py_None;
}

static PyObject *
defdict_missing(PyObject *op, PyObject *key)
{
    PyObject *value;

    if (factory_of(op) == Py_None) {
        _PyErr_SetKeyError(key);
        return NULL;
    }
    value = PyObject_CallNoArgs(factory_of(op));
    if (value != NULL && PyObject_SetItem(op, key, value) < 0) {
        Py_CLEAR(value);
    }
    return value;
}

static PyObject *
make_copy(PyObject *type, PyObject *factory, PyObject *from)
{
    return PyObject_CallFunctionObjArgs(type, factory, from, NULL);
}

static PyObject *
defdict_copy(PyObject *op, PyObject *Py_UNUSED(unused))
{
    return make_copy((PyObject *)Py_TYPE(op), factory_of(op), op);
}

/* (type, (factory,), None, None, iter(items)) */
static PyObject *
defdict_reduce(PyObject *op, PyObject *Py_UNUSED(unused))
{
    PyObject *factory = ((defdictobject *)op)->default_factory, *args;
    PyObject *items, *it, *result = NULL;

    args = factory == NULL || factory == Py_None ? PyTuple_New(0)
                                                 : PyTuple_Pack(1, factory);
    items = args ? PyObject_CallMethodNoArgs(op, &_Py_ID(items)) : NULL;
    it = items ? PyObject_GetIter(items) : NULL;
    if (it != NULL) {
        result = PyTuple_Pack(5, Py_TYPE(op), args, Py_None, Py_None, it);
    }
    Py_XDECREF(args);
    Py_XDECREF(items);
    Py_XDECREF(it);
    return result;
}

static PyObject *
repr_factory(PyObject *op)
{
    PyObject *factory = factory_of(op), *text;
    int nested = factory == Py_None ? 0 : Py_ReprEnter(factory);

    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromString("...") : NULL;
    }
    text = PyObject_Repr(factory);
    if (factory != Py_None) {
        Py_ReprLeave(factory);
    }
    return text;
}

static PyObject *
defdict_repr(PyObject *op)
{
    const char *name = Py_TYPE(op)->tp_name, *dot = strrchr(name, '.');
    PyObject *items = PyDict_Type.tp_repr(op), *factory, *result = NULL;

    if (items == NULL) {
        return NULL;
    }
    factory = repr_factory(op);
    if (factory != NULL) {
        result = PyUnicode_FromFormat("%s(%U, %U)", dot ? dot + 1 : name,
                                      factory, items);
        Py_DECREF(factory);
    }
    Py_DECREF(items);
    return result;
}

static PyObject *
defdict_or(PyObject *left, PyObject *right)
{
    PyObject *self =
        PyObject_TypeCheck(left, &Hb_DefaultDict_Type) ? left : right;
    PyObject *other = self == left ? right : left, *result;

    if (!PyDict_Check(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = make_copy((PyObject *)Py_TYPE(self), factory_of(self), left);
    if (result != NULL && Hb_DictUpdateArg(result, right) < 0) {
        Py_CLEAR(result);
    }
    return result;
}

static int
defdict_init(PyObject *op, PyObject *args, PyObject *kwds)
{
    defdictobject *self = (defdictobject *)op;
    PyObject *factory = NULL, *rest;
    int status;

    if (PyTuple_GET_SIZE(args) > 0) {
        factory = PyTuple_GET_ITEM(args, 0);
        if (!PyCallable_Check(factory) && factory != Py_None) {
            PyErr_SetString(PyExc_TypeError,
                            "first argument must be callable or None");
            return -1;
        }
    }
    rest = PyTuple_GetSlice(args, 1, PY_SSIZE_T_MAX);
    if (rest == NULL) {
        return -1;
    }
    Py_XSETREF(self->default_factory, Py_XNewRef(factory));
    status = PyDict_Type.tp_init(op, rest, kwds);
    Py_DECREF(rest);
    return status;
}

static void
defdict_dealloc(PyObject *op)
{
    PyObject_GC_UnTrack(op);
    Py_CLEAR(((defdictobject *)op)->default_factory);
    PyDict_Type.tp_dealloc(op);
}

static int
defdict_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(((defdictobject *)op)->default_factory);
    return PyDict_Type.tp_traverse(op, visit, arg);
}

static int
defdict_clear(PyObject *op)
{
    Py_CLEAR(((defdictobject *)op)->default_factory);
    return PyDict_Type.tp_clear(op);
}

static PyMethodDef defdict_methods[] = {
    {"__missing__", defdict_missing, METH_O,
     "Makes, stores and returns the value of a new key."},
    {"copy", defdict_copy, METH_NOARGS, "A new one of the same items."},
    {"__copy__", defdict_copy, METH_NOARGS, "A new one of the same items."},
    {"__reduce__", defdict_reduce, METH_NOARGS, "What to copy it from."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef defdict_members[] = {
    {"default_factory", T_OBJECT, offsetof(defdictobject, default_factory), 0,
     "What makes the values, or None."},
    {NULL, 0, 0, 0, NULL},
};

static PyNumberMethods defdict_as_number = {
    .nb_or = defdict_or,
};

PyTypeObject Hb_DefaultDict_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "collections.defaultdict",
    .tp_basicsize = sizeof(defdictobject),
    .tp_dealloc = defdict_dealloc,
    .tp_repr = defdict_repr,
    .tp_as_number = &defdict_as_number,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_doc = PyDoc_STR("defaultdict(default_factory=None, /, [...])"),
    .tp_traverse = defdict_traverse,
    .tp_clear = defdict_clear,
    .tp_methods = defdict_methods,
    .tp_members = defdict_members,
    .tp_base = &PyDict_Type,
    .tp_init = defdict_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_free = PyObject_GC_Del,
};
