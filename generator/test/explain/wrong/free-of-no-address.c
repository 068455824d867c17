#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    free((void *)-1L);
    return PyLong_FromLong(depth);
}

/* line: 7
   explanation: gives free() what malloc() has not made */
