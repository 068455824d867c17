/* student.h -- what several of the student's commands do. */
#ifndef HEAPBOOK_CMD_STUDENT_H
#define HEAPBOOK_CMD_STUDENT_H

#include "cmd/desk.h"
#include "cmd/notebook.h"

/* What is kept of an exercise. */
struct note student_note(const struct desk *desk,
                         const struct notebook *notebook,
                         const char *exercise);

int student_has_solved(const struct note *note);

/* Prints a hint: that number, or (0) the next that was not shown yet, which is
 * kept where that is possible; after the last one, that one again.  -1,
 * reported: the exercise cannot be read. */
int student_hint(const struct desk *desk, const char *exercise, int number);

/* The first exercise after this one (NULL: from the first on, and round) that
 * is not solved; NULL when all are. */
const char *student_next(const struct desk *desk, const char *after);

#endif
