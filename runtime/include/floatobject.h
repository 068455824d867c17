/* floatobject.h -- float: one C double in a box.
 *
 * Source: CPython 3.11, Include/floatobject.h, Include/cpython/floatobject.h.
 */
#ifndef Py_FLOATOBJECT_H
#define Py_FLOATOBJECT_H

/*    PyFloatObject: 24 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | ob_fval |     the number, IEEE 754 double
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    double ob_fval;
} PyFloatObject;

PyAPI_DATA(PyTypeObject) PyFloat_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyFloat_Check(op)      PyObject_TypeCheck(op, &PyFloat_Type)
#define PyFloat_CheckExact(op) Py_IS_TYPE(op, &PyFloat_Type)

/* Reads the double of something that is known to be a float. */
#define PyFloat_AS_DOUBLE(op) (((PyFloatObject *)(op))->ob_fval)

/* Return a new float from the function that they stand in; sign is a double.
 */
#define Py_RETURN_NAN return PyFloat_FromDouble(Py_NAN)
#define Py_RETURN_INF(sign)                                                   \
    return PyFloat_FromDouble(copysign(Py_HUGE_VAL, (sign)))

/* A new reference; up to 100 dead floats are kept to be used again. */
PyAPI_FUNC(PyObject *) PyFloat_FromDouble(double value);

/* Reads a number from a str or from a buffer of bytes.
 * Fails: NULL with ValueError, or TypeError for another type. */
PyAPI_FUNC(PyObject *) PyFloat_FromString(PyObject *text);

/* The double of a float, or of what __float__ or __index__ gives.
 * Fails: -1.0 with an exception; ask PyErr_Occurred(). */
PyAPI_FUNC(double) PyFloat_AsDouble(PyObject *op);

/* The largest double, and the smallest that is normal and above 0. */
PyAPI_FUNC(double) PyFloat_GetMax(void);
PyAPI_FUNC(double) PyFloat_GetMin(void);
/* sys.float_info. */
PyAPI_FUNC(PyObject *) PyFloat_GetInfo(void);

/* IEEE 754 halves, singles and doubles as bytes; le: little-endian.
 * Fails: -1 with OverflowError. */
PyAPI_FUNC(int) PyFloat_Pack2(double value, char *bytes, int le);
PyAPI_FUNC(int) PyFloat_Pack4(double value, char *bytes, int le);
PyAPI_FUNC(int) PyFloat_Pack8(double value, char *bytes, int le);
PyAPI_FUNC(double) PyFloat_Unpack2(const char *bytes, int le);
PyAPI_FUNC(double) PyFloat_Unpack4(const char *bytes, int le);
PyAPI_FUNC(double) PyFloat_Unpack8(const char *bytes, int le);

#endif
