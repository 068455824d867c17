/* summary.h -- the order of the course: SUMMARY.md, in mdBook's grammar.
 *
 *     # Summary                    a title, if it is the first heading
 *     [Before it all](index.md)    prefix chapters: no number
 *     # Copies                     a part begins
 *     - [Shallow](shallow.md)      numbered chapters, nested by indentation
 *         - [Rows](rows.md)
 *     - [Deep]()                   a draft: listed, not written
 *     ---                          a separator: the next part has no title
 *     [After it all](end.md)       suffix chapters
 *
 * It is the only ordering.  A path stands once.
 */
#ifndef HEAPBOOK_BOOK_SUMMARY_H
#define HEAPBOOK_BOOK_SUMMARY_H

#include "book/source.h"

struct entry {
    const char *title;
    const char *path;   /* relative to SUMMARY.md; NULL for a draft */
    const char *number; /* "4", "4.1"; NULL for prefix and suffix chapters */
    int part;           /* index into parts; -1 before the first */
    struct place place;
};

struct summary {
    const char **parts; /* titles; "" for a part without one */
    size_t part_count;
    struct entry *entries;
    size_t len;
};

/* Adds an unnumbered entry at the end: a page that need not be listed. */
void summary_add(struct summary *summary, const char *title, const char *path,
                 struct place place);

/* Parses it.  NULL when something is wrong; all of it has been reported. */
struct summary *summary_parse(TALLOC_CTX *ctx, const struct source *source);

void summary_print(FILE *out, const struct summary *summary);

#endif
