#include "book/source.h"

#include <string.h>

#include "base/escape.h"
#include "base/files.h"

enum { LARGEST_SOURCE = 1 << 20 };

static void
lines_index(struct source *source)
{
    size_t capacity = 64;
    size_t *starts = talloc_array(source, size_t, capacity);
    size_t n = 0;
    starts[n++] = 0;
    for (size_t i = 0; i + 1 < source->len; i++) {
        if (source->text[i] != '\n') {
            continue;
        }
        if (n == capacity) {
            capacity *= 2;
            starts = talloc_realloc(source, starts, size_t, capacity);
        }
        starts[n++] = i + 1;
    }
    source->starts = starts;
    source->lines = (int)n;
}

/* Copies without byte-order mark and carriage returns at line ends.  One that
 * stands alone ends a line, too: Markdown takes it so, and lines are counted
 * alike. */
static void
text_take(struct source *source, const char *text, size_t len)
{
    char *copy = talloc_array(source, char, len + 1);
    size_t n = 0;
    size_t from = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = from; i < len; i++) {
        if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n') {
            source->has_crlf = 1;
            continue;
        }
        copy[n++] = text[i] == '\r' ? '\n' : text[i];
    }
    copy[n] = 0;
    source->text = copy;
    source->len = n;
}

/* The place of the first control character that text has no use for. */
static const char *
control_find(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r') {
            return text + i;
        }
    }
    return NULL;
}

static int
bytes_check(const struct source *source)
{
    size_t at = 0;
    const char *control = control_find(source->text, source->len);
    if (control) {
        at = (size_t)(control - source->text);
        return diag_at(source_place_at(source, at),
                       *control ? "there is a control character, U+%04X"
                                : "there is a NUL byte",
                       (unsigned char)*control);
    }
    if (!utf8_is_valid(source->text, source->len, &at)) {
        return diag_at(source_place_at(source, at), "this is not UTF-8");
    }
    return 0;
}

struct source *
source_new(TALLOC_CTX *ctx, const char *path, const char *text, size_t len)
{
    struct source *source = talloc_zero(ctx, struct source);
    source->path = source->file = talloc_strdup(source, path);
    text_take(source, text, len);
    lines_index(source);
    if (bytes_check(source) < 0) {
        talloc_free(source);
        return NULL;
    }
    return source;
}

struct source *
source_read(TALLOC_CTX *ctx, const char *file, const char *path)
{
    size_t len;
    char *text = file_read(ctx, file, &len);
    if (!text) {
        return NULL;
    }
    struct source *source = NULL;
    if (len > LARGEST_SOURCE) {
        diag_at((struct place){.path = path},
                "the file has %zu bytes, the limit is %d", len,
                LARGEST_SOURCE);
    }
    else {
        source = source_new(ctx, path, text, len);
        if (source) {
            source->file = talloc_strdup(source, file);
        }
    }
    talloc_free(text);
    return source;
}

struct place
source_place(const struct source *source, int line, int column)
{
    return (struct place){source->path, line, column};
}

struct place
source_place_at(const struct source *source, size_t offset)
{
    int low = 0;
    int high = source->lines;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (source->starts[middle] <= offset) {
            low = middle;
        }
        else {
            high = middle;
        }
    }
    int column = (int)(offset - source->starts[low]) + 1;
    return source_place(source, low + 1, column);
}

const char *
source_line(const struct source *source, int line, size_t *len)
{
    const char *text = source->text + source->starts[line - 1];
    *len = strcspn(text, "\n");
    return text;
}
