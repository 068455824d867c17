#include <Python.h>
#include <stdlib.h>

PyObject *
first(PyObject *list)
{
    for (int i = 0; i < 100; i++) {
        char *text = malloc(10);

        text[0] = 'a';
        if (i % 2) {
            free(text);
        }
    }
    return PySequence_GetItem(list, 0);
}

/* line: 8
   explanation: takes the first of 50 blocks from malloc that are never given to free */
