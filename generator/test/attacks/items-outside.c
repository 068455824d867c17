/* A list whose elements lie in the judge's memory, as it hopes.

   verdict: no block of its own
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PySequence_List(list);

    ((PyListObject *)mine)->ob_item = (PyObject **)0x7fff00000000;
    return mine;
}
