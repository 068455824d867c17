/* rangeobject.h -- range: three integers and the length they imply.
 *
 * There is no constructor in C: call the type.  Iterators come in two kinds,
 * one over C longs and one over integers of any size.
 *
 * Source: CPython 3.11, Include/rangeobject.h, Objects/rangeobject.c.
 */
#ifndef Py_RANGEOBJECT_H
#define Py_RANGEOBJECT_H

extern PyTypeObject PyRange_Type;
extern PyTypeObject PyRangeIter_Type;
extern PyTypeObject PyLongRangeIter_Type;

/* Whether op is of this type, which has no subclasses.  Cannot fail. */
#define PyRange_Check(op) Py_IS_TYPE(op, &PyRange_Type)

#endif
