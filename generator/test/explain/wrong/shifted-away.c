#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int all = 3 << (depth + 22);
    return PyLong_FromSsize_t(all + PyList_GET_SIZE(list));
}

/* line: 7
   explanation: computes 3 << 31, which does not fit in an int */
