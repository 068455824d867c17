/* iterobject.h -- the two iterators that need no help from their source.
 *
 * One asks a sequence for item 0, 1, 2, ... until IndexError or
 * StopIteration; the other calls a function until it returns the sentinel.
 *
 * Source: CPython 3.11, Include/iterobject.h, Objects/iterobject.c.
 */
#ifndef Py_ITEROBJECT_H
#define Py_ITEROBJECT_H

extern PyTypeObject PySeqIter_Type;
extern PyTypeObject PyCallIter_Type;

/* Whether op is of that type.  Cannot fail. */
#define PySeqIter_Check(op)  Py_IS_TYPE(op, &PySeqIter_Type)
#define PyCallIter_Check(op) Py_IS_TYPE(op, &PyCallIter_Type)

/* Both take new references to their arguments. */
PyAPI_FUNC(PyObject *) PySeqIter_New(PyObject *sequence);
PyAPI_FUNC(PyObject *) PyCallIter_New(PyObject *callable, PyObject *sentinel);

#endif
