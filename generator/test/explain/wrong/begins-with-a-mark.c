#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return depth + zero ? NULL : list;
}

/* line: 0
   explanation: NULL was returned, but no exception was set */
