/* score: 6/10
   fails: exact, no_memory */
#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(0);

    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *square = PyLong_FromSsize_t(i * i);
        PyList_Append(list, square);
        Py_DECREF(square);
    }
    return list;
}
