/* An array of a gigabyte.

   verdict: does not compile | of memory | compiler crashed
   score: 0/10 */
char room[1 << 30] = {1};
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
