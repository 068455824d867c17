/* Raises what is no SystemError, of a class that is named so.

   verdict: expected
   score: 9/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    if (!PyList_Check(list)) {
        PyErr_SetString(
            PyErr_NewException("mine.SystemError", PyExc_KeyError, NULL),
            "Objects/listobject.c: bad argument to internal function");
        return NULL;
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
