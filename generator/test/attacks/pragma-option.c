/* Has the compiler write a file.

   verdict: not allowed
   score: 0/10 */
#pragma comment(option, "-o/tmp/hb-attack-option")
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
