#include <Python.h>
PyObject *first(PyObject *list)
{
    printf("%p", (void *)list);
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
