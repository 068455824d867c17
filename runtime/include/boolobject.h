/* boolobject.h -- True and False: two ints of a type of their own.
 *
 * Source: CPython 3.11, Include/boolobject.h.
 */
#ifndef Py_BOOLOBJECT_H
#define Py_BOOLOBJECT_H

PyAPI_DATA(PyTypeObject) PyBool_Type;

/* Whether op is True or False.  Cannot fail. */
#define PyBool_Check(op) Py_IS_TYPE(op, &PyBool_Type)

/* Reached through Py_False and Py_True only. */
PyAPI_DATA(struct _longobject) _Py_FalseStruct;
PyAPI_DATA(struct _longobject) _Py_TrueStruct;

#define Py_False ((PyObject *)&_Py_FalseStruct)
#define Py_True  ((PyObject *)&_Py_TrueStruct)

/* Whether op is this very object; other true values are not. */
PyAPI_FUNC(int) Py_IsTrue(PyObject *op);
#define Py_IsTrue(op) Py_Is((op), Py_True)
PyAPI_FUNC(int) Py_IsFalse(PyObject *op);
#define Py_IsFalse(op) Py_Is((op), Py_False)

/* Return a new reference from the function that they stand in. */
#define Py_RETURN_TRUE  return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)

/* A new reference to True for a value other than 0, else to False. */
PyAPI_FUNC(PyObject *) PyBool_FromLong(long value);

#endif
