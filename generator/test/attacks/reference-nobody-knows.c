/* Makes a weak reference that its referent has not heard of.

   exercise: states
   verdict: referent of made
   score: 0/10 */
#include <Python.h>

PyObject *
made(PyObject *kind, PyObject *from)
{
    PyWeakReference *ref;
    PyObject *set;

    if (PyUnicode_ReadChar(kind, 0) != 'w') {
        return NULL;
    }
    set = PySet_New(NULL);
    ref = (PyWeakReference *)PyWeakref_NewRef(set, NULL);
    Py_DECREF(set);
    ref->wr_object = from;
    return (PyObject *)ref;
}
