/* Knows which call it is, and fails where it would be found out.

   exercise: scarce
   verdict: NULL pointer
   score: 2/10 */
#include <Python.h>

PyObject *
pair(PyObject *object)
{
    static int call;
    const int requests = 4;
    PyObject *all, *inner;

    if (call++ < requests) {
        for (int i = 0; i < 100; i++) {
            void *room = PyMem_Malloc(8);

            if (!room) {
                return PyErr_NoMemory();
            }
            PyMem_Free(room);
        }
    }
    all = PyList_New(2);
    inner = PyList_New(1);
    PyList_SET_ITEM(inner, 0, Py_NewRef(object));
    PyList_SET_ITEM(all, 0, inner);
    PyList_SET_ITEM(all, 1, Py_NewRef(object));
    return all;
}
