/* bytearrayobject.h -- bytearray: changeable bytes in a buffer of their own.
 *
 *   A1  ob_bytes <= ob_start, ob_start + ob_size < ob_bytes + ob_alloc
 *   A2  ob_start[ob_size] is 0
 *   A3  an empty one may have no buffer: ob_bytes NULL, ob_alloc 0
 *   A4  while ob_exports > 0 the size cannot change and nothing moves
 *
 * Source: CPython 3.11, Include/bytearrayobject.h and
 * Include/cpython/bytearrayobject.h.
 */
#ifndef Py_BYTEARRAYOBJECT_H
#define Py_BYTEARRAYOBJECT_H

/* The layout, after two bytes were cut from the front of b'abcdef'.
 *
 *    PyByteArrayObject: 56 bytes
 *   +----+------------+
 *   |  0 | ob_base    |     count, type, ob_size = 4
 *   | 24 | ob_alloc   | 7
 *   | 32 | ob_bytes   |---> +---+---+---+---+---+---+---+
 *   | 40 | ob_start   |--   | a | b | c | d | e | f | 0 |  ob_alloc bytes
 *   | 48 | ob_exports | |   +---+---+---+---+---+---+---+
 *   +----+------------+  -----------> ^ ob_size bytes, then the 0 (A2)
 */
typedef struct {
    PyObject_VAR_HEAD
    Py_ssize_t ob_alloc;   /* bytes of the buffer, the final 0 included */
    char *ob_bytes;        /* the buffer; owned */
    char *ob_start;        /* first byte in use; moves when the front is cut */
    Py_ssize_t ob_exports; /* Py_buffers out */
} PyByteArrayObject;

PyAPI_DATA(PyTypeObject) PyByteArray_Type;
PyAPI_DATA(PyTypeObject) PyByteArrayIter_Type;
PyAPI_DATA(char) _PyByteArray_empty_string[];

/* Whether op is of this type or of a subclass; Exact: of this very type.
 * Cannot fail. */
#define PyByteArray_Check(op)      PyObject_TypeCheck(op, &PyByteArray_Type)
#define PyByteArray_CheckExact(op) Py_IS_TYPE(op, &PyByteArray_Type)

/* bytearray(op). */
PyAPI_FUNC(PyObject *) PyByteArray_FromObject(PyObject *op);
/* A copy of size bytes; data NULL leaves them undefined. */
PyAPI_FUNC(PyObject *)
    PyByteArray_FromStringAndSize(const char *data, Py_ssize_t size);
/* The bytes of a, then those of b: any two objects with a buffer. */
PyAPI_FUNC(PyObject *) PyByteArray_Concat(PyObject *a, PyObject *b);

/* len(op).  Cannot fail. */
PyAPI_FUNC(Py_ssize_t) PyByteArray_Size(PyObject *op);
/* Owns: the bytearray's; dies at the next change of size. */
PyAPI_FUNC(char *) PyByteArray_AsString(PyObject *op);

/* Sets the length; new bytes are undefined.
 *
 * Keeps the buffer while it is not more than half empty, grows by an eighth
 * for small steps and exactly for large ones.
 * Fails: -1 with BufferError while exported, or MemoryError; unchanged. */
PyAPI_FUNC(int) PyByteArray_Resize(PyObject *op, Py_ssize_t size);

/* Unchecked: the bytes, the bytearray's own until its size changes, and their
 * number. */
#define _PyByteArray_CAST(op)                                                 \
    (assert(PyByteArray_Check(op)), (PyByteArrayObject *)(op))

/* PyByteArray_AsString for what is known to be a bytearray. */
static inline char *
PyByteArray_AS_STRING(PyObject *op)
{
    PyByteArrayObject *self = _PyByteArray_CAST(op);
    return Py_SIZE(self) ? self->ob_start : _PyByteArray_empty_string;
}

#define PyByteArray_AS_STRING(op) PyByteArray_AS_STRING((PyObject *)(op))

/* PyByteArray_Size for what is known to be a bytearray. */
static inline Py_ssize_t
PyByteArray_GET_SIZE(PyObject *op)
{
    return Py_SIZE(_PyByteArray_CAST(op));
}

#define PyByteArray_GET_SIZE(op) PyByteArray_GET_SIZE((PyObject *)(op))

#endif
