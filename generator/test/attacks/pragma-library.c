/* Loads a library into the compiler.

   verdict: not allowed
   score: 0/10 */
#pragma comment(lib, "c")
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
