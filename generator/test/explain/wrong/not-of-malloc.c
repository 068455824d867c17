#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *room = PyMem_Malloc(100 + (size_t)zero);
    room[0] = (char)depth;
    free(room);
    return PyLong_FromLong(PyList_GET_SIZE(list));
}

/* line: 9
   explanation: gives free() what malloc() has not made */
