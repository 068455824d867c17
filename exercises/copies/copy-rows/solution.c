#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    Py_ssize_t n = PyList_Size(matrix);
    PyObject *copy = PyList_New(n);

    if (copy == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *row = PyList_GetItem(matrix, i);
        PyObject *fresh =
            PyList_GetSlice(row, 0, PyList_Size(row));
        if (fresh == NULL) {
            Py_DECREF(copy);
            return NULL;
        }
        PyList_SetItem(copy, i, fresh);
    }
    return copy;
}
