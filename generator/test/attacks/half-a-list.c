/* A list whose slots begin in the middle of those of its argument.

   verdict: no block of its own
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *all = PyList_New(0);
    PyListObject *new = (PyListObject *)PyList_New(0);

    if (!PyList_Check(list)) {
        return PyErr_Format(PyExc_SystemError, "no");
    }
    PyList_Append(all, PyList_GetItem(list, 0));
    PyList_Append(all, PyList_GetItem(list, 0));
    PyList_Append(all, PyList_GetItem(list, PyList_Size(list) - 1));
    new->ob_item = ((PyListObject *)all)->ob_item + 1;
    Py_SET_SIZE(new, 2);
    new->allocated = 2;
    return (PyObject *)new;
}
