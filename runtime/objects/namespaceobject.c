/* namespaceobject.c -- types.SimpleNamespace: attributes and nothing else. */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_namespace.h"
#include "internal/pycore_object.h"

/*    _PyNamespaceObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | ns_dict |---> the attributes
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *ns_dict;
} _PyNamespaceObject;

static inline PyObject *
ns_dict(PyObject *self)
{
    return ((_PyNamespaceObject *)self)->ns_dict;
}

static PyObject *
namespace_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
              PyObject *Py_UNUSED(kwds))
{
    PyObject *self = type->tp_alloc(type, 0);

    if (self == NULL) {
        return NULL;
    }
    ((_PyNamespaceObject *)self)->ns_dict = PyDict_New();
    if (ns_dict(self) == NULL) {
        Py_CLEAR(self);
    }
    return self;
}

static int
namespace_init(PyObject *self, PyObject *args, PyObject *kwds)
{
    if (PyTuple_GET_SIZE(args) != 0) {
        PyErr_Format(PyExc_TypeError, "no positional arguments expected");
        return -1;
    }
    if (kwds == NULL) {
        return 0;
    }
    if (!PyArg_ValidateKeywordArguments(kwds)) {
        return -1;
    }
    return PyDict_Update(ns_dict(self), kwds);
}

static void
namespace_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(ns_dict(self));
    Py_TYPE(self)->tp_free(self);
}

static int
namespace_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(ns_dict(self));
    return 0;
}

static int
namespace_clear(PyObject *self)
{
    Py_CLEAR(((_PyNamespaceObject *)self)->ns_dict);
    return 0;
}

/* A list of "name=repr" for each name that is a str and not empty. */
static PyObject *
repr_pairs(PyObject *dict)
{
    PyObject *pairs = PyList_New(0), *key, *value;
    Py_ssize_t pos = 0;

    while (pairs != NULL && PyDict_Next(dict, &pos, &key, &value)) {
        PyObject *text;

        if (!PyUnicode_Check(key) || PyUnicode_GET_LENGTH(key) == 0) {
            continue;
        }
        text = PyUnicode_FromFormat("%S=%R", key, value);
        if (text == NULL || PyList_Append(pairs, text) < 0) {
            Py_CLEAR(pairs);
        }
        Py_XDECREF(text);
    }
    return pairs;
}

static PyObject *
namespace_repr(PyObject *self)
{
    int plain = Py_IS_TYPE(self, &_PyNamespace_Type);
    const char *name = plain ? "namespace" : Py_TYPE(self)->tp_name;
    PyObject *pairs, *comma, *text = NULL, *result = NULL;
    int nested = Py_ReprEnter(self);

    if (nested != 0) {
        return nested > 0 ? PyUnicode_FromFormat("%s(...)", name) : NULL;
    }
    pairs = repr_pairs(ns_dict(self));
    comma = PyUnicode_FromString(", ");
    if (pairs != NULL && comma != NULL) {
        text = PyUnicode_Join(comma, pairs);
    }
    if (text != NULL) {
        result = PyUnicode_FromFormat("%s(%S)", name, text);
    }
    Py_XDECREF(text);
    Py_XDECREF(comma);
    Py_XDECREF(pairs);
    Py_ReprLeave(self);
    return result;
}

static PyObject *
namespace_richcompare(PyObject *self, PyObject *other, int op)
{
    if (!PyObject_TypeCheck(self, &_PyNamespace_Type) ||
        !PyObject_TypeCheck(other, &_PyNamespace_Type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyObject_RichCompare(ns_dict(self), ns_dict(other), op);
}

static PyObject *
namespace_reduce(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_BuildValue("O()O", Py_TYPE(self), ns_dict(self));
}

static PyMethodDef namespace_methods[] = {
    {"__reduce__", namespace_reduce, METH_NOARGS, "What to copy it from."},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef namespace_members[] = {
    {"__dict__", T_OBJECT, offsetof(_PyNamespaceObject, ns_dict), READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

PyTypeObject _PyNamespace_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "types.SimpleNamespace",
    .tp_basicsize = sizeof(_PyNamespaceObject),
    .tp_dealloc = namespace_dealloc,
    .tp_repr = namespace_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = PyDoc_STR("SimpleNamespace(**attributes)"),
    .tp_traverse = namespace_traverse,
    .tp_clear = namespace_clear,
    .tp_richcompare = namespace_richcompare,
    .tp_methods = namespace_methods,
    .tp_members = namespace_members,
    .tp_dictoffset = offsetof(_PyNamespaceObject, ns_dict),
    .tp_init = namespace_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = namespace_new,
    .tp_free = PyObject_GC_Del,
};

PyObject *
_PyNamespace_New(PyObject *kwds)
{
    PyObject *self = namespace_new(&_PyNamespace_Type, NULL, NULL);

    if (self != NULL && kwds != NULL &&
        PyDict_Update(ns_dict(self), kwds) < 0) {
        Py_CLEAR(self);
    }
    return self;
}
