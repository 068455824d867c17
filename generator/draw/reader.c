#include "draw/reader.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

bool
reader_fail(struct reader *reader, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    reader->error->line = reader->line;
    vsnprintf(reader->error->text, sizeof reader->error->text, format, args);
    va_end(args);
    return false;
}

/* ---- fields ------------------------------------------------------------- */

bool
reader_field(struct reader *reader, const struct jsonl *record,
             const char *name, enum jsonl_kind kind,
             const struct jsonl **field)
{
    static const char *const kinds[] = {
        "null", "false", "true", "a number", "text", "a list", "an object"};

    *field = jsonl_find(record, name);
    if (*field && (*field)->kind != kind) {
        return reader_fail(reader, "\"%.40s\" is not %s", name, kinds[kind]);
    }
    return true;
}

bool
reader_text(struct reader *reader, const struct jsonl *record,
            const char *name, const char **text)
{
    const struct jsonl *field;

    if (!reader_field(reader, record, name, JSONL_STRING, &field)) {
        return false;
    }
    if (field) {
        *text = field->string;
    }
    return true;
}

bool
reader_number(struct reader *reader, const struct jsonl *record,
              const char *name, long least, long *number)
{
    const struct jsonl *field;

    if (!reader_field(reader, record, name, JSONL_NUMBER, &field)) {
        return false;
    }
    if (field && field->number < least) {
        return reader_fail(reader, "\"%s\" is %ld, less than %ld", name,
                           field->number, least);
    }
    if (field) {
        *number = field->number;
    }
    return true;
}

bool
reader_need(struct reader *reader, bool present, const char *name)
{
    return present || reader_fail(reader, "\"%s\" is missing", name);
}

/* ---- cells -------------------------------------------------------------- */

static bool
read_digits(const char **text, int *number)
{
    const char *first = *text;
    long value = 0;

    while (**text >= '0' && **text <= '9' && value <= INT_MAX / 10) {
        value = value * 10 + (*(*text)++ - '0');
    }
    *number = (int)value;
    return *text > first && value <= INT_MAX;
}

/* The text behind the sign of a reference: 7, 7/bytes[3], 7/bytes[2:6]. */
static bool
read_target(struct reader *reader, const char *text, struct cell *cell)
{
    const char *open;

    if (!read_digits(&text, &cell->block)) {
        return false;
    }
    if (!*text) {
        return true;
    }
    open = strchr(text, '[');
    if (*text != '/' || !open || open == text + 1) {
        return false;
    }
    cell->part =
        arena_copy(reader->arena, text + 1, (size_t)(open - text - 1));
    text = open + 1;
    if (!read_digits(&text, &cell->first)) {
        return false;
    }
    cell->last = cell->first + 1;
    if (*text == ':') {
        text++;
        cell->is_range = true;
        if (!read_digits(&text, &cell->last)) {
            return false;
        }
    }
    return !strcmp(text, "]");
}

bool
reader_cell(struct reader *reader, const struct jsonl *value,
            struct cell *cell)
{
    static const char signs[] = "@~?=#";
    const char *sign;

    if (++reader->cells > HB_MAX_CELLS) {
        return reader_fail(reader, "the step has more than %d cells",
                           HB_MAX_CELLS);
    }
    if (value->kind == JSONL_NULL) {
        return true;
    }
    if (value->kind != JSONL_STRING) {
        return reader_fail(reader, "a cell is neither text nor null");
    }
    sign = *value->string ? strchr(signs, *value->string) : NULL;
    if (!sign) {
        return reader_fail(reader, "unknown sign in the cell \"%.40s\"",
                           value->string);
    }
    cell->kind = CELL_OWNED + (enum cell_kind)(sign - signs);
    if (!cell_is_reference(cell)) {
        cell->text = value->string + 1;
    }
    else if (!read_target(reader, value->string + 1, cell)) {
        return reader_fail(reader, "the reference \"%.40s\" cannot be read",
                           value->string);
    }
    return true;
}

bool
reader_cells(struct reader *reader, const struct jsonl *list,
             struct cell **cells)
{
    *cells = ARENA_ARRAY(reader->arena, struct cell, list->count);
    for (size_t i = 0; i < list->count; i++) {
        if (!reader_cell(reader, list->items[i], &(*cells)[i])) {
            return false;
        }
    }
    return true;
}
