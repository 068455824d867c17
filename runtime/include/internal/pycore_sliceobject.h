/* pycore_sliceobject.h -- bounds as index() takes them; the slice kept for the
 * next PySlice_New(). */
#ifndef Py_INTERNAL_SLICEOBJECT_H
#define Py_INTERNAL_SLICEOBJECT_H

#include "Python.h"

/* Reads the arguments of self.index(value, start, stop), where ob_size counts
 * the items.  Start is at least 0; stop may lie anywhere.  -1 with an
 * exception. */
int Hb_IndexArguments(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                      Py_ssize_t *start, Py_ssize_t *stop);

void _PySlice_Fini(PyInterpreterState *interp);

#endif
