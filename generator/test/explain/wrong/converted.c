#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    double large = 1e20 + depth;
    return PyLong_FromLong((long)large != PyList_GET_SIZE(list));
}

/* line: 8
   explanation: converts 1e+20, which does not fit in a Py_ssize_t */
