/* debugalloc.c -- PyMem_SetupDebugHooks: fences around every block.
 *
 *   bytes  0..7   size asked for, most significant byte first
 *          8      the domain's letter: 'r', 'm', 'o'
 *          9..15  0xFD
 *          16..   the block
 *          8      bytes 0xFD behind it
 *
 * A damaged fence, or a block that goes back to another domain, ends the
 * program with a description of the block.
 *
 * Source: CPython 3.11, Objects/obmalloc.c, the debug allocator; the serial
 *         number of its PYMEM_DEBUG_SERIALNO is left out, as in its release
 *         builds.
 */
#include "Python.h"
#include "internal/hb_poison.h"
#include "internal/pycore_pymem.h"

#define BEFORE 16
#define AFTER  8

struct hook {
    char letter;
    PyMemAllocatorEx inner;
};

static struct hook hooks[] = {
    {.letter = 'r'}, {.letter = 'm'}, {.letter = 'o'}};

static void
write_size(unsigned char *at, size_t size)
{
    int i;

    for (i = 7; i >= 0; i--) {
        at[i] = (unsigned char)size;
        size >>= 8;
    }
}

static size_t
read_size(const unsigned char *at)
{
    size_t size = 0;
    int i;

    for (i = 0; i < 8; i++) {
        size = size << 8 | at[i];
    }
    return size;
}

/* The first byte of a fence that is not 0xFD; NULL when all are. */
static const unsigned char *
broken(const unsigned char *fence, size_t size)
{
    for (; size; fence++, size--) {
        if (*fence != PYMEM_FORBIDDENBYTE) {
            return fence;
        }
    }
    return NULL;
}

static void _Py_NO_RETURN
complain(const char *func, const unsigned char *block, const char *message)
{
    fprintf(stderr, "Debug memory block at address p=%p: API '%c'\n",
            (const void *)block, block[-8]);
    fprintf(stderr, "    %zu bytes originally requested\n",
            read_size(block - BEFORE));
    _Py_FatalErrorFunc(func, message);
}

static void
check(const char *func, const struct hook *hook, const unsigned char *block)
{
    size_t size = read_size(block - BEFORE);
    char text[80];

    if (block[-8] != (unsigned char)hook->letter) {
        snprintf(text, sizeof(text),
                 "bad ID: Allocated using API '%c', verified using API '%c'",
                 block[-8], hook->letter);
        complain(func, block, text);
    }
    if (broken(block - 7, 7)) {
        complain(func, block, "bad leading pad byte");
    }
    if (broken(block + size, AFTER)) {
        complain(func, block, "bad trailing pad byte");
    }
}

static void *
fence(const struct hook *hook, unsigned char *at, size_t size)
{
    write_size(at, size);
    at[8] = (unsigned char)hook->letter;
    memset(at + 9, PYMEM_FORBIDDENBYTE, 7);
    memset(at + BEFORE + size, PYMEM_FORBIDDENBYTE, AFTER);
    return at + BEFORE;
}

static void *
debug_malloc(void *ctx, size_t size)
{
    struct hook *hook = ctx;
    unsigned char *at;

    if (size > (size_t)PY_SSIZE_T_MAX - BEFORE - AFTER) {
        return NULL;
    }
    at = hook->inner.malloc(hook->inner.ctx, size + BEFORE + AFTER);
    if (!at) {
        return NULL;
    }
    memset(at + BEFORE, PYMEM_CLEANBYTE, size);
    return fence(hook, at, size);
}

static void *
debug_calloc(void *ctx, size_t nelem, size_t elsize)
{
    void *block = debug_malloc(ctx, nelem * elsize);

    return block ? memset(block, 0, nelem * elsize) : NULL;
}

static void
debug_free(void *ctx, void *block)
{
    struct hook *hook = ctx;
    unsigned char *at = block;

    if (!block) {
        return;
    }
    check("_PyMem_DebugFree", hook, block);
    at -= BEFORE;
    memset(at, PYMEM_DEADBYTE, BEFORE + read_size(at) + AFTER);
    hook->inner.free(hook->inner.ctx, at);
}

/* Always moves: a pointer that was kept shows at once. */
static void *
debug_realloc(void *ctx, void *block, size_t size)
{
    struct hook *hook = ctx;
    size_t old;
    void *moved;

    if (!block) {
        return debug_malloc(ctx, size);
    }
    check("_PyMem_DebugRealloc", hook, block);
    moved = debug_malloc(ctx, size);
    if (!moved) {
        return NULL;
    }
    old = read_size((unsigned char *)block - BEFORE);
    memcpy(moved, block, Py_MIN(old, size));
    debug_free(ctx, block);
    return moved;
}

const PyMemAllocatorEx *
Hb_DebugHookBehind(const PyMemAllocatorEx *allocator)
{
    struct hook *hook = allocator->ctx;

    return allocator->malloc == debug_malloc ? &hook->inner : NULL;
}

void
PyMem_SetupDebugHooks(void)
{
    int domain;

    for (domain = PYMEM_DOMAIN_RAW; domain <= PYMEM_DOMAIN_OBJ; domain++) {
        PyMemAllocatorEx with;

        PyMem_GetAllocator(domain, &with);
        if (with.malloc == debug_malloc) {
            continue;
        }
        hooks[domain].inner = with;
        with = (PyMemAllocatorEx){&hooks[domain], debug_malloc, debug_calloc,
                                  debug_realloc, debug_free};
        PyMem_SetAllocator(domain, &with);
    }
}

/* ---- poison ------------------------------------------------------------- */

#ifdef HB_HOSTILE
void
Hb_PoisonCheck(const void *at, size_t size)
{
    const unsigned char *byte = at;
    size_t i;

    for (i = 0; i < size; i++) {
        if (byte[i] != HB_DEAD) {
            fprintf(stderr, "at %p: 0x%02x\n", (const void *)(byte + i),
                    byte[i]);
            Py_FatalError("freed memory was written to");
        }
    }
}

void *
Hb_Moved(void *block, size_t size)
{
    void *moved = block ? PyMem_Realloc(block, size) : NULL;

    return moved ? moved : block;
}
#endif
