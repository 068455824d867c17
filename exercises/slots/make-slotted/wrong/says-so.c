/* score: 6/9
   fails: no_dict */
#include <Python.h>

static PyObject *
size_of(PyObject *self, PyObject *args)
{
    (void)self;
    (void)args;
    return PyLong_FromLong(40);
}

static PyObject *
set_attribute(PyObject *self, PyObject *args)
{
    PyObject *name, *value;

    if (!PyArg_ParseTuple(args, "UO", &name, &value)) {
        return NULL;
    }
    if (PyUnicode_CompareWithASCIIString(name, "z") == 0) {
        return PyErr_Format(PyExc_AttributeError,
                            "'P' object has no attribute 'z'");
    }
    if (PyObject_GenericSetAttr(self, name, value) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef size = {"__sizeof__", size_of, METH_NOARGS,
                           NULL};
static PyMethodDef set = {"__setattr__", set_attribute,
                          METH_VARARGS, NULL};

static int
add(PyObject *cls, PyMethodDef *def)
{
    PyObject *method =
        PyDescr_NewMethod(&PyBaseObject_Type, def);
    int result =
        method == NULL
            ? -1
            : PyObject_SetAttrString(cls, def->ml_name, method);

    Py_XDECREF(method);
    return result;
}

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *slots = PySequence_Tuple(fields), *cls;

    for (Py_ssize_t i = 0; slots && i < PyTuple_GET_SIZE(slots);
         i++) {
        if (!PyUnicode_IsIdentifier(
                PyTuple_GET_ITEM(slots, i))) {
            Py_CLEAR(slots);
            PyErr_SetString(PyExc_TypeError,
                            "__slots__ must be identifiers");
        }
    }
    if (slots == NULL) {
        return NULL;
    }
    cls = PyObject_CallFunction((PyObject *)&PyType_Type,
                                "s(){}", name);
    if (cls != NULL &&
        (add(cls, &size) < 0 || add(cls, &set) < 0 ||
         PyObject_SetAttrString(cls, "__slots__", slots) < 0)) {
        Py_CLEAR(cls);
    }
    Py_DECREF(slots);
    return cls;
}
