/* hb_consistency.h -- the numbered invariants of the headers, looked at. */
#ifndef Py_INTERNAL_HB_CONSISTENCY_H
#define Py_INTERNAL_HB_CONSISTENCY_H

#include "Python.h"

/* The number and the condition of an invariant that the object breaks, as
 * "I1: size >= 0 && size <= list->allocated"; NULL when it keeps all.  Between
 * two operations every object keeps them. */
const char *Hb_BrokenInvariant(PyObject *op);

#endif
