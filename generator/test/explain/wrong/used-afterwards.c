#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyList_New(0);
    Py_DECREF(mine);
    return mine;
}

/* line: 8
   explanation: gives back the list, which is used afterwards: one DECREF too many, or an INCREF is missing */
