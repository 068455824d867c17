/* Overwrites the head of the region.

   verdict: no object | not there
   score: 0/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    memset((void *)0x200000000000, 7, 1 << 20);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
