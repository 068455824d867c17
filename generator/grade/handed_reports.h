/* handed_reports.h -- one submission as reports, one for each exercise.
 *
 * Unlike a batch it keeps nothing.  An exercise for which nothing fit was
 * handed in has a report as well: none of its tests ran, none of its points
 * are given.
 */
#ifndef HEAPBOOK_GRADE_HANDED_REPORTS_H
#define HEAPBOOK_GRADE_HANDED_REPORTS_H

#include "grade/collect.h"
#include "grade/grade.h"

/* Grades the first (and only) student of the collection into
 * reports[0 .. exercise_count-1]; hidden tests too.
 *
 * Owns:  what the reports point to are talloc children of ctx.
 * Fails: -1, reported: an exercise is wrong, or the workers cannot work. */
int handed_reports(TALLOC_CTX *ctx, const struct collection *collection,
                   const char *course, unsigned seed, struct report *reports);

#endif
