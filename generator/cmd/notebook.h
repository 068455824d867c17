/* notebook.h -- what a user has reached, kept in the user's own folder.
 *
 * One JSON file, $XDG_STATE_HOME/heapbook/progress.json (else in
 * ~/.local/state/heapbook), for all courses.  An entry belongs to an exercise
 * by its name and by the hash of its check.c: points for a check that has
 * changed since are not counted.
 *
 *   N1  the course is never written to
 *   N2  a change is made under a lock, on the newest bytes, and written whole:
 *       two terminals lose nothing
 *   N3  a file that cannot be read is set aside and said, never overwritten
 *   N4  without a home nothing is kept, and that is said once
 */
#ifndef HEAPBOOK_CMD_NOTEBOOK_H
#define HEAPBOOK_CMD_NOTEBOOK_H

#include <talloc.h>

#include "base/hash.h"

struct notebook;

struct note {
    int score;     /* the best one; -1: never checked */
    int max_score; /* of that time; 0 when never checked */
    int hints;     /* that were asked for */
};

/* Never NULL: what cannot be read is empty. */
struct notebook *notebook_read(TALLOC_CTX *ctx);

/* check: the folder's check.c, whose hash an entry has to match. */
struct note notebook_find(const struct notebook *notebook,
                          const char *exercise, const char *check);

/* Keeps the better of the two scores.  -1, reported. */
int notebook_add_score(const char *exercise, const char *check, int score,
                       int max_score);

/* Keeps the number of hints.  -1, reported. */
int notebook_set_hints(const char *exercise, const char *check, int hints);

#endif
