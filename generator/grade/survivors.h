/* survivors.h -- mutants that lose no points, and why that is right.
 *
 * The file `survivors` of an exercise excuses them.  It stands beside
 * solution.c and is published as little.  Each excuse is the line that
 * `heapbook dev check` has printed, and under it, indented, the reason:
 *
 *     solution.c:8: dropped check: if (copy == NULL)
 *         PyList_New fails only without memory, and the harness has plenty
 *
 *   V1  each mutant loses points or is excused
 *   V2  each excuse is of a mutant that loses none, and gives a reason
 */
#ifndef HEAPBOOK_GRADE_SURVIVORS_H
#define HEAPBOOK_GRADE_SURVIVORS_H

#include "grade/grade.h"
#include "grade/mutate.h"

/* The mutants of one exercise, as answers. */
struct survivors {
    const char *id, *folder, *path; /* of solution.c */
    struct mutants *mutants;
    struct answer *answers; /* of each mutant */
    const char **fates;     /* of each: "killed", "excused", ...; after
                               survivors_check */
    size_t killed, excused, left, uncompiled;
};

/* Reads the solution and makes its mutants.
 *
 * Owns:  a talloc child of ctx.
 * Fails: NULL, reported. */
struct survivors *survivors_new(TALLOC_CTX *ctx, const char *id,
                                const char *folder);

/* Holds the reports of the answers, in their order, against the file
 * `survivors`, and counts.
 *
 * Fails: -1, reported: V1 or V2 does not hold. */
int survivors_check(struct survivors *survivors, const struct report *reports);

#endif
