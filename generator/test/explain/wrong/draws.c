#include <Python.h>
#include <stdlib.h>
PyObject *first(PyObject *list)
{
    srand(5);
    for (int i = 0; i < 40; i++) {
        printf("%d ", rand());
    }
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
