#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *p = malloc(100);
    memset(p - 16, depth, 16);
    free(p);
    return PyLong_FromLong(depth);
}

/* line: 9
   explanation: has written outside of a block that malloc() has made */
