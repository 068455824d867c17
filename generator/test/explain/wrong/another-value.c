#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return PyList_New(0);
}

/* line: 0
   explanation: nothing */
