/* site_folder.h -- the folder that a build replaces whole.
 *
 *   S1  it must be a site that was built here, or empty: a mistyped --output
 *       may not cost anyone their chapters, nor the history of a site that is
 *       kept under git
 *   S2  it need not be replaced while all that the last build read and wrote
 *       is as it was (manifest.h)
 */
#ifndef HEAPBOOK_CMD_SITE_FOLDER_H
#define HEAPBOOK_CMD_SITE_FOLDER_H

#include "cmd/pipeline.h"

/* -1, reported: the folder must not be replaced. */
int site_folder_check(const struct pipeline *pipeline);

/* Whether there is nothing to do; *files gets how many files say so. */
int site_folder_holds(const struct pipeline *pipeline, int *files);

/* Remembers what was read and written by a build that is done. */
void site_folder_remember(const struct pipeline *pipeline);

#endif
