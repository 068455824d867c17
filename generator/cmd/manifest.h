/* manifest.h -- whether anything has changed since the last good build.
 *
 * Beside the site stands a file that lists what the build read and what it
 * wrote, with size and time of each.  When all of it is as it was, there is
 * nothing to do: no file is read, no process started, no byte written.
 *
 *   M1  it is written after the site, and only when nothing was to be said: a
 *       warning is repeated by the next build
 *   M2  deleting it is always safe
 *
 * Format: a line "heapbook manifest 1", a line with the options, then a line
 * "SIZE NANOSECONDS PATH" for each file; SIZE is -1 for a file that is not
 * there.
 */
#ifndef HEAPBOOK_CMD_MANIFEST_H
#define HEAPBOOK_CMD_MANIFEST_H

#include <talloc.h>

struct manifest;

/* options: whatever else the site depends on, in one line. */
struct manifest *manifest_new(TALLOC_CTX *ctx, const char *options);

/* A file or folder that was read or written, with its state of now. */
void manifest_add(struct manifest *manifest, const char *path);

/* All files below a folder, and the folders themselves: a new file counts. */
void manifest_add_tree(struct manifest *manifest, const char *folder);

/* Writes it; a failure only costs the next build its shortcut. */
void manifest_write(const struct manifest *manifest, const char *path);

/* Whether the manifest at path has these options and all it lists is as it
 * was; *files (may be NULL) gets the number of lines. */
int manifest_holds(const char *path, const char *options, int *files);

#endif
