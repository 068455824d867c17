#include <Python.h>
#include <stdlib.h>

PyObject *
first(PyObject *list)
{
    char *one = malloc(10), *two = calloc(3, 5);

    one = realloc(one, 1000);
    free(one);
    two[0] = 'a';
    return PySequence_GetItem(list, 0);
}

/* line: 7
   explanation: takes 15 bytes from malloc that are never given to free */
