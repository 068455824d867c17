#include <Python.h>
PyObject *first(PyObject *list)
{
    PyObject *id = PyLong_FromVoidPtr(list);
    printf("%ld", PyLong_AsLong(id));
    Py_DECREF(id);
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
