/* Returns its argument, held by more references than can be counted.

   verdict: expected
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *copy = PyList_GetSlice(list, 0, 2);

    if (copy) {
        Py_SET_REFCNT(copy, PY_SSIZE_T_MAX);
        Py_INCREF(copy);
        Py_SET_REFCNT(list, PY_SSIZE_T_MIN);
    }
    return copy;
}
