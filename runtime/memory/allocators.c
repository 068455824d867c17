/* allocators.c -- the allocators that have a name: PYTHONMALLOC.
 *
 *   pymalloc   pools and the region, as ever; also "default"
 *   malloc     every block is the C library's, so that tools which know its
 *              blocks (valgrind) see each of the runtime's
 *   ..._debug  the same behind PyMem_SetupDebugHooks(); also "debug"
 *
 * They are chosen once, before the first runtime of a process starts.  Blocks
 * that are older come back to "malloc" as well: those lie in the region and go
 * where they came from.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, Python/preconfig.c.
 */
#include "internal/hb_quarantine.h"
#include "internal/hb_region.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pymem.h"
#include "internal/pycore_pystate.h"

#include <stdlib.h>

static const char *const names[] = {
    [PYMEM_ALLOCATOR_DEFAULT] = "default",
    [PYMEM_ALLOCATOR_DEBUG] = "debug",
    [PYMEM_ALLOCATOR_MALLOC] = "malloc",
    [PYMEM_ALLOCATOR_MALLOC_DEBUG] = "malloc_debug",
    [PYMEM_ALLOCATOR_PYMALLOC] = "pymalloc",
    [PYMEM_ALLOCATOR_PYMALLOC_DEBUG] = "pymalloc_debug",
};

static int chosen;

/* ---- malloc ------------------------------------------------------------- */

static void *
libc_malloc(void *Py_UNUSED(inner), size_t size)
{
    return malloc(size ? size : 1);
}

static void *
libc_calloc(void *Py_UNUSED(inner), size_t nelem, size_t elsize)
{
    return nelem && elsize ? calloc(nelem, elsize) : calloc(1, 1);
}

static void *
libc_realloc(void *inner, void *ptr, size_t size)
{
    const PyMemAllocatorEx *before = inner;

    if (ptr && Hb_ChunkKind(ptr)) {
        return before->realloc(before->ctx, ptr, size);
    }
    return realloc(ptr, size ? size : 1);
}

static void
libc_free(void *inner, void *ptr)
{
    const PyMemAllocatorEx *before = inner;

    if (ptr && Hb_ChunkKind(ptr)) {
        before->free(before->ctx, ptr);
        return;
    }
    free(ptr);
}

static void
serve_by_libc(void)
{
    static PyMemAllocatorEx before[PYMEM_DOMAIN_OBJ + 1];
    int domain;

    for (domain = PYMEM_DOMAIN_RAW; domain <= PYMEM_DOMAIN_OBJ; domain++) {
        PyMemAllocatorEx with = {&before[domain], libc_malloc, libc_calloc,
                                 libc_realloc, libc_free};

        Hb_ServedBy(domain, &before[domain]);
        PyMem_SetAllocator(domain, &with);
    }
}

/* ---- the choice --------------------------------------------------------- */

/* The number of a name; -1 when nothing has it. */
static int
allocator_named(const char *name)
{
    int i;

    for (i = PYMEM_ALLOCATOR_DEFAULT; i < (int)Py_ARRAY_LENGTH(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static void
serve(int allocator)
{
    if (allocator == PYMEM_ALLOCATOR_MALLOC ||
        allocator == PYMEM_ALLOCATOR_MALLOC_DEBUG) {
        serve_by_libc();
    }
    if (allocator == PYMEM_ALLOCATOR_DEBUG ||
        allocator == PYMEM_ALLOCATOR_MALLOC_DEBUG ||
        allocator == PYMEM_ALLOCATOR_PYMALLOC_DEBUG) {
        PyMem_SetupDebugHooks();
    }
}

PyStatus
Hb_AllocatorsChoose(int allocator, int use_environment)
{
    const char *name = use_environment ? getenv("PYTHONMALLOC") : NULL;

    if (chosen || Hb_Interpreter.initialized) {
        return PyStatus_Ok();
    }
    if (allocator == PYMEM_ALLOCATOR_NOT_SET && name && *name) {
        allocator = allocator_named(name);
        if (allocator < 0) {
            return PyStatus_Error("preconfig_init_allocator: PYTHONMALLOC: "
                                  "unknown allocator");
        }
    }
    chosen = 1;
    serve(allocator);
    return PyStatus_Ok();
}

const char *
_PyMem_GetCurrentAllocatorName(void)
{
    PyMemAllocatorEx with;
    const PyMemAllocatorEx *behind;

    Hb_ServedBy(PYMEM_DOMAIN_OBJ, &with);
    behind = Hb_DebugHookBehind(&with);
    if (behind) {
        with = *Hb_BehindFront(behind);
    }
    if (with.malloc == libc_malloc) {
        return names[behind ? PYMEM_ALLOCATOR_MALLOC_DEBUG
                            : PYMEM_ALLOCATOR_MALLOC];
    }
    if (with.malloc == _PyObject_Malloc) {
        return names[behind ? PYMEM_ALLOCATOR_PYMALLOC_DEBUG
                            : PYMEM_ALLOCATOR_PYMALLOC];
    }
    return NULL;
}
