#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    volatile char much[9000000];
    much[depth] = 1;
    return PyList_New(0);
}

/* line: 8
   explanation: needs more room for local variables than the stack has */
