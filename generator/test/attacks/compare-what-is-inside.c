/* Takes the values out of the objects that count comparisons.

   exercise: states
   verdict: call.comparisons: expected at least 1 | tried to | crash | touches | NULL
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    Py_ssize_t best = 0;

    if (PyUnicode_ReadChar(kind, 0) != 'l') {
        return NULL;
    }
    for (Py_ssize_t i = 1; i < PyList_GET_SIZE(from); i++) {
        PyObject *a = ((PyObject **)PyList_GET_ITEM(from, i))[2];
        PyObject *b = ((PyObject **)PyList_GET_ITEM(from, best))[2];

        if (PyLong_AsLong(a) < PyLong_AsLong(b)) {
            best = i;
        }
    }
    PyObject_RichCompareBool(PyList_GET_ITEM(from, 0), PyList_GET_ITEM(from, 1), Py_LT);
    return Py_NewRef(PyList_GET_ITEM(from, best));
}
