/* grade.h -- answers to exercises, graded.
 *
 *   R1  a test passes when its scenario came to its end by itself, left no
 *       process behind, and all claims of its judge hold; then it gives its
 *       points, else none
 *   R2  tests run in an order drawn from the seed, and are reported in the
 *       order of check.c
 *   R3  nobody but this process writes what a report says
 *
 * Workers have to be started (pool_start) before check.c is read: they must
 * not know it.
 */
#ifndef HEAPBOOK_GRADE_GRADE_H
#define HEAPBOOK_GRADE_GRADE_H

#include <talloc.h>

#include "base/diag.h"
#include "base/hash.h"
#include "run/unit.h"

enum test_status { TEST_PASS, TEST_FAIL, TEST_ERROR, TEST_SKIP };

struct finding {
    int line; /* of check.c */
    int passed;
    const char *what, *expected, *actual;
    int advisory; /* a note: it gives and takes no points */
};

struct test_report {
    const char *name;
    const char *claim;
    const char *needs; /* or NULL */
    const char *hint;  /* or NULL */
    const char *code;  /* of check.c (check_source.h); NULL where nothing was
                          handed in */
    int points, max_points;
    int hidden;
    enum test_status status;
    const char *message; /* one line, why it did not pass; or NULL */
    int line;            /* of the answer, where it crashed; or 0 */
    int crashed;         /* its scenario did */
    struct finding *findings;
    size_t finding_count;
    const char *output; /* what the scenario printed */
    const char *errors; /* and what it printed to stderr */
    double duration_ms; /* of the scenario, wall clock */
    /* Why it crashed or failed, seen by an observer in a second run: a
     * sentence, with a line of the answer or 0.  NULL where there was nothing
     * to see.  Points do not depend on it. */
    const char *explanation;
    int explained_line;
    /* Records (heapbook/records.h) of the heap that it left, one step; only
     * when it failed, or NULL. */
    const char *heap;
};

struct report {
    const char *exercise; /* "copies/copy-rows" */
    const char *path;     /* of the answer */
    const char *level;    /* of the sandbox; "" where nobody needs it */
    enum compiler compiler;
    /* Of the answer's text and of check.c; "" for what was not read. */
    char submission_hash[HASH_SIZE], exercise_hash[HASH_SIZE];
    unsigned seed;
    int score, max_score;
    int compiled;
    const char *reason; /* why nothing could be run; or NULL */
    int is_failed;      /* the tool or the exercise is to blame for it: this
                           is no mark */
    int is_starter;     /* the answer is the starter still, where somebody
                           has looked (handed_reports.h) */
    const char *check_fault; /* what is wrong with check.c itself; or NULL */
    int check_line;          /* of it; 0 when unknown */
    struct message *messages;
    size_t message_count;
    struct test_report *tests; /* in the order of check.c */
    size_t test_count;
};

struct answer {
    const char *exercise; /* id */
    const char *folder;   /* of the exercise: check.c is there */
    const char *path;     /* of the answer */
    const char *text;     /* of the answer, when it has been read and found
                             fit (submission.h) already; path is a name then */
};

struct grade_options {
    enum compiler compiler; /* of answers */
    unsigned seed;          /* 0: drawn */
    int hidden;             /* hidden tests as well */
    int timeout_ms;         /* of a test; 0 for 2 s */
    int is_twin;            /* as the page does it: leaks have one observer,
                               though hidden tests run */
    int explain;            /* play tests that failed once more, for a sentence
                               on what they touched; those that crashed always
                               are */
    int level_of_losses;    /* full marks need not tell the sandbox's level: it
                               is not attacked for them */
    void (*progress)(size_t done, size_t total, void *arg);
    /* Told of each report as soon as it is complete, in the order in which
     * they are; may be NULL. */
    void (*finished)(size_t index, void *arg);
    void *arg;
};

/* Grades answers[i] into reports[i].
 *
 * Owns:  what the reports point to are talloc children of ctx.
 * Fails: -1, reported: a check.c is wrong, or the workers cannot work.  An
 *        answer that is bad in any way is a report. */
int grade_answers(TALLOC_CTX *ctx, const struct answer *answers, size_t count,
                  struct report *reports, const struct grade_options *options);

/* The first finding that failed, or NULL. */
const struct finding *test_failure(const struct test_report *test);

#endif
