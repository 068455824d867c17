#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *room = malloc(100 + (size_t)zero);
    room[0] = (char)depth;
    free(room);
    free(room);
    return PyLong_FromLong(PyList_GET_SIZE(list));
}

/* line: 10
   explanation: gives free() a block that it has freed already */
