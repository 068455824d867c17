#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyListObject *none = (PyListObject *)(zero - 1L);
    return PyLong_FromSsize_t(none->allocated);
}

/* line: 8
   explanation: reads through a NULL pointer */
