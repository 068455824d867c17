/* garbage.h -- see garbage.c.  Private to probe/. */
#ifndef HB_GARBAGE_H
#define HB_GARBAGE_H

#include "walk.h"

/* Walks from what the example has made and nothing refers to any more but
 * itself, oldest first.  For the living process only. */
void walk_garbage(struct walk *walk);

#endif
