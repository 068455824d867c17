/* web.h -- what the page needs to run and check programs, copied as it is.
 *
 * A folder that another tool made (`make web`): compiler, runtime and judge
 * as WebAssembly, the workbench, and manifest.json:
 *
 *     {"version": "1f0c2a", "bytes": 23456789, "files": {...}}
 *
 * It becomes assets/web-VERSION/ of the site, so that a browser may keep what
 * it has loaded for ever.  Of the manifest only these two are read here.
 */
#ifndef HEAPBOOK_WEAVE_WEB_H
#define HEAPBOOK_WEAVE_WEB_H

#include <talloc.h>

struct outputs;

struct web {
    const char *folder; /* where it was made */
    const char *path;   /* in the site: "assets/web-1f0c2a/" */
    long long bytes;    /* that the first check loads; 0 when not said */
};

/* NULL, reported: the folder has no manifest that can be used. */
struct web *web_open(TALLOC_CTX *ctx, const char *folder);

/* Adds its files.  -1, reported. */
int web_add(struct outputs *outputs, const struct web *web);

#endif
