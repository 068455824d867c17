/* Puts its result where the next list will be made.

   verdict: no object, or no longer
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    PyObject *all, *other;

    if (n < 1) { return NULL; }
    all = Py_BuildValue("[OO]", PyList_GetItem(list, 0), PyList_GetItem(list, n - 1));
    Py_SET_REFCNT(all, 1);
    other = all;
    PyObject_GC_UnTrack(other);
    PyObject_GC_Del(other);
    return all;
}
