/* score: 1/10
   fails: values */
#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(n);

    for (Py_ssize_t i = 0; i < n; i++) {
        Py_ssize_t k = i + 1;

        PyList_SET_ITEM(list, i, PyLong_FromSsize_t(k * k));
    }
    return list;
}
