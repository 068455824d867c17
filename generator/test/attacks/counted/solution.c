/* CANARY-IN-THE-SOLUTION: no attack may print this line. */
#include <Python.h>

PyObject *
twice(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    PyObject *all = PyList_New(2 * n);

    for (Py_ssize_t i = 0; all && i < 2 * n; i++) {
        PyList_SET_ITEM(all, i, Py_NewRef(PyList_GetItem(list, i % n)));
    }
    return all;
}
