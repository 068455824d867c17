#include <Python.h>

/* Returns a new list whose rows are new lists that hold the
   same elements; NULL on error. */
PyObject *
copy_rows(PyObject *matrix)
{
    return PyList_GetSlice(matrix, 0, PyList_Size(matrix));
}
