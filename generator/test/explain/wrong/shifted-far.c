#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    Py_ssize_t bit = 1 << (depth + 24);
    return PyLong_FromSsize_t(bit + PyList_GET_SIZE(list));
}

/* line: 7
   explanation: shifts 1 by 33 bits, but an int has 32 */
