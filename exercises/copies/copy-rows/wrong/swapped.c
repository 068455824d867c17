/* score: 5/10
   fails: rows_are_new */
#include <Python.h>

PyObject *
copy_rows(PyObject *matrix)
{
    PyObject *old =
        PyList_GetSlice(matrix, 0, PyList_Size(matrix));

    for (Py_ssize_t i = 0; old && i < PyList_GET_SIZE(old);
         i++) {
        PyObject *row = PyList_GET_ITEM(old, i);
        PyObject *fresh =
            PyList_GetSlice(row, 0, PyList_Size(row));

        if (!fresh) {
            Py_CLEAR(old);
            break;
        }
        PyList_SetItem(matrix, i, fresh);
    }
    return old;
}
