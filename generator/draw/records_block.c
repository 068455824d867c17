#include "draw/reader.h"

#include <limits.h>
#include <string.h>

/* ---- parts -------------------------------------------------------------- */

static bool
read_labels(struct reader *reader, const struct jsonl *list, struct part *part)
{
    part->labels = ARENA_ARRAY(reader->arena, const char *, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != JSONL_STRING) {
            return reader_fail(reader, "a label of part %.60s is not text",
                               part->name);
        }
        part->labels[i] = list->items[i]->string;
    }
    return true;
}

static bool
read_part_kind(struct reader *reader, const struct jsonl *record,
               struct part *part)
{
    const char *kind = NULL;

    if (!reader_text(reader, record, "kind", &kind)) {
        return false;
    }
    if (kind && strcmp(kind, "row") && strcmp(kind, "pairs")) {
        return reader_fail(reader, "unknown kind of part \"%.40s\"", kind);
    }
    part->kind = !kind                  ? PART_FREE
                 : !strcmp(kind, "row") ? PART_ROW
                                        : PART_PAIRS;
    return true;
}

static bool
read_part_cells(struct reader *reader, const struct jsonl *record,
                struct part *part)
{
    const struct jsonl *cells, *labels, *keys;

    if (!reader_field(reader, record, "cells", JSONL_ARRAY, &cells) ||
        !reader_field(reader, record, "labels", JSONL_ARRAY, &labels) ||
        !reader_field(reader, record, "keys", JSONL_ARRAY, &keys) ||
        !reader_need(reader, cells, "cells")) {
        return false;
    }
    if ((labels && labels->count != cells->count) ||
        (keys && keys->count != cells->count)) {
        return reader_fail(reader, "part %.60s has %zu cells and %zu %s",
                           part->name, cells->count,
                           labels ? labels->count : keys->count,
                           labels ? "labels" : "keys");
    }
    part->len = (int)cells->count;
    return (!keys || reader_cells(reader, keys, &part->keys)) &&
           reader_cells(reader, cells, &part->cells) &&
           (!labels || read_labels(reader, labels, part));
}

static bool
read_part(struct reader *reader, const struct jsonl *record, struct part *part)
{
    long room = 0, block = 0;

    if (record->kind != JSONL_OBJECT) {
        return reader_fail(reader, "a part is not an object");
    }
    if (!reader_text(reader, record, "name", &part->name) ||
        !reader_need(reader, part->name, "name") ||
        !read_part_kind(reader, record, part) ||
        !read_part_cells(reader, record, part) ||
        !reader_number(reader, record, "cap", 0, &room) ||
        !reader_number(reader, record, "block", 1, &block) ||
        !reader_number(reader, record, "bytes", 0, &part->bytes)) {
        return false;
    }
    if (jsonl_find(record, "cap") && room < part->len) {
        return reader_fail(reader, "part %.60s has %d cells and room for %ld",
                           part->name, part->len, room);
    }
    if (room > INT_MAX || block > INT_MAX) {
        return reader_fail(reader, "a number of part %.60s is too large",
                           part->name);
    }
    part->room = room > part->len ? (int)room : part->len;
    part->block = (int)block;
    return true;
}

/* ---- blocks ------------------------------------------------------------- */

static bool
read_facts(struct reader *reader, const struct jsonl *record,
           struct block *block)
{
    const struct jsonl *facts;

    if (!reader_field(reader, record, "facts", JSONL_OBJECT, &facts)) {
        return false;
    }
    for (size_t i = 0; facts && i < facts->count; i++) {
        const struct jsonl *value = facts->items[i];
        struct fact fact = {value->key, value->string};

        if (value->kind == JSONL_NUMBER) {
            fact.value = arena_print(reader->arena, "%ld", value->number);
        }
        else if (value->kind != JSONL_STRING) {
            return reader_fail(reader, "fact \"%.40s\" is not a whole number",
                               value->key);
        }
        ARENA_ADD(reader->arena, block->facts, block->fact_count, fact);
    }
    return true;
}

static bool
read_life(struct reader *reader, const struct jsonl *record,
          struct block *block)
{
    const char *state = NULL;

    if (!reader_text(reader, record, "state", &state)) {
        return false;
    }
    if (state && strcmp(state, "garbage") && strcmp(state, "freed")) {
        return reader_fail(reader, "unknown state \"%.40s\"", state);
    }
    block->life = !state ? LIVE : !strcmp(state, "freed") ? FREED : GARBAGE;
    return true;
}

static bool
read_parts(struct reader *reader, const struct jsonl *record,
           struct block *block)
{
    const struct jsonl *parts;

    if (!reader_field(reader, record, "parts", JSONL_ARRAY, &parts) ||
        !reader_need(reader, parts, "parts")) {
        return false;
    }
    if (block->life == FREED && parts->count) {
        return reader_fail(reader, "block %d is freed and has parts",
                           block->id);
    }
    block->parts = ARENA_ARRAY(reader->arena, struct part, parts->count);
    block->part_count = parts->count;
    for (size_t i = 0; i < parts->count; i++) {
        if (!read_part(reader, parts->items[i], &block->parts[i])) {
            return false;
        }
    }
    return true;
}

static bool
read_bare(struct reader *reader, const struct jsonl *record,
          struct block *block)
{
    const struct jsonl *bare = jsonl_find(record, "block");

    if (bare && bare->kind != JSONL_TRUE && bare->kind != JSONL_FALSE) {
        return reader_fail(reader, "\"block\" is neither true nor false");
    }
    block->bare = bare && bare->kind == JSONL_TRUE;
    return true;
}

bool
reader_block(struct reader *reader, const struct jsonl *record)
{
    struct step *step = reader->step;
    struct block block = {.refs = -1, .bytes = -1, .line = reader->line};
    long id = 0;
    int last = step->block_count ? step->blocks[step->block_count - 1].id : 0;

    if (!reader_number(reader, record, "id", 1, &id)) {
        return false;
    }
    if (id > INT_MAX || id <= last) {
        return reader_fail(reader, "block %ld stands behind block %d", id,
                           last);
    }
    if (step->block_count == HB_MAX_BLOCKS) {
        return reader_fail(reader, "the step has more than %d blocks",
                           HB_MAX_BLOCKS);
    }
    block.id = (int)id;
    if (!read_bare(reader, record, &block) ||
        !reader_text(reader, record, "type", &block.type) ||
        !reader_need(reader, block.type, "type") ||
        !reader_number(reader, record, "rc", 0, &block.refs) ||
        !reader_number(reader, record, "size", 0, &block.bytes) ||
        !read_life(reader, record, &block) ||
        !read_facts(reader, record, &block) ||
        !read_parts(reader, record, &block)) {
        return false;
    }
    ARENA_ADD(reader->arena, step->blocks, step->block_count, block);
    return true;
}
