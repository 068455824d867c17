/* author_rules.h -- what an exercise must hold before it ships.
 *
 *   A1  the starter compiles and loses points
 *   A2  the solution gets all of them
 *   A3  each wrong answer gets exactly the score that it announces, fails
 *       exactly the tests that it names, and says what it promises
 *   A4  every test is failed by some wrong answer
 *   A5  names are of small letters and digits: of folders and files with '-'
 *       between them, of tests with '_'
 *   A6  the prompt has a title, points, a text, and hints that ask and answer;
 *       each test has points and a claim, and needs one that is there
 *   A7  lines are at most 64 columns wide, without tabs
 *   A8  check.c compiles, and its judges come to their end; where it does not
 *       hold, nothing is said of A1 to A4 and of mutants
 *
 * Mutants of the solution: survivors.h.
 */
#ifndef HEAPBOOK_GRADE_AUTHOR_RULES_H
#define HEAPBOOK_GRADE_AUTHOR_RULES_H

#include "book/exercise.h"
#include "grade/grade.h"

/* The answers that an exercise brings along: starter, solution, wrong ones. */
struct exercise_answers {
    const char *id;
    const char *folder;
    struct answer *answers; /* [0] starter, [1] solution, the rest wrong */
    size_t count;
    int is_solved; /* the solution gets all points; after author_rules_check */
};

/* Lists them. */
struct exercise_answers *exercise_answers_list(TALLOC_CTX *ctx, const char *id,
                                               const char *folder);

/* A5 to A7, which need no compiler.
 *
 * Fails: -1, reported. */
int author_rules_texts(const struct exercise *exercise,
                       const struct exercise_answers *answers);

/* A8, and A1 to A4: judges the reports of all answers of one exercise, in that
 * order.
 *
 * Fails: -1, reported. */
int author_rules_check(struct exercise_answers *exercise,
                       const struct report *reports);

#endif
