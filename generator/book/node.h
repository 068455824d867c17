/* node.h -- a chapter as a tree, free of the library that parsed it.
 *
 * Blocks and inlines are nodes of one kind of tree.  Everything a page can
 * hold beside plain Markdown is a node too: an example, a question, a
 * shortcode.  To add one: a kind here, its parser in this room, its writer in
 * weave/.
 *
 *   N1  a node and all below it are talloc children of the tree's root
 *   N2  line and column are of the author's file, from 1
 *   N3  text runs are whole: no two TEXT nodes stand side by side
 */
#ifndef HEAPBOOK_BOOK_NODE_H
#define HEAPBOOK_BOOK_NODE_H

#include <stddef.h>
#include <stdio.h>
#include <talloc.h>

enum node_kind {
    NODE_DOCUMENT,
    /* blocks of Markdown */
    NODE_PARAGRAPH,
    NODE_HEADING, /* level */
    NODE_LIST,    /* ordered, start, tight */
    NODE_ITEM,    /* is_task, is_checked */
    NODE_QUOTE,
    NODE_CODE, /* info: language, NULL if by indentation; text */
    NODE_RULE,
    NODE_TABLE, /* aligns: one of "lcr-" a column */
    NODE_ROW,   /* is_header */
    NODE_CELL,
    NODE_FOOTNOTE, /* text: its name; number */
    /* inlines */
    NODE_TEXT,
    NODE_SOFT_BREAK,
    NODE_HARD_BREAK,
    NODE_CODE_SPAN,
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_STRIKE,
    NODE_LINK,          /* url, title */
    NODE_IMAGE,         /* url, title; children are the alternative text */
    NODE_FOOTNOTE_MARK, /* text: its name; number, use */
    /* Heapbook's own */
    NODE_SHORTCODE, /* item: struct shortcode */
    NODE_EXAMPLE,   /* item: struct example; first child: NODE_WHY or none */
    NODE_QUIZ,      /* item: struct quiz */
    NODE_NOTE,      /* info: "note" or "aside"; text: label or NULL */
    NODE_MYTH,      /* first child: said; the rest: measured */
    NODE_WHY        /* of a prediction: shown with its answer */
};

struct node {
    enum node_kind kind;
    struct node *parent;
    struct node *next;
    struct node *first;
    struct node *last;
    const char *text;
    const char *info;
    const char *url;
    const char *title;
    const char *id; /* of a heading, for links */
    const char *aligns;
    void *item;
    int level;
    int start;
    int number;
    int use; /* which reference to the footnote, from 1 */
    int line;
    int column;
    int end_line; /* last line of a block */
    unsigned is_ordered : 1;
    unsigned is_tight : 1;
    unsigned is_task : 1;
    unsigned is_checked : 1;
    unsigned is_header : 1;
    unsigned is_block : 1;
};

struct node *node_new(TALLOC_CTX *root, enum node_kind kind, int line,
                      int column);

/* Appends child as the last of parent. */
void node_add(struct node *parent, struct node *child);

/* Puts `other` into the place of `node`, or right after it. */
void node_replace(struct node *node, struct node *other);
void node_insert_after(struct node *node, struct node *other);

/* Takes the node out of its tree. */
void node_unlink(struct node *node);

/* The next node in document order inside `top` (children first); NULL at the
 * end. */
struct node *node_walk(const struct node *node, const struct node *top);

/* The same, but not down into node's children. */
struct node *node_skip(const struct node *node, const struct node *top);

/* All text below, as a reader would say it. */
char *node_text(TALLOC_CTX *ctx, const struct node *node);

const char *node_kind_name(enum node_kind kind);

/* The tree, a node a line, indented. */
void node_print(FILE *out, const struct node *node);

#endif
