#include "book/chapter.h"

#include <string.h>

#include "base/escape.h"
#include "base/files.h"
#include "base/map.h"
#include "book/alert.h"
#include "book/markdown.h"
#include "book/part.h"
#include "book/shortcode.h"

struct reader {
    struct chapter *chapter;
    struct map *pairs;  /* name -> struct pair */
    struct node *after; /* the example that an output may follow */
};

/* ---- fences ----------------------------------------------------------- */

/* The name of a fence that gives none, or one that is taken: "example-3", or
 * whatever number is free. */
static char *
name_new(struct reader *reader, const char *kind, size_t number)
{
    struct chapter *chapter = reader->chapter;
    char *name;
    do {
        name = talloc_asprintf(chapter, "%s-%zu", kind, number++);
    } while (map_find(chapter->names, name));
    return name;
}

static const char *
name_take(struct reader *reader, const struct fence *fence, const char *kind,
          size_t number)
{
    struct chapter *chapter = reader->chapter;
    const char *name = fence->name;
    const struct fence *other = name ? map_find(chapter->names, name) : NULL;
    if (other) {
        diag_at(fence->place, "the name \"%s\" is taken", name);
        diag_note(other->place, "by this fence");
        chapter->failed = 1;
    }
    if (!name || other) {
        name = name_new(reader, kind, number);
    }
    map_set(chapter->names, name,
            talloc_memdup(chapter->names, fence, sizeof *fence));
    return name;
}

static void
example_take(struct reader *reader, struct node *node,
             const struct fence *fence)
{
    struct chapter *chapter = reader->chapter;
    size_t number = chapter->example_count + 1;
    const char *name = name_take(reader, fence, "example", number);
    struct example *example =
        example_new(chapter, node, fence, chapter->slug, name);
    chapter->failed |= example->is_broken;
    node->kind = NODE_EXAMPLE;
    node->item = example;
    reader->after = node;
    chapter->examples =
        talloc_realloc(chapter, chapter->examples, struct example *, number);
    chapter->examples[chapter->example_count++] = example;
}

static void
quiz_take(struct reader *reader, struct node *node, const struct fence *fence)
{
    struct chapter *chapter = reader->chapter;
    const char *name = name_take(reader, fence, "quiz", ++chapter->quiz_count);
    struct quiz *quiz =
        quiz_parse(chapter, chapter->source, node, fence, name);
    if (!quiz) {
        chapter->failed = 1;
        return;
    }
    node->kind = NODE_QUIZ;
    node->item = quiz;
}

static void
output_take(struct reader *reader, struct node *node,
            const struct fence *fence)
{
    if (!reader->after) {
        diag_at(fence->place, "no example stands before this output");
        diag_note(fence->place, "an output fence follows its C fence with "
                                "nothing but blank lines between them");
        reader->chapter->failed = 1;
        return;
    }
    struct example *example = reader->after->item;
    example->output.text = node->text;
    example->output.place = fence->place;
    example->output.first_line = node->line + 1;
    example->output.last_line = node->end_line - 1;
    example->output.indent = fence->indent;
    node_unlink(node);
}

static void
python_take(struct reader *reader, struct node *node,
            const struct fence *fence)
{
    if (!fence->pair) {
        return;
    }
    struct pair *pair = talloc_zero(reader->pairs, struct pair);
    pair->text = node->text;
    pair->shown = part_text(pair, node->text, fence->part);
    pair->path = fence->body.path;
    pair->first_line = fence->body.line;
    pair->place = fence->place;
    pair->fence = *fence;
    struct pair *other = map_set(reader->pairs, fence->pair, pair);
    if (other) {
        diag_at(fence->place, "\"%s\" has a pair already", fence->pair);
        diag_note(other->place, "this one");
        reader->chapter->failed = 1;
    }
    node_unlink(node);
}

/* A fence that is not closed runs to the end of the file: everything below
 * would be a program. */
static int
check_closed(struct reader *reader, const struct node *node,
             const struct fence *fence)
{
    size_t len;
    int last = node->end_line;
    const struct source *source = reader->chapter->source;
    if (!node->info) {
        return 0;
    }
    if (last > source->lines) {
        last = source->lines;
    }
    const char *line = source_line(source, last, &len);
    while (len > 0 && strchr(" \t>", *line)) {
        line++;
        len--;
    }
    if (last > node->line && len >= 3 && strchr("`~", *line)) {
        return 0;
    }
    reader->chapter->is_cut = 1;
    return diag_at(fence->place, "this fence is never closed");
}

static void
fence_take(struct reader *reader, struct node *node)
{
    struct chapter *chapter = reader->chapter;
    struct fence *fence = talloc_zero(chapter, struct fence);
    struct node *after = reader->after;
    reader->after = NULL;
    fence_parse(fence, chapter->source, node, fence);
    fence->is_broken |= check_closed(reader, node, fence) < 0;
    fence->is_broken |= part_read(fence, chapter->source, node) < 0;
    chapter->failed |= fence->is_broken;
    switch (fence->language) {
    case FENCE_C:
        example_take(reader, node, fence);
        break;
    case FENCE_QUIZ:
        quiz_take(reader, node, fence);
        break;
    case FENCE_OUTPUT:
        reader->after = after;
        output_take(reader, node, fence);
        reader->after = NULL;
        break;
    case FENCE_PYTHON:
        python_take(reader, node, fence);
        break;
    default:
        break;
    }
    node->info = fence->info;
    if (node->kind == NODE_CODE) {
        node->item = fence;
    }
    if (node->kind == NODE_CODE && (fence->file || fence->part)) {
        node->text = part_text(chapter->tree, node->text, fence->part);
    }
}

static void
fences_take(struct reader *reader)
{
    struct node *root = reader->chapter->tree;
    struct node *next;
    for (struct node *at = root; at; at = next) {
        next = node_walk(at, root);
        if (at->kind == NODE_CODE) {
            fence_take(reader, at);
        }
        else if (at->kind != NODE_DOCUMENT && at->is_block) {
            reader->after = NULL;
        }
    }
}

static void
pairs_match(struct reader *reader)
{
    MAP_EACH(reader->pairs, entry)
    {
        struct pair *pair = entry->value;
        struct example *example = chapter_example(reader->chapter, entry->key);
        if (example) {
            example->python = *pair;
            talloc_steal(example, pair);
            continue;
        }
        if (!reader->chapter->is_cut) {
            diag_at(pair->place,
                    "there is no C example named \"%s\" to pair with",
                    entry->key);
        }
        reader->chapter->failed = 1;
    }
}

/* ---- headings and shortcodes ------------------------------------------ */

static void
headings_name(struct reader *reader)
{
    struct chapter *chapter = reader->chapter;
    struct map *names = chapter->names;
    struct map *ids = map_new(names);
    struct node *root = chapter->tree;
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind != NODE_HEADING) {
            continue;
        }
        char *text = node_text(ids, at);
        char *base = slug_new(root, text);
        char *id = *base ? base : talloc_strdup(root, "section");
        for (int i = 2; map_find(ids, id) || map_find(names, id); i++) {
            id = talloc_asprintf(root, "%s-%d", *base ? base : "section", i);
        }
        map_set(ids, id, at);
        at->id = id;
    }
}

/* The title: of the front matter, else a first heading of level 1.  Such a
 * heading leaves the text, unless it says something else. */
static void
title_take(struct chapter *chapter, const char *title)
{
    struct node *first = chapter->tree->first;
    chapter->title = chapter->front->title;
    if (first && first->kind == NODE_HEADING && first->level == 1) {
        const char *text = node_text(chapter, first);
        chapter->title = chapter->title ? chapter->title : text;
        if (strcmp(chapter->title, text) == 0) {
            node_unlink(first);
        }
    }
    if (!chapter->title) {
        chapter->title = talloc_strdup(chapter, title);
    }
}

static int
example_unknown(const struct chapter *chapter, struct place place,
                const char *name)
{
    if (chapter->is_cut) {
        return -1;
    }
    const char **names =
        talloc_zero_array(NULL, const char *, chapter->example_count + 1);
    for (size_t i = 0; i < chapter->example_count; i++) {
        names[i] = chapter->examples[i]->name;
    }
    diag_at(place, "this chapter has no example named \"%s\"", name);
    diag_suggest(place, name, names);
    talloc_free(names);
    return -1;
}

static int
shortcode_check(const struct chapter *chapter, struct shortcode *shortcode)
{
    const char *name;
    for (int i = 0; i < shortcode->count; i++) {
        const char *argument = shortcode->arguments[i];
        int is_name = shortcode->kind == SHORTCODE_CHART
                          ? strchr(argument, '.') != NULL
                          : i == 0;
        if (!is_name || shortcode->is_quoted[i]) {
            continue;
        }
        shortcode_key(shortcode, argument, &name);
        struct example *example = chapter_example(chapter, name);
        if (!example) {
            return example_unknown(chapter, shortcode->place, name);
        }
        example->has_figure_shortcode |= shortcode->kind == SHORTCODE_FIGURE;
    }
    return 0;
}

int
chapter_resolve(struct chapter *chapter, struct node *root)
{
    struct node *next;
    int status = 0;
    for (struct node *at = root; at; at = next) {
        struct shortcode *shortcode = at->item;
        next = node_walk(at, root);
        if (at->kind == NODE_SHORTCODE &&
            shortcode->kind != SHORTCODE_EXERCISE &&
            shortcode_check(chapter, shortcode) < 0) {
            node_unlink(at);
            status = -1;
        }
    }
    return status;
}

static void
shortcodes_take(struct reader *reader, struct node *root)
{
    struct chapter *chapter = reader->chapter;
    chapter->failed |= shortcodes_expand(root, chapter->path) < 0;
    chapter->failed |= chapter_resolve(chapter, root) < 0;
}

static void
quizzes_take(struct reader *reader)
{
    struct node *root = reader->chapter->tree;
    struct node *tree;
    for (struct node *at = root; at; at = node_walk(at, root)) {
        for (size_t i = 0;
             at->kind == NODE_QUIZ && (tree = quiz_tree(at->item, i)); i++) {
            shortcodes_take(reader, tree);
        }
    }
}

/* ---- the chapter ------------------------------------------------------ */

static char *
chapter_slug(TALLOC_CTX *ctx, const char *path)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t len = strlen(base);
    return talloc_strndup(ctx, base, path_ends(base, ".md") ? len - 3 : len);
}

static void
tree_understand(struct reader *reader, const char *title)
{
    struct chapter *chapter = reader->chapter;
    chapter->names = map_new(chapter);
    reader->pairs = map_new(chapter);
    fences_take(reader);
    pairs_match(reader);
    title_take(chapter, title);
    chapter->failed |= alerts_take(chapter->tree, chapter->path) < 0;
    shortcodes_take(reader, chapter->tree);
    quizzes_take(reader);
    headings_name(reader);
}

struct chapter *
chapter_parse(TALLOC_CTX *ctx, struct source *source, const char *title)
{
    struct chapter *chapter = talloc_zero(ctx, struct chapter);
    struct reader reader = {.chapter = chapter};
    chapter->source = source;
    chapter->path = source->path;
    chapter->slug = chapter_slug(chapter, source->path);
    chapter->part = -1;
    chapter->front =
        front_parse(chapter, source, FRONT_CHAPTER, &chapter->failed);
    chapter->tree =
        markdown_parse(chapter, source, chapter->front->first_line,
                       chapter->front->first_offset, &chapter->failed);
    if (!chapter->tree) {
        talloc_free(chapter);
        return NULL;
    }
    tree_understand(&reader, title);
    return chapter;
}

struct example *
chapter_example(const struct chapter *chapter, const char *name)
{
    for (size_t i = 0; i < chapter->example_count; i++) {
        if (strcmp(chapter->examples[i]->name, name) == 0) {
            return chapter->examples[i];
        }
    }
    return NULL;
}

void
chapter_print(FILE *out, const struct chapter *chapter)
{
    fprintf(out, "chapter %s \"%s\"\n", chapter->slug, chapter->title);
    front_print(out, chapter->front);
    node_print(out, chapter->tree);
    for (size_t i = 0; i < chapter->example_count; i++) {
        example_print(out, chapter->examples[i]);
    }
    const struct node *root = chapter->tree;
    for (const struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_QUIZ) {
            quiz_print(out, at->item);
        }
    }
}
