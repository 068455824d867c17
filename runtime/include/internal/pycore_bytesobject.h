/* pycore_bytesobject.h -- bytes, for the runtime's own files.
 *
 * Source: CPython 3.11, Include/internal/pycore_bytesobject.h.
 */
#ifndef Py_INTERNAL_BYTESOBJECT_H
#define Py_INTERNAL_BYTESOBJECT_H

#include <Python.h>

/* Bytes of a bytes object of length n: _PyBytes_HEADER + n. */
#define _PyBytes_HEADER (offsetof(PyBytesObject, ob_sval) + 1)

/* Prepares b'' and the bytes of length 1.  0, or -1 with an exception. */
int _PyBytes_InitTypes(void);

/* The index of the first (last) needle, plus offset; -1 without one. */
PyAPI_FUNC(Py_ssize_t)
    _PyBytes_Find(const char *haystack, Py_ssize_t haystack_len,
                  const char *needle, Py_ssize_t needle_len,
                  Py_ssize_t offset);
PyAPI_FUNC(Py_ssize_t)
    _PyBytes_ReverseFind(const char *haystack, Py_ssize_t haystack_len,
                         const char *needle, Py_ssize_t needle_len,
                         Py_ssize_t offset);

/* Fills dst_len bytes, a multiple of src_len, with copies of src, which may
 * be dst itself. */
PyAPI_FUNC(void) _PyBytes_Repeat(char *dst, Py_ssize_t dst_len,
                                 const char *src, Py_ssize_t src_len);

#endif
