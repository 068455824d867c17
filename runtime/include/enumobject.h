/* enumobject.h -- the types behind enumerate() and reversed().
 *
 * Source: CPython 3.11, Include/enumobject.h, Objects/enumobject.c.
 */
#ifndef Py_ENUMOBJECT_H
#define Py_ENUMOBJECT_H

/* The types of enumerate() and reversed(). */
extern PyTypeObject PyEnum_Type;
extern PyTypeObject PyReversed_Type;

#endif
