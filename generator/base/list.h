/* list.h -- texts in a row, with NULL behind the last. */
#ifndef HEAPBOOK_BASE_LIST_H
#define HEAPBOOK_BASE_LIST_H

#include <talloc.h>

/* Appends a copy of the text; *list may be NULL, and moves.  Its parent is
 * ctx, and it must have been made by this function. */
void list_add(TALLOC_CTX *ctx, const char ***list, const char *text);

#endif
