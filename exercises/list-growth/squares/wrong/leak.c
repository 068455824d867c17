/* score: 7/10
   fails: owned, no_memory */
#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(n);

    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *square = PyLong_FromSsize_t(i * i);
        Py_INCREF(square);
        PyList_SET_ITEM(list, i, square);
    }
    return list;
}
