#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *mine = PyMem_Calloc(6, 2);
    return PyLong_FromLong(mine[12]);
}

/* line: 8
   explanation: reads behind the end of the block of 12 bytes that line 7 made */
