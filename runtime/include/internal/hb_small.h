/* hb_small.h -- the short way to a small block, and back.
 *
 * Most requests find a block behind the first free one of a pool, while
 * nobody has hooks in the allocators and nobody keeps books: that case is a
 * few instructions where the object is made.  All others go through
 * PyObject_Malloc and PyObject_Free, which do the same things in full.
 *
 *   Z1  Hb_MemoryPlain is 1 only while the domains are served as at the start
 *       of the process and Hb_Tracing is 0
 *   Z2  the first of a ring has a free block.  The ring of a class without
 *       such pools is alone and has Hb_NoBlock, so that it need not be told
 *       from a pool with one free block
 *   Z3  the short way leaves a pool neither without a free block nor without
 *       a live one: it never changes a ring
 *
 * The hostile flavour looks at each block that comes and goes, and under
 * AddressSanitizer there are no pools: neither has a short way.
 */
#ifndef Py_INTERNAL_HB_SMALL_H
#define Py_INTERNAL_HB_SMALL_H

#include "Python.h"
#include "internal/hb_region.h"

#if defined(HB_HOSTILE) || defined(HB_ASAN)
#define Hb_MemoryPlain 0
#else
extern Py_LOCAL_SYMBOL int Hb_MemoryPlain; /* pymem.c */
#endif

/* The classes' rings of pools with a free block (obmalloc.c). */
extern struct Hb_Pool Hb_Rings[HB_SIZECLASSES];
extern void *Hb_NoBlock;

/* Looks again whether Z1 holds. */
void Hb_MemoryLook(void);

static inline struct Hb_Pool *
Hb_PoolOf(const void *ptr)
{
    return (struct Hb_Pool *)((uintptr_t)ptr & ~(uintptr_t)(HB_POOL - 1));
}

/* A block for a request of 1 to 512 bytes; NULL when the way is not short. */
static inline void *
Hb_SmallTake(size_t size)
{
    struct Hb_Pool *pool;
    void **block, *next;

    if (!Hb_MemoryPlain || size - 1 >= HB_SMALL) {
        return NULL;
    }
    pool = Hb_Rings[(size - 1) / HB_ALIGNMENT].next;
    block = pool->free;
    next = *block;
    if (!next) {
        return NULL;
    }
    pool->free = next;
    pool->used++;
    return block;
}

/* Whether the block, which is alive, was given back the short way. */
static inline int
Hb_SmallGive(void *ptr)
{
    struct Hb_Pool *pool = Hb_PoolOf(ptr);

    if (!Hb_MemoryPlain || Hb_ChunkKind(ptr) != HB_CHUNK_ARENA ||
        !pool->free || pool->used == 1) {
        return 0;
    }
    *(void **)ptr = pool->free;
    pool->free = ptr;
    pool->used--;
    return 1;
}

/* What PyObject_Malloc and PyObject_Free do, for the busiest callers. */

static inline void *
Hb_ObjectMalloc(size_t size)
{
    void *block = Hb_SmallTake(size);

    return block ? block : PyObject_Malloc(size);
}

static inline void
Hb_ObjectFree(void *ptr)
{
    if (!Hb_SmallGive(ptr)) {
        PyObject_Free(ptr);
    }
}

/* What tp_free of the object's type does. */
static inline void
Hb_InstanceFree(PyObject *op)
{
    freefunc tp_free = Py_TYPE(op)->tp_free;

    if (tp_free == PyObject_Free) {
        Hb_ObjectFree(op);
    }
    else {
        tp_free(op);
    }
}

#endif
