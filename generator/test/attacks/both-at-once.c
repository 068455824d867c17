/* Returns a result, with an exception set whose type is NULL, and one that is being handled.

   verdict: a result, and an exception is set as well
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    PyObject *v = PyObject_CallFunction(PyExc_SystemError, "s", "x");

    PyErr_SetHandledException(v);
    if (n < 1) {
        PyErr_Restore(Py_NewRef(PyExc_SystemError), Py_NewRef(Py_None), Py_NewRef(list));
        return NULL;
    }
    PyErr_Restore(Py_NewRef((PyObject *)&PyList_Type), Py_NewRef(list), NULL);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0), PyList_GetItem(list, n - 1));
}
