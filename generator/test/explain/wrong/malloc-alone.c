#include <Python.h>
#include <stdlib.h>

PyObject *
first(PyObject *list)
{
    char *text = malloc(100);

    text[0] = 'a';
    return PySequence_GetItem(list, 0);
}

/* line: 7
   explanation: takes 100 bytes from malloc that are never given to free */
