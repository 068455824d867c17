/* walk_write.c -- the records of a walk as lines of text. */
#include "walk_write.h"

#include "internal/hb_host.h"

#include <stdlib.h>
#include <string.h>

void
walk_write_text(FILE *out, const char *text)
{
    Hb_WriteJSON(out, text, strlen(text));
}

static void
write_reference(FILE *out, const struct walk_cell *cell)
{
    struct walk_record *target = cell->target;
    char sign = cell->sign == SIGN_WEAK       ? '?'
                : cell->sign == SIGN_BORROWED ? '~'
                                              : '@';

    /* A count that is too small, by a fault of the program, is said by cells
     * that it does not cover. */
    if (sign == '@' && target->refcount >= 0 &&
        target->written++ >= target->refcount) {
        sign = '~';
    }
    fprintf(out, "\"%c%d", sign, target->id);
    if (cell->part) {
        fprintf(out, "/%s[%ld", cell->part, cell->first);
        if (cell->last >= 0) {
            fprintf(out, ":%ld", cell->last);
        }
        putc(']', out);
    }
    putc('"', out);
}

void
walk_write_cell(FILE *out, const struct walk_cell *cell)
{
    size_t len = cell->text ? strlen(cell->text) : 0;
    char *marked;

    if (cell->sign == SIGN_NULL) {
        fputs("null", out);
        return;
    }
    if (cell->target) {
        write_reference(out, cell);
        return;
    }
    marked = malloc(len + 1);
    if (!marked) {
        fputs("null", out);
        return;
    }
    marked[0] = cell->sign == SIGN_VALUE ? '=' : '#';
    memcpy(marked + 1, cell->text, len);
    Hb_WriteJSON(out, marked, len + 1);
    free(marked);
}

static void
write_cells(FILE *out, const char *name, const struct walk_cell *cells,
            size_t count)
{
    fprintf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? "," : "", out);
        walk_write_cell(out, &cells[i]);
    }
    putc(']', out);
}

static void
write_labels(FILE *out, const struct walk_part *part)
{
    if (!part->len || !part->labels[0]) {
        return;
    }
    fputs(",\"labels\":[", out);
    for (size_t i = 0; i < part->len; i++) {
        fputs(i ? "," : "", out);
        walk_write_text(out, part->labels[i]);
    }
    putc(']', out);
}

static void
write_part(FILE *out, const struct walk_part *part)
{
    fputs("{\"name\":", out);
    walk_write_text(out, part->name);
    if (part->kind) {
        fprintf(out, ",\"kind\":\"%s\"", part->kind);
    }
    write_labels(out, part);
    if (part->kind && !strcmp(part->kind, "pairs")) {
        write_cells(out, "keys", part->keys, part->len);
    }
    write_cells(out, "cells", part->cells, part->len);
    if (part->cap > part->len) {
        fprintf(out, ",\"cap\":%zu", part->cap);
    }
    if (part->block) {
        fprintf(out, ",\"block\":%d,\"bytes\":%zu", part->block->id,
                part->bytes);
    }
    putc('}', out);
}

void
walk_write_head(FILE *out, int id, bool bare, const char *type)
{
    fprintf(out, "{\"id\":%d", id);
    if (bare) {
        fputs(",\"block\":true", out);
    }
    fputs(",\"type\":", out);
    walk_write_text(out, type);
}

void
walk_write_record(FILE *out, struct walk_record *record)
{
    walk_write_head(out, record->id, record->bare, record->type);
    if (record->refcount >= 0) {
        fprintf(out, ",\"rc\":%lld", record->refcount);
    }
    if (record->size >= 0) {
        fprintf(out, ",\"size\":%lld", record->size);
    }
    if (record->life == LIFE_GARBAGE) {
        fputs(",\"state\":\"garbage\"", out);
    }
    for (size_t i = 0; i < record->fact_count; i++) {
        fprintf(out, "%s\"%s\":%lld", i ? "," : ",\"facts\":{",
                record->facts[i].name, record->facts[i].value);
    }
    fputs(record->fact_count ? "},\"parts\":[" : ",\"parts\":[", out);
    for (const struct walk_part *part = record->parts; part;
         part = part->next) {
        fputs(part == record->parts ? "" : ",", out);
        write_part(out, part);
    }
    fputs("]}\n", out);
}
