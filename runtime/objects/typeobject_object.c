/* typeobject_object.c -- object: what every object can do. */

#include "Python.h"

#include "internal/hb_small.h"
#include "internal/pycore_call.h"
#include "internal/pycore_typeobject.h"
#include "internal/pycore_unicodeobject.h"

/* ---- __new__ and __init__ ---------------------------------------------- */

static int
excess_args(PyObject *args, PyObject *kwds)
{
    return PyTuple_GET_SIZE(args) || (kwds != NULL && PyDict_GET_SIZE(kwds));
}

/* Arguments are an error unless the other of __new__ and __init__, and not
 * this one, is overridden: then they are meant for that one.
 */
int
Hb_ObjectInit(PyObject *self, PyObject *args, PyObject *kwds)
{
    PyTypeObject *type = Py_TYPE(self);
    if (!excess_args(args, kwds)) {
        return 0;
    }
    if (type->tp_init != Hb_ObjectInit) {
        PyErr_SetString(PyExc_TypeError,
                        "object.__init__() takes exactly one argument (the "
                        "instance to initialize)");
        return -1;
    }
    if (type->tp_new == Hb_ObjectNew) {
        PyErr_Format(PyExc_TypeError,
                     "%.200s.__init__() takes exactly one argument (the "
                     "instance to initialize)",
                     type->tp_name);
        return -1;
    }
    return 0;
}

static void
abstract_error(PyTypeObject *type)
{
    PyObject *joined = NULL, *comma = NULL, *sorted = NULL;
    PyObject *methods =
        PyObject_GetAttr((PyObject *)type, &_Py_ID(__abstractmethods__));
    if (methods == NULL) {
        return;
    }
    sorted = PySequence_List(methods);
    Py_DECREF(methods);
    if (sorted == NULL || PyList_Sort(sorted) < 0) {
        goto done;
    }
    comma = PyUnicode_FromString(", ");
    joined = comma == NULL ? NULL : PyUnicode_Join(comma, sorted);
    if (joined != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "Can't instantiate abstract class %s with abstract "
                     "method%s %U",
                     type->tp_name, PyList_GET_SIZE(sorted) > 1 ? "s" : "",
                     joined);
    }
done:
    Py_XDECREF(sorted);
    Py_XDECREF(comma);
    Py_XDECREF(joined);
}

PyObject *
Hb_ObjectNew(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    if (excess_args(args, kwds)) {
        if (type->tp_new != Hb_ObjectNew) {
            PyErr_SetString(PyExc_TypeError,
                            "object.__new__() takes exactly one argument "
                            "(the type to instantiate)");
            return NULL;
        }
        if (type->tp_init == Hb_ObjectInit) {
            PyErr_Format(PyExc_TypeError, "%.200s() takes no arguments",
                         type->tp_name);
            return NULL;
        }
    }
    if (type->tp_flags & Py_TPFLAGS_IS_ABSTRACT) {
        abstract_error(type);
        return NULL;
    }
    PyObject *obj = type->tp_alloc(type, 0);
    if (obj != NULL && _PyType_HasFeature(type, Py_TPFLAGS_MANAGED_DICT) &&
        _PyObject_InitializeDict(obj) < 0) {
        Py_CLEAR(obj);
    }
    return obj;
}

static void
object_dealloc(PyObject *self)
{
    Hb_InstanceFree(self);
}

/* ---- text, hash, comparison -------------------------------------------- */

static PyObject *
object_repr(PyObject *self)
{
    return Hb_TypeFormat(Py_TYPE(self), "<%U.%U object at %p>",
                         "<%s object at %p>", self);
}

static PyObject *
object_str(PyObject *self)
{
    reprfunc repr = Py_TYPE(self)->tp_repr;
    return repr == NULL ? object_repr(self) : repr(self);
}

static Py_hash_t
object_hash(PyObject *self)
{
    return _Py_HashPointer(self);
}

/* != is the opposite of ==, whoever defines that. */
static PyObject *
not_equal(PyObject *self, PyObject *other)
{
    richcmpfunc compare = Py_TYPE(self)->tp_richcompare;
    if (compare == NULL) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *equal = compare(self, other, Py_EQ);
    if (equal == NULL || equal == Py_NotImplemented) {
        return equal;
    }
    int truth = PyObject_IsTrue(equal);
    Py_DECREF(equal);
    return truth < 0 ? NULL : PyBool_FromLong(!truth);
}

static PyObject *
object_richcompare(PyObject *self, PyObject *other, int op)
{
    if (op == Py_NE) {
        return not_equal(self, other);
    }
    /* Two objects that are not the same may still be equal: ask the other. */
    return Py_NewRef(op == Py_EQ && self == other ? Py_True
                                                  : Py_NotImplemented);
}

/* ---- attributes -------------------------------------------------------- */

static PyObject *
object_get_class(PyObject *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(Py_TYPE(self));
}

static PyGetSetDef object_getsets[] = {
    {"__class__", object_get_class, Hb_ObjectSetClass, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

int
Hb_MergeClassDict(PyObject *dict, PyObject *cls)
{
    PyObject *own, *bases;
    if (_PyObject_LookupAttr(cls, &_Py_ID(__dict__), &own) < 0) {
        return -1;
    }
    if (own != NULL) {
        int error = PyDict_Update(dict, own);
        Py_DECREF(own);
        if (error < 0) {
            return -1;
        }
    }
    if (_PyObject_LookupAttr(cls, &_Py_ID(__bases__), &bases) < 0) {
        return -1;
    }
    int result = 0;
    Py_ssize_t n = bases == NULL ? 0 : PySequence_Size(bases);
    if (n < 0) {
        result = -1;
    }
    for (Py_ssize_t i = 0; result == 0 && i < n; i++) {
        PyObject *base = PySequence_GetItem(bases, i);
        result = base == NULL ? -1 : Hb_MergeClassDict(dict, base);
        Py_XDECREF(base);
    }
    Py_XDECREF(bases);
    return result;
}

/* A new dict with the instance's own names. */
static PyObject *
own_names(PyObject *self)
{
    PyObject *dict;
    if (_PyObject_LookupAttr(self, &_Py_ID(__dict__), &dict) < 0) {
        return NULL;
    }
    if (dict == NULL) {
        return PyDict_New();
    }
    PyObject *copy = PyDict_Check(dict) ? PyDict_Copy(dict) : PyDict_New();
    Py_DECREF(dict);
    return copy;
}

static PyObject *
object_dir(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *cls, *names = NULL, *dict = own_names(self);
    if (dict == NULL) {
        return NULL;
    }
    if (_PyObject_LookupAttr(self, &_Py_ID(__class__), &cls) >= 0 &&
        (cls == NULL || Hb_MergeClassDict(dict, cls) == 0)) {
        names = PyDict_Keys(dict);
    }
    Py_XDECREF(cls);
    Py_DECREF(dict);
    return names;
}

/* ---- other methods ----------------------------------------------------- */

static PyObject *
object_subclasshook(PyObject *Py_UNUSED(cls), PyObject *Py_UNUSED(args))
{
    Py_RETURN_NOTIMPLEMENTED;
}

static PyObject *
object_init_subclass(PyObject *Py_UNUSED(cls), PyObject *Py_UNUSED(ignored))
{
    Py_RETURN_NONE;
}

static PyObject *
object_format(PyObject *self, PyObject *spec)
{
    if (!PyUnicode_Check(spec)) {
        _PyArg_BadArgument("__format__", "argument", "str", spec);
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(spec) > 0) {
        PyErr_Format(PyExc_TypeError,
                     "unsupported format string passed to %.200s.__format__",
                     Py_TYPE(self)->tp_name);
        return NULL;
    }
    return PyObject_Str(self);
}

static PyObject *
object_sizeof(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    Py_ssize_t size = Py_TYPE(self)->tp_basicsize;
    Py_ssize_t itemsize = Py_TYPE(self)->tp_itemsize;
    if (itemsize > 0) {
        size += Py_SIZE(self) * itemsize; /* a negative int is short */
    }
    return PyLong_FromSsize_t(size);
}

static PyMethodDef object_methods[] = {
    {"__reduce_ex__", Hb_ObjectReduceEx, METH_O, NULL},
    {"__reduce__", Hb_ObjectReduce, METH_NOARGS, NULL},
    {"__getstate__", Hb_ObjectGetstate, METH_NOARGS, NULL},
    {"__subclasshook__", object_subclasshook, METH_CLASS | METH_VARARGS, NULL},
    {"__init_subclass__", object_init_subclass, METH_CLASS | METH_NOARGS,
     NULL},
    {"__format__", object_format, METH_O, NULL},
    {"__sizeof__", object_sizeof, METH_NOARGS, NULL},
    {"__dir__", object_dir, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyBaseObject_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "object",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = object_dealloc,
    .tp_repr = object_repr,
    .tp_hash = object_hash,
    .tp_str = object_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_richcompare = object_richcompare,
    .tp_methods = object_methods,
    .tp_getset = object_getsets,
    .tp_init = Hb_ObjectInit,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = Hb_ObjectNew,
    .tp_free = PyObject_Free,
};
