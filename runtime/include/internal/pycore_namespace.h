/* pycore_namespace.h -- types.SimpleNamespace. */
#ifndef Py_INTERNAL_NAMESPACE_H
#define Py_INTERNAL_NAMESPACE_H

#include "Python.h"

extern PyTypeObject _PyNamespace_Type;

/* A namespace with these attributes; kwds may be NULL. */
PyObject *_PyNamespace_New(PyObject *kwds);

#endif
