/* pycore_bytes_methods.h -- what bytes and bytearray have in common.
 *
 * Each function works on a run of bytes; the types wrap the results.  Only
 * ASCII letters have case.
 *
 * Source: CPython 3.11, Include/internal/pycore_bytes_methods.h.
 */
#ifndef Py_INTERNAL_BYTES_METHODS_H
#define Py_INTERNAL_BYTES_METHODS_H

#include <Python.h>

/* ---- questions: True or False, a new reference ---------------------------
 */

PyObject *_Py_bytes_isspace(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_isalpha(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_isalnum(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_isascii(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_isdigit(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_islower(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_isupper(const char *data, Py_ssize_t len);
PyObject *_Py_bytes_istitle(const char *data, Py_ssize_t len);

/* ---- case: len bytes into result ------------------------------------------
 */

void _Py_bytes_lower(char *result, const char *data, Py_ssize_t len);
void _Py_bytes_upper(char *result, const char *data, Py_ssize_t len);
void _Py_bytes_title(char *result, const char *data, Py_ssize_t len);
void _Py_bytes_capitalize(char *result, const char *data, Py_ssize_t len);
void _Py_bytes_swapcase(char *result, const char *data, Py_ssize_t len);

int _Py_bytes_contains(const char *data, Py_ssize_t len, PyObject *op);

/* The 256 bytes of a translation from each byte of frm to that of to. */
PyObject *_Py_bytes_maketrans(Py_buffer *frm, Py_buffer *to);

#endif
