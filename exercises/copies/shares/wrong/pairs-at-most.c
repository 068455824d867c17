/* score: 5/8
   fails: slots_of_a */
#include <Python.h>

Py_ssize_t
shares(PyObject *a, PyObject *b)
{
    Py_ssize_t n = PyList_Size(a), m = PyList_Size(b),
               count = 0;

    if (n < 0 || m < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < n * m; i++) {
        count += PyList_GET_ITEM(a, i / m) ==
                 PyList_GET_ITEM(b, i % m);
    }
    return count < n ? count : n;
}
