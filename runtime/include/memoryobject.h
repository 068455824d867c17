/* memoryobject.h -- memoryview: a window on another object's buffer.
 *
 * Every memoryview holds a managed buffer, which holds the exporter's one
 * Py_buffer.  A view of a view shares the managed buffer:
 *
 *   M1  mbuf->exports counts the memoryviews registered with the buffer; at
 *       0 the exporter's Py_buffer is released
 *   M2  exports counts the Py_buffers taken from this memoryview; while it is
 *       above 0 the memoryview cannot be released
 *   M3  shape, strides and suboffsets of view point into ob_array
 *
 * Source: CPython 3.11, Include/memoryobject.h.
 */
#ifndef Py_MEMORYOBJECT_H
#define Py_MEMORYOBJECT_H

#define _Py_MANAGED_BUFFER_RELEASED    0x001
#define _Py_MANAGED_BUFFER_FREE_FORMAT 0x002 /* master.format is ours */

/* Between the views and the exporter: one per PyMemoryView_FromObject.
 *
 *    memoryview --mbuf--+
 *    memoryview --mbuf--+--> managed buffer --master.obj--> exporter
 *    memoryview --mbuf--+    exports = 3
 *
 *    _PyManagedBufferObject: 112 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | flags   |
 *   | 24 | exports |     M1
 *   | 32 | master  |     a Py_buffer; its obj owns the exporter
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
    int flags;
    Py_ssize_t exports; /* registered memoryviews */
    Py_buffer master;   /* what the exporter filled in */
} _PyManagedBufferObject;

#define _Py_MEMORYVIEW_RELEASED 0x001
#define _Py_MEMORYVIEW_C        0x002 /* C-contiguous */
#define _Py_MEMORYVIEW_FORTRAN  0x004 /* Fortran-contiguous */
#define _Py_MEMORYVIEW_SCALAR   0x008 /* ndim 0 */
#define _Py_MEMORYVIEW_PIL      0x010 /* has suboffsets */

/* The layout: 144 bytes and 24 for each dimension.
 *
 *    PyMemoryViewObject
 *   +-----+-------------+
 *   |   0 | ob_base     |
 *   |  24 | mbuf        |---> the managed buffer
 *   |  32 | hash        |
 *   |  40 | flags       |
 *   |  48 | exports     |     M2
 *   |  56 | view        |     a Py_buffer: what this view shows
 *   | 136 | weakreflist |
 *   | 144 | ob_array    |     shape, strides, suboffsets of view (M3)
 *   +-----+-------------+
 */
typedef struct {
    PyObject_VAR_HEAD
    _PyManagedBufferObject *mbuf; /* owned; NULL after release */
    Py_hash_t hash;               /* -1 while not known */
    int flags;
    Py_ssize_t exports; /* Py_buffers taken from this view */
    Py_buffer view;
    PyObject *weakreflist;
    Py_ssize_t ob_array[1]; /* shape, strides, suboffsets: 3 * ndim */
} PyMemoryViewObject;

PyAPI_DATA(PyTypeObject) _PyManagedBuffer_Type;
PyAPI_DATA(PyTypeObject) PyMemoryView_Type;

/* Whether op is of this type, which has no subclasses.  Cannot fail. */
#define PyMemoryView_Check(op) Py_IS_TYPE(op, &PyMemoryView_Type)

/* The view's own Py_buffer; do not release it. */
#define PyMemoryView_GET_BUFFER(op) (&((PyMemoryViewObject *)(op))->view)
/* The exporter, borrowed; NULL for memory without an owner. */
#define PyMemoryView_GET_BASE(op) (((PyMemoryViewObject *)(op))->view.obj)

/* memoryview(op).
 * Fails: TypeError for an object without a buffer. */
PyAPI_FUNC(PyObject *) PyMemoryView_FromObject(PyObject *op);

/* A view of C memory, which must outlive it; flags PyBUF_READ or
 * PyBUF_WRITE. */
PyAPI_FUNC(PyObject *)
    PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags);

/* A view of what info describes; info->obj is not kept. */
PyAPI_FUNC(PyObject *) PyMemoryView_FromBuffer(const Py_buffer *info);

/* A view of op that has no gaps in the given order ('C', 'F', 'A'); a copy in
 * bytes if need be, unless buffertype is PyBUF_WRITE. */
PyAPI_FUNC(PyObject *)
    PyMemoryView_GetContiguous(PyObject *op, int buffertype, char order);

#endif
