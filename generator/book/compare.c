#include "book/compare.h"

#include <string.h>

enum { MOST_ALIGNED = 2000 }; /* lines of each text, for accept */

static const char ANY_LINES[] = "...";
static const char ANY_CHARS[] = "[..]";

struct lines {
    char **line;
    int len;
};

/* Cuts into lines without trailing blanks and without empty last lines. */
static struct lines
lines_new(TALLOC_CTX *ctx, const char *text)
{
    struct lines lines = {talloc_array(ctx, char *, 1), 0};
    while (*text) {
        size_t len = strcspn(text, "\n");
        size_t kept = len;
        while (kept > 0 && strchr(" \t\r", text[kept - 1])) {
            kept--;
        }
        lines.line =
            talloc_realloc(ctx, lines.line, char *, (size_t)lines.len + 1);
        lines.line[lines.len++] = talloc_strndup(ctx, text, kept);
        text += len + (text[len] == '\n');
    }
    while (lines.len > 0 && !*lines.line[lines.len - 1]) {
        lines.len--;
    }
    return lines;
}

/* Star matching in one pass: on a mismatch the last `[..]` takes one
 * character more. */
int
compare_line(const char *expected, const char *actual)
{
    const size_t any = sizeof ANY_CHARS - 1;
    const char *star = NULL;
    const char *resume = NULL;
    while (*actual) {
        if (strncmp(expected, ANY_CHARS, any) == 0) {
            expected += any;
            star = expected;
            resume = actual;
        }
        else if (*expected == *actual) {
            expected++;
            actual++;
        }
        else if (star) {
            expected = star;
            actual = ++resume;
        }
        else {
            return 0;
        }
    }
    while (strncmp(expected, ANY_CHARS, any) == 0) {
        expected += any;
    }
    return *expected == 0;
}

static int
is_any_lines(const char *line)
{
    while (*line == ' ') {
        line++;
    }
    return strcmp(line, ANY_LINES) == 0;
}

static int
first_difference(const char *a, const char *b)
{
    int i = 0;
    while (a[i] && a[i] == b[i]) {
        i++;
    }
    return i;
}

/* The same star matching, over lines; remembers how far it came. */
static int
lines_match(struct lines expected, struct lines actual, int *e_far, int *a_far)
{
    int star = -1;
    int resume = 0;
    int e = 0;
    int a = 0;
    *e_far = *a_far = 0;
    while (a < actual.len) {
        if (e < expected.len && is_any_lines(expected.line[e])) {
            star = ++e;
            resume = a;
        }
        else if (e < expected.len &&
                 compare_line(expected.line[e], actual.line[a])) {
            e++;
            a++;
        }
        else if (star == expected.len) {
            return 1;
        }
        else if (star >= 0) {
            e = star;
            a = ++resume;
        }
        else {
            break;
        }
        if (e > *e_far || (e == *e_far && star < 0)) {
            *e_far = e;
            *a_far = a;
        }
    }
    while (a == actual.len && e < expected.len &&
           is_any_lines(expected.line[e])) {
        e++;
    }
    if (e > *e_far) {
        *e_far = e;
        *a_far = a;
    }
    return a == actual.len && e == expected.len;
}

int
compare_output(TALLOC_CTX *ctx, const char *expected, const char *actual,
               struct mismatch *mismatch)
{
    struct lines e = lines_new(ctx, expected);
    struct lines a = lines_new(ctx, actual);
    int e_at;
    int a_at;
    if (lines_match(e, a, &e_at, &a_at)) {
        return 1;
    }
    mismatch->expected_line = e_at;
    mismatch->actual_line = a_at;
    mismatch->expected = e_at < e.len ? e.line[e_at] : NULL;
    mismatch->actual = a_at < a.len ? a.line[a_at] : NULL;
    mismatch->column =
        mismatch->expected && mismatch->actual
            ? first_difference(mismatch->expected, mismatch->actual)
            : 0;
    return 0;
}

/* ---- accept ----------------------------------------------------------- */

/* longest[e][a]: how many lines the tails from e and a have in common. */
static int *
align(TALLOC_CTX *ctx, struct lines expected, struct lines actual)
{
    int width = actual.len + 1;
    int *longest =
        talloc_zero_array(ctx, int, (size_t)(expected.len + 1) * width);
    for (int e = expected.len - 1; e >= 0; e--) {
        for (int a = actual.len - 1; a >= 0; a--) {
            int *cell = &longest[e * width + a];
            int same = !is_any_lines(expected.line[e]) &&
                       compare_line(expected.line[e], actual.line[a]);
            int skip_e = longest[(e + 1) * width + a];
            int skip_a = longest[e * width + a + 1];
            *cell = skip_e > skip_a ? skip_e : skip_a;
            if (same && longest[(e + 1) * width + a + 1] + 1 > *cell) {
                *cell = longest[(e + 1) * width + a + 1] + 1;
            }
        }
    }
    return longest;
}

static char *
put_line(char *text, const char *line)
{
    return talloc_asprintf_append_buffer(text, "%s\n", line);
}

/* Between two lines that are kept: the actual ones; where the chapter had an
 * elision, as many before and behind it as there were. */
static char *
put_gap(char *text, struct lines expected, int e, int e_end,
        struct lines actual, int a, int a_end)
{
    int before = 0;
    int behind = 0;
    int elided = 0;
    for (; e < e_end; e++) {
        int any = is_any_lines(expected.line[e]);
        elided |= any;
        before += !any && !elided;
        behind = any ? 0 : behind + elided;
    }
    for (int i = a; i < a_end; i++) {
        if (!elided || i - a < before || a_end - i <= behind) {
            text = put_line(text, actual.line[i]);
        }
        else if (elided == 1) {
            text = put_line(text, ANY_LINES);
            elided = 2;
        }
    }
    return elided == 1 ? put_line(text, ANY_LINES) : text;
}

char *
compare_accept(TALLOC_CTX *ctx, const char *expected, const char *actual)
{
    char *text = talloc_strdup(ctx, "");
    struct lines e = lines_new(text, expected);
    struct lines a = lines_new(text, actual);
    if (e.len > MOST_ALIGNED || a.len > MOST_ALIGNED) {
        e.len = 0;
        return put_gap(text, e, 0, 0, a, 0, a.len);
    }
    int *longest = align(text, e, a);
    int width = a.len + 1;
    int i = 0;
    int j = 0;
    int gap_i = 0;
    int gap_j = 0;
    while (i < e.len && j < a.len) {
        int here = longest[i * width + j];
        int same = !is_any_lines(e.line[i]) &&
                   compare_line(e.line[i], a.line[j]) &&
                   here == longest[(i + 1) * width + j + 1] + 1;
        if (same) {
            text = put_gap(text, e, gap_i, i, a, gap_j, j);
            text = put_line(text, e.line[i]);
            gap_i = ++i;
            gap_j = ++j;
        }
        else if (longest[(i + 1) * width + j] == here) {
            i++;
        }
        else {
            j++;
        }
    }
    return put_gap(text, e, gap_i, e.len, a, gap_j, a.len);
}
