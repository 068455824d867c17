#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int counts[3] = {0};
    int *all = counts;
    all[0] = counts[depth - 6] + (int)PyList_GET_SIZE(list);
    return PyLong_FromLong(all[0] != 1000);
}

/* line: 9
   explanation: uses item 3 of an array of 3 */
