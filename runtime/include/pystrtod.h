/* pystrtod.h -- doubles and text, in both directions, correctly rounded.
 *
 * Source: CPython 3.11, Include/pystrtod.h.
 */
#ifndef Py_STRTOD_H
#define Py_STRTOD_H

/* Reads a decimal number, inf or nan at text, whatever the locale.
 *
 * With end NULL all of text must be a number; otherwise *end is set behind
 * it.  A number too large is an infinity, or that exception if overflow is
 * not NULL.
 * Fails: -1.0 with ValueError or the exception; ask PyErr_Occurred(). */
PyAPI_FUNC(double)
    PyOS_string_to_double(const char *text, char **end, PyObject *overflow);

#define Py_DTSF_SIGN      0x01 /* + before a positive number */
#define Py_DTSF_ADD_DOT_0 0x02 /* 1.0, not 1 */
#define Py_DTSF_ALT       0x04 /* as # in printf */
#define Py_DTSF_NO_NEG_0  0x08 /* -0.0 becomes 0.0 */

#define Py_DTST_FINITE   0
#define Py_DTST_INFINITE 1
#define Py_DTST_NAN      2

/* Writes value as code says: e f g (E F G: capitals) with a precision, or r
 * with precision 0 for the shortest text that reads back as the same double.
 * *type, if not NULL, is set to one of Py_DTST_*.
 *
 * Owns:  the caller frees the text with PyMem_Free().
 * Fails: NULL with MemoryError. */
PyAPI_FUNC(char *) PyOS_double_to_string(double value, char code,
                                         int precision, int flags, int *type);

/* Reads a text after its underscores were taken out, which must stand
 * between digits.  what names the type in the ValueError. */
PyAPI_FUNC(PyObject *) _Py_string_to_number_with_underscores(
    const char *text, Py_ssize_t len, const char *what, PyObject *op,
    void *arg, PyObject *(*parse)(const char *, Py_ssize_t, void *));

/* inf, infinity or nan with a sign, in any case; *end is text if not. */
PyAPI_FUNC(double) _Py_parse_inf_or_nan(const char *text, char **end);

#endif
