#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyTuple_New(2);
    Py_DECREF(mine);


    Py_DECREF(mine);
    return PyList_New(0);
}

/* line: 11
   explanation: gives back the tuple that line 8 gave back already */
