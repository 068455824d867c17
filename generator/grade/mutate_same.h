/* mutate_same.h -- changes of a solution that nobody could notice.
 *
 * A mutant that behaves as the solution does costs its author an excuse.  The
 * cases that words alone give away are not made at all:
 *
 *   S1  two releases of different variables, one after the other, change
 *       places
 *   S2  a release changes places with a call that sets an exception and has
 *       nothing to do with what is released
 *   S3  a count of references of a number that all share (-5 to 256)
 *   S4  the number of items of an object that has none (tp_alloc(type, 0)),
 *       and their size in a PyType_Spec
 *
 * Pure.
 */
#ifndef HEAPBOOK_GRADE_MUTATE_SAME_H
#define HEAPBOOK_GRADE_MUTATE_SAME_H

#include "grade/mutate_tokens.h"

/* Whether word i, a name with an opening bracket behind it, gives a reference
 * back. */
int is_decref(const struct tokens *tokens, size_t i);

/* S1 and S2: whether the release at i may as well stand before the statement
 * that begins at `before`. */
int same_before(const struct tokens *tokens, size_t before, size_t i);

/* S3: whether all that the variable at i is ever set to is NULL and small
 * numbers. */
int is_shared_number(const struct tokens *tokens, size_t i);

/* S4: whether the number at i is one of these. */
int is_no_items(const struct tokens *tokens, size_t i);

#endif
