/* markdown.h -- Markdown to a tree; the only user of cmark.
 *
 * GitHub's dialect: tables, footnotes, task lists, strikethrough.  Raw HTML is
 * refused, comments apart: what a page holds is known, and escaped.
 *
 * cmark-gfm has inputs that cost it seconds and gigabytes (nested brackets,
 * wide tables, chains of references).  So a text that could be one is first
 * parsed in a child with limits on CPU and memory, and refused if the child
 * does not come through; a text below all the thresholds, as chapters are, is
 * parsed at once.  The thresholds were chosen so that the worst text below
 * them takes less than 50 ms.
 */
#ifndef HEAPBOOK_BOOK_MARKDOWN_H
#define HEAPBOOK_BOOK_MARKDOWN_H

#include "book/node.h"
#include "book/source.h"

/* Parses source from line first_line on.  NULL, reported, if it cannot be
 * parsed; a tree, and *failed set, if something in it is refused. */
struct node *markdown_parse(TALLOC_CTX *ctx, const struct source *source,
                            int first_line, size_t first_offset, int *failed);

/* Parses a piece that stands inside another file, from this place on; its
 * text need not end with a newline. */
struct node *markdown_parse_piece(TALLOC_CTX *ctx, const char *text,
                                  size_t len, struct place place, int *failed);

#endif
