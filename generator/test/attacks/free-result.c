/* Returns what it has freed.

   verdict: no object
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PySequence_List(list);

    Py_XDECREF(mine);
    return mine;
}
