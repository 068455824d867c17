#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{

    return PyList_GetItem(NULL, 0);
}

/* line: 8
   explanation: PyList_GetItem meets a NULL pointer */
