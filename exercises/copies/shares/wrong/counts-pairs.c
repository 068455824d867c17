/* score: 5/8
   fails: slots_of_a */
#include <Python.h>

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
        for (Py_ssize_t j = 0; j < other; j++) {
            count +=
                PyList_GetItem(a, i) == PyList_GetItem(b, j);
        }
    }
    return count;
}
