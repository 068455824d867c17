#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    Py_ssize_t size = PyList_GET_SIZE(list) + 3037000500;
    return PyLong_FromSsize_t(size * size);
}

/* line: 8
   explanation: computes 3037000502 * 3037000502, which does not fit in a Py_ssize_t */
