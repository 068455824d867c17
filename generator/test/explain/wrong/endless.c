#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    if (depth++) {
        return first(list);
    }
    return PyList_New(0);
}

/* line: 8
   explanation: calls itself without end: the stack is full at depth about  */
