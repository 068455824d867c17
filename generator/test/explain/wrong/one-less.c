#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    long least = LONG_MIN;
    least--;
    return PyLong_FromLong(least + PyList_GET_SIZE(list));
}

/* line: 8
   explanation: computes -9223372036854775808 - 1, which does not fit in a Py_ssize_t */
