#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    unsigned most = 4294967295u;
    most += (unsigned)depth << 30;
    return PyLong_FromSsize_t(most + (size_t)PyList_GET_SIZE(list));
}

/* line: 0
   explanation: nothing */
