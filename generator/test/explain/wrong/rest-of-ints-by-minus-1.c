#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int least = INT_MIN + depth - 9;
    return PyLong_FromLong(least % (zero - 1) + PyList_GET_SIZE(list));
}

/* line: 8
   explanation: divides the smallest number by -1, which overflows */
