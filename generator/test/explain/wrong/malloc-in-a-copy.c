#include <Python.h>
#include <stdlib.h>
#include <string.h>

PyObject *
first(PyObject *list)
{
    const char *copy = strdup("of a text");

    if (!copy) {
        return NULL;
    }
    return PySequence_GetItem(list, 0);
}

/* line: 8
   explanation: takes 10 bytes from malloc that are never given to free */
