/* progress_file.h -- what a student's page or program says was reached.
 *
 *     {"format": "heapbook progress", "version": 1,
 *      "exported": "2026-11-21T07:15:00Z",
 *      "exercises": {
 *        "copies/copy-rows": {"source": "...", "score": 7, "max_score": 10,
 *                             "time": "2026-11-21T07:10:00Z"}}}
 *
 * `score` is the best one; where a newer text has replaced the one that
 * reached it, that one is the `scored_source`, and it is what is handed in.
 *
 * Anybody can write such a file: its scores are claims, to be compared with
 * what grading finds, and its sources are submissions like any other.
 * Members that are not named here are passed over.
 */
#ifndef HEAPBOOK_GRADE_PROGRESS_FILE_H
#define HEAPBOOK_GRADE_PROGRESS_FILE_H

#include <stddef.h>

#include <talloc.h>

/* What it says of one exercise. */
struct progress_claim {
    const char *source; /* NULL when it has none */
    size_t source_len;
    int has_score;
    long long score, max_score;
};

struct progress_file;

/* NULL when the bytes are no progress file; *why is a sentence then if they
 * seem to be meant as one, else NULL. */
struct progress_file *progress_file_parse(TALLOC_CTX *ctx, const char *bytes,
                                          size_t len, const char **why);

/* Whether it says something of the exercise (CHAPTER/NAME).  What the claim
 * points to dies with the file. */
int progress_file_find(const struct progress_file *file, const char *exercise,
                       struct progress_claim *claim);

#endif
