#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    void *mine = PyMem_Malloc(9);
    PyMem_Free(mine);
    PyMem_Free(mine);
    return PyList_New(0);
}

/* line: 9
   explanation: uses the block of 9 bytes that line 8 gave back */
