#include <Python.h>

/* Returns the list of the squares of 0 .. n - 1; NULL on error.
 */
PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(0);

    for (Py_ssize_t i = 0; i < n; i++) {
        PyList_Append(list, PyLong_FromSsize_t(i * i));
    }
    return list;
}
