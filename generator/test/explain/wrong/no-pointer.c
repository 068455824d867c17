#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return *(PyObject **)0x123456789abc;
}

/* line: 7
   explanation: uses a pointer that points to no memory */
