#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int most = 2147483647;
    PyObject *none = NULL;
    most += (int)Py_REFCNT(none);
    return PyLong_FromSsize_t(most + depth + PyList_GET_SIZE(list));
}

/* line: 9
   explanation: Py_REFCNT is given a NULL pointer */
