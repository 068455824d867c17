/* pycore_strhex.h -- bytes as hexadecimal digits.
 *
 * Source: CPython 3.11, Include/internal/pycore_strhex.h.
 */
#ifndef Py_INTERNAL_STRHEX_H
#define Py_INTERNAL_STRHEX_H

#include "Python.h"

/* Two digits a byte, as str; as bytes. */
PyObject *_Py_strhex(const char *data, Py_ssize_t len);
PyObject *_Py_strhex_bytes(const char *data, Py_ssize_t len);

/* The same with a separator, one ASCII character as str or bytes or NULL,
 * between groups of bytes, counted from the right, from the left if negative.
 */
PyObject *_Py_strhex_with_sep(const char *data, Py_ssize_t len, PyObject *sep,
                              int bytes_per_group);
PyObject *_Py_strhex_bytes_with_sep(const char *data, Py_ssize_t len,
                                    PyObject *sep, int bytes_per_group);

#endif
