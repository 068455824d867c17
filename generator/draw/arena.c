#include "draw/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 16 * 1024, ALIGN = 16 };

struct chunk {
    struct chunk *next;
    size_t used, size;
    _Alignas(ALIGN) char bytes[];
};

struct arena {
    struct chunk *chunks; /* the newest first */
};

static void *
allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory) {
        fputs("heapbook: out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

struct arena *
arena_new(void)
{
    return allocate(sizeof(struct arena));
}

void
arena_free(struct arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(arena);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    struct chunk *chunk = arena->chunks;
    void *memory;

    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (!chunk || chunk->size - chunk->used < size) {
        size_t room = size > CHUNK ? size : CHUNK;

        chunk = allocate(sizeof *chunk + room);
        chunk->size = room;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    memory = chunk->bytes + chunk->used;
    chunk->used += size;
    return memory;
}

char *
arena_copy(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);

    memcpy(copy, text, len);
    return copy;
}

char *
arena_print(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    int len;
    char *text;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    text = arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t size)
{
    void *grown;

    if (count && (count < 8 || count & (count - 1))) {
        return items;
    }
    grown = arena_alloc(arena, size * (count < 8 ? 8 : 2 * count));
    if (count) {
        memcpy(grown, items, size * count);
    }
    return grown;
}
