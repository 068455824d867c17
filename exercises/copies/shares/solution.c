#include <Python.h>

static int
holds(PyObject *list, PyObject *object, Py_ssize_t size)
{
    for (Py_ssize_t i = 0; i < size; i++) {
        if (PyList_GetItem(list, i) == object) {
            return 1;
        }
    }
    return 0;
}

Py_ssize_t
shares(PyObject *a, PyObject *b)
{
    Py_ssize_t size = PyList_Size(a);
    Py_ssize_t other = PyList_Size(b);
    Py_ssize_t count = 0;

    if (size < 0 || other < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        count += holds(b, PyList_GetItem(a, i), other);
    }
    return count;
}
