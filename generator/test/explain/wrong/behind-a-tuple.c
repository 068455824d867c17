#include <Python.h>
#include <stdlib.h>
#include <string.h>
static int zero = 0, depth = 9;
PyObject *first(PyObject *list)
{
    PyObject *mine = PyTuple_New(2);
    for (int i = 0; i < 4; i++) {
        PyTuple_SET_ITEM(mine, i, NULL);
    }
    return PyList_New(0);
}

/* line: 9
   explanation: writes behind the end of the tuple that line 7 made */
