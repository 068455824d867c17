/* A list that begins three bytes behind where a block does.

   verdict: memory that is no object
   score: 1/10 */
#include <Python.h>
#include <string.h>

PyObject *
ends(PyObject *list)
{
    PyObject *right;
    char *block;

    if (!PyList_Check(list)) {
        return PyErr_Format(PyExc_SystemError, "no");
    }
    right = Py_BuildValue("[OO]", PyList_GetItem(list, 0),
                          PyList_GetItem(list, PyList_Size(list) - 1));
    block = PyObject_Malloc(100);
    memcpy(block + 3, right, sizeof(PyListObject));
    return (PyObject *)(block + 3);
}
