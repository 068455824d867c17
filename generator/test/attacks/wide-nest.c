/* Each list holds the next one twice: two to the sixtieth elements.

   verdict: no object | [[[
   score: 1/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *mine = PyList_New(0);

    for (int i = 0; i < 60; i++) {
        PyObject *outer = PyList_New(2);

        PyList_SET_ITEM(outer, 0, mine);
        PyList_SET_ITEM(outer, 1, Py_NewRef(mine));
        mine = outer;
    }
    (void)list;
    return mine;
}
