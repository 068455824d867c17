/* mutants.h -- mutants of many solutions, graded in one go. */
#ifndef HEAPBOOK_CMD_MUTANTS_H
#define HEAPBOOK_CMD_MUTANTS_H

#include "grade/author_rules.h"
#include "grade/survivors.h"

/* Grades the mutants of exercises whose solution is right, and holds them
 * against their excuses; wrong[i] is set where that fails.  The answers of
 * others lose points by what is wrong there.  pool_start has been called.
 *
 * Owns:  what list[i] gets is a talloc child of ctx; NULL without mutants.
 * Fails: -1, reported: nothing could be graded. */
int mutants_check(TALLOC_CTX *ctx, struct exercise_answers *const *exercises,
                  size_t count, struct survivors **list, int *wrong);

#endif
