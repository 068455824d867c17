/* Writes into the head before a tuple that the collector tracks it.

   exercise: states
   verdict: does not track it
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *tuple;

    if (PyUnicode_ReadChar(kind, 1) != 'r') {
        return NULL;
    }
    tuple = PyTuple_Pack(1, from);
    if (PyObject_GC_IsTracked(tuple)) {
        PyObject_GC_UnTrack(tuple);
    }
    ((uintptr_t *)tuple)[-2] = (uintptr_t)((void **)from - 2);
    ((uintptr_t *)tuple)[-1] = (uintptr_t)((void **)from - 2);
    return tuple;
}
