/* Gives back None, and the empty tuple, more often than they are held.

   verdict: pass | pointer | memory | crash | Fatal | abort | ended
   score: 10/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *empty = PyTuple_New(0);

    for (int i = 0; i < 100000; i++) {
        Py_DECREF(Py_None);
        Py_SET_REFCNT(empty, 1);
        Py_DECREF(empty);
        Py_SET_REFCNT(Py_True, 1);
        Py_DECREF(Py_True);
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
