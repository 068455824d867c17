#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
static int counts[3];
PyObject *first(PyObject *list)
{
    int *all = counts + PyList_GET_SIZE(list);
    all[(depth + zero) * 100000000L] = 7;
    return PyLong_FromLong(counts[0]);
}

/* line: 9
   explanation: uses a pointer that points to no memory */
