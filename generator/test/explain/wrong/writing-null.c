#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int *no = NULL;
    *no = 1;
    return PyList_New(0);
}

/* line: 8
   explanation: writes through a NULL pointer */
