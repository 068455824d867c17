#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    if (depth > zero + 8) {
        Py_UNREACHABLE();
    }
    return Py_NewRef(PyList_GET_ITEM(list, 0));
}

/* line: 8
   explanation: abort() was called: Fatal Python error: first: Unreachable C code path reached */
