#include "book/node.h"

#include <string.h>

#include "base/diag.h"

struct node *
node_new(TALLOC_CTX *root, enum node_kind kind, int line, int column)
{
    struct node *node = talloc_zero(root, struct node);
    if (!node) {
        diag_no_memory();
    }
    node->kind = kind;
    node->line = line;
    node->column = column;
    node->end_line = line;
    node->is_block = kind < NODE_TEXT || kind > NODE_SHORTCODE;
    return node;
}

void
node_add(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last) {
        parent->last->next = child;
    }
    else {
        parent->first = child;
    }
    parent->last = child;
}

static struct node *
node_before(const struct node *node)
{
    struct node *before = node->parent->first;
    if (before == node) {
        return NULL;
    }
    while (before->next != node) {
        before = before->next;
    }
    return before;
}

void
node_insert_after(struct node *node, struct node *other)
{
    other->parent = node->parent;
    other->next = node->next;
    node->next = other;
    if (node->parent->last == node) {
        node->parent->last = other;
    }
}

void
node_unlink(struct node *node)
{
    struct node *before = node_before(node);
    if (before) {
        before->next = node->next;
    }
    else {
        node->parent->first = node->next;
    }
    if (node->parent->last == node) {
        node->parent->last = before;
    }
    node->parent = NULL;
    node->next = NULL;
}

void
node_replace(struct node *node, struct node *other)
{
    node_insert_after(node, other);
    node_unlink(node);
}

struct node *
node_skip(const struct node *node, const struct node *top)
{
    while (node != top) {
        if (node->next) {
            return node->next;
        }
        node = node->parent;
    }
    return NULL;
}

struct node *
node_walk(const struct node *node, const struct node *top)
{
    return node->first ? node->first : node_skip(node, top);
}

char *
node_text(TALLOC_CTX *ctx, const struct node *node)
{
    char *text = talloc_strdup(ctx, "");
    const struct node *at = node;
    for (; at; at = node_walk(at, node)) {
        if (at->kind == NODE_TEXT || at->kind == NODE_CODE_SPAN) {
            text = talloc_strdup_append_buffer(text, at->text);
        }
        else if (at->kind == NODE_SOFT_BREAK || at->kind == NODE_HARD_BREAK) {
            text = talloc_strdup_append_buffer(text, " ");
        }
    }
    return text;
}

const char *
node_kind_name(enum node_kind kind)
{
    static const char *const NAMES[] = {
        "document", "paragraph", "heading",   "list",      "item",
        "quote",    "code",      "rule",      "table",     "row",
        "cell",     "footnote",  "text",      "softbreak", "hardbreak",
        "codespan", "emphasis",  "strong",    "strike",    "link",
        "image",    "footmark",  "shortcode", "example",   "quiz",
        "note",     "myth",      "why",
    };
    return NAMES[kind];
}

static void
print_quoted(FILE *out, const char *name, const char *text)
{
    if (!text) {
        return;
    }
    fprintf(out, " %s=\"", name);
    for (; *text; text++) {
        if (*text == '\n') {
            fputs("\\n", out);
        }
        else {
            fputc(*text, out);
        }
    }
    fputc('"', out);
}

void
node_print(FILE *out, const struct node *node)
{
    int depth = 0;
    const struct node *at = node;
    while (at) {
        fprintf(out, "%*s%s %d:%d", 2 * depth, "", node_kind_name(at->kind),
                at->line, at->column);
        if (at->level) {
            fprintf(out, " level=%d", at->level);
        }
        print_quoted(out, "id", at->id);
        print_quoted(out, "info", at->info);
        print_quoted(out, "url", at->url);
        print_quoted(out, "title", at->title);
        print_quoted(out, "text", at->text);
        fputc('\n', out);
        if (at->first) {
            depth++;
            at = at->first;
            continue;
        }
        while (at != node && !at->next) {
            at = at->parent;
            depth--;
        }
        at = at == node ? NULL : at->next;
    }
}
