#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return PyLong_FromLong((-2147483647 - 1) / (zero - 1));
}

/* line: 7
   explanation: divides the smallest number by -1, which overflows */
