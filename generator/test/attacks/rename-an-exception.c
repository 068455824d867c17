/* Raises a KeyError that it has named SystemError.

   verdict: expected
   score: 9/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    if (!PyList_Check(list)) {
        ((PyTypeObject *)PyExc_KeyError)->tp_name = "SystemError";
        ((PyTypeObject *)PyExc_SystemError)->tp_name = "KeyError";
        PyErr_SetNone(PyExc_KeyError);
        return NULL;
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
