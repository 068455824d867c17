/* collections_parts.h -- the types that make up the module collections. */
#ifndef HB_COLLECTIONS_PARTS_H
#define HB_COLLECTIONS_PARTS_H

#include "Python.h"

extern PyTypeObject Hb_DefaultDict_Type;
extern PyTypeObject Hb_TupleGetter_Type;

PyObject *Hb_TupleGetterNew(Py_ssize_t index);

/* The methods of classes that namedtuple() makes. */
extern PyMethodDef Hb_NamedTupleNew;
extern PyMethodDef Hb_NamedTupleMethods[];

/* The count of an element, 0 if there is none; a new reference. */
PyObject *Hb_CounterCount(PyObject *counter, PyObject *elem);
extern PyMethodDef Hb_CounterAlgebra[];

/* The class Counter, a new reference. */
PyObject *Hb_CounterMakeType(void);

/* collections.namedtuple(typename, field_names, *, rename=False,
 * defaults=None, module=None). */
PyObject *Hb_NamedTuple(PyObject *module, PyObject *args, PyObject *kwds);

/* Adds methods in C to a class that type() has made; METH_CLASS works. */
int Hb_AddMethods(PyObject *type, PyMethodDef *methods);

#endif
