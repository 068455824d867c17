/* dev.h -- the parts of `heapbook dev`, for authors of exercises. */
#ifndef HEAPBOOK_CMD_DEV_H
#define HEAPBOOK_CMD_DEV_H

#include <talloc.h>

#include "cmd/options.h"

/* Proves the exercises of these names, or all; an exit code. */
int dev_check(TALLOC_CTX *ctx, const char *const *names, size_t count,
              const struct options *options);

/* Makes the folder of a new exercise, CHAPTER/NAME, in which everything is
 * there and passes; an exit code. */
int dev_new(TALLOC_CTX *ctx, const char *id);

#endif
