/* part.h -- the text of a fence: its own, a file's, or a part of either.
 *
 *     ```c file=shelf.c part=copy          the file lies beside the chapter
 *
 *     / * ANCHOR: copy * /                 a line with this mark begins a
 * part, PyObject *copy = ... / * ANCHOR_END: copy * /             and one with
 * this ends it
 *
 * The marks are mdBook's.  They may stand in a comment of any language; lines
 * that hold one are never shown.  A program is compiled whole, whichever part
 * of it is shown, so lines keep their numbers.
 */
#ifndef HEAPBOOK_BOOK_PART_H
#define HEAPBOOK_BOOK_PART_H

#include "book/fence.h"

enum part_mark { PART_TEXT, PART_BEGIN, PART_END };

/* What the line is, of len bytes; *name and *name_len get the part's name
 * when it is a mark. */
enum part_mark part_mark(const char *line, size_t len, const char **name,
                         size_t *name_len);

/* Whether the mark's name is that of the part. */
int part_is(const char *part, const char *name, size_t name_len);

/* The lines of the part (of all, when it is NULL), without marks. */
char *part_text(TALLOC_CTX *ctx, const char *text, const char *part);

/* Gives the node the text of the fence's file, and the fence the place of
 * that text.  -1, reported: there is no such file or part, or the fence has a
 * text of its own as well. */
int part_read(struct fence *fence, const struct source *chapter,
              struct node *node);

#endif
