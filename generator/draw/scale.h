/* scale.h -- numbers along an axis. */
#ifndef HEAPBOOK_DRAW_SCALE_H
#define HEAPBOOK_DRAW_SCALE_H

#include "draw/arena.h"
#include "draw/draw.h"

/* An axis from `low` to `high`, drawn from unit `from` to unit `to`. */
struct scale {
    double low, high, step; /* step: between ticks */
    int from, to;
};

/* Chooses ends and ticks for the values of one axis.
 *
 * About four to six ticks at 1, 2 or 5 times a power of ten; at a power of two
 * when every value is a whole multiple of four, as capacities are.  With
 * `from_zero` the axis begins at 0 and ends at a tick.
 */
struct scale scale_new(const struct chart *chart, bool is_y, bool from_zero);

/* The unit for a value, rounded. */
int scale_at(const struct scale *scale, double value);

/* Sets *tick to the tick of number i, from 0; false behind the last. */
bool scale_tick(const struct scale *scale, int i, double *tick);

/* Shortest text that says the number: 8, 0.25, 1.5e+20. */
const char *scale_number(struct arena *arena, double value);

#endif
