/* verify_exercises.h -- the part of verify that proves the exercises. */
#ifndef HEAPBOOK_CMD_VERIFY_EXERCISES_H
#define HEAPBOOK_CMD_VERIFY_EXERCISES_H

#include "book/course.h"
#include "cmd/options.h"

struct exercise_tally {
    size_t count, wrong;
    size_t answers;        /* that were graded */
    const char *compilers; /* that gave the same reports, beside libtcc: "gcc,
                              clang", or "" */
    const char **ids;      /* of the exercises, in order */
    int *is_wrong;
};

/* Takes the exercises whose check.c cannot be read out of the course: there
 * is nothing to run of them.  The tally has them as wrong.
 *
 * Owns:  lists of the tally are talloc children of ctx.
 * Fails: what is wrong is reported. */
void verify_exercises_set_aside(TALLOC_CTX *ctx, struct course *course,
                                const struct options *options,
                                struct exercise_tally *tally);

/* Grades all answers that the course's exercises bring along, and holds them
 * against the rules for authors.  Those that were set aside stand behind
 * them in the tally.
 *
 * Owns:  lists of the tally are talloc children of ctx.
 * Fails: -1 when nothing could be graded; what is wrong with an exercise is
 *        reported and counted. */
int verify_exercises(TALLOC_CTX *ctx, const struct course *course,
                     const struct options *options,
                     struct exercise_tally *tally);

#endif
