/* batch.h -- hundreds of submissions, graded, kept, and graded again only
 * where something has changed.
 *
 *     FOLDER/students.csv     a line for each student: the sums
 *     FOLDER/marks.csv        a line for each student and exercise
 *     FOLDER/marks.json       the same, and what could not be read
 *     FOLDER/reports/STUDENT/CHAPTER.NAME.json   the neutral reports
 *
 *   B1  a report is written as soon as it is complete, whole or not at all;
 *       a batch that is interrupted, or killed, goes on where it was
 *   B2  a kept report counts while the bytes of the submission, those of
 *       check.c and the program are what it says, and the sandbox is no
 *       better now; what cannot be read as such a report, or does not add
 *       up, is graded again
 *   B3  no submission stops the batch, and each has a line in the summaries
 *   B4  a report that the tool itself is to blame for is not kept
 */
#ifndef HEAPBOOK_GRADE_BATCH_H
#define HEAPBOOK_GRADE_BATCH_H

#include <stdio.h>

#include "grade/collect.h"
#include "grade/grade.h"

enum row_status {
    ROW_GRADED,
    ROW_MISSING, /* nothing was handed in */
    ROW_REFUSED, /* what was handed in cannot be graded */
    ROW_FAILED   /* the tool or the exercise is to blame */
};

enum claim_status {
    CLAIM_NONE,
    CLAIM_SAME,
    CLAIM_DIFFERS, /* another score than the visible tests give */
    CLAIM_OTHER    /* for another text than the one that was graded */
};

/* One line of marks.csv. */
struct batch_row {
    const char *student;  /* shown */
    const char *exercise; /* id */
    const struct handed *handed;
    enum row_status status;
    enum claim_status claim;
    long long score, max_score;
    long long visible, visible_max; /* without the hidden tests */
    const char *message;            /* one line; or "" */
    char submission_hash[HASH_SIZE];
    char *report; /* path of the kept report, below the folder; or NULL */
    int is_new;   /* graded now; else kept */
};

struct batch {
    const struct collection *collection;
    struct batch_row *rows; /* by student, then by exercise */
    size_t row_count;
    const char *level;
    size_t graded, kept, missing, refused, failed, differing;
};

struct batch_options {
    const char *folder;   /* where reports are kept; NULL: nowhere */
    const char *course;   /* the folder of the exercises */
    unsigned seed;        /* 0: drawn */
    unsigned part, parts; /* this run grades the part-th of the parts */
    int again;            /* kept reports do not count */
};

/* Grades.  The workers must have been started.
 *
 * Owns:  what the batch points to are talloc children of ctx.
 * Fails: -1: the workers cannot work, or nothing can be written (reported),
 *        or the user interrupts. */
int batch_grade(TALLOC_CTX *ctx, const struct collection *collection,
                const struct batch_options *options, struct batch *batch);

/* Writes the summaries into the folder.  -1, reported. */
int batch_write(const struct batch *batch,
                const struct batch_options *options);

void batch_print_csv(FILE *out, const struct batch *batch);
void batch_print_students(FILE *out, const struct batch *batch);
void batch_print_json(FILE *out, const struct batch *batch);
void batch_print_human(FILE *out, const struct batch *batch, int verbose);

const char *row_status_name(enum row_status status);
const char *claim_status_name(enum claim_status status);

#endif
