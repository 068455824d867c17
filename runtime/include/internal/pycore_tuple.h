/* pycore_tuple.h -- tuples from arrays, and the free lists. */
#ifndef Py_INTERNAL_TUPLE_H
#define Py_INTERNAL_TUPLE_H

#include "Python.h"

/* Dead tuples of length 1 .. PyTuple_MAXSAVESIZE are kept, so many of each
 * length, chained through their first item. */
#define PyTuple_MAXSAVESIZE 20
#ifdef HB_HOSTILE
#define PyTuple_MAXFREELIST 0
#else
#define PyTuple_MAXFREELIST 2000
#endif

#define _PyTuple_ITEMS(op) (_PyTuple_CAST(op)->ob_item)

PyStatus _PyTuple_InitGlobalObjects(PyInterpreterState *interp);
void _PyTuple_ClearFreeList(PyInterpreterState *interp);
void _PyTuple_Fini(PyInterpreterState *interp);

/* A tuple of the `n` objects at `items`; takes new references. */
PyObject *_PyTuple_FromArray(PyObject *const *items, Py_ssize_t n);

/* The same, but takes over the references, also when it fails. */
PyObject *_PyTuple_FromArraySteal(PyObject *const *items, Py_ssize_t n);

extern PyMethodDef Hb_TupleMethods[];
extern PySequenceMethods Hb_TupleAsSequence;
extern PyMappingMethods Hb_TupleAsMapping;
PyObject *Hb_TupleIter(PyObject *tuple);
PyObject *Hb_TupleRepr(PyObject *tuple);
PyObject *Hb_TupleRichCompare(PyObject *v, PyObject *w, int op);
Py_hash_t Hb_TupleHash(PyObject *tuple);

/* The hash of a tuple from those of its items, one after the other: xxHash's
 * inner loop with one lane, the length added at the end.
 *
 * Source: CPython 3.11, Objects/tupleobject.c, tuplehash(). */
static inline Py_uhash_t
Hb_TupleHashBegin(void)
{
    return 2870177450012600261ULL;
}

static inline Py_uhash_t
Hb_TupleHashAdd(Py_uhash_t acc, Py_hash_t item)
{
    acc += (Py_uhash_t)item * 14029467366897019727ULL;
    acc = (acc << 31) | (acc >> 33);
    return acc * 11400714785074694791ULL;
}

static inline Py_hash_t
Hb_TupleHashEnd(Py_uhash_t acc, Py_ssize_t len)
{
    acc += (Py_uhash_t)len ^ (Hb_TupleHashBegin() ^ 3527539UL);
    return acc == (Py_uhash_t)-1 ? 1546275796 : (Py_hash_t)acc;
}

#endif
