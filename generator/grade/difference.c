#include "grade/difference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/stream.h"

static int
is_continued(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Escapes for what looks like nothing, or like a plain blank. */
static const char *
escape_of(const char *at, size_t *len)
{
    static const struct {
        const char *bytes, *shown;
    } SIGNS[] = {{"\n", "\\n"},
                 {"\t", "\\t"},
                 {"\r", "\\r"},
                 {"\xC2\xA0", "\\xa0"},
                 {"\xEF\xBB\xBF", "\\ufeff"}};

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        *len = strlen(SIGNS[i].bytes);
        if (!strncmp(at, SIGNS[i].bytes, *len)) {
            return SIGNS[i].shown;
        }
    }
    return NULL;
}

static size_t
put_one(FILE *out, const char *at)
{
    size_t len;
    const char *shown = escape_of(at, &len);
    uint32_t c;

    if (shown) {
        fputs(shown, out);
        return len;
    }
    for (len = 1; is_continued((unsigned char)at[len]); len++) {
    }
    if (!utf8_is_valid(at, len, &(size_t){0})) {
        for (size_t i = 0; i < len; i++) {
            fprintf(out, "\\x%02x", (unsigned char)at[i]);
        }
        return len;
    }
    c = code_point(at, len);
    if (is_unseen(c)) {
        fprintf(out,
                c < 0x100     ? "\\x%02x"
                : c < 0x10000 ? "\\u%04x"
                              : "\\U%08x",
                c);
    }
    else {
        fwrite(at, 1, len, out);
    }
    return len;
}

static char *
show(TALLOC_CTX *ctx, const char *text, int keep_lines)
{
    char *made = NULL, *copy;
    size_t size;
    FILE *out = stream_open(&made, &size);

    while (*text) {
        if (keep_lines && *text == '\n') {
            fputc(*text++, out);
        }
        else {
            text += put_one(out, text);
        }
    }
    fclose(out);
    copy = talloc_strdup(ctx, made);
    free(made);
    return copy;
}

char *
visible(TALLOC_CTX *ctx, const char *text)
{
    return show(ctx, text, 0);
}

char *
visible_lines(TALLOC_CTX *ctx, const char *text)
{
    return show(ctx, text, 1);
}

size_t
difference_at(const char *expected, const char *actual)
{
    size_t at = 0;

    while (expected[at] && expected[at] == actual[at]) {
        at++;
    }
    while (at > 0 && (is_continued((unsigned char)expected[at]) ||
                      is_continued((unsigned char)actual[at]))) {
        at--;
    }
    return at;
}

int
difference_column(const char *text, size_t len)
{
    int columns = 0;

    for (size_t i = 0; i < len; i++) {
        columns += !is_continued((unsigned char)text[i]);
    }
    return columns;
}
