/* classobject.h -- methods bound to an instance.
 *
 * Source: CPython 3.11, Include/cpython/classobject.h.
 */

#ifndef Py_CLASSOBJECT_H
#define Py_CLASSOBJECT_H

/*    PyMethodObject: 48 bytes
 *   +----+----------------+
 *   |  0 | ob_base        |
 *   | 16 | im_func        |---> the callable, owned
 *   | 24 | im_self        |---> its first argument, owned
 *   | 32 | im_weakreflist |
 *   | 40 | vectorcall     |
 *   +----+----------------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *im_func;
    PyObject *im_self;
    PyObject *im_weakreflist;
    vectorcallfunc vectorcall;
} PyMethodObject;

PyAPI_DATA(PyTypeObject) PyMethod_Type;

/* Whether op is a bound method.  Cannot fail. */
#define PyMethod_Check(op) Py_IS_TYPE(op, &PyMethod_Type)

/* Binds func to self: a call passes self before the other arguments. */
PyAPI_FUNC(PyObject *) PyMethod_New(PyObject *func, PyObject *self);

/* Borrowed. */
PyAPI_FUNC(PyObject *) PyMethod_Function(PyObject *method);
PyAPI_FUNC(PyObject *) PyMethod_Self(PyObject *method);
#define PyMethod_GET_FUNCTION(meth) (((PyMethodObject *)(meth))->im_func)
#define PyMethod_GET_SELF(meth)     (((PyMethodObject *)(meth))->im_self)

/* A callable that binds when it is found in a class, as a Python function
 * would; a PyCFunction alone does not.
 *
 *    PyInstanceMethodObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | func    |---> the callable, owned
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *func;
} PyInstanceMethodObject;

PyAPI_DATA(PyTypeObject) PyInstanceMethod_Type;

/* Whether op is an instance method.  Cannot fail. */
#define PyInstanceMethod_Check(op) Py_IS_TYPE(op, &PyInstanceMethod_Type)

/* Wraps func, of which it keeps a reference; new reference. */
PyAPI_FUNC(PyObject *) PyInstanceMethod_New(PyObject *func);

/* Borrowed. */
PyAPI_FUNC(PyObject *) PyInstanceMethod_Function(PyObject *method);
#define PyInstanceMethod_GET_FUNCTION(meth)                                   \
    (((PyInstanceMethodObject *)(meth))->func)

#endif
