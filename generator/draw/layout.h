/* layout.h -- what the stages of the wide layout share.
 *
 * A column holds items: boxes, and dummies that keep a lane free for an arrow
 * on its way across.  A pull says at which heights two items would see their
 * arrow run level.
 *
 *   L1  items of a column stand in their order, apart by at least their gap
 *   L2  an arrow crosses a column only in the lane of its dummy, so it meets
 *       no box
 *
 * Private to layout*.c.
 */
#ifndef HEAPBOOK_DRAW_LAYOUT_H
#define HEAPBOOK_DRAW_LAYOUT_H

#include "draw/graph.h"

enum { LANE_H = 10, LANE_MIDDLE = 5, FINE = 16 };

struct item;

/* `here` and `there` are heights below the tops of the two items. */
struct pull {
    int here;
    struct item *other;
    int there;
};

struct pulls {
    struct pull *all;
    size_t count;
};

struct item {
    struct node *node; /* NULL for a dummy */
    int column, order;
    int h;
    long y; /* in 1/FINE units */
    struct pulls left, right, near;
};

struct column {
    struct item **items;
    size_t count;
    int x, w;
    int right_hooks, left_hooks; /* back edges that turn beside it */
};

/* The items that an edge runs through, from its source's column on. */
struct chain {
    struct item **items;
    size_t count;
    struct item *src, *dst;    /* of an edge that goes back, else NULL */
    int src_y;                 /* its dot, from the source's top */
    int turn_right, turn_left; /* which hook beside its columns is its own */
};

struct layout {
    struct graph *graph;
    struct arena *arena;
    struct column *columns;
    size_t column_count;
    struct chain *chains; /* by edge */
};

/* Which pulls count. */
enum side_pulls { PULL_LEFT = 1, PULL_RIGHT = 2, PULL_NEAR = 4 };

/* Orders the items of each column so that few arrows cross. */
void layout_order(struct layout *layout);

/* Gives every item the height at which its arrows run most level. */
void layout_heights(struct layout *layout);

/* Places the items of a column in their order, each as near to where its
 * pulls want it as the gaps allow.  An item without pulls hardly resists. */
void layout_settle(const struct layout *layout, const struct column *column,
                   unsigned pulls);

/* The mean of what the pulls want, in 1/FINE units; false without pulls. */
bool item_wish(const struct item *item, unsigned pulls, long *wish);

/* Stacks the items of a column from the top, by their order. */
void layout_stack(const struct layout *layout, const struct column *column);

/* The paths of all edges (layout_route.c). */
void layout_route(struct layout *layout);

#endif
