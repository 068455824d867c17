#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    depth += (int)PyList_GET_SIZE(list);
    return PyUnicode_FromString((char *)(long)zero);
}

/* line: 8
   explanation: reads through a NULL pointer */
