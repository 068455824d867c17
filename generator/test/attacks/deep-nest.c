/* A list nested a hundred thousand deep.

   verdict: [[[[[
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PyList_New(0);

    for (int i = 0; i < 100000; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, mine);
        mine = outer;
    }
    (void)list;
    return mine;
}
