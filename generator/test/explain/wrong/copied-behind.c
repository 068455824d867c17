#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *from = PyMem_Malloc(16), *to = PyMem_Malloc(64);
    memset(from, 1, 16);
    memcpy(to, from, 17 + (size_t)zero);
    depth += to[3];
    PyMem_Free(from);
    PyMem_Free(to);
    return PyLong_FromLong(depth + PyList_GET_SIZE(list));
}

/* line: 9
   explanation: reads behind the end of the block of 16 bytes that line 7 made */
