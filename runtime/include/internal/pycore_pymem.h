/* pycore_pymem.h -- the allocators' inner side. */
#ifndef Py_INTERNAL_PYMEM_H
#define Py_INTERNAL_PYMEM_H

#include "Python.h"

#define PYMEM_CLEANBYTE     0xCD
#define PYMEM_DEADBYTE      0xDD
#define PYMEM_FORBIDDENBYTE 0xFD

/* Whether a pointer is NULL or looks like what poisoned memory holds. */
static inline int
_PyMem_IsPtrFreed(const void *ptr)
{
    uintptr_t value = (uintptr_t)ptr;

    return value == 0 || value == (uintptr_t)0xCDCDCDCDCDCDCDCD ||
           value == (uintptr_t)0xDDDDDDDDDDDDDDDD ||
           value == (uintptr_t)0xFDFDFDFDFDFDFDFD;
}

/* Puts a domain's own functions back; *old, if given, gets the former. */
int _PyMem_SetDefaultAllocator(PyMemAllocatorDomain domain,
                               PyMemAllocatorEx *old);

/* Blocks alive in arenas and behind PyMem_Raw; sys.getallocatedblocks().
 * Blocks of the raw domain that were not asked for by another do not count. */
Py_ssize_t _Py_GetAllocatedBlocks(void);

/* The arenas' side, without accounting: what PyObject_Malloc calls unless an
 * allocator was set. */
Py_LOCAL_SYMBOL void *_PyObject_Malloc(void *ctx, size_t size);
Py_LOCAL_SYMBOL void *_PyObject_Calloc(void *ctx, size_t nelem, size_t elsize);
Py_LOCAL_SYMBOL void *_PyObject_Realloc(void *ctx, void *ptr, size_t new_size);
Py_LOCAL_SYMBOL void _PyObject_Free(void *ctx, void *ptr);

/* Lets the allocators of a name (a PyMemAllocatorName) serve all domains; when
 * none is set and use_environment, the one that PYTHONMALLOC names.  The first
 * call of a process counts. */
PyStatus Hb_AllocatorsChoose(int allocator, int use_environment);

/* What an allocator calls that PyMem_SetupDebugHooks() set; NULL for others.
 */
const PyMemAllocatorEx *Hb_DebugHookBehind(const PyMemAllocatorEx *allocator);

#endif
