/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>
#include <stdio.h>

int
show(PyObject *list)
{
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++) {
        printf("%ld\n", PyLong_AsLong(PyList_GetItem(list, i)));
    }
    return PyErr_Occurred() ? -1 : 0;
}
