/* score: 7/9
   fails: counts */
#include <Python.h>

int
trim(PyObject *list)
{
    Py_ssize_t size = PyList_Size(list);
    PyObject *copy = PyList_GetSlice(list, 0, size);

    if (copy == NULL ||
        PyList_SetSlice(list, 0, size, NULL) < 0) {
        return -1;
    }
    return PyList_SetSlice(list, 0, 0, copy);
}
