/* Has a tuple tracked by a collector that is no collector: a ring of two.

   exercise: states
   verdict: does not track it
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyObject *tuple, *other;
    uintptr_t *a, *b;

    if (PyUnicode_ReadChar(kind, 1) != 'r') {
        return NULL;
    }
    tuple = PyTuple_Pack(1, from);
    other = PyTuple_Pack(1, from);
    PyObject_GC_UnTrack(tuple);
    PyObject_GC_UnTrack(other);
    a = (uintptr_t *)tuple - 2;
    b = (uintptr_t *)other - 2;
    a[0] = a[1] = (uintptr_t)b;
    b[0] = b[1] = (uintptr_t)a;
    return tuple;
}
