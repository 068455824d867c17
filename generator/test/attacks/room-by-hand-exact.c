/* Appends, and writes into the list that nothing is to spare.

   exercise: ../../../exercises/list-growth/squares
   verdict: <list that says it has less room than it has>
   score: 1/10 */
#include <Python.h>

PyObject *
squares(Py_ssize_t n)
{
    PyObject *list = PyList_New(0);

    for (Py_ssize_t i = 0; list && i < n; i++) {
        PyObject *square = PyLong_FromSsize_t(i * i);

        if (!square || PyList_Append(list, square)) {
            Py_XDECREF(square);
            Py_CLEAR(list);
            return NULL;
        }
        Py_DECREF(square);
    }
    if (list) {
        ((PyListObject *)list)->allocated = n;
    }
    return list;
}
