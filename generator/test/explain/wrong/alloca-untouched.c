#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    char *p = __builtin_alloca(1 << 30);
    return PyLong_FromLong(depth + !p);
}

/* line: 7
   explanation: needs more room for local variables than the stack has */
