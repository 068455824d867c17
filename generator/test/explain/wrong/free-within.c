#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *p = malloc(100);
    free(p + 16 + zero);
    return PyLong_FromLong(depth);
}

/* line: 8
   explanation: gives free() what malloc() has not made */
