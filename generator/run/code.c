#include "run/code.h"

#include <string.h>
#include <sys/mman.h>

_Static_assert(sizeof(struct code_head) <= CODE_FIRST,
               "the head fits before the code");

/* The first window lies where the kernel likes; all others lie there too. */
int
code_begin(struct code *code)
{
    void *at = mmap(code->window, CODE_ROOM, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE |
                        (code->window ? MAP_FIXED : 0),
                    -1, 0);

    if (at == MAP_FAILED) {
        return -1;
    }
    code->window = at;
    code->shared = 1;
    code->size = 0;
    return 0;
}

unsigned char *
code_room(const struct code *code, size_t size)
{
    return size <= CODE_ROOM - CODE_FIRST ? code->window + CODE_FIRST : NULL;
}

int
code_settle(struct code *code)
{
    uint64_t bytes = code_head(code)->size;
    size_t size = CODE_FIRST + (size_t)bytes;
    void *copy;

    if (!bytes || bytes > CODE_ROOM - CODE_FIRST) {
        return -1;
    }
    copy = mmap(NULL, size, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED) {
        return -1;
    }
    memcpy(copy, code->window, size);
    if (mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED,
               code->window) != code->window) {
        munmap(copy, size);
        return -1;
    }
    code->shared = 0;
    code->size = size;
    return 0;
}

const struct code_head *
code_head(const struct code *code)
{
    return (const struct code_head *)code->window;
}

void *
code_entry(const struct code *code, size_t n)
{
    uint64_t address = n < CODE_ENTRIES ? code_head(code)->entries[n] : 0;
    uintptr_t start = (uintptr_t)code->window;

    return address >= start + CODE_FIRST && address < start + code->size
               ? (void *)(uintptr_t)address
               : NULL;
}

char *
code_bytes(TALLOC_CTX *ctx, const struct code *code, size_t *len)
{
    *len = code->size - CODE_FIRST;
    return talloc_memdup(ctx, code->window + CODE_FIRST, *len);
}

int
code_enable(const struct code *code)
{
    return mprotect(code->window, code->size,
                    PROT_READ | PROT_WRITE | PROT_EXEC);
}

void
code_end(struct code *code)
{
    if (code->window) {
        munmap(code->window, CODE_ROOM);
    }
    *code = (struct code){0};
}
