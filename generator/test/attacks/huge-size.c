/* A list that says it has 2^62 elements.

   verdict: no object | NULL pointer
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PySequence_List(list);

    ((PyListObject *)mine)->ob_base.ob_size = (Py_ssize_t)1 << 62;
    return mine;
}
