/* wrong_answer.h -- what a wrong answer announces in its first comment.
 *
 *     / * score: 3/10
 *        fails: rows_are_new, owned
 *        says: "expected two objects" * /
 *
 * `score` must be there, and `fails` unless all tests are failed by a text
 * that does not compile; `says` is a part of some message.  Pure, but for
 * reporting.
 */
#ifndef HEAPBOOK_GRADE_WRONG_ANSWER_H
#define HEAPBOOK_GRADE_WRONG_ANSWER_H

#include <talloc.h>

struct wrong_answer {
    int score, max_score;
    const char **fails; /* names of tests, ends with NULL */
    size_t fail_count;
    const char *says; /* or NULL */
    int line;         /* of `score:` */
};

/* NULL, reported. */
struct wrong_answer *wrong_answer_parse(TALLOC_CTX *ctx, const char *path,
                                        const char *text);

#endif
