/* outside.c -- books on the C library's memory; see heapbook/outside.h.
 *
 * Open addressing with linear probing, by address; a place that has been used
 * stays used until the table grows.
 */
#include "heapbook/outside.h"
#include "internal/hb_host.h"
#include "internal/hb_trace.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_PLACES = 64 };

struct block {
    uintptr_t at; /* 0: never used; GONE: given back */
    size_t size;
    int line;
    unsigned long serial;
};

enum { GONE = 1 };

static struct block *table;
static size_t places, taken; /* a power of two, or 0; with those that went */
static size_t blocks, bytes;
static unsigned long last_serial;

/* ---- the table ---------------------------------------------------------- */

static struct block *
place_of(uintptr_t at)
{
    size_t i = (size_t)((at >> 4) * (uint64_t)0x9E3779B97F4A7C15 >> 20);

    for (i &= places - 1; table[i].at && table[i].at != at;) {
        i = (i + 1) & (places - 1);
    }
    return &table[i];
}

/* 0; -1 without memory, and the table is as it was. */
static int
make_room(void)
{
    struct block *old = table;
    size_t count = places, i;

    if (places && taken * 2 < places) {
        return 0;
    }
    places = FIRST_PLACES;
    while (places < blocks * 4) {
        places *= 2;
    }
    table = calloc(places, sizeof(*table));
    if (!table) {
        table = old;
        places = count;
        return -1;
    }
    taken = blocks;
    for (i = 0; i < count; i++) {
        if (old[i].at > GONE) {
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
    if (ptr && !make_room()) {
        *place_of((uintptr_t)ptr) = (struct block){
            (uintptr_t)ptr, size, Hb_CurrentLine(), ++last_serial};
        taken++;
        blocks++;
        bytes += size;
    }
    return ptr;
}

static void *
note(void *ptr, size_t size)
{
    Hb_Meter.allocations++;
    return keep(ptr, size);
}

/* 1 when it was in the books; then it is not any more. */
static int
forget(const void *ptr, struct block *was)
{
    struct block *block = places && ptr ? place_of((uintptr_t)ptr) : NULL;

    if (!block || !block->at) {
        return 0;
    }
    *was = *block;
    block->at = GONE;
    blocks--;
    bytes -= was->size;
    return 1;
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
    struct block was;

    Hb_Meter.frees += ptr != NULL;
    forget(ptr, &was);
    free(ptr);
}

static void *
outside_realloc(void *ptr, size_t size)
{
    struct block was;
    int known = forget(ptr, &was);
    int refused = Hb_MeterRefuses();
    void *moved = refused ? NULL : realloc(ptr, size);

    Hb_Meter.allocations += !ptr;
    Hb_Meter.resizes += ptr != NULL;
    if (moved) {
        return keep(moved, size);
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

/* ---- for who links ------------------------------------------------------ */

const struct Hb_OutsideCall *
Hb_OutsideCalls(size_t *count)
{
#define CALL(name)                                                            \
    {                                                                         \
#name, (void (*)(void))outside_##name                                 \
    }
    static const struct Hb_OutsideCall calls[] = {
        CALL(malloc),        CALL(calloc),         CALL(realloc),
        CALL(free),          CALL(reallocarray),   CALL(strdup),
        CALL(aligned_alloc), CALL(posix_memalign), CALL(strndup),
        CALL(asprintf),      CALL(vasprintf)};

    *count = sizeof(calls) / sizeof(*calls);
    return calls;
}

struct Hb_Outside
Hb_OutsideLeft(void)
{
    struct Hb_Outside left = {blocks, bytes, 0};
    unsigned long oldest = last_serial + 1;
    size_t i;

    for (i = 0; i < places; i++) {
        if (table[i].at > GONE && table[i].serial < oldest) {
            oldest = table[i].serial;
            left.line = table[i].line;
        }
    }
    return left;
}
