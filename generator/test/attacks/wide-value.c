/* Returns the same list in a list, two at a time: 2 to the 60 in all.

   verdict: expected [ | no answer | memory | pass | judges
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *inner = PyList_New(0);

    for (int i = 0; i < 60; i++) {
        PyObject *outer = Py_BuildValue("[OO]", inner, inner);

        Py_DECREF(inner);
        inner = outer;
    }
    return inner;
}
