/* pymem.c -- the three domains, and who serves them.
 *
 * Each domain has a table of four functions that a program may replace.  The
 * books (hb_trace.h) are kept here, outside of these functions: a hook that
 * calls another allocator is still one block.
 */
#include "Python.h"
#include "internal/hb_books.h"
#include "internal/hb_small.h"
#include "internal/hb_trace.h"
#include "internal/hb_quarantine.h"
#include "internal/pycore_pymem.h"

#include <stdlib.h>

/* ---- the raw domain ----------------------------------------------------- */

#ifdef HB_ASAN
#define heap_malloc(size)       malloc(size)
#define heap_realloc(ptr, size) realloc(ptr, size)
#define heap_free(ptr)          free(ptr)
#else
#define heap_malloc(size)       Hb_HeapMalloc(size)
#define heap_realloc(ptr, size) Hb_HeapRealloc(ptr, size)
#define heap_free(ptr)          Hb_HeapFree(ptr)
#endif

static void *
raw_malloc(void *Py_UNUSED(ctx), size_t size)
{
    return heap_malloc(size ? size : 1);
}

static void *
raw_calloc(void *Py_UNUSED(ctx), size_t nelem, size_t elsize)
{
    size_t size = nelem * elsize;
    void *ptr = heap_malloc(size ? size : 1);

    return ptr ? memset(ptr, 0, size) : NULL;
}

static void *
raw_realloc(void *Py_UNUSED(ctx), void *ptr, size_t size)
{
    size = size ? size : 1;
    return ptr ? heap_realloc(ptr, size) : heap_malloc(size);
}

static void
raw_free(void *Py_UNUSED(ctx), void *ptr)
{
    if (ptr) {
        heap_free(ptr);
    }
}

/* ---- the tables --------------------------------------------------------- */

#define RAW                                                                   \
    {                                                                         \
        NULL, raw_malloc, raw_calloc, raw_realloc, raw_free                   \
    }
#define SMALL                                                                 \
    {                                                                         \
        NULL, _PyObject_Malloc, _PyObject_Calloc, _PyObject_Realloc,          \
            _PyObject_Free                                                    \
    }

static PyMemAllocatorEx domains[] = {RAW, SMALL, SMALL};
/* What is there by default: who observes stays before it. */
static PyMemAllocatorEx bases[] = {RAW, SMALL, SMALL};

#ifndef Hb_MemoryPlain
static const PyMemAllocatorEx defaults[] = {RAW, SMALL, SMALL};

int Hb_MemoryPlain = 1;
#endif

void
Hb_MemoryLook(void)
{
#ifndef Hb_MemoryPlain
    Hb_MemoryPlain =
        !Hb_Tracing && memcmp(domains, defaults, sizeof(domains)) == 0;
#endif
}

static void
set_domain(PyMemAllocatorDomain domain, const PyMemAllocatorEx *allocator)
{
    if ((unsigned)domain <= PYMEM_DOMAIN_OBJ) {
        domains[domain] = *allocator;
        Hb_MemoryLook();
    }
}

void
Hb_ServeBy(PyMemAllocatorDomain domain, const PyMemAllocatorEx *allocator)
{
    bases[domain] = *allocator;
    set_domain(domain, allocator);
}

void
Hb_ServedBy(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator)
{
    *allocator = *Hb_TallyAsked(domain, &domains[domain]);
}

/* ---- with the books ----------------------------------------------------- */

/* > 0 while a domain serves a request: what it asks of another domain then is
 * not noted again (T3). */
static int serving;

/* A block went from here to there when its size was changed. */
static void
note_resize(const void *from, const void *to, size_t old, size_t size)
{
    struct Hb_Meter *meter = &Hb_Books()->meter;

    meter->allocations += !from;
    meter->resizes += from != NULL;
    if (to && from && to != from) {
        meter->moved += (long long)(Py_MIN(old, size) / sizeof(void *));
    }
}

/* Counts a request that comes in; whether it is to get nothing. */
static int
is_refused(int allocations)
{
    if (serving) {
        return 0;
    }
    Hb_Books()->meter.allocations += allocations;
    return Hb_MeterRefuses();
}

static size_t
noted_size(const void *ptr)
{
    struct Hb_Block block;

    return ptr && Hb_TraceFind(ptr, &block) ? block.size : 0;
}

static void *
noted_malloc(int domain, const PyMemAllocatorEx *with, size_t size)
{
    void *ptr;

    if (is_refused(1)) {
        return NULL;
    }
    serving++;
    ptr = with->malloc(with->ctx, size);
    if (--serving == 0 && ptr) {
        Hb_TraceAdd(domain, ptr, size);
    }
    return ptr;
}

static void *
noted_calloc(int domain, const PyMemAllocatorEx *with, size_t nelem,
             size_t elsize)
{
    void *ptr;

    if (is_refused(1)) {
        return NULL;
    }
    serving++;
    ptr = with->calloc(with->ctx, nelem, elsize);
    if (--serving == 0 && ptr) {
        Hb_TraceAdd(domain, ptr, nelem * elsize);
    }
    return ptr;
}

static void *
noted_realloc(int domain, const PyMemAllocatorEx *with, void *from,
              size_t size)
{
    size_t old = serving ? 0 : noted_size(from);
    void *to;

    if (is_refused(0)) {
        return NULL;
    }
    serving++;
    to = with->realloc(with->ctx, from, size);
    if (--serving == 0) {
        note_resize(from, to, old, size);
        if (to) {
            Hb_TraceMove(domain, from, to, size);
        }
    }
    return to;
}

static void
noted_free(const PyMemAllocatorEx *with, void *ptr)
{
    if (!serving) {
        Hb_Books()->meter.frees += ptr != NULL;
        Hb_TraceRemove(ptr);
    }
    serving++;
    with->free(with->ctx, ptr);
    serving--;
}

/* ---- requests ------------------------------------------------------------
 */

static inline void *
ask_malloc(int domain, const PyMemAllocatorEx *with, size_t size)
{
    if (size > (size_t)PY_SSIZE_T_MAX) {
        return NULL;
    }
    if (Hb_Tracing) {
        return noted_malloc(domain, with, size);
    }
    return with->malloc(with->ctx, size);
}

static inline void *
ask_calloc(int domain, const PyMemAllocatorEx *with, size_t nelem,
           size_t elsize)
{
    if (elsize != 0 && nelem > (size_t)PY_SSIZE_T_MAX / elsize) {
        return NULL;
    }
    if (Hb_Tracing) {
        return noted_calloc(domain, with, nelem, elsize);
    }
    return with->calloc(with->ctx, nelem, elsize);
}

static inline void *
ask_realloc(int domain, const PyMemAllocatorEx *with, void *ptr, size_t size)
{
    if (size > (size_t)PY_SSIZE_T_MAX) {
        return NULL;
    }
    if (Hb_Tracing) {
        return noted_realloc(domain, with, ptr, size);
    }
    return with->realloc(with->ctx, ptr, size);
}

static inline void
ask_free(const PyMemAllocatorEx *with, void *ptr)
{
    if (Hb_Tracing) {
        noted_free(with, ptr);
        return;
    }
    with->free(with->ctx, ptr);
}

/* ---- what a program is given --------------------------------------------
 *
 * Who asks for the default allocator gets these: requests that go straight to
 * them are requests like others, and stand in the books.  ctx is the domain,
 * and no address.
 */

static int
domain_of(const void *ctx)
{
    return (int)((uintptr_t)ctx % Py_ARRAY_LENGTH(bases));
}

static void *
front_malloc(void *ctx, size_t size)
{
    return ask_malloc(domain_of(ctx), &bases[domain_of(ctx)], size);
}

static void *
front_calloc(void *ctx, size_t nelem, size_t elsize)
{
    return ask_calloc(domain_of(ctx), &bases[domain_of(ctx)], nelem, elsize);
}

static void *
front_realloc(void *ctx, void *ptr, size_t size)
{
    return ask_realloc(domain_of(ctx), &bases[domain_of(ctx)], ptr, size);
}

static void
front_free(void *ctx, void *ptr)
{
    ask_free(&bases[domain_of(ctx)], ptr);
}

const PyMemAllocatorEx *
Hb_BehindFront(const PyMemAllocatorEx *allocator)
{
    return allocator->malloc == front_malloc
               ? &bases[domain_of(allocator->ctx)]
               : allocator;
}

void
PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator)
{
    memset(allocator, 0, sizeof(*allocator));
    if ((unsigned)domain > PYMEM_DOMAIN_OBJ) {
        return;
    }
    Hb_ServedBy(domain, allocator);
    if (memcmp(allocator, &bases[domain], sizeof(*allocator)) == 0) {
        *allocator =
            (PyMemAllocatorEx){(void *)(uintptr_t)domain, front_malloc,
                               front_calloc, front_realloc, front_free};
    }
}

void
PyMem_SetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator)
{
    const PyMemAllocatorEx *behind = Hb_BehindFront(allocator);

    set_domain(domain, behind == allocator ? Hb_TallyOther(domain, allocator)
                                           : behind);
}

int
_PyMem_SetDefaultAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *old)
{
    if ((unsigned)domain > PYMEM_DOMAIN_OBJ) {
        return -1;
    }
    if (old) {
        PyMem_GetAllocator(domain, old);
    }
    set_domain(domain, &bases[domain]);
    return 0;
}

/* ---- the twelve functions ----------------------------------------------- */

static Py_NO_INLINE void *
domain_malloc(int domain, size_t size)
{
    return ask_malloc(domain, &domains[domain], size);
}

static inline void *
domain_calloc(int domain, size_t nelem, size_t elsize)
{
    return ask_calloc(domain, &domains[domain], nelem, elsize);
}

static inline void *
domain_realloc(int domain, void *ptr, size_t size)
{
    return ask_realloc(domain, &domains[domain], ptr, size);
}

static Py_NO_INLINE void
domain_free(int domain, void *ptr)
{
    ask_free(&domains[domain], ptr);
}

/* A request of the domains MEM and OBJ.  A program that has few objects takes
 * a pool for one block and gives it back, again and again: where nothing
 * observes, this goes to the pools without a table (Z1). */
static inline void *
pools_malloc(int domain, size_t size)
{
    void *block = Hb_SmallTake(size);

    if (block) {
        return block;
    }
    return Hb_MemoryPlain ? _PyObject_Malloc(NULL, size)
                          : domain_malloc(domain, size);
}

static inline void
pools_free(int domain, void *ptr)
{
    if (Hb_SmallGive(ptr)) {
        return;
    }
    if (Hb_MemoryPlain) {
        _PyObject_Free(NULL, ptr);
    }
    else {
        domain_free(domain, ptr);
    }
}

void *
PyMem_RawMalloc(size_t size)
{
    return domain_malloc(PYMEM_DOMAIN_RAW, size);
}

void *
PyMem_RawCalloc(size_t nelem, size_t elsize)
{
    return domain_calloc(PYMEM_DOMAIN_RAW, nelem, elsize);
}

void *
PyMem_RawRealloc(void *ptr, size_t new_size)
{
    return domain_realloc(PYMEM_DOMAIN_RAW, ptr, new_size);
}

void
PyMem_RawFree(void *ptr)
{
    domain_free(PYMEM_DOMAIN_RAW, ptr);
}

void *
PyMem_Malloc(size_t size)
{
    return pools_malloc(PYMEM_DOMAIN_MEM, size);
}

void *
PyMem_Calloc(size_t nelem, size_t elsize)
{
    return domain_calloc(PYMEM_DOMAIN_MEM, nelem, elsize);
}

void *
PyMem_Realloc(void *ptr, size_t new_size)
{
    return domain_realloc(PYMEM_DOMAIN_MEM, ptr, new_size);
}

void
PyMem_Free(void *ptr)
{
    pools_free(PYMEM_DOMAIN_MEM, ptr);
}

void *
PyObject_Malloc(size_t size)
{
    return pools_malloc(PYMEM_DOMAIN_OBJ, size);
}

void *
PyObject_Calloc(size_t nelem, size_t elsize)
{
    return domain_calloc(PYMEM_DOMAIN_OBJ, nelem, elsize);
}

void *
PyObject_Realloc(void *ptr, size_t new_size)
{
    return domain_realloc(PYMEM_DOMAIN_OBJ, ptr, new_size);
}

void
PyObject_Free(void *ptr)
{
    pools_free(PYMEM_DOMAIN_OBJ, ptr);
}

/* ---- copies of strings -------------------------------------------------- */

static void *
copy_to(void *copy, const void *from, size_t size)
{
    return copy ? memcpy(copy, from, size) : NULL;
}

char *
_PyMem_RawStrdup(const char *str)
{
    size_t size = strlen(str) + 1;

    return copy_to(PyMem_RawMalloc(size), str, size);
}

char *
_PyMem_Strdup(const char *str)
{
    size_t size = strlen(str) + 1;

    return copy_to(PyMem_Malloc(size), str, size);
}

wchar_t *
_PyMem_RawWcsdup(const wchar_t *str)
{
    size_t size = (wcslen(str) + 1) * sizeof(wchar_t);

    return copy_to(PyMem_RawMalloc(size), str, size);
}
