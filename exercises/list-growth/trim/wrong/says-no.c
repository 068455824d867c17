/* score: 8/9
   fails: empty */
#include <Python.h>

int
trim(PyObject *list)
{
    Py_ssize_t size = PyList_Size(list);
    PyObject *copy = PyList_GetSlice(list, 0, size);
    int result;

    if (copy == NULL || size == 0) {
        return -1;
    }
    result = PyList_SetSlice(list, 0, size, NULL);
    if (result == 0) {
        result = PyList_SetSlice(list, 0, 0, copy);
    }
    Py_DECREF(copy);
    return result;
}
