/* A list that is its own first and last element.

   verdict: [[...], [...]]
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PyList_New(2);

    PyList_SET_ITEM(mine, 0, Py_NewRef(mine));
    PyList_SET_ITEM(mine, 1, Py_NewRef(mine));
    (void)list;
    return mine;
}
