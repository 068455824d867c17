/* course.h -- everything that the author wrote, read and parsed.
 *
 *     PROJECT/content/SUMMARY.md   and the chapters that it lists
 *     PROJECT/exercises/CHAPTER/NAME/
 *
 * Reading goes on after a mistake, so that one run reports them all.
 */
#ifndef HEAPBOOK_BOOK_COURSE_H
#define HEAPBOOK_BOOK_COURSE_H

#include "book/chapter.h"
#include "book/exercise.h"
#include "book/summary.h"

struct course {
    const char *folder; /* of the project, as -C names it; "" for here */
    struct summary *summary;
    /* One for each entry of the summary; NULL for a draft, or for one that
     * could not be read.  One with mistakes is there: see its `failed`. */
    struct chapter **chapters;
    struct exercise **exercises; /* in the chapters' order, then by name */
    size_t exercise_count;
    size_t example_count; /* over all chapters */
    const char **files;   /* every file that was read; ends with NULL */
    const char **folders; /* every folder that was listed; ends with NULL */
    /* What should have a page and has none, since it is wrong: slugs of
     * chapters, ids of exercises. */
    struct map *lost;
    struct map *slugs; /* of all that SUMMARY.md lists, drafts too */
    int failed;        /* some of it is wrong */
};

struct course_options {
    const char *folder;
    int drafts; /* chapters whose front matter says `draft: true`, too */
};

/* Reads the course.  NULL when there is no course at all (reported); else
 * look at failed.  Paths in messages are relative to the project's folder. */
struct course *course_read(TALLOC_CTX *ctx,
                           const struct course_options *options);

struct chapter *course_chapter(const struct course *course, const char *slug);
struct exercise *course_exercise(const struct course *course, const char *id);

#endif
