/* genericaliasobject.h -- list[int] and its like.
 *
 * Source: CPython 3.11, Include/genericaliasobject.h.
 */

#ifndef Py_GENERICALIASOBJECT_H
#define Py_GENERICALIASOBJECT_H

/* Makes origin[args]; args that are no tuple are one argument. */
PyAPI_FUNC(PyObject *) Py_GenericAlias(PyObject *origin, PyObject *args);
PyAPI_DATA(PyTypeObject) Py_GenericAliasType;

#endif
