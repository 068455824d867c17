#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return PyList_GET_ITEM(list, 0);
}

/* line: 0
   explanation: the list is given back more often than it was taken: an INCREF is missing, or there is one DECREF too many */
