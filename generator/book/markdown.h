/* markdown.h -- Markdown to a tree; the only user of cmark.
 *
 * GitHub's dialect: tables, footnotes, task lists, strikethrough.  Raw HTML is
 * refused, comments apart: what a page holds is known, and escaped.
 *
 * What stands between {{ and }} is left as it is (shortcode.h).
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
