#include "run/values.h"

#include <string.h>

#include "base/json.h"

enum { MOST_POINTS = 10000 };

static void
value_take(struct values *values, const struct json *record)
{
    struct value value = {
        .key = talloc_strdup(values, json_text(record, "value", "")),
        .text = talloc_strdup(values, json_text(record, "text", "")),
        .line = (int)json_int(record, "line", 0),
    };
    values->values = talloc_realloc(values, values->values, struct value,
                                    values->value_count + 1);
    values->values[values->value_count++] = value;
}

static struct series *
series_get(struct values *values, const char *name)
{
    for (size_t i = 0; i < values->series_count; i++) {
        if (strcmp(values->series[i].name, name) == 0) {
            return &values->series[i];
        }
    }
    values->series = talloc_realloc(values, values->series, struct series,
                                    values->series_count + 1);
    struct series *series = &values->series[values->series_count++];
    *series = (struct series){.name = talloc_strdup(values, name)};
    return series;
}

/* The array doubles at each power of two. */
static void
point_take(struct values *values, const struct json *record)
{
    struct series *series = series_get(values, json_text(record, "plot", ""));
    if (series->len == MOST_POINTS) {
        return;
    }
    if ((series->len & (series->len - 1)) == 0) {
        size_t capacity = series->len ? 2 * series->len : 1;
        series->points =
            talloc_realloc(values, series->points, struct point, capacity);
    }
    series->points[series->len++] = (struct point){
        json_number(record, "x", 0), json_number(record, "y", 0)};
}

static void
leak_take(struct values *values, const struct json *record)
{
    struct leak leak = {
        .type = talloc_strdup(values, json_text(record, "type", "object")),
        .repr = talloc_strdup(values, json_text(record, "repr", "")),
        .size = json_int(record, "size", 0),
        .refcount = json_int(record, "rc", 0),
        .line = (int)json_int(record, "line", 0),
    };
    values->leaks = talloc_realloc(values, values->leaks, struct leak,
                                   values->leak_count + 1);
    values->leaks[values->leak_count++] = leak;
}

static void
step_take(struct values *values, const struct json *record)
{
    values->step_lines = talloc_realloc(values, values->step_lines, int,
                                        values->step_count + 1);
    values->step_lines[values->step_count++] =
        (int)json_int(record, "line", 0);
}

/* The first key says what a record is; the others are left to draw. */
static int
begins(const char *line, size_t len, const char *key)
{
    size_t key_len = strlen(key);
    return len > key_len + 3 && strncmp(line, "{\"", 2) == 0 &&
           strncmp(line + 2, key, key_len) == 0 && line[key_len + 2] == '"';
}

static void
record_take(struct values *values, const char *line, size_t len)
{
    static const struct {
        const char *key;
        void (*take)(struct values *, const struct json *);
    } KINDS[] = {
        {"value", value_take},
        {"plot", point_take},
        {"leak", leak_take},
        {"step", step_take},
    };

    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (begins(line, len, KINDS[i].key)) {
            TALLOC_CTX *scratch = talloc_new(values);
            struct json *record = json_parse(scratch, line, len, NULL);
            if (record) {
                KINDS[i].take(values, record);
            }
            talloc_free(scratch);
        }
    }
}

struct values *
values_read(TALLOC_CTX *ctx, const struct result *result)
{
    struct values *values = talloc_zero(ctx, struct values);
    const char *at = result->records;
    const char *end = at + result->records_len;
    while (at && at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((newline ? newline : end) - at);
        record_take(values, at, len);
        at += len + 1;
    }
    return values;
}

const struct value *
values_find(const struct values *values, const char *key)
{
    for (size_t i = values->value_count; i > 0; i--) {
        if (strcmp(values->values[i - 1].key, key) == 0) {
            return &values->values[i - 1];
        }
    }
    return NULL;
}

const struct series *
values_series(const struct values *values, const char *name)
{
    for (size_t i = 0; i < values->series_count; i++) {
        if (strcmp(values->series[i].name, name) == 0) {
            return &values->series[i];
        }
    }
    return NULL;
}
