/* Calls itself for ever.

   verdict: stack overflow at depth about
   score: 0/10
   layers: all */
#include <Python.h>

static int
deep(int n)
{
    volatile char room[200];

    room[0] = (char)n;
    return deep(n + 1) + room[0];
}

PyObject *
ends(PyObject *list)
{
    if (deep(1) == 7) {
        return NULL;
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
