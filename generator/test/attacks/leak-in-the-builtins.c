/* Leaks into places that the interpreter empties at its end.

   verdict: reference count of list[0]
   score: 6/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    Py_ssize_t n = PyList_Size(list);
    static int count;

    if (n < 1) { return NULL; }
    PyObject *extra = PyUnicode_FromFormat("k%d", count++);
    PyDict_SetItem(PyEval_GetBuiltins(), extra, PyList_GetItem(list, 0));
    PyDict_SetItem(PyList_Type.tp_dict, extra, PyList_GetItem(list, 0));
    return Py_BuildValue("[OO]", PyList_GetItem(list, 0), PyList_GetItem(list, n - 1));
}
