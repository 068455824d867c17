/* excerpt.h -- as much of <Python.h> as a text can see.
 *
 * libtcc needs 2.6 ms for the 4,000 lines of <Python.h>, of which an answer
 * sees a tenth: what it names, and what that is made of.  With those alone it
 * is compiled in 0.3 ms, to the same code.
 *
 *   X1  every declaration and macro that the text could mean is there, in
 *       the order of the headers, and the headers' marks are set: what the
 *       text includes again is empty
 *   X2  a text for which that is not certain gets no excerpt: one that begins
 *       with something else than the headers, includes files that are not
 *       the headers', or makes names (##)
 *
 * Whoever compiles an excerpt and is told anything by the compiler asks again
 * with the whole headers, so that messages are always theirs.
 */
#ifndef HEAPBOOK_RUN_EXCERPT_H
#define HEAPBOOK_RUN_EXCERPT_H

#include <talloc.h>

/* The text with an excerpt before it; its lines have their numbers.  NULL
 * when it must see the headers.
 *
 * Owns: a talloc child of ctx. */
char *excerpt_before(TALLOC_CTX *ctx, const char *text);

#endif
