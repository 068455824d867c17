/* collect.h -- what was handed in: folders and archives become a table of
 * students and exercises.
 *
 *   C1  a link is never followed, neither of a folder nor of a file, and a
 *       path is gone down one component at a time
 *   C2  what cannot be read is a problem with a sentence, and stops nothing
 *   C3  the table does not depend on the order of files in a folder
 *   C4  names in it are fit to be shown (shown.h), and differ where those of
 *       the files do
 *
 * handed_in.h tells where a file belongs.  Whose it is: the first folder (or
 * archive) below the source; where all lies in one folder, the next.  What
 * lies in no folder belongs to the source itself: `ada.zip` is ada's.
 */
#ifndef HEAPBOOK_GRADE_COLLECT_H
#define HEAPBOOK_GRADE_COLLECT_H

#include <stddef.h>

#include <talloc.h>

/* One student's answer to one exercise. */
struct handed {
    const char *path; /* shown; NULL when nothing was handed in */
    const char *text; /* fit to be graded; NULL without, or with `why` */
    const char *why;  /* it cannot be graded; or NULL */
    int rank;         /* handed_in.h */
    int has_claim;    /* a progress file claims a score */
    long long claimed, claimed_max;
    const char *claimed_text; /* the source it claims it for; or NULL */
};

struct collection {
    const char *const *exercises; /* as given */
    size_t exercise_count;        /* that are asked for, the first ones */
    size_t course_count;          /* of all */
    const char **students;        /* shown, sorted by bytes */
    size_t student_count;
    struct handed *table; /* [student * exercise_count + exercise] */

    struct problem {
        const char *path, *why;
    } * problems;

    size_t problem_count;
    const char **ignored; /* files that answer no exercise, shown */
    size_t ignored_count;
};

/* Reads folders, archives and single files.  With `one_owner` all of it is
 * one submission, whatever folders it lies in.  To be called after the
 * workers were started: what they know, a submission might read.
 *
 * Shape: sources end with NULL; exercises are CHAPTER/NAME, all of the
 *        course, those first that are asked for.
 * Owns:  all is a talloc child of ctx.
 * Fails: NULL when the user interrupts. */
struct collection *collect(TALLOC_CTX *ctx, const char *const *sources,
                           const char *const *exercises, size_t asked,
                           size_t count, int one_owner);

#endif
