/* objimpl.h -- memory of objects, and the collector as types see it.
 *
 * Objects without a collector's head come from PyObject_New and go back with
 * PyObject_Free; those of types with Py_TPFLAGS_HAVE_GC come from
 * PyObject_GC_New, are tracked once their fields are valid, untracked as the
 * first thing in tp_dealloc, and go back with PyObject_GC_Del.
 *
 * Fails: what returns a pointer returns NULL with MemoryError; the three
 *        PyObject_Malloc functions return NULL without an exception.
 *
 * Source: CPython 3.11, Include/objimpl.h, Modules/gcmodule.c.
 */
#ifndef Py_OBJIMPL_H
#define Py_OBJIMPL_H

#include "pymem.h"
#include "object.h"

/* Memory for objects; the caller owns the block until PyObject_Free. */
PyAPI_FUNC(void *) PyObject_Malloc(size_t size);
PyAPI_FUNC(void *) PyObject_Calloc(size_t nelem, size_t elsize);
PyAPI_FUNC(void *) PyObject_Realloc(void *ptr, size_t new_size);
PyAPI_FUNC(void) PyObject_Free(void *ptr);

#define PyObject_MALLOC  PyObject_Malloc
#define PyObject_REALLOC PyObject_Realloc
#define PyObject_FREE    PyObject_Free
#define PyObject_Del     PyObject_Free
#define PyObject_DEL     PyObject_Free

/* Writes the header of an object into memory of the caller's: type and a
 * reference count of 1.  A heap type gains a reference. */
PyAPI_FUNC(PyObject *) PyObject_Init(PyObject *op, PyTypeObject *type);
PyAPI_FUNC(PyVarObject *)
    PyObject_InitVar(PyVarObject *op, PyTypeObject *type, Py_ssize_t size);

/* The same with casts. */
#define PyObject_INIT(op, typeobj) PyObject_Init(_PyObject_CAST(op), (typeobj))
#define PyObject_INIT_VAR(op, typeobj, size)                                  \
    PyObject_InitVar(_PyVarObject_CAST(op), (typeobj), (size))

/* New object whose fields after the header hold no defined value. */
PyAPI_FUNC(PyObject *) _PyObject_New(PyTypeObject *type);
PyAPI_FUNC(PyVarObject *) _PyObject_NewVar(PyTypeObject *type, Py_ssize_t n);

/* The new object, one reference, as a pointer to its own struct. */
#define PyObject_New(type, typeobj) ((type *)_PyObject_New(typeobj))
#define PyObject_NEW(type, typeobj) PyObject_New(type, typeobj)
#define PyObject_NewVar(type, typeobj, n)                                     \
    ((type *)_PyObject_NewVar((typeobj), (n)))
#define PyObject_NEW_VAR(type, typeobj, n) PyObject_NewVar(type, typeobj, n)

/* Bytes of an object without items. */
#define _PyObject_SIZE(typeobj) ((typeobj)->tp_basicsize)

/* Bytes of an object with n items, rounded up to a pointer's size so that a
 * subclass can put pointers behind it. */
#define _PyObject_VAR_SIZE(typeobj, nitems)                                   \
    _Py_SIZE_ROUND_UP((typeobj)->tp_basicsize +                               \
                          (nitems) * (typeobj)->tp_itemsize,                  \
                      SIZEOF_VOID_P)

/* ---- the collector ------------------------------------------------------ */

/* Collects the oldest generation and gives the number of unreachable
 * objects.  Gives 0 and does nothing while the collector is disabled. */
PyAPI_FUNC(Py_ssize_t) PyGC_Collect(void);

/* Switch automatic collection; each says whether it was on before. */
PyAPI_FUNC(int) PyGC_Enable(void);
PyAPI_FUNC(int) PyGC_Disable(void);
PyAPI_FUNC(int) PyGC_IsEnabled(void);

/* Whether instances have a head; whether this one has. */
#define PyType_IS_GC(t) PyType_HasFeature((t), Py_TPFLAGS_HAVE_GC)
PyAPI_FUNC(int) PyObject_IS_GC(PyObject *op);

/* New object with a head, not tracked; its fields hold no defined value. */
PyAPI_FUNC(PyObject *) _PyObject_GC_New(PyTypeObject *type);
PyAPI_FUNC(PyVarObject *)
    _PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t n);

/* Changes the number of items of an untracked object; it may move. */
PyAPI_FUNC(PyVarObject *) _PyObject_GC_Resize(PyVarObject *op, Py_ssize_t n);

/* The new object, not tracked, one reference, as a pointer to its own struct.
 */
#define PyObject_GC_New(type, typeobj) ((type *)_PyObject_GC_New(typeobj))
#define PyObject_GC_NewVar(type, typeobj, n)                                  \
    ((type *)_PyObject_GC_NewVar((typeobj), (n)))
#define PyObject_GC_Resize(type, op, n)                                       \
    ((type *)_PyObject_GC_Resize(_PyVarObject_CAST(op), (n)))

/* Put an object into the youngest generation; take it out (allowed twice);
 * free its memory, untracked. */
PyAPI_FUNC(void) PyObject_GC_Track(void *op);
PyAPI_FUNC(void) PyObject_GC_UnTrack(void *op);
PyAPI_FUNC(void) PyObject_GC_Del(void *op);

/* Whether the collector knows the object; 0 for what has no head. */
PyAPI_FUNC(int) PyObject_GC_IsTracked(PyObject *op);

/* 1 when the collector or a deallocator has called tp_finalize already. */
PyAPI_FUNC(int) PyObject_GC_IsFinalized(PyObject *op);
#define _PyGC_FINALIZED(o) PyObject_GC_IsFinalized(o)

/* Visits one reference in a tp_traverse whose parameters are named visit and
 * arg; returns from it when the visitor wants to stop. */
#define Py_VISIT(op)                                                          \
    do {                                                                      \
        if (op) {                                                             \
            int vret = visit(_PyObject_CAST(op), arg);                        \
            if (vret)                                                         \
                return vret;                                                  \
        }                                                                     \
    } while (0)

/* ---- arenas ------------------------------------------------------------- */

/* Where the small-block allocator gets its 1 MiB arenas. */
typedef struct {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *ptr, size_t size);
} PyObjectArenaAllocator;

/* Copies the three functions out; replaces them by copies of others. */
PyAPI_FUNC(void) PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator);
PyAPI_FUNC(void) PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator);

/* Prints a table of pools and blocks by size class. */
PyAPI_FUNC(int) _PyObject_DebugMallocStats(FILE *out);

/* ---- weak references ---------------------------------------------------- */

/* Whether instances can be referred to weakly.  Cannot fail. */
PyAPI_FUNC(int) PyType_SUPPORTS_WEAKREFS(PyTypeObject *type);

/* Where an object keeps the head of its list of weak references.
 * The type must support them. */
PyAPI_FUNC(PyObject **) PyObject_GET_WEAKREFS_LISTPTR(PyObject *op);

#endif
