/* Starts processes that start processes.

   verdict: tried to start a process (clone)
   score: 0/10
   layers: all */
#include <Python.h>
#include <unistd.h>

PyObject *
ends(PyObject *list)
{
    for (int i = 0; i < 2000; i++) {
        fork();
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
