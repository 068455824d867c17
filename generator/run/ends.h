/* ends.h -- functions that end without the value that they promise.
 *
 * What their caller gets is chance: whatever lies in a register, or on the
 * stack of another machine.  Where the compiler warns of such an end, a call
 * is put there that says so and aborts (heapbook.h); whoever comes by is told
 * the same everywhere.  The page's compiler does it as well
 * (site/web/ends.js).
 *
 * Pure; knows of C no more than where its comments, literals and braces are.
 */
#ifndef HEAPBOOK_RUN_ENDS_H
#define HEAPBOOK_RUN_ENDS_H

#include <stddef.h>
#include <talloc.h>

/* The text with that call before the brace that ends a function, on each of
 * these lines (from 1); lines stay lines.  NULL when none of them has such a
 * brace. */
char *ends_guard(TALLOC_CTX *ctx, const char *text, const int *lines,
                 size_t count);

#endif
