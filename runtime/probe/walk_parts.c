/* walk_parts.c -- the memory of a walk, and the parts of its records. */
#include "walk.h"

#include "heapbook/records.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 16 * 1024 };

/* ---- memory ------------------------------------------------------------- */

struct walk_chunk {
    struct walk_chunk *next;
    size_t used, size;
    _Alignas(16) char bytes[];
};

void *
walk_alloc(struct walk *walk, size_t size)
{
    struct walk_chunk *chunk = walk->memory;
    void *memory;

    size = (size + 15) & ~(size_t)15;
    if (!chunk || chunk->size - chunk->used < size) {
        size_t room = size > CHUNK ? size : CHUNK;

        chunk = calloc(1, sizeof(*chunk) + room);
        if (!chunk) {
            return NULL;
        }
        chunk->size = room;
        chunk->next = walk->memory;
        walk->memory = chunk;
    }
    memory = chunk->bytes + chunk->used;
    chunk->used += size;
    return memory;
}

void
walk_free(struct walk *walk)
{
    for (struct walk_chunk *chunk = walk->memory, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    free(walk->records);
    free(walk->table);
    memset(walk, 0, sizeof(*walk));
}

static const char *
print_text(struct walk *walk, const char *format, va_list args)
{
    char text[512], *copy;
    int len = vsnprintf(text, sizeof(text), format, args);

    if (len < 0) {
        return "";
    }
    len = len < (int)sizeof(text) ? len : (int)sizeof(text) - 1;
    copy = walk_alloc(walk, (size_t)len + 1);
    return copy ? memcpy(copy, text, (size_t)len) : "";
}

const char *
walk_text(struct walk *walk, const char *format, ...)
{
    const char *text;
    va_list args;

    va_start(args, format);
    text = print_text(walk, format, args);
    va_end(args);
    return text;
}

struct walk_cell
walk_raw(struct walk *walk, const char *format, ...)
{
    struct walk_cell cell = {.sign = SIGN_RAW};
    va_list args;

    va_start(args, format);
    cell.text = print_text(walk, format, args);
    va_end(args);
    return cell;
}

/* ---- parts -------------------------------------------------------------- */

struct walk_part *
walk_part(struct walk *walk, struct walk_record *record, const char *name)
{
    struct walk_part *part = walk_alloc(walk, sizeof(*part));

    if (part) {
        part->name = name;
        *record->parts_end = part;
        record->parts_end = &part->next;
    }
    return part;
}

void
walk_fact(struct walk_record *record, const char *name, long long value)
{
    if (record->fact_count < WALK_FACTS) {
        record->facts[record->fact_count].name = name;
        record->facts[record->fact_count++].value = value;
    }
}

void
walk_grow(struct walk_record *record, long long bytes)
{
    if (bytes > 0 && bytes < (long long)1 << 40) {
        record->size += bytes;
    }
}

/* A larger copy of an array of the part, or NULL. */
static void *
grown(struct walk *walk, const void *items, size_t size,
      const struct walk_part *part, size_t room)
{
    void *copy = walk_alloc(walk, room * size);

    if (copy && items) {
        memcpy(copy, items, part->len * size);
    }
    return copy;
}

/* Room for one more cell; the limits say no as well. */
static bool
make_room(struct walk *walk, struct walk_part *part)
{
    size_t room = part->room ? 2 * part->room : 8;

    if (walk->cells >= WALK_CELLS - 1) {
        return false;
    }
    if (part->len < part->room) {
        return true;
    }
    part->cells = grown(walk, part->cells, sizeof(*part->cells), part, room);
    part->labels =
        grown(walk, part->labels, sizeof(*part->labels), part, room);
    part->keys = grown(walk, part->keys, sizeof(*part->keys), part, room);
    if (!part->cells || !part->labels || !part->keys) {
        part->len = part->room = 0;
        return false;
    }
    part->room = room;
    return true;
}

static void
count_reference(const struct walk_cell *cell)
{
    if (cell->sign == SIGN_OWNED && cell->target) {
        cell->target->owned++;
    }
}

bool
walk_add(struct walk *walk, struct walk_part *part, const char *label,
         struct walk_cell cell)
{
    if (!part || !make_room(walk, part)) {
        return false;
    }
    count_reference(&cell);
    part->labels[part->len] = label;
    part->cells[part->len++] = cell;
    part->cap = part->len > part->cap ? part->len : part->cap;
    walk->cells++;
    return true;
}

bool
walk_add_pair(struct walk *walk, struct walk_part *part, struct walk_cell key,
              struct walk_cell cell)
{
    if (!part || !make_room(walk, part)) {
        return false;
    }
    part->kind = "pairs";
    part->keys[part->len] = key;
    count_reference(&key);
    walk->cells++;
    return walk_add(walk, part, NULL, cell);
}

void
walk_part_block(struct walk *walk, struct walk_part *part, uintptr_t address,
                size_t bytes)
{
    struct walk_record *block =
        part && address ? walk_memory(walk, address, part->name, NULL) : NULL;

    if (block) {
        block->inner = true;
        part->block = block;
        part->bytes = bytes;
    }
}
