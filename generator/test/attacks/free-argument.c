/* Frees the argument that it was lent.

   verdict: expected [
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PySequence_List(list);

    Py_DECREF(list);
    Py_DECREF(list);
    return mine;
}
