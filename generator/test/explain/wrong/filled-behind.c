#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *text = PyBytes_FromStringAndSize(NULL, 10);
    memset(PyBytes_AS_STRING(text), 1, 10 * (size_t)depth);
    return PyLong_FromLong(zero + PyList_GET_SIZE(list));
}

/* line: 8
   explanation: writes behind the end of the bytes that line 7 made */
