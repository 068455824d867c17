#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    Py_FatalError("no");
}

/* line: 7
   explanation: abort() was called: Fatal Python error: first: no */
