#include "book/fence.h"

#include <ctype.h>
#include <regex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum value_type {
    FLAG,
    TEXT,
    NUMBER,
    SECONDS,
    LINES,
    NAME,
    REGEX,
    SIGNAL,
    ARGUMENTS
};

enum { C = 1, PYTHON = 2, OUTPUT = 4, QUIZ = 8, OTHER = 16 };

#define AT(field) offsetof(struct fence, field)

static const struct word {
    const char *name;
    enum value_type type;
    unsigned languages;
    size_t offset;
} WORDS[] = {
    {"name", NAME, C | QUIZ, AT(name)},
    {"title", TEXT, C | PYTHON | QUIZ | OTHER, AT(title)},
    {"pair", NAME, PYTHON, AT(pair)},
    {"raises", TEXT, C, AT(raises)},
    {"exit", NUMBER, C, AT(exit_code)},
    {"signal", SIGNAL, C, AT(signal)},
    {"compile_fail", REGEX, C, AT(compile_fail)},
    {"no_run", FLAG, C, AT(no_run)},
    {"ignore", TEXT, C, AT(ignore)},
    {"predict", FLAG, C, AT(predict)},
    {"hl", LINES, C | PYTHON | OTHER, 0},
    {"timeout", SECONDS, C, AT(timeout_ms)},
    {"stdin", TEXT, C, AT(standard_input)},
    {"args", ARGUMENTS, C, AT(arguments)},
    {"file", TEXT, C | PYTHON | OTHER, AT(file)},
    {"part", NAME, C | PYTHON | OTHER, AT(part)},
    {"editable", FLAG, C, AT(editable)},
    {"web", FLAG, C, AT(web)},
    {"steps", FLAG, C, AT(steps)},
    {"blocks", FLAG, C, AT(blocks)},
    {"unfold", TEXT, C, AT(unfold)},
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static const struct {
    const char *info;
    enum fence_language language;
    unsigned bit;
} LANGUAGES[] = {
    {"c", FENCE_C, C},
    {"python", FENCE_PYTHON, PYTHON},
    {"output", FENCE_OUTPUT, OUTPUT},
    {"quiz", FENCE_QUIZ, QUIZ},
};

struct reader {
    TALLOC_CTX *ctx;
    const struct source *source;
    struct fence *fence;
    unsigned bit;
    const char *line;
    const char *at;
    const char *end;
};

static struct place
place_of(const struct reader *reader, const char *at)
{
    struct place place = reader->fence->place;
    place.column = (int)(at - reader->line) + 1;
    return place;
}

/* ---- words ------------------------------------------------------------ */

static const struct word *
word_find(const char *name)
{
    for (int i = 0; i < WORD_COUNT; i++) {
        if (strcmp(WORDS[i].name, name) == 0) {
            return &WORDS[i];
        }
    }
    return NULL;
}

static int
word_unknown(const struct reader *reader, struct place place, const char *name)
{
    const char *names[WORD_COUNT + 1];
    int n = 0;
    for (int i = 0; i < WORD_COUNT; i++) {
        if (WORDS[i].languages & reader->bit) {
            names[n++] = WORDS[i].name;
        }
    }
    names[n] = NULL;
    const char *info = reader->fence->info;
    if (word_find(name)) {
        diag_at(place, "a fence of language \"%s\" has no word \"%s\"", info,
                name);
    }
    else {
        diag_at(place, "unknown word \"%s\"", name);
    }
    diag_suggest(place, name, names);
    return -1;
}

/* A bare value ends at a blank; a quoted one at its closing quote. */
static int
value_read(struct reader *reader, const char **value)
{
    const char *from = reader->at;
    char *text =
        talloc_array(reader->ctx, char, (size_t)(reader->end - from) + 1);
    size_t n = 0;
    int quoted = from < reader->end && *from == '"';
    reader->at += quoted;
    while (reader->at < reader->end) {
        char c = *reader->at;
        if (quoted ? c == '"' : isspace((unsigned char)c) != 0) {
            break;
        }
        if (quoted && c == '\\' && reader->at + 1 < reader->end &&
            strchr("\"\\", reader->at[1])) {
            c = *++reader->at;
        }
        text[n++] = c;
        reader->at++;
    }
    text[n] = 0;
    if (quoted && reader->at == reader->end) {
        return diag_at(place_of(reader, from), "the quote is never closed");
    }
    reader->at += quoted;
    *value = text;
    return 0;
}

static int
is_name(const char *text)
{
    const char *at = text;
    while (isalnum((unsigned char)*at) || *at == '-' || *at == '_') {
        at++;
    }
    return at > text && *at == 0;
}

/* "3-5,8" */
static int
lines_read(struct fence *fence, const char *text)
{
    while (*text) {
        char *end;
        int n = fence->highlight_count;
        long from = strtol(text, &end, 10);
        long to = from;
        if (end == text || n == FENCE_HIGHLIGHTS) {
            return -1;
        }
        if (*end == '-') {
            text = end + 1;
            to = strtol(text, &end, 10);
        }
        if (end == text || from < 1 || to < from || to > 10000 ||
            (*end && *end != ',')) {
            return -1;
        }
        fence->highlights[n].from = (int)from;
        fence->highlights[n].to = (int)to;
        fence->highlight_count++;
        text = end + (*end == ',');
    }
    return fence->highlight_count > 0 ? 0 : -1;
}

static int
number_read(const char *text, long most, int *number)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < 0 || value > most) {
        return -1;
    }
    *number = (int)value;
    return 0;
}

/* "2", "0.5" or "250ms"; at most a minute. */
static int
seconds_read(const char *text, int *milliseconds)
{
    char *end;
    double value = strtod(text, &end);
    double unit = strcmp(end, "ms") == 0 ? 1 : 1000;
    int known = !*end || strcmp(end, "s") == 0 || unit < 2;
    if (end == text || !known || !(value > 0) || value * unit > 60000) {
        return -1;
    }
    *milliseconds = (int)(value * unit);
    return 0;
}

/* "one 'two words'": blanks part the arguments, single quotes hold one
 * together.  Gives them a line each; NULL when a quote is never closed. */
static char *
arguments_read(TALLOC_CTX *ctx, const char *text)
{
    char *out = talloc_array(ctx, char, strlen(text) + 1);
    size_t n = 0;
    int quoted = 0;
    while (*text == ' ') {
        text++;
    }
    for (; *text; text++) {
        if (*text == '\'') {
            quoted = !quoted;
        }
        else if (quoted || *text != ' ') {
            out[n++] = *text;
        }
        else if (text[1] && text[1] != ' ') {
            out[n++] = '\n';
        }
    }
    out[n] = 0;
    return quoted ? NULL : out;
}

static int
regex_check(struct place place, const char *text)
{
    regex_t regex;
    char why[128];
    int status = regcomp(&regex, text, REG_EXTENDED | REG_NOSUB);
    if (status == 0) {
        regfree(&regex);
        return 0;
    }
    regerror(status, &regex, why, sizeof why);
    return diag_at(place, "not a regular expression: %s", why);
}

static int
signal_check(struct place place, const char *text)
{
    static const char *const NAMES[] = {"SEGV", "ABRT", "FPE", "ILL",
                                        "BUS",  "TRAP", NULL};
    for (const char *const *name = NAMES; *name; name++) {
        if (strcmp(*name, text) == 0) {
            return 0;
        }
    }
    diag_at(place, "unknown signal \"%s\"", text);
    diag_suggest(place, text, NAMES);
    return -1;
}

static int
value_take(struct reader *reader, const struct word *word, const char *value,
           struct place place)
{
    struct fence *fence = reader->fence;
    void *field = (char *)fence + word->offset;
    const char *expected = NULL;
    switch (word->type) {
    case NUMBER:
        fence->has_exit = 1;
        expected = number_read(value, 255, field) < 0
                       ? "a number from 0 to 255"
                       : NULL;
        break;
    case SECONDS:
        expected = seconds_read(value, field) < 0
                       ? "seconds, at most 60, or \"250ms\""
                       : NULL;
        break;
    case LINES:
        expected = lines_read(fence, value) < 0 ? "lines, as in 3-5,8" : NULL;
        break;
    case NAME:
        expected = is_name(value) ? NULL : "letters, digits, - and _";
        *(const char **)field = value;
        break;
    case REGEX:
        *(const char **)field = value;
        return regex_check(place, value);
    case SIGNAL:
        *(const char **)field = value;
        return signal_check(place, value);
    case ARGUMENTS:
        *(const char **)field = arguments_read(reader->ctx, value);
        expected = *(const char **)field
                       ? NULL
                       : "words, or words between single quotes";
        break;
    default:
        *(const char **)field = value;
        expected = *value ? NULL : "a text";
    }
    return expected ? diag_at(place, "%s: expected %s, found \"%s\"",
                              word->name, expected, value)
                    : 0;
}

static int
word_read(struct reader *reader, unsigned *seen)
{
    const char *from = reader->at;
    while (reader->at < reader->end && *reader->at != '=' &&
           !isspace((unsigned char)*reader->at)) {
        reader->at++;
    }
    struct place place = place_of(reader, from);
    char *name =
        talloc_strndup(reader->ctx, from, (size_t)(reader->at - from));
    int has_value = reader->at < reader->end && *reader->at == '=';
    const char *value = NULL;
    reader->at += has_value;
    struct place value_place = place_of(reader, reader->at);
    if (has_value && value_read(reader, &value) < 0) {
        reader->at = reader->end;
        return -1;
    }
    const struct word *word = word_find(name);
    if (!word || !(word->languages & reader->bit)) {
        return word_unknown(reader, place, name);
    }
    if (*seen & 1u << (word - WORDS)) {
        return diag_at(place, "\"%s\" stands twice", name);
    }
    *seen |= 1u << (word - WORDS);
    if (has_value != (word->type != FLAG)) {
        return diag_at(place,
                       has_value ? "\"%s\" takes no value"
                                 : "\"%s\" needs a value",
                       name);
    }
    if (!has_value) {
        *(int *)((char *)reader->fence + word->offset) = 1;
        return 0;
    }
    return value_take(reader, word, value, value_place);
}

/* ---- the line --------------------------------------------------------- */

/* Puts reader->at behind the backticks.  0 when the line has none: then the
 * block is one by indentation. */
static int
fence_find(struct reader *reader, const struct node *node)
{
    size_t len;
    reader->line = source_line(reader->source, node->line, &len);
    reader->end = reader->line + len;
    reader->at = reader->line;
    while (reader->at + 2 < reader->end) {
        const char *at = reader->at;
        if (strchr("`~", *at) && at[1] == *at && at[2] == *at) {
            reader->fence->indent = (int)(at - reader->line);
            reader->fence->place.column = reader->fence->indent + 1;
            while (reader->at < reader->end && *reader->at == *at) {
                reader->at++;
            }
            return 1;
        }
        reader->at++;
    }
    return 0;
}

static void
language_read(struct reader *reader)
{
    struct fence *fence = reader->fence;
    const char *from = reader->at;
    while (reader->at < reader->end && !isspace((unsigned char)*reader->at)) {
        reader->at++;
    }
    fence->info =
        talloc_strndup(reader->ctx, from, (size_t)(reader->at - from));
    fence->language = FENCE_OTHER;
    reader->bit = OTHER;
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++) {
        if (strcmp(LANGUAGES[i].info, fence->info) == 0) {
            fence->language = LANGUAGES[i].language;
            reader->bit = LANGUAGES[i].bit;
        }
    }
}

static int
skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end && isspace((unsigned char)*reader->at)) {
        reader->at++;
    }
    return reader->at < reader->end;
}

/* Announcing two ends of one program is a mistake in the chapter. */
static int
ends_check(const struct fence *fence)
{
    int announced = (fence->raises != NULL) + fence->has_exit +
                    (fence->signal != NULL) + (fence->compile_fail != NULL) +
                    fence->no_run + (fence->ignore != NULL);
    if (announced > 1) {
        return diag_at(fence->place,
                       "only one of raises, exit, signal, compile_fail, "
                       "no_run and ignore may stand here");
    }
    return 0;
}

int
fence_parse(TALLOC_CTX *ctx, const struct source *source,
            const struct node *node, struct fence *fence)
{
    struct reader reader = {.ctx = ctx, .source = source, .fence = fence};
    int status = 0;
    unsigned seen = 0;
    *fence = (struct fence){.info = "", .language = FENCE_OTHER};
    fence->place = source_place(source, node->line, node->column);
    if (!node->info || !fence_find(&reader, node)) {
        return 0;
    }
    skip_blanks(&reader);
    language_read(&reader);
    while (skip_blanks(&reader)) {
        status |= word_read(&reader, &seen);
    }
    if (status == 0) {
        status = ends_check(fence);
    }
    fence->is_broken = status < 0;
    return status;
}

int
fence_marks(const struct fence *fence, int line)
{
    for (int i = 0; fence && i < fence->highlight_count; i++) {
        if (line >= fence->highlights[i].from &&
            line <= fence->highlights[i].to) {
            return 1;
        }
    }
    return 0;
}

void
fence_print(FILE *out, const struct fence *fence)
{
    fprintf(out, "fence %d:%d %s\n", fence->place.line, fence->place.column,
            fence->info);
    for (int i = 0; i < WORD_COUNT; i++) {
        const struct word *word = &WORDS[i];
        const void *field = (const char *)fence + word->offset;
        if (word->type == LINES) {
            for (int k = 0; k < fence->highlight_count; k++) {
                fprintf(out, "  hl=%d-%d\n", fence->highlights[k].from,
                        fence->highlights[k].to);
            }
        }
        else if (word->type == FLAG || word->type == NUMBER ||
                 word->type == SECONDS) {
            if (*(const int *)field) {
                fprintf(out, "  %s=%d\n", word->name, *(const int *)field);
            }
        }
        else if (*(const char *const *)field) {
            fprintf(out, "  %s=\"%s\"\n", word->name,
                    *(const char *const *)field);
        }
    }
}
