/* pymem.h -- memory that is not an object.
 *
 * Three domains, as in CPython: RAW (also before initialization), MEM
 * (buffers) and OBJ (objects).  MEM and OBJ serve requests up to 512 bytes
 * from arenas and pass larger ones on; RAW never uses an arena.  A block goes
 * back to the domain that it came from.
 *
 * Owns:  whoever called owns the block until the matching Free.
 * Fails: NULL, without an exception; callers say PyErr_NoMemory().
 *        A request for no bytes gives a block of its own, never NULL.
 *
 * Source: CPython 3.11, Include/pymem.h, Objects/obmalloc.c.
 */
#ifndef Py_PYMEM_H
#define Py_PYMEM_H

#include "pyport.h"

#include <wchar.h>

/* The domain of buffers: uninitialised, zeroed. */
PyAPI_FUNC(void *) PyMem_Malloc(size_t size);
PyAPI_FUNC(void *) PyMem_Calloc(size_t nelem, size_t elsize);
/* Changes the size of a block, which may move: pointers into it die.
 *
 * Fails:  NULL; the old block stays as it was. */
PyAPI_FUNC(void *) PyMem_Realloc(void *ptr, size_t new_size);

/* Gives a block back; NULL is nothing. */
PyAPI_FUNC(void) PyMem_Free(void *ptr);

/* The raw domain. */
PyAPI_FUNC(void *) PyMem_RawMalloc(size_t size);
PyAPI_FUNC(void *) PyMem_RawCalloc(size_t nelem, size_t elsize);
PyAPI_FUNC(void *) PyMem_RawRealloc(void *ptr, size_t new_size);
PyAPI_FUNC(void) PyMem_RawFree(void *ptr);

/* Room for n values of a type; NULL when n bytes cannot be counted. */
#define PyMem_New(type, n)                                                    \
    (((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type))                            \
         ? NULL                                                               \
         : ((type *)PyMem_Malloc((n) * sizeof(type))))

/* Makes p hold n values.  p becomes NULL on failure, so keep the old value. */
#define PyMem_Resize(p, type, n)                                              \
    ((p) = ((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type))                      \
               ? NULL                                                         \
               : (type *)PyMem_Realloc((p), (n) * sizeof(type)))

/* Old names. */
#define PyMem_MALLOC(n)          PyMem_Malloc(n)
#define PyMem_NEW(type, n)       PyMem_New(type, n)
#define PyMem_REALLOC(p, n)      PyMem_Realloc(p, n)
#define PyMem_RESIZE(p, type, n) PyMem_Resize(p, type, n)
#define PyMem_FREE(p)            PyMem_Free(p)
#define PyMem_Del                PyMem_Free
#define PyMem_DEL                PyMem_Free

/* Copies of a string, in the domain of the name; NULL without memory. */
PyAPI_FUNC(char *) _PyMem_RawStrdup(const char *str);
PyAPI_FUNC(char *) _PyMem_Strdup(const char *str);
PyAPI_FUNC(wchar_t *) _PyMem_RawWcsdup(const wchar_t *str);

typedef enum {
    PYMEM_DOMAIN_RAW,
    PYMEM_DOMAIN_MEM,
    PYMEM_DOMAIN_OBJ
} PyMemAllocatorDomain;

typedef enum {
    PYMEM_ALLOCATOR_NOT_SET = 0,
    PYMEM_ALLOCATOR_DEFAULT = 1,
    PYMEM_ALLOCATOR_DEBUG = 2,
    PYMEM_ALLOCATOR_MALLOC = 3,
    PYMEM_ALLOCATOR_MALLOC_DEBUG = 4,
    PYMEM_ALLOCATOR_PYMALLOC = 5,
    PYMEM_ALLOCATOR_PYMALLOC_DEBUG = 6
} PyMemAllocatorName;

/* The four functions of a domain.  ctx comes back as their first argument. */
typedef struct {
    void *ctx;
    void *(*malloc)(void *ctx, size_t size);
    void *(*calloc)(void *ctx, size_t nelem, size_t elsize);
    void *(*realloc)(void *ctx, void *ptr, size_t new_size);
    void (*free)(void *ctx, void *ptr);
} PyMemAllocatorEx;

/* Copies the functions of a domain to *allocator. */
PyAPI_FUNC(void) PyMem_GetAllocator(PyMemAllocatorDomain domain,
                                    PyMemAllocatorEx *allocator);

/* Replaces the functions of a domain.  A hook calls the ones that
 * PyMem_GetAllocator gave; blocks that are alive go to the new free(). */
PyAPI_FUNC(void) PyMem_SetAllocator(PyMemAllocatorDomain domain,
                                    PyMemAllocatorEx *allocator);

/* Puts checks in front of every domain: fresh memory is filled with 0xCD,
 * freed memory with 0xDD, and eight bytes on both sides are watched.
 *
 * Source: CPython 3.11, Objects/obmalloc.c; documented values. */
PyAPI_FUNC(void) PyMem_SetupDebugHooks(void);

PyAPI_FUNC(const char *) _PyMem_GetCurrentAllocatorName(void);

#endif
