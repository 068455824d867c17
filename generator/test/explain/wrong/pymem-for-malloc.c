#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyMem_Free(malloc(100));
    return PyLong_FromLong(depth);
}

/* line: 7
   explanation: abort() was called: PyMem_Free(): not a block of the runtime's */
