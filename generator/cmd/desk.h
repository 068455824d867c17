/* desk.h -- where a student sits: the course above, the exercise here.
 *
 * The commands for students work in the folder of an exercise, in the course,
 * in a student's package, or anywhere below: the course is the nearest folder
 * above that holds exercises/.  It is never written to, but for the answer.
 */
#ifndef HEAPBOOK_CMD_DESK_H
#define HEAPBOOK_CMD_DESK_H

#include <talloc.h>

struct desk {
    const char *root;       /* the course, from here: "" or "../.." */
    const char *here;       /* the exercise in whose folder we are, or NULL */
    const char **exercises; /* all, as CHAPTER/NAME, in the order of the
                             * course, else sorted; ends with NULL */
    size_t count;
};

/* The course that the answer lies in, when it lies in one; else the one here.
 * `answer` may be NULL.  NULL, reported: there is none. */
struct desk *desk_new(TALLOC_CTX *ctx, const char *answer);

/* The full name of the exercise that is meant: by its full name, by its last
 * part where only one has it; without a wish the one whose folder holds the
 * answer (a path, or NULL), or us.  NULL, reported, with the nearest name. */
const char *desk_find(const struct desk *desk, const char *wish,
                      const char *answer);

/* Paths from here.  Owns: talloc children of the desk. */
char *desk_folder(const struct desk *desk, const char *exercise);

/* The answer that stands in the folder: answer.c, else starter.c. */
char *desk_answer(const struct desk *desk, const char *exercise);

#endif
