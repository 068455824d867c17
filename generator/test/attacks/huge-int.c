/* An int with more digits than there is memory.

   verdict: got 7 | no object
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PyLong_FromLong(7);

    ((PyLongObject *)mine)->ob_base.ob_size = (Py_ssize_t)1 << 40;
    return mine;
}
