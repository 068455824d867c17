/* outside.c -- books on the C library's memory; see heapbook/outside.h.
 *
 * Open addressing with linear probing, by address; a place that has been used
 * stays used until the table grows, and says until then that its block was
 * given back.
 */
#include "heapbook/outside.h"
#include "internal/hb_books.h"
#include "internal/hb_host.h"
#include "internal/hb_region.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef __wasm__
#include <dlfcn.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

enum { FIRST_PLACES = 64 };

struct Hb_OutsideBlock {
    uintptr_t at; /* 0: never used */
    size_t size;
    int line;
    unsigned long serial; /* 0: given back */
};

/* ---- the table ---------------------------------------------------------- */

static struct Hb_OutsideBlock *
place_of(uintptr_t at)
{
    const struct Hb_Books *books = Hb_Books();
    struct Hb_OutsideBlock *table = books->outside.table;
    size_t last = books->outside.places - 1;
    size_t i = (size_t)((at >> 4) * (uint64_t)0x9E3779B97F4A7C15 >> 20);

    for (i &= last; table[i].at && table[i].at != at;) {
        i = (i + 1) & last;
    }
    return &table[i];
}

/* 0; -1 without memory, and the table is as it was. */
static int
make_room(void)
{
    struct Hb_Books *books = Hb_Books();
    struct Hb_OutsideBlock *old = books->outside.table, *table;
    size_t count = books->outside.places, places = FIRST_PLACES, i;

    if (count && books->outside.taken * 2 < count) {
        return 0;
    }
    while (places < books->outside.blocks * 4) {
        places *= 2;
    }
    table = calloc(places, sizeof(*table));
    if (!table) {
        return -1;
    }
    books->outside.table = table;
    books->outside.places = places;
    books->outside.taken = books->outside.blocks;
    for (i = 0; i < count; i++) {
        if (old[i].serial) {
            *place_of(old[i].at) = old[i];
        }
    }
    free(old);
    return 0;
}

/* What finds no room is not counted: it is never blamed on anybody. */
static void *
keep(void *ptr, size_t size)
{
    struct Hb_Books *books = Hb_Books();

    if (ptr && !make_room()) {
        struct Hb_OutsideBlock *block = place_of((uintptr_t)ptr);

        books->outside.taken += !block->at;
        *block =
            (struct Hb_OutsideBlock){(uintptr_t)ptr, size, Hb_CurrentLine(),
                                     ++books->outside.last_serial};
        books->outside.blocks++;
        books->outside.bytes += size;
    }
    return ptr;
}

#ifdef __wasm__
void hb_web_refused(void); /* runtime/web/libc/malloc.c */
#else
static void
hb_web_refused(void)
{
}
#endif

static void *
note(void *ptr, size_t size)
{
    if (!ptr) {
        hb_web_refused();
    }
    Hb_Books()->meter.allocations++;
    return keep(ptr, size);
}

/* 1 when it was in the books; then it is not any more. */
static int
forget(const void *ptr, struct Hb_OutsideBlock *was)
{
    struct Hb_Books *books = Hb_Books();
    struct Hb_OutsideBlock *block;

    if (!books->outside.places || !ptr) {
        return 0;
    }
    block = place_of((uintptr_t)ptr);
    if (!block->serial) {
        return 0;
    }
    *was = *block;
    block->serial = 0;
    books->outside.blocks--;
    books->outside.bytes -= was->size;
    return 1;
}

/* ---- blocks that are none ----------------------------------------------- */

static int
is_inside_block(uintptr_t at)
{
    const struct Hb_Books *books = Hb_Books();
    const struct Hb_OutsideBlock *table = books->outside.table;
    size_t i;

    for (i = 0; i < books->outside.places; i++) {
        if (table[i].serial && at > table[i].at &&
            at - table[i].at < table[i].size) {
            return 1;
        }
    }
    return 0;
}

#if defined(__wasm__) || defined(__SANITIZE_ADDRESS__)

/* Whose malloc it is says more. */
static int
is_in_heap(uintptr_t at)
{
    (void)at;
    return 1;
}

static int
begins_mapping(uintptr_t at)
{
    (void)at;
    return 0;
}

#else

/* The C library's heap grows from behind the program's data. */
static int
is_in_heap(uintptr_t at)
{
    extern const char end;

    return at > (uintptr_t)&end && at < (uintptr_t)sbrk(0) && at % 16 == 0;
}

/* Its large blocks are mappings, of which the first 16 bytes are its own. */
static int
begins_mapping(uintptr_t at)
{
    return at % 4096 == 16 && at - Hb_RegionBase() >= HB_REGION_SIZE;
}

#endif

/* What is wrong with a pointer for free(); NULL for nothing that is known.  In
 * the heap, what was given back may be a block of the C library's by now. */
static const char *
what_is_wrong(uintptr_t at)
{
    const struct Hb_OutsideBlock *block =
        Hb_Books()->outside.places ? place_of(at) : NULL;

    if (block && block->at) {
        return block->serial || is_in_heap(at) ? NULL
                                               : "block was freed before";
    }
    return !is_inside_block(at) && (is_in_heap(at) || begins_mapping(at))
               ? NULL
               : "not a block of malloc";
}

static void
look_at(const void *ptr, const char *call)
{
    const char *wrong = ptr ? what_is_wrong((uintptr_t)ptr) : NULL;

    if (wrong) {
        fflush(stdout);
        fprintf(stderr, "%s(): %s\n", call, wrong);
        abort();
    }
}

/* ---- the calls ---------------------------------------------------------- */

static void *
outside_malloc(size_t size)
{
    return Hb_MeterRefuses() ? NULL : note(malloc(size), size);
}

static void *
outside_calloc(size_t count, size_t size)
{
    return Hb_MeterRefuses() ? NULL : note(calloc(count, size), count * size);
}

static void
outside_free(void *ptr)
{
    struct Hb_OutsideBlock was;

    look_at(ptr, "free");
    Hb_Books()->meter.frees += ptr != NULL;
    forget(ptr, &was);
    free(ptr);
}

static void *
outside_realloc(void *ptr, size_t size)
{
    struct Hb_OutsideBlock was;
    int known, refused = Hb_MeterRefuses();
    void *moved;

    look_at(ptr, "realloc");
    known = forget(ptr, &was);
    moved = refused ? NULL : realloc(ptr, size);
    Hb_Books()->meter.allocations += !ptr;
    Hb_Books()->meter.resizes += ptr != NULL;
    if (moved) {
        return keep(moved, size);
    }
    if (!refused && size) {
        hb_web_refused();
    }
    if (known && (size > 0 || refused)) {
        keep(ptr, was.size); /* it is where it was */
    }
    return NULL;
}

static void *
outside_reallocarray(void *ptr, size_t count, size_t size)
{
    return size && count > SIZE_MAX / size
               ? NULL
               : outside_realloc(ptr, count * size);
}

static void *
outside_aligned_alloc(size_t to, size_t size)
{
    return Hb_MeterRefuses() ? NULL : note(aligned_alloc(to, size), size);
}

static int
outside_posix_memalign(void **ptr, size_t to, size_t size)
{
    int err = Hb_MeterRefuses() ? ENOMEM : posix_memalign(ptr, to, size);

    if (!err) {
        note(*ptr, size);
    }
    return err;
}

static char *
outside_strndup(const char *text, size_t most)
{
    size_t len = strnlen(text, most);
    char *copy = outside_malloc(len + 1);

    if (copy) {
        memcpy(copy, text, len);
        copy[len] = '\0';
    }
    return copy;
}

static char *
outside_strdup(const char *text)
{
    return outside_strndup(text, strlen(text));
}

static int
outside_vasprintf(char **text, const char *format, va_list args)
{
    int len = Hb_MeterRefuses() ? -1 : vasprintf(text, format, args);

    if (len >= 0) {
        note(*text, (size_t)len + 1);
    }
    return len;
}

static int
outside_asprintf(char **text, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = outside_vasprintf(text, format, args);
    va_end(args);
    return len;
}

/* ---- calls that only a system has --------------------------------------- */

#ifndef __wasm__

static void *
outside_memalign(size_t to, size_t size)
{
    return note(memalign(to, size), size);
}

static void *
outside_valloc(size_t size)
{
    return note(valloc(size), size);
}

static void *
outside_pvalloc(size_t size)
{
    return note(pvalloc(size), size);
}

/* The line's room is the caller's to free, whether it was given any or not.
 */
static ssize_t
outside_getdelim(char **line, size_t *room, int end, FILE *in)
{
    char *before = line ? *line : NULL;
    struct Hb_OutsideBlock was = {0};
    int known = forget(before, &was);
    ssize_t len = getdelim(line, room, end, in);

    if (line && *line) {
        Hb_Books()->meter.allocations += !before;
        Hb_Books()->meter.resizes += before && *line != before;
        if (known || *line != before) {
            keep(*line, *line == before ? was.size : *room);
        }
    }
    return len;
}

static ssize_t
outside_getline(char **line, size_t *room, FILE *in)
{
    return outside_getdelim(line, room, '\n', in);
}

/* Pages are asked for as well as blocks are; whether they are given back,
 * nobody looks at. */
static void *
outside_mmap(void *at, size_t size, int access, int flags, int fd,
             off_t offset)
{
    Hb_Books()->meter.allocations++;
    return mmap(at, size, access, flags, fd, offset);
}

static void *
outside_sbrk(intptr_t more)
{
    Hb_Books()->meter.allocations += more > 0;
    return sbrk(more);
}

static const struct Hb_OutsideCall *call_named(const char *name);

/* What is looked up by its name is the same as what is linked. */
static void *
outside_dlsym(void *library, const char *name)
{
    const struct Hb_OutsideCall *call = call_named(name);
    void *address;

    if (!call) {
        return dlsym(library, name);
    }
    memcpy(&address, &call->call, sizeof(address));
    return address;
}

static void *
outside_dlvsym(void *library, const char *name, const char *version)
{
    return call_named(name) ? outside_dlsym(library, name)
                            : dlvsym(library, name, version);
}

#endif

/* ---- for who links ------------------------------------------------------ */

#define NAMED(name, with)                                                     \
    {                                                                         \
#name, (void (*)(void))outside_##with                                 \
    }
#define CALL(name) NAMED(name, name)

static const struct Hb_OutsideCall calls[] = {
    CALL(malloc),
    CALL(calloc),
    CALL(realloc),
    CALL(free),
    CALL(reallocarray),
    CALL(strdup),
    CALL(aligned_alloc),
    CALL(posix_memalign),
    CALL(strndup),
    CALL(asprintf),
    CALL(vasprintf),
#ifndef __wasm__
    CALL(getdelim),
    CALL(getline),
    NAMED(cfree, free),
    CALL(memalign),
    CALL(valloc),
    CALL(pvalloc),
    NAMED(__getdelim, getdelim),
    NAMED(__strdup, strdup),
    NAMED(__strndup, strndup),
    CALL(mmap),
    NAMED(mmap64, mmap),
    CALL(sbrk),
    NAMED(__sbrk, sbrk),
    /* the C library's own names for them */
    NAMED(__libc_malloc, malloc),
    NAMED(__libc_calloc, calloc),
    NAMED(__libc_realloc, realloc),
    NAMED(__libc_free, free),
    NAMED(__libc_memalign, memalign),
    NAMED(__libc_valloc, valloc),
    NAMED(__libc_pvalloc, pvalloc),
    NAMED(__libc_reallocarray, reallocarray),
    CALL(dlsym),
    CALL(dlvsym),
#endif
};

enum { CALLS = sizeof(calls) / sizeof(*calls) };

#ifndef __wasm__
static const struct Hb_OutsideCall *
call_named(const char *name)
{
    size_t i;

    for (i = 0; i < CALLS; i++) {
        if (strcmp(calls[i].name, name) == 0) {
            return &calls[i];
        }
    }
    return NULL;
}
#endif

const struct Hb_OutsideCall *
Hb_OutsideCalls(size_t *count)
{
    *count = CALLS;
    return calls;
}

struct Hb_Outside
Hb_OutsideLeft(void)
{
    const struct Hb_Books *books = Hb_Books();
    const struct Hb_OutsideBlock *table = books->outside.table;
    struct Hb_Outside left = {books->outside.blocks, books->outside.bytes, 0};
    unsigned long oldest = books->outside.last_serial + 1;
    size_t i;

    for (i = 0; i < books->outside.places; i++) {
        if (table[i].serial && table[i].serial < oldest) {
            oldest = table[i].serial;
            left.line = table[i].line;
        }
    }
    return left;
}
