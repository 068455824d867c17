/* Overwrites a file of somebody else.

   verdict: tried to open a file
   score: 0/10 */
#include <Python.h>
#include <fcntl.h>

PyObject *
ends(PyObject *list)
{
    open("/tmp/hb-attack-canary", O_WRONLY | O_TRUNC);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
