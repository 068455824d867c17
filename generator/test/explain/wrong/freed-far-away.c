#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *p = malloc(1000000);
    free(p);
    free(p);
    return PyLong_FromLong(depth);
}

/* line: 9
   explanation: gives free() a block that it has freed already */
