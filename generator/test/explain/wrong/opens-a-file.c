#include <Python.h>
PyObject *first(PyObject *list)
{
    if (fopen("/etc/passwd", "r")) {
        return NULL;
    }
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
