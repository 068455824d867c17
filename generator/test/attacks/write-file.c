/* Writes a file.

   verdict: tried to open a file
   score: 0/10 */
#include <Python.h>
#include <stdio.h>

PyObject *
ends(PyObject *list)
{
    fopen("/tmp/hb-attack-file", "w");
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
