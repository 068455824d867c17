/* verify_solutions.h -- the part of verify that asks the real CPython whether
 * the exercises' solutions do there what they do on the model. */
#ifndef HEAPBOOK_CMD_VERIFY_SOLUTIONS_H
#define HEAPBOOK_CMD_VERIFY_SOLUTIONS_H

#include "book/course.h"
#include "cmd/options.h"

struct solution_tally {
    size_t count, wrong;
    const char *missing; /* why nothing was checked; or NULL */
    const char **ids;
    int *is_wrong;
};

/* Owns:  lists of the tally are talloc children of ctx.
 * Fails: -1 when nothing could be run; a difference is reported and counted.
 */
int verify_solutions(TALLOC_CTX *ctx, const struct course *course,
                     const struct options *options,
                     struct solution_tally *tally);

#endif
