#include "book/alert.h"

#include <string.h>

#include "base/diag.h"
#include "book/example.h"

static const struct alert {
    const char *mark;
    enum node_kind kind;
    const char *info;
} ALERTS[] = {
    {"NOTE", NODE_NOTE, "note"},
    {"ASIDE", NODE_NOTE, "aside"},
    {"MYTH", NODE_MYTH, "myth"},
    {"WHY", NODE_WHY, "why"},
};

enum { ALERT_COUNT = sizeof ALERTS / sizeof *ALERTS };

static const struct alert *
alert_find(const char *mark, size_t len, struct place place)
{
    const char *names[ALERT_COUNT + 1] = {0};
    for (int i = 0; i < ALERT_COUNT; i++) {
        names[i] = ALERTS[i].mark;
        if (strlen(names[i]) == len && strncmp(names[i], mark, len) == 0) {
            return &ALERTS[i];
        }
    }
    char *word = talloc_strndup(NULL, mark, len);
    const char *nearest = diag_nearest(word, names);
    diag_at(place, "unknown mark [!%s]", word);
    if (nearest) {
        diag_note(place, "did you mean [!%s]?", nearest);
    }
    talloc_free(word);
    return NULL;
}

static const char *
skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Moves what stands on the mark's own line into a paragraph of its own. */
static struct node *
line_split(struct node *root, struct node *paragraph)
{
    struct node *head =
        node_new(root, NODE_PARAGRAPH, paragraph->line, paragraph->column);
    struct node *at = paragraph->first;
    while (at && at->kind != NODE_SOFT_BREAK && at->kind != NODE_HARD_BREAK) {
        struct node *next = at->next;
        node_unlink(at);
        node_add(head, at);
        at = next;
    }
    if (at) {
        node_unlink(at);
    }
    return head;
}

static void
put_first(struct node *parent, struct node *child)
{
    struct node *rest = parent->first;
    child->parent = parent;
    child->next = rest;
    parent->first = child;
    parent->last = rest ? parent->last : child;
}

/* The prediction that stands right before the quote takes it in. */
static int
why_take(struct node *why, struct place place)
{
    struct node *before = why->parent->first;
    while (before != why && before->next != why) {
        before = before->next;
    }
    const struct example *example =
        before->kind == NODE_EXAMPLE ? before->item : NULL;
    if (!example || !example->fence.predict || before->first) {
        diag_at(place, "no prediction stands before this [!WHY]");
        diag_note(place, "it follows a C fence with the word predict, or the "
                         "output of that");
        return -1;
    }
    node_unlink(why);
    node_add(before, why);
    return 0;
}

static int
alert_apply(struct node *root, struct node *quote, const struct alert *alert,
            struct place place)
{
    struct node *paragraph = quote->first;
    struct node *head = line_split(root, paragraph);
    struct node *mark = head->first;
    mark->text = talloc_strdup(root, skip_blanks(strchr(mark->text, ']') + 1));
    int has_head = *mark->text || mark->next;
    if (!*mark->text) {
        node_unlink(mark);
    }
    if (!paragraph->first) {
        node_unlink(paragraph);
    }
    quote->kind = alert->kind;
    quote->info = alert->info;
    if (alert->kind == NODE_NOTE) {
        quote->text = has_head ? node_text(root, head) : NULL;
    }
    else if (has_head) {
        put_first(quote, head);
    }
    if (alert->kind == NODE_MYTH && (!quote->first || !quote->first->next)) {
        return diag_at(place, "[!MYTH] needs what is said, and below it what "
                              "was measured");
    }
    return alert->kind == NODE_WHY ? why_take(quote, place) : 0;
}

static int
quote_take(struct node *root, struct node *quote, const char *path)
{
    struct node *first = quote->first;
    struct node *text = first ? first->first : NULL;
    if (!text || first->kind != NODE_PARAGRAPH || text->kind != NODE_TEXT ||
        strncmp(text->text, "[!", 2) != 0 || !strchr(text->text, ']')) {
        return 0;
    }
    struct place place = {path, text->line, text->column};
    size_t len = strcspn(text->text + 2, "]");
    const struct alert *alert = alert_find(text->text + 2, len, place);
    return alert ? alert_apply(root, quote, alert, place) : -1;
}

int
alerts_take(struct node *root, const char *path)
{
    int status = 0;
    for (struct node *at = root; at; at = node_walk(at, root)) {
        if (at->kind == NODE_QUOTE) {
            status |= quote_take(root, at, path);
        }
    }
    return status;
}
