/* score: 6/8
   fails: identity */
#include <Python.h>

Py_ssize_t
shares(PyObject *a, PyObject *b)
{
    Py_ssize_t size = PyList_Size(a);
    Py_ssize_t count = 0;

    if (size < 0 || PyList_Size(b) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        count += PySequence_Contains(b, PyList_GetItem(a, i));
    }
    return count;
}
