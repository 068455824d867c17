#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    free(realloc(list, 1000));
    return PyLong_FromLong(depth);
}

/* line: 7
   explanation: gives realloc() what malloc() has not made */
