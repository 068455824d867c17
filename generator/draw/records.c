/* records.c -- reads a stream of records into a trace.
 *
 * One pass: a line is parsed, its first key says what it is, and it must be
 * what may stand there.  The graph of a step is checked at its end (heap.c).
 */
#include "draw/reader.h"

#include <limits.h>
#include <string.h>

#include "draw/text.h"

/* ---- the other records -------------------------------------------------- */

static bool
read_header(struct reader *reader, const struct jsonl *record)
{
    const char *kind = NULL;
    long version = 0;

    if (!reader_text(reader, record, "heapbook", &kind) ||
        !reader_number(reader, record, "version", 0, &version) ||
        !reader_text(reader, record, "example", &reader->trace->name) ||
        !reader_text(reader, record, "title", &reader->trace->title) ||
        !reader_text(reader, record, "about", &reader->trace->about)) {
        return false;
    }
    if (strcmp(kind, "records") && strcmp(kind, "snapshots")) {
        return reader_fail(
            reader, "the stream holds \"%.40s\", expected records", kind);
    }
    if (version != HB_RECORDS_VERSION) {
        return reader_fail(reader, "the stream has version %ld, expected %d",
                           version, HB_RECORDS_VERSION);
    }
    reader->has_header = true;
    return true;
}

static bool
read_step(struct reader *reader, const struct jsonl *record)
{
    struct trace *trace = reader->trace;
    struct step step = {.label = ""};
    long number = 0, line = 0;

    if (!reader_number(reader, record, "step", 1, &number) ||
        !reader_text(reader, record, "label", &step.label) ||
        !reader_number(reader, record, "line", 0, &line)) {
        return false;
    }
    if (number != (long)trace->step_count + 1) {
        return reader_fail(reader, "step %ld follows step %zu", number,
                           trace->step_count);
    }
    if (trace->step_count == HB_MAX_STEPS) {
        return reader_fail(reader, "the stream has more than %d steps",
                           HB_MAX_STEPS);
    }
    step.line = line > INT_MAX ? 0 : (int)line;
    ARENA_ADD(reader->arena, trace->steps, trace->step_count, step);
    reader->step = &trace->steps[trace->step_count - 1];
    reader->cells = 0;
    return true;
}

static bool
read_variable(struct reader *reader, const struct jsonl *record)
{
    struct step *step = reader->step;
    struct variable variable = {.line = reader->line};
    const struct jsonl *ref = jsonl_find(record, "ref");

    if (!reader_text(reader, record, "var", &variable.name) ||
        !reader_need(reader, ref, "ref") ||
        !reader_cell(reader, ref, &variable.cell)) {
        return false;
    }
    if (step->block_count) {
        return reader_fail(reader, "variable %.60s stands behind a block",
                           variable.name);
    }
    if (step_find_variable(step, variable.name)) {
        return reader_fail(reader, "variable %.60s stands twice",
                           variable.name);
    }
    ARENA_ADD(reader->arena, step->variables, step->variable_count, variable);
    return true;
}

static bool
read_end(struct reader *reader, const struct jsonl *record)
{
    struct step *step = reader->step;
    long number = 0, objects = 0;

    if (!reader_number(reader, record, "end", 1, &number) ||
        !reader_number(reader, record, "objects", 0, &objects) ||
        !reader_number(reader, record, "cut", 0, &step->cut)) {
        return false;
    }
    if (number != (long)reader->trace->step_count) {
        return reader_fail(reader, "the end of step %ld in step %zu", number,
                           reader->trace->step_count);
    }
    if (objects != (long)step->block_count) {
        return reader_fail(reader, "step %ld says %ld blocks and has %zu",
                           number, objects, step->block_count);
    }
    reader->step = NULL;
    return step_check(step, reader->error);
}

/* A record of a run that is no part of a snapshot. */
static bool
skip_record(struct reader *reader, const struct jsonl *record)
{
    (void)reader;
    (void)record;
    return true;
}

static bool
read_record(struct reader *reader, const struct jsonl *record)
{
    static const struct {
        const char *key;
        int in_step;
        bool (*read)(struct reader *, const struct jsonl *);
    } kinds[] = {
        {"heapbook", 0, read_header}, {"step", 0, read_step},
        {"var", 1, read_variable},    {"id", 1, reader_block},
        {"end", 1, read_end},         {"value", 0, skip_record},
        {"plot", 0, skip_record},     {"leak", 0, skip_record},
    };

    const char *key;

    if (record->kind != JSONL_OBJECT || !record->count) {
        return reader_fail(reader, "the line is not an object");
    }
    key = record->items[0]->key;
    if (!strcmp(key, "heapbook") == reader->has_header) {
        return reader_fail(reader,
                           reader->has_header
                               ? "a second header"
                               : "the stream does not begin with a header");
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(key, kinds[i].key)) {
            continue;
        }
        if (kinds[i].in_step != !!reader->step) {
            return reader_fail(reader, "\"%s\" stands %s a step", key,
                               reader->step ? "within" : "outside of");
        }
        return kinds[i].read(reader, record);
    }
    return reader_fail(reader,
                       "a line that begins with \"%.40s\" is no record", key);
}

static bool
read_line(struct reader *reader, const char *text, size_t len)
{
    const char *reason;
    size_t column;
    struct jsonl *record;

    if (!len) {
        return reader_fail(reader, "a blank line");
    }
    if (!text_is_utf8(text, len)) {
        return reader_fail(reader, "the line is not UTF-8");
    }
    record = jsonl_parse(reader->arena, text, len, &reason, &column);
    if (!record) {
        return reader_fail(reader, "column %zu: %s", column, reason);
    }
    return read_record(reader, record);
}

static bool
read_lines(struct reader *reader, const char *text, size_t len)
{
    const char *end = text + len;

    if (len > HB_MAX_RECORDS) {
        return reader_fail(reader, "the stream has %zu bytes, more than %d",
                           len, HB_MAX_RECORDS);
    }
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));

        reader->line++;
        if (!stop) {
            return reader_fail(reader, "the last line has no end");
        }
        if (!read_line(reader, text, (size_t)(stop - text))) {
            return false;
        }
        text = stop + 1;
    }
    if (reader->step) {
        return reader_fail(reader, "step %zu has no end",
                           reader->trace->step_count);
    }
    return true;
}

/* ---- the interface ------------------------------------------------------ */

struct trace *
trace_read(const char *text, size_t len, struct draw_error *error)
{
    struct arena *arena = arena_new();
    struct trace *trace = ARENA_NEW(arena, struct trace);
    struct reader reader = {.trace = trace, .arena = arena, .error = error};

    trace->arena = arena;
    if (!read_lines(&reader, text, len)) {
        arena_free(arena);
        return NULL;
    }
    return trace;
}

void
trace_free(struct trace *trace)
{
    if (trace) {
        arena_free(trace->arena);
    }
}

size_t
trace_step_count(const struct trace *trace)
{
    return trace->step_count;
}
