#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject **mine = PyMem_Malloc(24);
    return Py_NewRef(mine[-4]);
}

/* line: 8
   explanation: uses a pointer that it read outside of a block */
