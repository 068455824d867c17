/* tree.h -- a whole folder written beside the one that is live, then swapped.
 *
 *   T1  until tree_commit() the live folder is not touched: an interrupted,
 *       failed or out-of-space build leaves it whole
 *   T2  a file whose bytes are those of the live one is the same file (a hard
 *       link, else a copy with its time), so an unchanged file keeps its time
 *   T3  one writer at a time: the folder above is locked (flock) from open to
 *       close.  What a killed build left behind is removed by the next
 *
 *     struct tree *tree = tree_open(ctx, "site/public");
 *     tree_write(tree, "index.html", bytes, len);
 *     tree_commit(tree);      -- or talloc_free(tree), which throws it away
 */
#ifndef HEAPBOOK_BASE_TREE_H
#define HEAPBOOK_BASE_TREE_H

#include <stddef.h>
#include <talloc.h>

struct tree;

/* Locks and makes the sibling folder.  NULL, reported. */
struct tree *tree_open(TALLOC_CTX *ctx, const char *live);

/* path is relative.  -1, reported. */
int tree_write(struct tree *tree, const char *path, const char *bytes,
               size_t len);

/* Writes a copy of a file, with its time; one of the live folder that has
 * size and time of it is taken as equal, and no byte is read. */
int tree_copy(struct tree *tree, const char *path, const char *from);

/* Puts the new folder in the place of the old one and removes that. */
int tree_commit(struct tree *tree);

/* How many of the files written so far differ from the live ones. */
size_t tree_changed(const struct tree *tree);

#endif
