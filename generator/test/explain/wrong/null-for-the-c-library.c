#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char text[9];
    strcpy(text, (char *)0);
    return PyList_New(0);
}

/* line: 8
   explanation: reads through a NULL pointer */
