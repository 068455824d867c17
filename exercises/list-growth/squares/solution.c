#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(n);

    if (list == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *square = PyLong_FromSsize_t(i * i);
        if (square == NULL) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, i, square);
    }
    return list;
}
