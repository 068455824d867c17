#include "run/ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char GUARD[] = "{extern void hb_no_value_(const char *);"
                            "hb_no_value_(__func__);}";

struct scan {
    const char *at;
    int line, depth;
};

static void
step(struct scan *scan)
{
    scan->line += *scan->at == '\n';
    scan->at++;
}

/* A character that a backslash takes along is none of its own. */
static void
step_escaped(struct scan *scan)
{
    if (*scan->at == '\\' && scan->at[1]) {
        step(scan);
    }
    step(scan);
}

static void
skip_literal(struct scan *scan)
{
    char quote = *scan->at;

    step(scan);
    while (*scan->at && *scan->at != quote && *scan->at != '\n') {
        step_escaped(scan);
    }
    if (*scan->at == quote) {
        step(scan);
    }
}

static void
skip_line(struct scan *scan)
{
    while (*scan->at && *scan->at != '\n') {
        step_escaped(scan);
    }
}

static void
skip_comment(struct scan *scan)
{
    scan->at += 2;
    while (*scan->at && strncmp(scan->at, "*/", 2)) {
        step(scan);
    }
    scan->at += *scan->at ? 2 : 0;
}

static int
begins_line(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t')) {
        at--;
    }
    return at == text || at[-1] == '\n';
}

/* Goes behind the next thing; gives where a function may end there, else
 * NULL. */
static const char *
next_end(const char *text, struct scan *scan)
{
    const char *here = scan->at;

    if (!strncmp(here, "/*", 2)) {
        skip_comment(scan);
    }
    else if (!strncmp(here, "//", 2) ||
             (*here == '#' && begins_line(text, here))) {
        skip_line(scan);
    }
    else if (*here == '"' || *here == '\'') {
        skip_literal(scan);
    }
    else {
        scan->depth += (*here == '{') - (*here == '}');
        step(scan);
        return *here == '}' && scan->depth == 0 ? here : NULL;
    }
    return NULL;
}

static int
has_line(const int *lines, size_t count, int line)
{
    for (size_t i = 0; i < count; i++) {
        if (lines[i] == line) {
            return 1;
        }
    }
    return 0;
}

char *
ends_guard(TALLOC_CTX *ctx, const char *text, const int *lines, size_t count)
{
    struct scan scan = {text, 1, 0};
    const char *from = text;
    char *guarded = NULL;
    size_t len, guards = 0;
    FILE *out = open_memstream(&guarded, &len);
    char *kept;

    if (!out) {
        return NULL;
    }
    while (*scan.at) {
        const char *end = next_end(text, &scan);

        if (end && has_line(lines, count, scan.line)) {
            fwrite(from, 1, (size_t)(end - from), out);
            fputs(GUARD, out);
            from = end;
            guards++;
        }
    }
    fputs(from, out);
    kept = fclose(out) || !guards ? NULL : talloc_strdup(ctx, guarded);
    free(guarded);
    return kept;
}
