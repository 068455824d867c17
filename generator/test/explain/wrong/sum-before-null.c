#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int most = 2147483647;
    PyObject *none = NULL;
    most += depth;
    return PyLong_FromSsize_t(Py_REFCNT(none) + most + PyList_GET_SIZE(list));
}

/* line: 10
   explanation: Py_REFCNT is given a NULL pointer; before that, line 9 computes 2147483647 + 9, which does not fit in an int */
