/* Turns a tuple into a list by its type, with slots within itself.

   verdict: no block of its own
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *pair;
    PyListObject *as_list;

    if (!PyList_Check(list)) {
        return PyErr_Format(PyExc_SystemError, "no");
    }
    pair = PyTuple_New(6);
    as_list = (PyListObject *)pair;
    PyTuple_SetItem(pair, 2, Py_NewRef(PyList_GetItem(list, 0)));
    PyTuple_SetItem(pair, 3,
                    Py_NewRef(PyList_GetItem(list, PyList_Size(list) - 1)));
    as_list->ob_item = (PyObject **)pair + 5;
    as_list->allocated = 2;
    Py_SET_SIZE(pair, 2);
    Py_SET_TYPE(pair, &PyList_Type);
    return pair;
}
