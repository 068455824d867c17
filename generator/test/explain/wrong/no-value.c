#include <Python.h>
PyObject *first(PyObject *list)
{
    if (PyList_GET_SIZE(list) == 0) {
        return NULL; /* } */
    }
}

/* line: 7
   explanation: first() ends without returning a value */
