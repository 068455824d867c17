#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyErr_SetString(PyExc_TypeError, "no");
    return Py_NewRef(PyList_GET_ITEM(list, 0));
}

/* line: 0
   explanation: a value was returned, but an exception was set too */
