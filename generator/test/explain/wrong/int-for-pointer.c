#include <Python.h>
static PyObject *kept = 5;
PyObject *first(PyObject *list)
{
    if (kept == list) {
        return 0;
    }
    printf("%d", kept == (void *)5);
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
