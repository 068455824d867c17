#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    int most = 2147483647 - (int)PyList_GET_SIZE(list);
    most += depth;
    return most == 5 ? list : NULL;
}

/* line: 0
   explanation: NULL was returned, but no exception was set; before that, line 8 computes 2147483645 + 9, which does not fit in an int */
