/* exercise_list.h -- the exercises of a course, by looking at folders. */
#ifndef HEAPBOOK_CMD_EXERCISE_LIST_H
#define HEAPBOOK_CMD_EXERCISE_LIST_H

#include <talloc.h>

#include "cmd/options.h"

#define EXERCISES_FOLDER "exercises"

/* CHAPTER/NAME of each folder with a check.c that --filter takes, sorted;
 * ends with NULL.  No file is read.
 *
 * Fails: NULL, reported: there is none. */
const char **exercise_list(TALLOC_CTX *ctx, const struct options *options,
                           size_t *count);

#endif
