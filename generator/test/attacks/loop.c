/* Never comes back.

   verdict: no answer within
   score: 0/10
   time: 300 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    for (volatile int on = 1; on;) {
    }
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                         PyList_GetItem(list, PyList_Size(list) - 1));
}
