#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyList_New(2);
    Py_DECREF(mine); Py_SIZE(mine);
    return PyList_New(0);
}

/* line: 8
   explanation: uses the list that this line gave back */
