#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{

    abort();
}

/* line: 8
   explanation: abort() was called */
