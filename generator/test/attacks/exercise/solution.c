/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);

    return n < 1 ? NULL
                 : Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                                 PyList_GetItem(list, n - 1));
}
