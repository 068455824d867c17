#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyDict_New();
    Py_DECREF(mine);
    Py_CLEAR(mine);
    return PyList_New(0);
}

/* line: 9
   explanation: gives back the dict that line 8 gave back already */
