#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int least = -2147483647 - 1 + zero;
    return PyLong_FromLong(-least + PyList_GET_SIZE(list));
}

/* line: 8
   explanation: computes -(-2147483648), which does not fit in an int */
