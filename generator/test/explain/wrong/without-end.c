#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    for (;;) {
        memset(PyMem_Malloc(1 << 20), depth, 1 << 20);
    }
    return list;
}

/* line: 0
   explanation: nothing */
