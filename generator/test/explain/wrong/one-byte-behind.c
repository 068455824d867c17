#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *mine = PyMem_Malloc(5);
    mine[5] = 0;
    return PyList_New(0);
}

/* line: 8
   explanation: writes behind the end of the block of 5 bytes that line 7 made */
