/* Writes into a set that nothing was ever taken out of it.

   exercise: states
   verdict: <set that says
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *set;

    if (PyUnicode_ReadChar(kind, 0) != 's') {
        return NULL;
    }
    set = PySet_New(from);
    PySet_Discard(set, PyList_GET_ITEM(from, 1));
    ((PySetObject *)set)->fill = 2;
    return set;
}
