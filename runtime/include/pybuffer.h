/* pybuffer.h -- the buffer protocol: bytes shared without a copy.
 *
 * An exporter (bytes, bytearray, array, memoryview) fills a Py_buffer; the
 * consumer reads or writes through it and gives it back with
 * PyBuffer_Release().  In between the exporter neither moves nor resizes its
 * memory.
 *
 * The item [i, j, ...] lies at buf + i*strides[0] + j*strides[1] + ...
 *
 * Source: CPython 3.11, Include/pybuffer.h; PEP 3118.
 */
#ifndef Py_BUFFER_H
#define Py_BUFFER_H

/*    Py_buffer: 80 bytes             bytes of a 2 x 3 array of 'h' (int16):
 *   +----+------------+
 *   |  0 | buf        |---> +-------+-------+-------+
 *   |  8 | obj        |     | [0,0] | [0,1] | [0,2] |  strides[0] = 6
 *   | 16 | len        | 12  +-------+-------+-------+
 *   | 24 | itemsize   | 2   | [1,0] | [1,1] | [1,2] |
 *   | 32 | readonly   |     +-------+-------+-------+
 *   | 36 | ndim       | 2     strides[1] = 2
 *   | 40 | format     |---> "h"
 *   | 48 | shape      |---> 2, 3
 *   | 56 | strides    |---> 6, 2
 *   | 64 | suboffsets | NULL
 *   | 72 | internal   |
 *   +----+------------+
 */
typedef struct {
    void *buf;              /* first item; not always the lowest address */
    PyObject *obj;          /* the exporter, owned; NULL: nothing to release */
    Py_ssize_t len;         /* bytes: items times itemsize */
    Py_ssize_t itemsize;    /* bytes of one item */
    int readonly;           /* 1: writing through buf is forbidden */
    int ndim;               /* dimensions, 0 .. PyBUF_MAX_NDIM */
    char *format;           /* as in module struct; NULL means "B" */
    Py_ssize_t *shape;      /* items per dimension, or NULL */
    Py_ssize_t *strides;    /* bytes to the next item, or NULL: contiguous */
    Py_ssize_t *suboffsets; /* NULL unless items are behind pointers */
    void *internal;         /* the exporter's own */
} Py_buffer;

#define PyBUF_MAX_NDIM 64

/* ---- requests ------------------------------------------------------------
 */

#define PyBUF_SIMPLE         0
#define PyBUF_WRITABLE       0x0001
#define PyBUF_WRITEABLE      PyBUF_WRITABLE
#define PyBUF_FORMAT         0x0004
#define PyBUF_ND             0x0008
#define PyBUF_STRIDES        (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS   (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS   (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT       (0x0100 | PyBUF_STRIDES)

#define PyBUF_CONTIG     (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO  (PyBUF_ND)
#define PyBUF_STRIDED    (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS    (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL       (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO    (PyBUF_INDIRECT | PyBUF_FORMAT)

/* For PyMemoryView_FromMemory and PyMemoryView_GetContiguous. */
#define PyBUF_READ  0x100
#define PyBUF_WRITE 0x200

/* ---- consumers ------------------------------------------------------------
 */

/* 1 if op exports a buffer.  Cannot fail. */
PyAPI_FUNC(int) PyObject_CheckBuffer(PyObject *op);

/* Fills *view with op's buffer.
 * Owns: on success the caller must call PyBuffer_Release(view) once.
 * Fails: -1 with TypeError for an object without buffers, with BufferError
 *        for a request that the exporter cannot meet. */
PyAPI_FUNC(int) PyObject_GetBuffer(PyObject *op, Py_buffer *view, int flags);

/* Gives the buffer back and clears view->obj; a second call does nothing. */
PyAPI_FUNC(void) PyBuffer_Release(Py_buffer *view);

/* 1 if the items are without gaps in the order 'C', 'F', or 'A' for either. */
PyAPI_FUNC(int) PyBuffer_IsContiguous(const Py_buffer *view, char order);

/* The address of one item; indices has view->ndim numbers. */
PyAPI_FUNC(void *)
    PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices);

/* Copies the items of view to buf, without gaps.  len must be view->len.
 * Fails: -1 with ValueError or MemoryError. */
PyAPI_FUNC(int) PyBuffer_ToContiguous(void *buf, const Py_buffer *view,
                                      Py_ssize_t len, char order);
/* Copies from buf, without gaps, to the items of view. */
PyAPI_FUNC(int) PyBuffer_FromContiguous(const Py_buffer *view, const void *buf,
                                        Py_ssize_t len, char order);
/* Copies the items of one exporter to another. */
PyAPI_FUNC(int) PyObject_CopyData(PyObject *dst, PyObject *src);

/* struct.calcsize(format).
 * Fails: -1 with struct.error. */
PyAPI_FUNC(Py_ssize_t) PyBuffer_SizeFromFormat(const char *format);

/* ---- exporters
 * -------------------------------------------------------------- */

/* Fills *view for one run of len bytes; takes a new reference to exporter.
 * Fails: -1 with BufferError "Object is not writable." */
PyAPI_FUNC(int)
    PyBuffer_FillInfo(Py_buffer *view, PyObject *exporter, void *buf,
                      Py_ssize_t len, int readonly, int flags);

/* Computes the strides of an array without gaps. */
PyAPI_FUNC(void) PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape,
                                                Py_ssize_t *strides,
                                                int itemsize, char order);

#endif
