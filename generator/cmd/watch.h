/* watch.h -- tells when the author has saved something (inotify).
 *
 * Folders are watched, not files: editors replace files.  What the build
 * itself writes lies elsewhere and is not watched.
 */
#ifndef HEAPBOOK_CMD_WATCH_H
#define HEAPBOOK_CMD_WATCH_H

#include <talloc.h>

struct watch;

/* NULL with errno: this system gives no more of these. */
struct watch *watch_open(TALLOC_CTX *ctx);

/* Watches a folder and all below it; one that is not there is no mistake. */
void watch_add_tree(struct watch *watch, const char *folder);

/* A descriptor that becomes readable when something was saved. */
int watch_descriptor(const struct watch *watch);

/* Takes all that has been said; 1 if any of it matters.  New folders are
 * watched from then on. */
int watch_take(struct watch *watch);

#endif
