#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *mine = PyMem_Malloc(24), *old = mine;
    mine = PyMem_Realloc(mine, 99);
    *old = 1;
    return PyList_New(0);
}

/* line: 9
   explanation: uses memory that line 8 moved when it changed its size */
