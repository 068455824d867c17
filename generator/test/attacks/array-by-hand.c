/* Writes into an array that it has less room than it has.

   exercise: states
   verdict: <array that says it has less room than it has>
   score: 0/10 */
#include <Python.h>

struct array {
    PyVarObject base;
    char *items;
    Py_ssize_t allocated;
};

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *copy;

    if (PyUnicode_ReadChar(kind, 0) != 'a') {
        return NULL;
    }
    copy = PySequence_Concat(from, from);
    PySequence_InPlaceConcat(copy, copy);
    PySequence_InPlaceConcat(copy, copy);
    ((struct array *)copy)->base.ob_size = 3;
    ((struct array *)copy)->allocated = 3;
    return copy;
}
