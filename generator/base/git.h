/* git.h -- what the repository knows of the pages; the only user of libgit2.
 *
 * One walk from HEAD to the roots visits each commit once and goes down only
 * into folders that differ.  It finds, for every path asked for, the commit
 * that changed it last and all its authors, through renames.
 *
 *   G1  no repository is no mistake: there is no history then
 *   G2  in a shallow clone, a page that no known commit changed has no date
 *       (the first known commit seems to change everything; it is not
 *       believed)
 */
#ifndef HEAPBOOK_BASE_GIT_H
#define HEAPBOOK_BASE_GIT_H

#include <stddef.h>
#include <talloc.h>

struct git_page {
    const char *path;     /* as asked for */
    long long time;       /* of the last change, seconds since 1970, UTC */
    const char *hash;     /* its name, 40 digits */
    const char *summary;  /* first line of its message */
    const char **authors; /* names, most recent first; ends with NULL */
    int known;            /* else all the above are empty */
};

struct git_history {
    struct git_page *pages;
    size_t len;
    int found;   /* there is a repository */
    int shallow; /* history ends before its beginning */
};

/* Walks the repository that holds `folder`.  paths are relative to folder
 * and end with NULL.  Never NULL; what cannot be known is said in one note. */
struct git_history *git_history_read(TALLOC_CTX *ctx, const char *folder,
                                     const char *const *paths);

/* The page, or NULL when the path was not asked for or is not known. */
const struct git_page *git_history_find(const struct git_history *history,
                                        const char *path);

/* Files whose bytes or times change when HEAD moves; ends with NULL. */
char **git_head_files(TALLOC_CTX *ctx, const char *folder);

#endif
