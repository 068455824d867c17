/* object_singletons.c -- None and NotImplemented.
 *
 * Both are static and never die.  Ellipsis is in sliceobject.c.
 */

#include "Python.h"

#include "internal/pycore_object.h"

/* ---- None -------------------------------------------------------------- */

static PyObject *
none_repr(PyObject *Py_UNUSED(op))
{
    return PyUnicode_FromString("None");
}

static int
none_bool(PyObject *Py_UNUSED(op))
{
    return 0;
}

static void
none_dealloc(PyObject *Py_UNUSED(op))
{
    _Py_FatalRefcountError("deallocating None");
}

static PyObject *
none_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *kwargs)
{
    if (PyTuple_GET_SIZE(args) ||
        (kwargs != NULL && PyDict_GET_SIZE(kwargs))) {
        PyErr_SetString(PyExc_TypeError, "NoneType takes no arguments");
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyNumberMethods none_as_number = {
    .nb_bool = none_bool,
};

PyTypeObject _PyNone_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "NoneType",
    .tp_dealloc = none_dealloc,
    .tp_repr = none_repr,
    .tp_as_number = &none_as_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = none_new,
};

PyObject _Py_NoneStruct = {1, &_PyNone_Type};

/* ---- NotImplemented
 * ----------------------------------------------------------- */

static PyObject *
notimplemented_repr(PyObject *Py_UNUSED(op))
{
    return PyUnicode_FromString("NotImplemented");
}

static PyObject *
notimplemented_reduce(PyObject *Py_UNUSED(op), PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_FromString("NotImplemented");
}

static int
notimplemented_bool(PyObject *Py_UNUSED(op))
{
    if (PyErr_WarnEx(PyExc_DeprecationWarning,
                     "NotImplemented should not be used in a boolean context",
                     1) < 0) {
        return -1;
    }
    return 1;
}

static void
notimplemented_dealloc(PyObject *Py_UNUSED(op))
{
    _Py_FatalRefcountError("deallocating NotImplemented");
}

static PyObject *
notimplemented_new(PyTypeObject *Py_UNUSED(type), PyObject *args,
                   PyObject *kwargs)
{
    if (PyTuple_GET_SIZE(args) ||
        (kwargs != NULL && PyDict_GET_SIZE(kwargs))) {
        PyErr_SetString(PyExc_TypeError,
                        "NotImplementedType takes no arguments");
        return NULL;
    }
    Py_RETURN_NOTIMPLEMENTED;
}

static PyMethodDef notimplemented_methods[] = {
    {"__reduce__", notimplemented_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyNumberMethods notimplemented_as_number = {
    .nb_bool = notimplemented_bool,
};

PyTypeObject _PyNotImplemented_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "NotImplementedType",
    .tp_dealloc = notimplemented_dealloc,
    .tp_repr = notimplemented_repr,
    .tp_as_number = &notimplemented_as_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = notimplemented_methods,
    .tp_new = notimplemented_new,
};

PyObject _Py_NotImplementedStruct = {1, &_PyNotImplemented_Type};
