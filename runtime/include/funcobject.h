/* funcobject.h -- class methods and static methods.
 *
 * Functions written in Python do not exist in this runtime.
 *
 * Source: CPython 3.11, Include/cpython/funcobject.h.
 */

#ifndef Py_FUNCOBJECT_H
#define Py_FUNCOBJECT_H

PyAPI_DATA(PyTypeObject) PyClassMethod_Type;
PyAPI_DATA(PyTypeObject) PyStaticMethod_Type;

PyAPI_FUNC(PyObject *) PyClassMethod_New(PyObject *callable);
PyAPI_FUNC(PyObject *) PyStaticMethod_New(PyObject *callable);

#endif
