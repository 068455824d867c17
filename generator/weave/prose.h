/* prose.h -- Markdown as HTML. */
#ifndef HEAPBOOK_WEAVE_PROSE_H
#define HEAPBOOK_WEAVE_PROSE_H

#include "weave/weaver.h"

/* Writes the blocks below the node. */
void prose_blocks(struct weaver *weaver, const struct node *parent);

/* The same for a row of siblings. */
void prose_siblings(struct weaver *weaver, const struct node *first);

/* Writes what stands in a line: the inlines below the node, or of the one
 * paragraph that a document holds. */
void prose_inlines(struct weaver *weaver, const struct node *parent);

#endif
