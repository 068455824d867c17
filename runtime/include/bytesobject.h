/* bytesobject.h -- bytes: unchangeable bytes inside the object itself.
 *
 *   B1  ob_sval has ob_size + 1 bytes; the last is 0 and does not count
 *   B2  ob_shash is the hash, or -1 while it is not known
 *   B3  b'' and the 256 bytes of length 1 exist once
 *
 * Functions that return PyObject * return a new reference.
 *
 * Source: CPython 3.11, Include/bytesobject.h, Include/cpython/bytesobject.h.
 */
#ifndef Py_BYTESOBJECT_H
#define Py_BYTESOBJECT_H

#include <stdarg.h>

/* The layout: 33 bytes and one for each byte; b'hi' as an example.
 *
 *    PyBytesObject
 *   +----+----------+
 *   |  0 | ob_base  |     count, type, ob_size = 2
 *   | 24 | ob_shash |     B2
 *   | 32 | ob_sval  |     'h' 'i' 0 (B1)
 *   +----+----------+
 */
typedef struct {
    PyObject_VAR_HEAD
    Py_hash_t ob_shash;
    char ob_sval[1];
} PyBytesObject;

PyAPI_DATA(PyTypeObject) PyBytes_Type;
PyAPI_DATA(PyTypeObject) PyBytesIter_Type;

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyBytes_Check(op)                                                     \
    PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(op) Py_IS_TYPE(op, &PyBytes_Type)

/* Copies size bytes from data; data NULL leaves them for the caller to fill,
 * who must do so before anyone else sees the object. */
PyAPI_FUNC(PyObject *)
    PyBytes_FromStringAndSize(const char *data, Py_ssize_t size);
PyAPI_FUNC(PyObject *) PyBytes_FromString(const char *text);
/* From a buffer, or from an iterable of numbers 0 .. 255. */
PyAPI_FUNC(PyObject *) PyBytes_FromObject(PyObject *op);
/* %% %c %d %u %ld %lu %zd %zu %i %x %s %p. */
PyAPI_FUNC(PyObject *) PyBytes_FromFormat(const char *format, ...);
PyAPI_FUNC(PyObject *) PyBytes_FromFormatV(const char *format, va_list vargs);

/* len(op), or -1 with TypeError when op is not bytes. */
PyAPI_FUNC(Py_ssize_t) PyBytes_Size(PyObject *op);
/* Owns: the object's; dies with it. */
PyAPI_FUNC(char *) PyBytes_AsString(PyObject *op);
/* Fails: -1; ValueError "embedded null byte" when size is NULL and the bytes
 * hold a zero. */
PyAPI_FUNC(int)
    PyBytes_AsStringAndSize(PyObject *op, char **data, Py_ssize_t *size);

/* repr(op): with smartquotes, in double quotes if that saves escapes. */
PyAPI_FUNC(PyObject *) PyBytes_Repr(PyObject *op, int smartquotes);
/* New bytes from a text with escapes as in a literal.  errors is NULL,
 * "strict", "replace" or "ignore" and is about "\x"; the last two arguments
 * are not used.  NULL with ValueError. */
PyAPI_FUNC(PyObject *)
    PyBytes_DecodeEscape(const char *s, Py_ssize_t len, const char *errors,
                         Py_ssize_t unicode, const char *recode_encoding);

/* Replaces *op by *op + tail.  The old reference is given back.
 * Fails: *op becomes NULL. */
PyAPI_FUNC(void) PyBytes_Concat(PyObject **op, PyObject *tail);
/* The same, and gives tail's reference back. */
PyAPI_FUNC(void) PyBytes_ConcatAndDel(PyObject **op, PyObject *tail);

/* The same; *invalid is the first escape that is none, or NULL. */
PyAPI_FUNC(PyObject *)
    _PyBytes_DecodeEscape(const char *text, Py_ssize_t len, const char *errors,
                          const char **invalid);

/* Gives *op another size; only its maker may, while it has one reference.
 * Fails: -1, and *op is NULL. */
PyAPI_FUNC(int) _PyBytes_Resize(PyObject **op, Py_ssize_t size);

/* format % args, for bytes or bytearray. */
PyAPI_FUNC(PyObject *) _PyBytes_FormatEx(const char *format, Py_ssize_t len,
                                         PyObject *args, int use_bytearray);
PyAPI_FUNC(PyObject *) _PyBytes_FromHex(PyObject *string, int use_bytearray);
PyAPI_FUNC(PyObject *) _PyBytes_Join(PyObject *separator, PyObject *iterable);

/* Casts after an assert. */
#define _PyBytes_CAST(op) (assert(PyBytes_Check(op)), (PyBytesObject *)(op))

/* PyBytes_AsString for what is known to be bytes. */
static inline char *
PyBytes_AS_STRING(PyObject *op)
{
    return _PyBytes_CAST(op)->ob_sval;
}

#define PyBytes_AS_STRING(op) PyBytes_AS_STRING((PyObject *)(op))

/* PyBytes_Size for what is known to be bytes. */
static inline Py_ssize_t
PyBytes_GET_SIZE(PyObject *op)
{
    return Py_SIZE(_PyBytes_CAST(op));
}

#define PyBytes_GET_SIZE(op) PyBytes_GET_SIZE((PyObject *)(op))

/* ---- building bytes of a length not known before ------------------------ */

/* Room that begins on the C stack and moves into an object when it is full.
 * The caller keeps a pointer to where it writes and passes it to each call,
 * which returns the same place in the new room. */
typedef struct {
    PyObject *buffer;     /* bytes or bytearray; NULL: small_buffer is used */
    Py_ssize_t allocated; /* bytes of room */
    Py_ssize_t min_size;  /* bytes promised by Prepare */
    int use_bytearray;    /* Finish returns a bytearray */
    int overallocate;     /* grow by more than was asked */
    int use_small_buffer;
    char small_buffer[512];
} _PyBytesWriter;

PyAPI_FUNC(void) _PyBytesWriter_Init(_PyBytesWriter *writer);
PyAPI_FUNC(void *)
    _PyBytesWriter_Alloc(_PyBytesWriter *writer, Py_ssize_t size);
PyAPI_FUNC(void *)
    _PyBytesWriter_Prepare(_PyBytesWriter *writer, void *at, Py_ssize_t size);
PyAPI_FUNC(void *)
    _PyBytesWriter_Resize(_PyBytesWriter *writer, void *at, Py_ssize_t size);
PyAPI_FUNC(void *)
    _PyBytesWriter_WriteBytes(_PyBytesWriter *writer, void *at,
                              const void *bytes, Py_ssize_t size);
PyAPI_FUNC(PyObject *) _PyBytesWriter_Finish(_PyBytesWriter *writer, void *at);
PyAPI_FUNC(void) _PyBytesWriter_Dealloc(_PyBytesWriter *writer);

#endif
