#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return PyLong_FromLong(1 / zero);
}

/* line: 7
   explanation: divides by zero */
