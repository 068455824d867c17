/* alert.h -- block quotes that say what they are, in GitHub's form.
 *
 *     > [!NOTE] A heading of its own
 *     > Text.
 *
 *     > [!MYTH] "copy() makes the two lists independent."
 *     > The outer lists are, the rows are not.
 *
 * NOTE and ASIDE become NODE_NOTE, MYTH becomes NODE_MYTH.  WHY stands after a
 * prediction and becomes its child NODE_WHY, shown with the answer.  To add
 * one: a line in ALERTS, a node kind, its writer in weave/.
 */
#ifndef HEAPBOOK_BOOK_ALERT_H
#define HEAPBOOK_BOOK_ALERT_H

#include "book/node.h"

/* Turns the block quotes of the tree that carry a mark.  The fences have been
 * taken before.  -1, reported. */
int alerts_take(struct node *root, const char *path);

#endif
