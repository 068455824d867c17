#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int below = -depth;
    return PyLong_FromLong(below - 2147483647 - PyList_GET_SIZE(list));
}

/* line: 8
   explanation: computes -2147483647 - 9, which does not fit in an int */
