/* Returns a list in a list in a list, a hundred thousand deep.

   verdict: deep | … | [[[[ | before the test | stack | memory | no answer | pointer
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *inner = PyList_New(0);

    for (int i = 0; i < 100000; i++) {
        inner = Py_BuildValue("[NN]", inner, PyLong_FromLong(i));
    }
    PyList_SetItem(inner, 0, Py_NewRef(PyList_GetItem(inner, 0)));
    return inner;
}
