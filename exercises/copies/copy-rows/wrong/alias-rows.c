/* score: 5/10
   fails: rows_are_new */
#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    Py_ssize_t n = PyList_Size(matrix);
    PyObject *copy = PyList_New(n);

    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *row = PyList_GetItem(matrix, i);
        PyList_SetItem(copy, i, Py_NewRef(row));
    }
    return copy;
}
