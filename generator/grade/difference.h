/* difference.h -- two values side by side, and where they part.
 *
 * What cannot be seen is shown: a newline as \n, a control character as \x1b,
 * a no-break space as \xa0.  So nothing that a submission printed can move a
 * terminal's cursor.
 */
#ifndef HEAPBOOK_GRADE_DIFFERENCE_H
#define HEAPBOOK_GRADE_DIFFERENCE_H

#include <stddef.h>

#include <talloc.h>

/* The text with everything visible.  Owns: a talloc child of ctx. */
char *visible(TALLOC_CTX *ctx, const char *text);

/* The same, but a line end stays one. */
char *visible_lines(TALLOC_CTX *ctx, const char *text);

/* Where the texts begin to differ.
 *
 * Shape:  the bytes that are equal, cut between characters.  Both lengths
 *         when the texts are equal. */
size_t difference_at(const char *expected, const char *actual);

/* Characters in the first len bytes, as columns of a terminal. */
int difference_column(const char *text, size_t len);

#endif
