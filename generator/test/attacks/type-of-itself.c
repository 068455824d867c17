/* The type of what it returns is what it returns.

   verdict: memory that is no object
   score: 0/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *it = PyList_New(400);

    (void)list;
    Py_SET_TYPE(it, (PyTypeObject *)it);
    return it;
}
