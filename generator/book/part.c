#include "book/part.h"

#include <ctype.h>
#include <string.h>

#include "base/files.h"

static const char BEGIN[] = "ANCHOR:";
static const char END[] = "ANCHOR_END:";

static int
is_name_char(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

enum part_mark
part_mark(const char *line, size_t len, const char **name, size_t *name_len)
{
    const char *end = line + len;
    enum part_mark mark = PART_BEGIN;
    const char *at = memmem(line, len, BEGIN, sizeof BEGIN - 1);
    if (at) {
        at += sizeof BEGIN - 1;
    }
    else if ((at = memmem(line, len, END, sizeof END - 1))) {
        at += sizeof END - 1;
        mark = PART_END;
    }
    while (at && at < end && *at == ' ') {
        at++;
    }
    *name = at;
    while (at && at < end && is_name_char(*at)) {
        at++;
    }
    *name_len = at ? (size_t)(at - *name) : 0;
    return *name_len > 0 ? mark : PART_TEXT;
}

int
part_is(const char *part, const char *name, size_t name_len)
{
    return strlen(part) == name_len && strncmp(part, name, name_len) == 0;
}

char *
part_text(TALLOC_CTX *ctx, const char *text, const char *part)
{
    char *copy = talloc_array(ctx, char, strlen(text) + 1);
    size_t n = 0;
    int inside = part == NULL;
    while (*text) {
        const char *name;
        size_t name_len;
        size_t len = strcspn(text, "\n");
        size_t whole = len + (text[len] == '\n');
        enum part_mark mark = part_mark(text, len, &name, &name_len);
        if (mark == PART_TEXT && inside) {
            memcpy(copy + n, text, whole);
            n += whole;
        }
        else if (mark != PART_TEXT && part && part_is(part, name, name_len)) {
            inside = mark == PART_BEGIN;
        }
        text += whole;
    }
    copy[n] = 0;
    return copy;
}

/* ---- a fence's text --------------------------------------------------- */

/* Names of the parts that begin in the text; ends with NULL. */
static const char **
part_names(TALLOC_CTX *ctx, const char *text)
{
    const char **names = talloc_zero_array(ctx, const char *, 1);
    size_t n = 0;
    while (*text) {
        const char *name;
        size_t name_len;
        size_t len = strcspn(text, "\n");
        if (part_mark(text, len, &name, &name_len) == PART_BEGIN) {
            names = talloc_realloc(ctx, names, const char *, n + 2);
            names[n++] = talloc_strndup(names, name, name_len);
            names[n] = NULL;
        }
        text += len + (text[len] == '\n');
    }
    return names;
}

static int
part_check(const struct fence *fence, const char *text)
{
    TALLOC_CTX *scratch = talloc_new(NULL);
    const char **names = part_names(scratch, text);
    const char **name = names;
    int status = 0;
    while (*name && strcmp(*name, fence->part) != 0) {
        name++;
    }
    if (!*name) {
        status =
            diag_at(fence->place, "no line holds ANCHOR: %s", fence->part);
        diag_suggest(fence->place, fence->part, names);
    }
    talloc_free(scratch);
    return status;
}

static int
is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == 0;
}

static int
file_take(struct fence *fence, const struct source *chapter, struct node *node)
{
    char *below = path_clean(fence, fence->file);
    if (!below || *fence->file == '/') {
        return diag_at(fence->place,
                       "file: \"%s\" is not in the chapter's folder",
                       fence->file);
    }
    if (!is_blank(node->text)) {
        return diag_at(fence->place,
                       "a fence with file= has no lines of its own");
    }
    char *path = path_join(fence, path_folder(fence, chapter->path), below);
    char *file = path_join(fence, path_folder(fence, chapter->file), below);
    if (!file_exists(file)) {
        return diag_at(fence->place, "there is no file %s", path);
    }
    struct source *source = source_read(fence, file, path);
    if (!source) {
        return -1;
    }
    node->text = source->text;
    fence->body = (struct place){source->path, 1, 1};
    return 0;
}

int
part_read(struct fence *fence, const struct source *chapter, struct node *node)
{
    fence->body = fence->place;
    fence->body.line = node->line + 1;
    fence->body.column = fence->indent + 1;
    if (fence->is_broken) {
        return 0; /* which file is meant is not known */
    }
    if (fence->file && file_take(fence, chapter, node) < 0) {
        return -1;
    }
    return fence->part ? part_check(fence, node->text) : 0;
}
