#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    return ((unaryfunc)(void *)list)(list);
}

/* line: 7
   explanation: calls a pointer that is no function */
