#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *(*no)(void) = NULL;
    return no();
}

/* line: 8
   explanation: calls a function through a NULL pointer */
