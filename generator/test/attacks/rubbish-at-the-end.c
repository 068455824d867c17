/* Leaks into rubbish that only the collector at the end finds.

   verdict: reference count of list[0]
   score: 8/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    PyObject *cycle;

    if (n < 1) { return NULL; }
    cycle = PyList_New(0);
    PyList_Append(cycle, cycle);
    PyList_Append(cycle, PyList_GetItem(list, 0));
    Py_DECREF(cycle);
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0), PyList_GetItem(list, n - 1));
}
