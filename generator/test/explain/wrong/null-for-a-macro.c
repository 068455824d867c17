#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return PyList_GET_ITEM((PyObject *)0, 3);
}

/* line: 7
   explanation: PyList_GET_ITEM is given a NULL pointer */
