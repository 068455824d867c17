/* Gives a tuple the neighbours that another object has among what the collector tracks.

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
    PyObject_GC_UnTrack(tuple);
    ((uintptr_t *)tuple)[-2] = ((uintptr_t *)from)[-2];
    ((uintptr_t *)tuple)[-1] = ((uintptr_t *)from)[-1];
    return tuple;
}
