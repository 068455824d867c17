/* weaver.h -- the writer of one page's body.
 *
 * prose.c writes what is Markdown; what is Heapbook's, the elements, it hands
 * to the weaver's `element` (element.c), which may come back for the prose
 * that stands inside.
 */
#ifndef HEAPBOOK_WEAVE_WEAVER_H
#define HEAPBOOK_WEAVE_WEAVER_H

#include <stdio.h>

#include "weave/weave.h"

struct weaver {
    struct site *site;
    struct page *page;
    const struct chapter *chapter; /* NULL on an exercise page */
    const char *path;              /* the author's file, for messages */
    const char *folder; /* of that file, inside content/; "" for its top */
    void (*element)(struct weaver *weaver, const struct node *node);
    FILE *out;
    int figures; /* ids given so far */
    int charts;
    int failed;
};

/* HTML into a value of an element instead of the page: what is written
 * between begin and end becomes table[key]; with key NULL, an item of a list.
 * Captures nest. */
struct capture {
    FILE *outer;
    char *bytes;
    size_t len;
};

void capture_begin(struct weaver *weaver, struct capture *capture);
void capture_end(struct weaver *weaver, struct capture *capture,
                 struct data *table, const char *key);

/* Renders element/NAME.html with `element` in place. */
void element_render(struct weaver *weaver, const char *name,
                    const struct data *variables);

/* The run of an example; never NULL for one of the chapter's. */
const struct example_run *run_of(const struct weaver *weaver,
                                 const struct example *example);

#endif
