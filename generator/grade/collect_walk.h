/* collect_walk.h -- all files of one source, archives opened. */
#ifndef HEAPBOOK_GRADE_COLLECT_WALK_H
#define HEAPBOOK_GRADE_COLLECT_WALK_H

#include "grade/unpack.h"

/* Lists a folder, an archive or a single file; paths are relative to it.
 * Folders end with a slash.
 *
 * Owns: a talloc child of ctx; never NULL. */
struct unpacked_list *collect_walk(TALLOC_CTX *ctx, const char *source);

#endif
