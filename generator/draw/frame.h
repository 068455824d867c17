/* frame.h -- how much of the common layout a step shows.
 *
 * All steps of a figure share one layout, so an object keeps its place.  Two
 * steps that have no object and no variable in common need not agree on
 * anything: the one would be drawn below the empty room of the other.  So
 * steps that are joined by what they share, directly or through others, make
 * a group, and each group has a frame of its own.
 */
#ifndef HEAPBOOK_DRAW_FRAME_H
#define HEAPBOOK_DRAW_FRAME_H

#include "draw/graph.h"

/* Rows y .. y + h - 1 of the layout. */
struct frame {
    int y, h;
};

/* The frame of the step's group; the whole layout when there is one group. */
struct frame frame_of(const struct graph *graph, size_t step);

#endif
