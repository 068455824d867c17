#include <Python.h>
PyObject *first(PyObject *list)
{
    (void)list;
    PyErr_BadInternalCall();
    return NULL;
}

/* line: 0
   explanation: nothing */
