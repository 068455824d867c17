/* hb_memory.h -- what the files memoryobject*.c share.
 *
 *   memoryobject.c          managed buffers, registration, release
 *   memoryobject_cast.c     other formats and shapes
 *   memoryobject_compare.c  equality and hash
 *   memoryobject_copy.c     items to items, with any strides
 *   memoryobject_index.c    items, slices, iteration
 *   memoryobject_item.c     one item to and from an object
 *   memoryobject_methods.c  attributes, methods, the type
 */
#ifndef Py_INTERNAL_HB_MEMORY_H
#define Py_INTERNAL_HB_MEMORY_H

#include "Python.h"

#define HB_VIEW(op) ((PyMemoryViewObject *)(op))
#define HB_MBUF(op) ((_PyManagedBufferObject *)(op))

/* The address that is behind a pointer when dimension `dim` has one. */
#define HB_ADJUST(ptr, suboffsets, dim)                                       \
    ((suboffsets) && (suboffsets)[dim] >= 0                                   \
         ? *(char **)(ptr) + (suboffsets)[dim]                                \
         : (ptr))

/* ValueError and -1 when the view, or what it shows, was released. */
int Hb_MemoryCheckReleased(PyObject *self);
int Hb_MemoryIsReleased(PyObject *self);

/* ---- making ------------------------------------------------------------- */

/* New managed buffer of an exporter; NULL with an exception. */
PyObject *Hb_ManagedBuffer(PyObject *exporter);
/* New view that shows what src describes, or the whole for NULL. */
PyObject *Hb_MemoryAddView(PyObject *mbuf, const Py_buffer *src);
/* The same with room for ndim dimensions that the caller fills. */
PyObject *Hb_MemoryAddIncomplete(PyObject *mbuf, const Py_buffer *src,
                                 int ndim);
void Hb_MemoryInitFlags(PyObject *self);
/* Strides without gaps, last index fastest; first index fastest. */
void Hb_MemoryStridesC(Py_buffer *view);
void Hb_MemoryStridesF(Py_buffer *view);
/* view->len from its shape. */
void Hb_MemoryInitLen(Py_buffer *view);
int Hb_MemoryRelease(PyObject *self);

/* ---- items -------------------------------------------------------------- */

/* Bytes of an item of a native format, whose letter comes to *letter; -1,
 * without an exception, for another. */
Py_ssize_t Hb_NativeFormat(char *letter, const char *format);
/* The format without '@'; NULL with NotImplementedError unless one letter. */
const char *Hb_MemoryFormat(const Py_buffer *view);
PyObject *Hb_MemoryUnpack(const char *ptr, const char *format);
int Hb_MemoryPack(char *ptr, PyObject *item, const char *format);
/* 1 when two items of one native format are equal. */
int Hb_MemoryItemsEqual(const char *p, const char *q, char letter);

static inline int
Hb_IsByteFormat(char letter)
{
    return letter == 'b' || letter == 'B' || letter == 'c';
}

/* ---- copying ------------------------------------------------------------ */

int Hb_MemorySameShape(const Py_buffer *a, const Py_buffer *b);
/* Copies all items; the structures must be equal: ValueError.  The memory of
 * both may overlap. */
int Hb_MemoryCopy(const Py_buffer *dest, const Py_buffer *src);
/* Copies the items of src without gaps to mem. */
int Hb_MemoryToContiguous(char *mem, const Py_buffer *src, char order);

/* ---- slots -------------------------------------------------------------- */

PyObject *Hb_MemoryCast(PyObject *self, PyObject *const *args,
                        Py_ssize_t nargs, PyObject *kwnames);
PyObject *Hb_MemoryToList(PyObject *self, PyObject *ignored);
PyObject *Hb_MemoryItem(PyObject *self, Py_ssize_t index);
PyObject *Hb_MemorySubscript(PyObject *self, PyObject *key);
int Hb_MemoryAssSubscript(PyObject *self, PyObject *key, PyObject *value);
Py_ssize_t Hb_MemoryLength(PyObject *self);
PyObject *Hb_MemoryIter(PyObject *self);
PyObject *Hb_MemoryRichCompare(PyObject *self, PyObject *other, int op);
Py_hash_t Hb_MemoryHash(PyObject *self);
void Hb_MemoryDealloc(PyObject *self);
int Hb_MemoryTraverse(PyObject *self, visitproc visit, void *arg);
int Hb_MemoryClear(PyObject *self);
int Hb_MemoryGetBuffer(PyObject *self, Py_buffer *view, int flags);
void Hb_MemoryReleaseBuffer(PyObject *self, Py_buffer *view);

extern PyTypeObject _PyMemoryIter_Type;

#endif
