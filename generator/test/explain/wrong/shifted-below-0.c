#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int below = -depth << 3;
    return PyLong_FromSsize_t(below + PyList_GET_SIZE(list));
}

/* line: 0
   explanation: nothing */
