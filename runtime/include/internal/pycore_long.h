/* pycore_long.h -- int, for the runtime's own files.
 *
 * Source: CPython 3.11, Include/internal/pycore_long.h.
 */
#ifndef Py_INTERNAL_LONG_H
#define Py_INTERNAL_LONG_H

#include <Python.h>
#include "internal/pycore_global_strings.h"
#include "internal/pycore_runtime.h"

#define _PY_NSMALLNEGINTS 5
#define _PY_NSMALLPOSINTS 257

/* sys.set_int_max_str_digits() guards conversions to and from decimal. */
#define _PY_LONG_DEFAULT_MAX_STR_DIGITS   4300
#define _PY_LONG_MAX_STR_DIGITS_THRESHOLD 640
extern int _PyLong_max_str_digits;

/* The numbers -5 .. 256: not in an arena, never freed. */
extern PyLongObject _PyLong_small_ints[_PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS];
#define _PyLong_SMALL_INTS _PyLong_small_ints

/* Fills the table of small ints.  0, or -1 with an exception. */
int _PyLong_InitTypes(void);
void _PyLong_FiniTypes(void);

/* Borrowed references to 0 and 1. */
static inline PyObject *
_PyLong_GetZero(void)
{
    return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS];
}

static inline PyObject *
_PyLong_GetOne(void)
{
    return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + 1];
}

/* A new reference. */
static inline PyObject *
_PyLong_FromUnsignedChar(unsigned char i)
{
    return Py_NewRef((PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + i]);
}

/* Exact ints only; each returns a new reference or NULL. */
PyObject *_PyLong_Add(PyLongObject *left, PyLongObject *right);
PyObject *_PyLong_Subtract(PyLongObject *left, PyLongObject *right);
PyObject *_PyLong_Multiply(PyLongObject *left, PyLongObject *right);

/* The value of a digit in base 36; 37 for what is not one. */
PyAPI_DATA(unsigned char) _PyLong_DigitValue[256];

/* Writes op in a base; alternate asks for the prefix 0b, 0o, 0x.
 * 0, or -1 with an exception. */
int _PyLong_FormatWriter(_PyUnicodeWriter *writer, PyObject *op, int base,
                         int alternate);
char *_PyLong_FormatBytesWriter(_PyBytesWriter *writer, char *at, PyObject *op,
                                int base, int alternate);
/* format(op, spec[start:end]).  Lives with the other formatters. */
int _PyLong_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *op,
                                 PyObject *spec, Py_ssize_t start,
                                 Py_ssize_t end);

#endif
