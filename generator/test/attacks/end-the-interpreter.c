/* Ends the interpreter in which it is tested, and begins another.

   verdict: before the test | pointer | memory | expected | no object | crash | pass | not there
   score: 5/10 */
#include <Python.h>

PyObject *
ends(PyObject *list)
{
    PyObject *first = PyList_GetItem(list, 0);

    Py_XINCREF(first);
    Py_FinalizeEx();
    Py_Initialize();
    return first ? PyList_New(0) : NULL;
}
