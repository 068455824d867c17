/* A list of less than no elements.

   verdict: got <list of no size>
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PySequence_List(list);

    ((PyListObject *)mine)->ob_base.ob_size = -2;
    return mine;
}
