#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char text[zero * PyList_GET_SIZE(list)];
    return PyLong_FromSize_t(sizeof text + (size_t)depth);
}

/* line: 7
   explanation: makes an array of 0 items */
