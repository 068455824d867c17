/* mutants.h -- mutants of many solutions, graded in one go. */
#ifndef HEAPBOOK_CMD_MUTANTS_H
#define HEAPBOOK_CMD_MUTANTS_H

#include "grade/survivors.h"

/* Grades the mutants of exercises exercises/ID and holds them against their
 * excuses; wrong[i] is set where that fails.  pool_start has been called.
 *
 * Owns:  what list[i] gets is a talloc child of ctx.
 * Fails: -1, reported: nothing could be graded. */
int mutants_check(TALLOC_CTX *ctx, const char *const *ids,
                  const char *const *folders, size_t count,
                  struct survivors **list, int *wrong);

#endif
