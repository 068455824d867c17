/* failing.h -- allocators of which one request fails, the n-th from now. */
#ifndef HB_TEST_FAILING_H
#define HB_TEST_FAILING_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static struct {
    PyMemAllocatorEx inner[3];
    long countdown; /* requests that succeed before one fails */
    int on, failed;
} failing;

static inline int
failing_now(void)
{
    if (!failing.on || failing.failed || failing.countdown-- > 0) {
        return 0;
    }
    failing.failed = 1;
    return 1;
}

static inline void *
failing_malloc(void *ctx, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return failing_now() ? NULL : with->malloc(with->ctx, size);
}

static inline void *
failing_calloc(void *ctx, size_t nelem, size_t elsize)
{
    PyMemAllocatorEx *with = ctx;

    return failing_now() ? NULL : with->calloc(with->ctx, nelem, elsize);
}

static inline void *
failing_realloc(void *ctx, void *ptr, size_t size)
{
    PyMemAllocatorEx *with = ctx;

    return failing_now() ? NULL : with->realloc(with->ctx, ptr, size);
}

static inline void
failing_free(void *ctx, void *ptr)
{
    PyMemAllocatorEx *with = ctx;

    with->free(with->ctx, ptr);
}

/* From now on n requests succeed, and the next one fails. */
static inline void
failing_begin(long n)
{
    int domain;

    failing.countdown = n;
    failing.failed = 0;
    failing.on = 1;
    for (domain = 0; domain < 3; domain++) {
        PyMemAllocatorEx *inner = &failing.inner[domain];
        PyMemAllocatorEx with = {inner, failing_malloc, failing_calloc,
                                 failing_realloc, failing_free};

        PyMem_GetAllocator((PyMemAllocatorDomain)domain, inner);
        PyMem_SetAllocator((PyMemAllocatorDomain)domain, &with);
    }
}

/* All succeed again; whether one has failed. */
static inline int
failing_end(void)
{
    int domain;

    failing.on = 0;
    for (domain = 0; domain < 3; domain++) {
        PyMem_SetAllocator((PyMemAllocatorDomain)domain,
                           &failing.inner[domain]);
    }
    return failing.failed;
}

#endif
