/* heapq.h -- what the files of the module heapq share.
 *
 * A heap is a list; with `greatest` its first item is the greatest, and the
 * comparisons are the other way round.
 */
#ifndef HB_HEAPQ_H
#define HB_HEAPQ_H

#include "Python.h"

/* Makes a heap of a list.
 * Fails:  -1 with what a comparison raised; the items are all there. */
int Hb_HeapMake(PyObject *list, int greatest);

/* Puts item in place of the first one, which is returned.
 * Shape:  the heap is not empty.
 * Fails:  NULL with what a comparison raised; item is in the heap. */
PyObject *Hb_HeapReplace(PyObject *heap, PyObject *item, int greatest);

/* The methods nlargest and nsmallest. */
PyObject *Hb_HeapqLargest(PyObject *module, PyObject *args, PyObject *kwds);
PyObject *Hb_HeapqSmallest(PyObject *module, PyObject *args, PyObject *kwds);

#endif
