#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    long least = LONG_MIN;
    return PyLong_FromLong(least % (zero - 1) + PyList_GET_SIZE(list) + depth);
}

/* line: 8
   explanation: divides the smallest number by -1, which overflows */
