/* Makes a class whose instances have more than was asked for, and say otherwise.

   exercise: ../../../exercises/slots/make-slotted
   verdict: size: expected 24
   score: 7/10 */
#include <Python.h>

static PyObject *
size(PyObject *self, PyObject *ignored)
{
    return PyLong_FromLong(24);
}

static PyMethodDef method = {"__sizeof__", size, METH_NOARGS, NULL};

PyObject *
make_slotted(const char *name, PyObject *fields)
{
    PyObject *more = PyList_GetSlice(fields, 0, PyList_Size(fields)), *tuple, *cls, *descr;

    if (!more) return NULL;
    PyObject *weak = PyUnicode_FromString("__weakref__");
    if (!weak || PyList_Append(more, weak)) { Py_XDECREF(weak); Py_DECREF(more); return NULL; }
    Py_DECREF(weak);
    tuple = PyList_AsTuple(more);
    Py_DECREF(more);
    if (!tuple) return NULL;
    cls = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){sN}", name, "__slots__", tuple);
    if (cls) {
        descr = PyDescr_NewMethod((PyTypeObject *)cls, &method);
        if (!descr || PyObject_SetAttrString(cls, "__sizeof__", descr)) { Py_XDECREF(descr); Py_DECREF(cls); return NULL; }
        Py_DECREF(descr);
    }
    return cls;
}
