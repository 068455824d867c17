/* output.h -- the files of the site, before any of them is written. */
#ifndef HEAPBOOK_WEAVE_OUTPUT_H
#define HEAPBOOK_WEAVE_OUTPUT_H

#include "weave/weave.h"

struct output {
    const char *path; /* relative to the site's top, clean */
    const char *bytes;
    size_t len;
    const char *from;        /* a file whose bytes it has, instead of bytes */
    const struct page *page; /* NULL: not a page */
};

struct outputs {
    struct output *items;
    size_t len;
    struct map *paths; /* path -> anything */
    struct map *lost;  /* pages that a mistake in their source keeps away */
};

struct outputs *outputs_new(TALLOC_CTX *ctx);

/* Adds a file; bytes must live as long as the outputs.  -1, reported at
 * `place`: there is one of that path already. */
int output_add(struct outputs *outputs, const char *path, const char *bytes,
               size_t len, const struct page *page, struct place place);

/* What the site has beside its pages (extras.c): feed, map of the site,
 * robots.txt, redirects from old addresses.  -1, reported. */
int extras_add(struct outputs *outputs, struct site *site);

/* sw.js, for browsers that may keep the site (offline.c): the files of the
 * site that were added so far, by hash, and the checker's service.js, which
 * uses the list.  Only where the site has a checker.  -1, reported. */
int offline_add(struct outputs *outputs, const struct site *site);

/* Style, scripts, fonts, and the files of content/ that are no chapters
 * (assets.c).  folder is the project's.  What was read is appended to files,
 * whose parent is ctx.  -1, reported. */
int assets_add(struct outputs *outputs, const char *project,
               const char *assets, TALLOC_CTX *ctx, const char ***files);

/* Adds a file that is only copied; what it holds is looked at by nobody. */
int output_copy(struct outputs *outputs, const char *path, const char *from);

/* Takes the pages that the course lost: a link to one is not dead. */
void outputs_forgive(struct outputs *outputs, const struct course *course);

/* Looks for dead links, missing anchors and ids that stand twice, over all
 * pages (links.c).  -1, reported. */
int links_check(const struct outputs *outputs);

#endif
