#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *no = NULL;

    Py_INCREF(no);
    return no;
}

/* line: 9
   explanation: Py_INCREF is given a NULL pointer */
