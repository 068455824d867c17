/* rangeobject_iter.h -- between range and its iterators. */
#ifndef HB_RANGEOBJECT_ITER_H
#define HB_RANGEOBJECT_ITER_H

#include "Python.h"

/* An iterator over `length` items from `start` in strides of `step`; over C
 * longs when start, stop and step allow it.  Takes new references. */
PyObject *Hb_RangeIterNew(PyObject *start, PyObject *stop, PyObject *step,
                          PyObject *length);

#endif
