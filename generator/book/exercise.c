#include "book/exercise.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "book/alert.h"
#include "book/fence.h"
#include "book/markdown.h"
#include "book/part.h"
#include "book/shortcode.h"

/* ---- claims: the heads of TEST(...) in check.c ------------------------ */

/* The value after `.key =` between at and end, or NULL. */
static const char *
field_find(const char *at, const char *end, const char *key)
{
    size_t len = strlen(key);
    for (; at + len < end; at++) {
        if (*at == '.' && strncmp(at + 1, key, len) == 0 &&
            !isalnum((unsigned char)at[1 + len])) {
            at += 1 + len;
            at += strspn(at, " \t\n");
            return *at == '=' ? at + 1 + strspn(at + 1, " \t\n") : NULL;
        }
    }
    return NULL;
}

/* A C string, adjacent pieces joined. */
static char *
string_read(TALLOC_CTX *ctx, const char *at)
{
    char *text = talloc_strdup(ctx, "");
    while (*at == '"') {
        for (at++; *at && *at != '"'; at++) {
            at += *at == '\\' && at[1];
            text = talloc_strndup_append_buffer(text, at, 1);
        }
        at += *at == '"';
        at += strspn(at, " \t\n");
    }
    return text;
}

/* The parenthesis that closes the head; strings may hold others. */
static const char *
head_end(const char *at)
{
    int in_string = 0;
    for (; *at; at++) {
        if (in_string && *at == '\\' && at[1]) {
            at++;
        }
        else if (*at == '"') {
            in_string = !in_string;
        }
        else if (*at == ')' && !in_string) {
            return at;
        }
    }
    return at;
}

static void
claim_add(struct exercise *exercise, const char *head)
{
    const char *end = head_end(head);
    const char *points = field_find(head, end, "points");
    const char *title = field_find(head, end, "claim");
    const char *hidden = field_find(head, end, "hidden");
    size_t len = strspn(head, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    struct claim claim = {
        .name = talloc_strndup(exercise, head, len),
        .points = points ? atoi(points) : 0,
        .is_hidden = hidden && (*hidden == '1' || *hidden == 't'),
    };
    claim.title = title ? string_read(exercise, title) : claim.name;
    exercise->claims = talloc_realloc(exercise, exercise->claims, struct claim,
                                      exercise->claim_count + 1);
    exercise->claims[exercise->claim_count++] = claim;
    exercise->points += claim.points;
}

static void
claims_read(struct exercise *exercise, const char *check)
{
    for (const char *at = check; (at = strstr(at, "TEST(")); at += 5) {
        if (at == check || at[-1] == '\n') {
            claim_add(exercise, at + 5);
        }
    }
}

/* ---- hints: sections that begin with `## Hint` ------------------------ */

static int
is_hint(const struct node *node)
{
    if (node->kind != NODE_HEADING || node->level != 2 || !node->first ||
        node->first->kind != NODE_TEXT) {
        return 0;
    }
    return strncmp(node->first->text, "Hint", 4) == 0;
}

static struct hint *
hint_add(struct exercise *exercise, const struct node *heading)
{
    char *text = node_text(exercise, heading);
    const char *title = text + 4 + strspn(text + 4, " 0123456789");
    title += strspn(title, ": ");
    exercise->hints = talloc_realloc(exercise, exercise->hints, struct hint,
                                     exercise->hint_count + 1);
    struct hint *hint = &exercise->hints[exercise->hint_count++];
    hint->title = *title ? title : "Hint";
    hint->line = heading->line;
    hint->body = node_new(exercise, NODE_DOCUMENT, heading->line, 1);
    return hint;
}

static void
hints_take(struct exercise *exercise)
{
    struct hint *hint = NULL;
    struct node *next;
    for (struct node *at = exercise->tree->first; at; at = next) {
        next = at->next;
        if (is_hint(at)) {
            hint = hint_add(exercise, at);
            node_unlink(at);
        }
        else if (at->kind == NODE_HEADING && at->level <= 2) {
            hint = NULL;
        }
        else if (hint) {
            node_unlink(at);
            node_add(hint->body, at);
        }
    }
}

/* ---- the folder ------------------------------------------------------- */

static char *
piece_read(struct exercise *exercise, const char *file, const char *name)
{
    size_t len;
    char *path = path_join(exercise, file, name);
    char *text = file_try_read(exercise, path, &len);
    if (!text) {
        diag_at((struct place){.path = exercise->folder}, "there is no %s",
                name);
    }
    return text;
}

/* Fences of a prompt are only shown. */
static int
fences_read(struct exercise *exercise)
{
    int status = 0;
    struct node *root = exercise->tree;
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_CODE) {
            struct fence *fence = talloc_zero(exercise, struct fence);
            status |= fence_parse(fence, exercise->source, at, fence);
            status |= part_read(fence, exercise->source, at);
            at->text = part_text(root, at->text, fence->part);
            at->info = fence->info;
            at->item = fence;
        }
    }
    return status;
}

static int
prompt_read(struct exercise *exercise, const char *file)
{
    int failed = 0;
    char *readme = path_join(exercise, file, "README.md");
    exercise->source = source_read(exercise, readme, exercise->path);
    if (!exercise->source) {
        return -1;
    }
    exercise->front =
        front_parse(exercise, exercise->source, FRONT_EXERCISE, &failed);
    exercise->tree =
        markdown_parse(exercise, exercise->source, exercise->front->first_line,
                       exercise->front->first_offset, &failed);
    if (!exercise->tree) {
        return -1;
    }
    failed |= fences_read(exercise) < 0;
    failed |= alerts_take(exercise->tree, exercise->path) < 0;
    failed |= shortcodes_expand_values(exercise->tree, exercise->path) < 0;
    return failed ? -1 : 0;
}

static void
title_take(struct exercise *exercise)
{
    struct node *first = exercise->tree->first;
    exercise->title = exercise->front->title;
    if (first && first->kind == NODE_HEADING && first->level == 1) {
        if (!exercise->title) {
            exercise->title = node_text(exercise, first);
        }
        node_unlink(first);
    }
    if (!exercise->title) {
        exercise->title = exercise->name;
    }
}

static int
points_check(const struct exercise *exercise)
{
    int announced = exercise->front->points;
    if (announced == 0 || announced == exercise->points) {
        return 0;
    }
    return diag_at((struct place){.path = exercise->path},
                   "the front matter says %d points, the claims of check.c "
                   "add up to %d",
                   announced, exercise->points);
}

struct exercise *
exercise_read(TALLOC_CTX *ctx, const char *file, const char *folder)
{
    struct exercise *exercise = talloc_zero(ctx, struct exercise);
    const char *name = strrchr(folder, '/') + 1;
    char *above =
        talloc_strndup(exercise, folder, (size_t)(name - folder - 1));
    const char *slash = strrchr(above, '/');
    exercise->folder = talloc_strdup(exercise, folder);
    exercise->path = talloc_asprintf(exercise, "%s/README.md", folder);
    exercise->name = talloc_strdup(exercise, name);
    exercise->chapter = slash ? slash + 1 : above;
    exercise->id = talloc_asprintf(exercise, "%s/%s", exercise->chapter, name);
    int failed = prompt_read(exercise, file) < 0;
    exercise->starter = piece_read(exercise, file, "starter.c");
    const char *check = piece_read(exercise, file, "check.c");
    if (failed || !exercise->starter || !check) {
        talloc_free(exercise);
        return NULL;
    }
    title_take(exercise);
    hints_take(exercise);
    claims_read(exercise, check);
    return points_check(exercise) < 0 ? NULL : exercise;
}

void
exercise_print(FILE *out, const struct exercise *exercise)
{
    fprintf(out, "exercise %s \"%s\" %d points\n", exercise->id,
            exercise->title, exercise->points);
    node_print(out, exercise->tree);
    for (size_t i = 0; i < exercise->hint_count; i++) {
        fprintf(out, "hint \"%s\"\n", exercise->hints[i].title);
        node_print(out, exercise->hints[i].body);
    }
    for (size_t i = 0; i < exercise->claim_count; i++) {
        fprintf(out, "claim %s %d \"%s\"%s\n", exercise->claims[i].name,
                exercise->claims[i].points, exercise->claims[i].title,
                exercise->claims[i].is_hidden ? " hidden" : "");
    }
}
