#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    fputs("a \"\\\t\033[2J\xc3\xa9\r\n", stdout);
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
