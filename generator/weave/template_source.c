#include "weave/template_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/stream.h"

static const struct mark {
    const char *open;
    const char *close;
    const char *before; /* Lua around what stands between */
    const char *after;
} MARKS[] = {
    {"{{", "}}", " _escape((", "));"},
    {"{!", "!}", " _raw((", "));"},
    {"{%", "%}", " ", " "},
};

enum { STATEMENTS = 2 };

struct reader {
    const char *path;
    const char *text;
    FILE *out;
};

static struct place
place_of(const struct reader *reader, const char *at)
{
    struct place place = {reader->path, 1, 1};
    for (const char *c = reader->text; c < at; c++) {
        place.line += *c == '\n';
        place.column = *c == '\n' ? 1 : place.column + 1;
    }
    return place;
}

static const struct mark *
mark_at(const char *text)
{
    for (int i = 0; i < 3; i++) {
        if (text[0] == '{' && text[1] == MARKS[i].open[1]) {
            return &MARKS[i];
        }
    }
    return NULL;
}

/* A Lua string: a newline stays one, behind a backslash. */
static void
put_text(FILE *out, const char *from, const char *to)
{
    if (from == to) {
        return;
    }
    fputs(" _write(\"", out);
    for (; from < to; from++) {
        if (strchr("\"\\\n", *from)) {
            fputc('\\', out);
        }
        if (*from == '\r') {
            continue;
        }
        fputc(*from, out);
    }
    fputs("\");", out);
}

static int
is_line_start(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t')) {
        at--;
    }
    return at == text || at[-1] == '\n';
}

static const char *
line_end(const char *at)
{
    at += strspn(at, " \t");
    return *at == '\n' ? at : NULL;
}

static const char *
trim_line(const char *from, const char *to)
{
    while (to > from && (to[-1] == ' ' || to[-1] == '\t')) {
        to--;
    }
    return to;
}

/* Writes one mark and returns what follows it; NULL, reported. */
static const char *
put_mark(struct reader *reader, const char *from, const char *open,
         const struct mark *mark)
{
    const char *close = strstr(open + 2, mark->close);
    if (!close) {
        diag_at(place_of(reader, open), "%s is never closed", mark->open);
        return NULL;
    }
    const char *after = close + 2;
    const char *end = line_end(after);
    int alone =
        mark == &MARKS[STATEMENTS] && end && is_line_start(reader->text, open);
    put_text(reader->out, from, alone ? trim_line(from, open) : open);
    fputs(mark->before, reader->out);
    fwrite(open + 2, 1, (size_t)(close - open - 2), reader->out);
    if (alone) {
        fputc('\n', reader->out);
        return end + 1;
    }
    fputs(mark->after, reader->out);
    return after;
}

char *
template_to_lua(TALLOC_CTX *ctx, const char *path, const char *text,
                size_t *len)
{
    char *bytes = NULL;
    struct reader reader = {path, text, stream_open(&bytes, len)};
    const char *from = text;
    const char *at = text;
    fputs("local _ENV, _write, _escape, _raw = ...;", reader.out);
    while (at && *at) {
        const struct mark *mark = mark_at(at);
        if (!mark) {
            at++;
            continue;
        }
        at = from = put_mark(&reader, from, at, mark);
    }
    if (at) {
        put_text(reader.out, from, at);
    }
    fclose(reader.out);
    char *lua = at ? talloc_strndup(ctx, bytes, *len) : NULL;
    free(bytes);
    return lua;
}
