#include "base/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/progress.h"

enum { QUOTED_LINES = 20, LONGEST_WORD = 64 };

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

static struct {
    FILE *sink;
    enum diag_color color;
    enum diag_format format;
    size_t errors;
    size_t warnings;
    size_t annotations; /* wished for; the first few were sent */
} state;

static const struct {
    const char *word;
    const char *paint;   /* ANSI: bold red, bold magenta, bold cyan */
    const char *command; /* of a GitHub workflow */
} SEVERITIES[] = {
    {"error", "\033[1;31m", "error"},
    {"warning", "\033[1;35m", "warning"},
    {"note", "\033[1;36m", "notice"}, /* notes are not annotations */
};

void
diag_set_color(enum diag_color color)
{
    state.color = color;
}

void
diag_set_format(enum diag_format format)
{
    state.format = format;
}

void
diag_set_sink(FILE *out)
{
    state.sink = out;
}

int
diag_colored(FILE *stream)
{
    if (state.color != COLOR_AUTO) {
        return state.color == COLOR_ALWAYS;
    }
    const char *no_color = getenv("NO_COLOR");
    if ((no_color && *no_color) || getenv("CI")) {
        return 0;
    }
    return isatty(fileno(stream));
}

static FILE *
sink(void)
{
    return state.sink ? state.sink : stderr;
}

static void
put_place(FILE *out, struct place place)
{
    fputs(place.path ? place.path : "heapbook", out);
    if (place.line > 0) {
        fprintf(out, ":%d", place.line);
        if (place.column > 0) {
            fprintf(out, ":%d", place.column);
        }
    }
}

static void
put_human(FILE *out, struct place place, enum severity severity,
          const char *text)
{
    int colored = state.sink ? state.color == COLOR_ALWAYS : diag_colored(out);
    const char *bold = colored ? "\033[1m" : "";
    const char *paint = colored ? SEVERITIES[severity].paint : "";
    const char *plain = colored ? "\033[0m" : "";
    fputs(bold, out);
    put_place(out, place);
    fprintf(out, ": %s%s:%s %s\n", paint, SEVERITIES[severity].word, plain,
            text);
}

/* GitHub's escapes: the message needs %, CR and LF, a property : and , too. */
static void
put_github_text(FILE *out, const char *text, int property)
{
    for (; *text; text++) {
        int special = strchr("%\r\n", *text) != NULL;
        if (special || (property && strchr(":,", *text))) {
            fprintf(out, "%%%02X", (unsigned char)*text);
        }
        else {
            fputc(*text, out);
        }
    }
}

static void
put_github(FILE *out, struct place place, enum severity severity,
           const char *text)
{
    fprintf(out, "::%s ", SEVERITIES[severity].command);
    if (place.path) {
        fputs("file=", out);
        put_github_text(out, place.path, 1);
        if (place.line > 0) {
            fprintf(out, ",line=%d", place.line);
        }
        if (place.column > 0) {
            fprintf(out, ",col=%d", place.column);
        }
    }
    fputs("::", out);
    put_github_text(out, text, 0);
    fputc('\n', out);
}

static void
say(struct place place, enum severity severity, const char *format,
    va_list arguments)
{
    char *text;
    if (vasprintf(&text, format, arguments) < 0) {
        diag_no_memory();
    }
    FILE *out = sink();
    progress_hide();
    if (state.format == DIAG_GITHUB && severity != SEVERITY_NOTE &&
        state.annotations++ < DIAG_ANNOTATIONS) {
        put_github(out, place, severity, text);
    }
    else {
        put_human(out, place, severity, text);
    }
    fflush(out);
    free(text);
}

int
diag_at(struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(place, SEVERITY_ERROR, format, arguments);
    va_end(arguments);
    state.errors++;
    return -1;
}

void
diag_warn(struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(place, SEVERITY_WARNING, format, arguments);
    va_end(arguments);
    state.warnings++;
}

void
diag_note(struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(place, SEVERITY_NOTE, format, arguments);
    va_end(arguments);
}

void
diag_quote(const char *text)
{
    FILE *out = sink();
    for (int i = 0; *text && i < QUOTED_LINES; i++) {
        size_t len = strcspn(text, "\n");
        fprintf(out, "  %.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
    if (*text) {
        fputs("  ...\n", out);
    }
    fflush(out);
}

int
diag_system(const char *path, const char *what)
{
    const char *reason = strerror(errno);
    return diag_at((struct place){.path = path}, "%s: %s", what, reason);
}

void
diag_end(void)
{
    if (state.annotations > DIAG_ANNOTATIONS) {
        fprintf(sink(), "::error::%zu more messages stand in the log\n",
                state.annotations - DIAG_ANNOTATIONS);
    }
    state.annotations = 0;
}

size_t
diag_errors(void)
{
    return state.errors;
}

size_t
diag_warnings(void)
{
    return state.warnings;
}

void
diag_reset(void)
{
    state.errors = 0;
    state.warnings = 0;
}

static int
smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein's distance, one row at a time. */
static int
distance(const char *a, const char *b)
{
    int row[LONGEST_WORD + 1];
    int len = (int)strlen(b);
    for (int j = 0; j <= len; j++) {
        row[j] = j;
    }
    for (int i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= len; j++) {
            int above = row[j];
            row[j] = smallest(above + 1, row[j - 1] + 1,
                              corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[len];
}

const char *
diag_nearest(const char *word, const char *const *names)
{
    const char *best = NULL;
    int best_distance = (int)strlen(word) / 3 + 2;
    for (; *names; names++) {
        if (strlen(*names) > LONGEST_WORD) {
            continue;
        }
        int here = distance(word, *names);
        if (here < best_distance) {
            best = *names;
            best_distance = here;
        }
    }
    return best;
}

void
diag_suggest(struct place place, const char *word, const char *const *names)
{
    const char *nearest = diag_nearest(word, names);
    if (nearest && strcmp(nearest, word) != 0) {
        diag_note(place, "did you mean \"%s\"?", nearest);
    }
}

void
diag_no_memory(void)
{
    fputs("heapbook: error: out of memory\n", stderr);
    _exit(3);
}
