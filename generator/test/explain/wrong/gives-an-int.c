#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
int first(PyObject *list)
{
    return (int)(size_t)Py_NewRef(PyList_GET_ITEM(list, 0));
}

/* line: 0
   explanation: uses a pointer that points to no memory */
