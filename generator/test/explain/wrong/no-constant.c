#include <Python.h>
PyObject *first(PyObject *list)
{
    const int n = 5;
    n = PyList_GET_SIZE(list) > 0;
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
