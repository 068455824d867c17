/* unionobject.c -- int | str: a union of types.
 *
 * A union is a tuple of types, each once, in the order given; two unions with
 * the same types are equal whatever the order.
 *
 * Source: CPython 3.11, Objects/unionobject.c.
 */
#include <stddef.h>

#include "Python.h"
#include "structmember.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unionobject.h"

/*    unionobject: 32 bytes
 *   +----+------------+
 *   |  0 | ob_base    |
 *   | 16 | args       |---> tuple
 *   | 24 | parameters |---> tuple; NULL until asked for
 *   +----+------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *args;
    PyObject *parameters;
} unionobject;

static unionobject *
as_union(PyObject *self)
{
    return (unionobject *)self;
}

/* ---- making ------------------------------------------------------------- */

static int
may_join(PyObject *object)
{
    return object == Py_None || PyType_Check(object) ||
           Py_IS_TYPE(object, &Py_GenericAliasType) ||
           Py_IS_TYPE(object, &_PyUnion_Type);
}

/* Appends a type, or the types of a union, unless they are there.  0 or -1. */
static int
add_type(PyObject *list, PyObject *type)
{
    if (Py_IS_TYPE(type, &_PyUnion_Type)) {
        PyObject *args = as_union(type)->args;
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
            if (add_type(list, PyTuple_GET_ITEM(args, i)) < 0) {
                return -1;
            }
        }
        return 0;
    }
    if (type == Py_None) {
        type = (PyObject *)Py_TYPE(Py_None);
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *other = PyList_GET_ITEM(list, i);
        int same = other == type;
        if (!same && Py_IS_TYPE(other, &Py_GenericAliasType) &&
            Py_IS_TYPE(type, &Py_GenericAliasType)) {
            same = PyObject_RichCompareBool(other, type, Py_EQ);
        }
        if (same != 0) {
            return same < 0 ? -1 : 0;
        }
    }
    return PyList_Append(list, type);
}

static PyObject *
new_union(PyObject *args)
{
    unionobject *self = PyObject_GC_New(unionobject, &_PyUnion_Type);

    if (self != NULL) {
        self->parameters = NULL;
        self->args = Py_NewRef(args);
        _PyObject_GC_TRACK(self);
    }
    return (PyObject *)self;
}

PyObject *
_Py_union_type_or(PyObject *self, PyObject *other)
{
    if (!may_join(self) || !may_join(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *list = PyList_New(0), *args = NULL, *result = NULL;
    if (list != NULL && add_type(list, self) == 0 &&
        add_type(list, other) == 0) {
        args = PyList_AsTuple(list);
    }
    if (args != NULL) {
        result = PyTuple_GET_SIZE(args) == 1
                     ? Py_NewRef(PyTuple_GET_ITEM(args, 0))
                     : new_union(args);
    }
    Py_XDECREF(list);
    Py_XDECREF(args);
    return result;
}

/* ---- what a union can do ------------------------------------------------ */

static PyObject *
text_of(PyObject *type)
{
    return type == (PyObject *)Py_TYPE(Py_None) ? PyUnicode_FromString("None")
                                                : Hb_ClassText(type);
}

static PyObject *
union_repr(PyObject *self)
{
    PyObject *args = as_union(self)->args, *text = NULL;

    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        PyObject *part = text_of(PyTuple_GET_ITEM(args, i));
        if (part != NULL && text != NULL) {
            Py_SETREF(part, PyUnicode_FromFormat("%U | %U", text, part));
        }
        Py_XSETREF(text, part);
        if (text == NULL) {
            break;
        }
    }
    return text;
}

static Py_hash_t
union_hash(PyObject *self)
{
    PyObject *set = PyFrozenSet_New(as_union(self)->args);
    Py_hash_t hash = set == NULL ? -1 : PyObject_Hash(set);

    Py_XDECREF(set);
    return hash;
}

static PyObject *
union_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !Py_IS_TYPE(other, &_PyUnion_Type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *a = PySet_New(as_union(self)->args);
    PyObject *b = PySet_New(as_union(other)->args);
    PyObject *result =
        a == NULL || b == NULL ? NULL : PyObject_RichCompare(a, b, op);
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

/* Asks isinstance or issubclass of each type until one says yes. */
static PyObject *
ask_each(PyObject *self, PyObject *object, const char *name, int of_class)
{
    PyObject *args = as_union(self)->args;

    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        PyObject *type = PyTuple_GET_ITEM(args, i);
        if (!PyType_Check(type)) {
            return PyErr_Format(PyExc_TypeError,
                                "%s() argument 2 cannot be a parameterized "
                                "generic",
                                name);
        }
        int is = of_class ? PyObject_IsSubclass(object, type)
                          : PyObject_IsInstance(object, type);
        if (is != 0) {
            return is < 0 ? NULL : Py_NewRef(Py_True);
        }
    }
    Py_RETURN_FALSE;
}

static PyObject *
union_instancecheck(PyObject *self, PyObject *instance)
{
    return ask_each(self, instance, "isinstance", 0);
}

static PyObject *
union_subclasscheck(PyObject *self, PyObject *subclass)
{
    if (!PyType_Check(subclass)) {
        PyErr_SetString(PyExc_TypeError, "issubclass() arg 1 must be a class");
        return NULL;
    }
    return ask_each(self, subclass, "issubclass", 1);
}

/* Type variables do not exist here, so there is never one to fill in. */
static PyObject *
union_getitem(PyObject *self, PyObject *Py_UNUSED(item))
{
    return PyErr_Format(PyExc_TypeError, "%R is not a generic class", self);
}

static PyObject *
union_parameters(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    return PyTuple_New(0);
}

/* __module__ and the like are the type's; it is not a class itself. */
static PyObject *
union_getattro(PyObject *self, PyObject *name)
{
    if (PyUnicode_Check(name) &&
        _PyUnicode_EqualToASCIIString(name, "__module__")) {
        return PyObject_GetAttr((PyObject *)Py_TYPE(self), name);
    }
    return PyObject_GenericGetAttr(self, name);
}

/* ---- the type ----------------------------------------------------------- */

static void
union_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(as_union(self)->args);
    Py_XDECREF(as_union(self)->parameters);
    PyObject_GC_Del(self);
}

static int
union_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(as_union(self)->args);
    Py_VISIT(as_union(self)->parameters);
    return 0;
}

static PyMethodDef union_methods[] = {
    {"__instancecheck__", union_instancecheck, METH_O, NULL},
    {"__subclasscheck__", union_subclasscheck, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef union_members[] = {
    {"__args__", T_OBJECT, offsetof(unionobject, args), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef union_getset[] = {
    {"__parameters__", union_parameters, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyNumberMethods union_as_number = {
    .nb_or = _Py_union_type_or,
};

static PyMappingMethods union_as_mapping = {
    .mp_subscript = union_getitem,
};

PyTypeObject _PyUnion_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "types.UnionType",
    .tp_basicsize = sizeof(unionobject),
    .tp_dealloc = union_dealloc,
    .tp_repr = union_repr,
    .tp_as_number = &union_as_number,
    .tp_as_mapping = &union_as_mapping,
    .tp_hash = union_hash,
    .tp_getattro = union_getattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = union_traverse,
    .tp_richcompare = union_richcompare,
    .tp_methods = union_methods,
    .tp_members = union_members,
    .tp_getset = union_getset,
};
