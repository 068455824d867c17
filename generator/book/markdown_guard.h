/* markdown_guard.h -- tries what could cost the parser seconds or gigabytes.
 *
 * cmark-gfm has inputs of some kilobytes that do (decisions/0005): a text that
 * could be one is first parsed in a child with limits on CPU and memory.
 */
#ifndef HEAPBOOK_BOOK_MARKDOWN_GUARD_H
#define HEAPBOOK_BOOK_MARKDOWN_GUARD_H

#include <stddef.h>

#include "base/diag.h"

/* Whether the text may be parsed here.  try parses it and throws the result
 * away; it is called in a child, and only for a suspect text.  -1, reported
 * at place. */
int markdown_guard(const char *text, size_t len, struct place place,
                   void (*try_it)(const char *text, size_t len));

#endif
