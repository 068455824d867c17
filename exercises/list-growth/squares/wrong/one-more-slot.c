/* score: 0/10
   fails: values, none */
#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(n + 1);

    for (Py_ssize_t i = 0; i <= n; i++) {
        PyList_SET_ITEM(list, i, PyLong_FromSsize_t(i * i));
    }
    return list;
}
