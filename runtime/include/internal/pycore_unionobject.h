/* pycore_unionobject.h -- unions of types. */
#ifndef Py_INTERNAL_UNIONOBJECT_H
#define Py_INTERNAL_UNIONOBJECT_H

#include "Python.h"

extern PyTypeObject _PyUnion_Type;

/* self | other: a union, one type when both are the same, NotImplemented when
 * one of them is neither a type nor None, an alias or a union. */
extern PyObject *_Py_union_type_or(PyObject *self, PyObject *other);

/* "module.qualname" of a class, "qualname" if builtin, the repr of anything
 * else; new. */
extern PyObject *Hb_ClassText(PyObject *type);

#endif
