#include "book/summary.h"

#include <ctype.h>
#include <string.h>

#include "base/files.h"
#include "base/map.h"

enum { DEEPEST = 5 };

struct reader {
    const struct source *source;
    struct summary *summary;
    struct map *paths; /* path -> entry */
    int line;
    int counts[DEEPEST];  /* numbers of the open levels */
    int indents[DEEPEST]; /* columns of their bullets */
    int depth;            /* open levels; 0 outside a list */
    int has_title;
    int failed;
};

static void
complain(struct reader *reader, int column, const char *text)
{
    diag_at(source_place(reader->source, reader->line, column), "%s", text);
    reader->failed = 1;
}

static void
part_add(struct reader *reader, const char *title, size_t len)
{
    struct summary *summary = reader->summary;
    summary->parts = talloc_realloc(summary, summary->parts, const char *,
                                    summary->part_count + 1);
    summary->parts[summary->part_count++] =
        talloc_strndup(summary->parts, title, len);
    reader->depth = 0;
}

static char *
number_new(struct reader *reader)
{
    char *number = talloc_strdup(reader->summary, "");
    for (int i = 0; i < reader->depth; i++) {
        number = talloc_asprintf_append(number, "%s%d", i ? "." : "",
                                        reader->counts[i]);
    }
    return number;
}

static void
check_path(struct reader *reader, struct entry *entry, int column)
{
    char *clean = path_clean(reader->summary, entry->path);
    if (!clean || entry->path[0] == '/') {
        complain(reader, column, "the path leaves the folder of SUMMARY.md");
        return;
    }
    entry->path = clean;
    struct entry *other = map_find(reader->paths, clean);
    if (other) {
        diag_at(entry->place, "%s is listed twice", clean);
        diag_note(other->place, "first here");
        reader->failed = 1;
        return;
    }
    struct entry *kept = talloc_memdup(reader->paths, entry, sizeof *entry);
    map_set(reader->paths, clean, kept);
}

/* The `]` that closes the bracket at text[0]; NULL if none does. */
static const char *
closing_bracket(const char *text, const char *end)
{
    for (text++; text < end; text++) {
        if (*text == '\\' && text + 1 < end) {
            text++;
        }
        else if (*text == ']') {
            return text;
        }
    }
    return NULL;
}

static char *
title_new(TALLOC_CTX *ctx, const char *from, const char *to)
{
    char *title = talloc_array(ctx, char, (size_t)(to - from) + 1);
    size_t n = 0;
    for (; from < to; from++) {
        if (*from == '\\' && from + 1 < to && ispunct(from[1])) {
            from++;
        }
        title[n++] = *from;
    }
    title[n] = 0;
    return title;
}

/* text[0] is `[`. */
static void
link_read(struct reader *reader, const char *text, const char *end, int column,
          int is_numbered)
{
    struct summary *summary = reader->summary;
    const char *close = closing_bracket(text, end);
    const char *stop = close && close[1] == '('
                           ? memchr(close, ')', (size_t)(end - close))
                           : NULL;
    if (!stop) {
        complain(reader, column, "expected [title](path.md)");
        return;
    }
    struct entry entry = {
        .title = title_new(summary, text + 1, close),
        .number = is_numbered ? number_new(reader) : NULL,
        .part = (int)summary->part_count - 1,
        .place = source_place(reader->source, reader->line, column),
    };
    if (stop > close + 2) {
        entry.path =
            talloc_strndup(summary, close + 2, (size_t)(stop - close - 2));
        check_path(reader, &entry, column + (int)(close + 2 - text));
    }
    summary->entries = talloc_realloc(summary, summary->entries, struct entry,
                                      summary->len + 1);
    summary->entries[summary->len++] = entry;
}

/* Opens, closes or keeps the level that a bullet in this column belongs to. */
static int
level_enter(struct reader *reader, int column)
{
    while (reader->depth > 0 && reader->indents[reader->depth - 1] > column) {
        reader->depth--;
    }
    if (reader->depth > 0 && reader->indents[reader->depth - 1] == column) {
        reader->counts[reader->depth - 1]++;
        return 0;
    }
    if (reader->depth == DEEPEST) {
        complain(reader, column, "chapters are nested too deeply");
        return -1;
    }
    /* The first level counts on from part to part. */
    int first = reader->depth == 0;
    reader->counts[reader->depth] = first ? reader->counts[0] + 1 : 1;
    reader->indents[reader->depth++] = column;
    return 0;
}

static int
is_separator(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && *at == '-') {
        at++;
    }
    return at == end && end - text >= 3;
}

static void
heading_read(struct reader *reader, const char *text, const char *end)
{
    while (text < end && *text == '#') {
        text++;
    }
    while (text < end && *text == ' ') {
        text++;
    }
    /* The first heading of all is the title of the course. */
    if (reader->has_title || reader->summary->len > 0) {
        part_add(reader, text, (size_t)(end - text));
    }
    reader->has_title = 1;
}

static void
line_read(struct reader *reader)
{
    size_t len;
    const char *line = source_line(reader->source, reader->line, &len);
    const char *end = line + len;
    while (end > line && isspace((unsigned char)end[-1])) {
        end--;
    }
    const char *text = line;
    while (text < end && isspace((unsigned char)*text)) {
        text++;
    }
    int column = (int)(text - line) + 1;
    if (text == end) {
        return;
    }
    if (*text == '#') {
        heading_read(reader, text, end);
    }
    else if (is_separator(text, end)) {
        part_add(reader, "", 0);
    }
    else if (strchr("-*+", *text) && text + 1 < end && text[1] == ' ') {
        text += 1 + strspn(text + 1, " ");
        if (level_enter(reader, column) == 0) {
            link_read(reader, text, end, (int)(text - line) + 1, 1);
        }
    }
    else if (*text == '[') {
        reader->depth = 0;
        link_read(reader, text, end, column, 0);
    }
    else {
        complain(reader, column,
                 "expected a chapter, a part title or a separator");
    }
}

void
summary_add(struct summary *summary, const char *title, const char *path,
            struct place place)
{
    summary->entries = talloc_realloc(summary, summary->entries, struct entry,
                                      summary->len + 1);
    summary->entries[summary->len++] = (struct entry){
        .title = title, .path = path, .part = -1, .place = place};
}

struct summary *
summary_parse(TALLOC_CTX *ctx, const struct source *source)
{
    struct summary *summary = talloc_zero(ctx, struct summary);
    struct reader reader = {.source = source, .summary = summary};
    reader.paths = map_new(summary);
    for (reader.line = 1; reader.line <= source->lines; reader.line++) {
        line_read(&reader);
    }
    if (!reader.failed && summary->len == 0) {
        reader.line = 1;
        complain(&reader, 1, "no chapter is listed");
    }
    if (reader.failed) {
        talloc_free(summary);
        return NULL;
    }
    return summary;
}

void
summary_print(FILE *out, const struct summary *summary)
{
    int part = -1;
    for (size_t i = 0; i < summary->len; i++) {
        const struct entry *entry = &summary->entries[i];
        while (part < entry->part) {
            fprintf(out, "part \"%s\"\n", summary->parts[++part]);
        }
        fprintf(out, "  %s \"%s\" %s\n", entry->number ? entry->number : "-",
                entry->title, entry->path ? entry->path : "(draft)");
    }
}
