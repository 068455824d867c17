#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyList_New(2);
    Py_DECREF(mine);

    PyList_SET_ITEM(mine, 0, NULL);
    return PyList_New(0);
}

/* line: 10
   explanation: uses the list that line 8 gave back */
