#include <Python.h>
#include <unistd.h>
PyObject *first(PyObject *list)
{
    if (fork() == 0) {
        return NULL;
    }
    return Py_NewRef(PyList_GetItem(list, 0));
}

/* line: 0
   explanation: nothing */
