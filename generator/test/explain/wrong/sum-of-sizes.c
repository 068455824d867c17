#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    Py_ssize_t size = PY_SSIZE_T_MAX;
    size = PyList_GET_SIZE(list) + size;
    return PyLong_FromSsize_t(size);
}

/* line: 8
   explanation: computes 9223372036854775807 + 2, which does not fit in a Py_ssize_t */
