/* enumobject.h -- the types behind enumerate() and reversed(). */
#ifndef Py_ENUMOBJECT_H
#define Py_ENUMOBJECT_H

extern PyTypeObject PyEnum_Type;
extern PyTypeObject PyReversed_Type;

#endif
