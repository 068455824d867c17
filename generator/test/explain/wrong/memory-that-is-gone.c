#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *mine = PyMem_Malloc(24);
    PyMem_Free(mine);
    mine[3] = 0;
    return PyList_New(0);
}

/* line: 9
   explanation: uses the block of 24 bytes that line 8 gave back */
