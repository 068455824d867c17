#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
#include <assert.h>
PyObject *first(PyObject *list)
{
    assert(depth + strlen("a'b") == 3);
    return PyLong_FromLong(zero + PyList_GET_SIZE(list));
}

/* line: 8
   explanation: assert(depth + strlen("a'b") == 3) does not hold */
