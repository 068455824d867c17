/* score: 8/10
   fails: owned */
#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    Py_ssize_t n = PyList_Size(matrix);
    PyObject *copy = PyList_New(0);

    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *row = PyList_GetItem(matrix, i);
        PyList_Append(
            copy, PyList_GetSlice(row, 0, PyList_Size(row)));
    }
    return copy;
}
