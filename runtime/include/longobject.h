/* longobject.h -- int: whole numbers of any size.
 *
 * Ownership: every function that returns PyObject * returns a new reference;
 * arguments are borrowed.  The numbers -5 .. 256 exist once; whoever asks
 * for one of them gets that object.
 *
 * Conversions to C fail with -1 (or (unsigned)-1) and an exception set, so a
 * caller who sees -1 must ask PyErr_Occurred().  They accept any object with
 * __index__, except for the unsigned ones, which want an int.
 *
 * Source: CPython 3.11, Include/longobject.h, Include/cpython/longobject.h.
 */
#ifndef Py_LONGOBJECT_H
#define Py_LONGOBJECT_H

PyAPI_DATA(PyTypeObject) PyLong_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyLong_Check(op)                                                      \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(op) Py_IS_TYPE(op, &PyLong_Type)

/* ---- from C ------------------------------------------------------------- */

/* The int of that value; FromVoidPtr: of the address. */
PyAPI_FUNC(PyObject *) PyLong_FromLong(long value);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLong(unsigned long value);
PyAPI_FUNC(PyObject *) PyLong_FromLongLong(long long value);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLongLong(unsigned long long value);
PyAPI_FUNC(PyObject *) PyLong_FromSize_t(size_t value);
PyAPI_FUNC(PyObject *) PyLong_FromSsize_t(Py_ssize_t value);
PyAPI_FUNC(PyObject *) PyLong_FromVoidPtr(void *pointer);

/* The whole part of value.
 * Fails: OverflowError for an infinity, ValueError for a NaN. */
PyAPI_FUNC(PyObject *) PyLong_FromDouble(double value);

/* Reads a literal: blanks, sign, prefix, digits with single underscores.
 * base is 0 (the prefix decides) or 2 .. 36.  *end, if end is not NULL, is
 * set behind the last character that was read; if it is NULL the text must
 * end there.
 * Fails: ValueError. */
PyAPI_FUNC(PyObject *)
    PyLong_FromString(const char *text, char **end, int base);

/* The same for a str, in which every Unicode decimal digit counts. */
PyAPI_FUNC(PyObject *) PyLong_FromUnicodeObject(PyObject *text, int base);

/* ---- to C ---- */

/* Fails: OverflowError "Python int too large to convert to C ...". */
PyAPI_FUNC(long) PyLong_AsLong(PyObject *op);
PyAPI_FUNC(long long) PyLong_AsLongLong(PyObject *op);
PyAPI_FUNC(Py_ssize_t) PyLong_AsSsize_t(PyObject *op);
PyAPI_FUNC(size_t) PyLong_AsSize_t(PyObject *op);
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLong(PyObject *op);
PyAPI_FUNC(unsigned long long) PyLong_AsUnsignedLongLong(PyObject *op);
PyAPI_FUNC(int) _PyLong_AsInt(PyObject *op);
#define PyLong_AS_LONG(op) PyLong_AsLong(op)

/* *overflow is -1, 0 or 1: too small, fits, too large.  No exception then. */
PyAPI_FUNC(long) PyLong_AsLongAndOverflow(PyObject *op, int *overflow);
PyAPI_FUNC(long long)
    PyLong_AsLongLongAndOverflow(PyObject *op, int *overflow);

/* The value modulo 2**64. */
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLongMask(PyObject *op);
PyAPI_FUNC(unsigned long long) PyLong_AsUnsignedLongLongMask(PyObject *op);

/* The address that PyLong_FromVoidPtr was given.  Fails: NULL with
 * OverflowError or TypeError. */
PyAPI_FUNC(void *) PyLong_AsVoidPtr(PyObject *op);

/* The nearest double, ties to even.
 * Fails: -1.0 with OverflowError. */
PyAPI_FUNC(double) PyLong_AsDouble(PyObject *op);

#define PyLong_FromPid    PyLong_FromLong
#define PyLong_AsPid      PyLong_AsLong
#define _Py_PARSE_PID     "i"
#define _Py_PARSE_INTPTR  "l"
#define _Py_PARSE_UINTPTR "k"

/* Converters for the "O&" unit: 1 when done, 0 with an exception. */
PyAPI_FUNC(int) _PyLong_UnsignedShort_Converter(PyObject *op, void *out);
PyAPI_FUNC(int) _PyLong_UnsignedInt_Converter(PyObject *op, void *out);
PyAPI_FUNC(int) _PyLong_UnsignedLong_Converter(PyObject *op, void *out);
PyAPI_FUNC(int) _PyLong_UnsignedLongLong_Converter(PyObject *op, void *out);
PyAPI_FUNC(int) _PyLong_Size_t_Converter(PyObject *op, void *out);

/* ---- bytes ---- */

/* The number that n bytes hold; two's complement if is_signed. */
PyAPI_FUNC(PyObject *)
    _PyLong_FromByteArray(const unsigned char *bytes, size_t n,
                          int little_endian, int is_signed);

/* Writes value into n bytes.
 * Fails: -1 with OverflowError when n bytes do not hold it. */
PyAPI_FUNC(int)
    _PyLong_AsByteArray(PyLongObject *value, unsigned char *bytes, size_t n,
                        int little_endian, int is_signed);

/* int(text) for bytes, whose end must be the end of the text. */
PyAPI_FUNC(PyObject *)
    _PyLong_FromBytes(const char *text, Py_ssize_t len, int base);

/* ---- the inside ---- */

/* -1, 0 or 1. */
PyAPI_FUNC(int) _PyLong_Sign(PyObject *op);
/* Bits of the absolute value; 0 for 0. */
PyAPI_FUNC(size_t) _PyLong_NumBits(PyObject *op);
/* The mantissa x, 0.5 <= |x| < 1, with value = x * 2**e. */
PyAPI_FUNC(double) _PyLong_Frexp(PyLongObject *value, Py_ssize_t *e);
/* The pair (q, r) with q the integer nearest to a / b, ties to even. */
PyAPI_FUNC(PyObject *) _PyLong_DivmodNear(PyObject *a, PyObject *b);
PyAPI_FUNC(PyObject *) _PyLong_GCD(PyObject *a, PyObject *b);
PyAPI_FUNC(PyObject *) _PyLong_Lshift(PyObject *op, size_t bits);
PyAPI_FUNC(PyObject *) _PyLong_Rshift(PyObject *op, size_t bits);
/* The str of op in base 2 .. 36, with 0b, 0o or 0x for 2, 8 and 16. */
PyAPI_FUNC(PyObject *) _PyLong_Format(PyObject *op, int base);
/* sys.int_info. */
PyAPI_FUNC(PyObject *) PyLong_GetInfo(void);

/* Reads an integer in a base from 2 to 36; with base 0 the prefixes 0x, 0o and
 * 0b say it.  *end, if not NULL, is set behind it, or to text for none.
 * Fails: the greatest value of that sign, and errno ERANGE, on overflow. */
PyAPI_FUNC(unsigned long) PyOS_strtoul(const char *text, char **end, int base);
PyAPI_FUNC(long) PyOS_strtol(const char *text, char **end, int base);

#endif
