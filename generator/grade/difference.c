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

/* Signs without a width, and those that turn the direction of a line: U+200B
 * to U+200F, U+2028 to U+202E, U+2060 to U+206F.  0 for all others. */
static unsigned
unseen(const char *at)
{
    unsigned char second = (unsigned char)at[1];
    unsigned code;

    if ((unsigned char)at[0] != 0xE2 || (second != 0x80 && second != 0x81) ||
        !is_continued((unsigned char)at[2])) {
        return 0;
    }
    code = 0x2000 | (second & 0x3Fu) << 6 | ((unsigned char)at[2] & 0x3Fu);
    return (code >= 0x200B && code <= 0x200F) ||
                   (code >= 0x2028 && code <= 0x202E) || code >= 0x2060
               ? code
               : 0;
}

static size_t
put_one(FILE *out, const char *at)
{
    size_t len;
    const char *shown = escape_of(at, &len);
    unsigned char byte = (unsigned char)*at;

    if (shown) {
        fputs(shown, out);
        return len;
    }
    if (unseen(at)) {
        fprintf(out, "\\u%04x", unseen(at));
        return 3;
    }
    if (byte < 32 || byte == 127 || (byte == 0xC2 && (at[1] & 0xE0) == 0x80)) {
        fprintf(out, "\\x%02x", byte == 0xC2 ? (unsigned char)at[1] : byte);
        return byte == 0xC2 ? 2 : 1;
    }
    for (len = 1; is_continued((unsigned char)at[len]); len++) {
    }
    if (utf8_is_valid(at, len, &(size_t){0})) {
        fwrite(at, 1, len, out);
    }
    else {
        for (size_t i = 0; i < len; i++) {
            fprintf(out, "\\x%02x", (unsigned char)at[i]);
        }
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
