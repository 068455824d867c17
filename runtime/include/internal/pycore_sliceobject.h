/* pycore_sliceobject.h -- the slice kept for the next PySlice_New. */
#ifndef Py_INTERNAL_SLICEOBJECT_H
#define Py_INTERNAL_SLICEOBJECT_H

#include "Python.h"

void _PySlice_Fini(PyInterpreterState *interp);

#endif
