#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
static void leave(void)
{
    exit(7);
}
PyObject *first(PyObject *list)
{
    atexit(leave);
    return PyLong_FromLong(depth);
}

/* line: 0
   explanation: nothing */
