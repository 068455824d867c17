/* Has a shell do it.

   verdict: tried to start a process
   score: 0/10 */
#include <Python.h>
#include <stdlib.h>

PyObject *
ends(PyObject *list)
{
    system("id > /tmp/hb-attack-shell");
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
