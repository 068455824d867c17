#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyFloat_FromDouble(1.5);
    Py_DECREF(mine);
    PyObject_IsTrue(mine);
    return PyList_New(0);
}

/* line: 9
   explanation: uses the float that line 8 gave back */
