/* Returns a list that lies where the stack was.

   verdict: memory that is no object
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    char room[4096];
    PyListObject *here = (PyListObject *)(room + 2048);
    PyObject **items = (PyObject **)room;

    if (!PyList_Check(list)) {
        return PyErr_Format(PyExc_SystemError, "no");
    }
    memset(room, 0, sizeof room);
    items[0] = Py_NewRef(PyList_GetItem(list, 0));
    items[1] = Py_NewRef(PyList_GetItem(list, PyList_Size(list) - 1));
    Py_SET_REFCNT((PyObject *)here, 1);
    Py_SET_TYPE((PyObject *)here, &PyList_Type);
    Py_SET_SIZE(here, 2);
    here->ob_item = items;
    here->allocated = 2;
    return (PyObject *)here;
}
