/* Gives None the type of a list, and the type of None its room.

   verdict: expected | pointer | ended early | damaged | Fatal
   score: 1/10 */
#include <Python.h>
PyObject *
ends(PyObject *list)
{
    Py_SET_TYPE(Py_None, &PyList_Type);
    Py_SET_TYPE((PyObject *)&PyList_Type, &PyTuple_Type);
    return Py_NewRef(Py_None);
}
