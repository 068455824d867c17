#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyListObject *no = NULL;
    return no->ob_item[0];
}

/* line: 8
   explanation: reads through a NULL pointer */
