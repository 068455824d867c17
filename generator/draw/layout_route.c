/* layout_route.c -- the paths of arrows between placed columns.
 *
 * Straight inside a column, where a lane is kept; curved between columns,
 * where no box is.  Tangents are level at every joint.
 */
#include "draw/layout.h"

enum { TURN = 20, HOOK_STEP = 6, LEAST_BEND = 18 };

struct pen {
    struct graph *graph;
    struct edge *edge;
    int x, y;
};

static void
add_segment(struct pen *pen, struct segment segment)
{
    struct edge *edge = pen->edge;

    ARENA_ADD(pen->graph->arena, edge->path, edge->path_len, segment);
    pen->x = segment.x;
    pen->y = segment.y;
}

static void
line_to(struct pen *pen, int x, int y)
{
    if (x != pen->x || y != pen->y) {
        add_segment(pen, (struct segment){.x = x, .y = y});
    }
}

/* From one column to the next. */
static void
curve_to(struct pen *pen, int x, int y)
{
    int dx = x > pen->x ? (x - pen->x) / 2 : (pen->x - x) / 2;

    dx = dx < LEAST_BEND ? LEAST_BEND : dx;
    dx = x > pen->x ? dx : -dx;
    add_segment(pen,
                (struct segment){true, pen->x + dx, pen->y, x - dx, y, x, y});
}

/* Turns back beside a column: to the right (1) or to the left (-1). */
static void
turn_to(struct pen *pen, int y, int side)
{
    add_segment(pen, (struct segment){true, pen->x + TURN * side, pen->y,
                                      pen->x + TURN * side, y, pen->x, y});
}

static void
route_back(struct pen *pen, const struct layout *layout,
           const struct chain *chain, int tip_x, int tip_y)
{
    const struct column *column = &layout->columns[chain->items[0]->column];
    const struct item *item = chain->items[0];
    int left = tip_x - 8 - HOOK_STEP * chain->turn_left;

    line_to(pen, column->x + column->w + 4 + HOOK_STEP * chain->turn_right,
            pen->y);
    turn_to(pen, (int)item->y + LANE_MIDDLE, 1);
    for (size_t i = 1; i < chain->count; i++) {
        line_to(pen, column->x, pen->y);
        item = chain->items[i];
        column = &layout->columns[item->column];
        curve_to(pen, column->x + column->w, (int)item->y + LANE_MIDDLE);
    }
    line_to(pen, left, pen->y);
    turn_to(pen, tip_y, -1);
    line_to(pen, tip_x, tip_y);
}

static void
route_forward(struct pen *pen, const struct layout *layout,
              const struct chain *chain, int tip_x, int tip_y)
{
    const struct node *src = pen->edge->src;

    line_to(pen, src->x + src->column_w, pen->y);
    for (size_t i = 0; i < chain->count; i++) {
        const struct item *item = chain->items[i];
        const struct column *column = &layout->columns[item->column];

        curve_to(pen, column->x, (int)item->y + LANE_MIDDLE);
        line_to(pen, column->x + column->w, pen->y);
    }
    curve_to(pen, tip_x, tip_y);
}

/* ---- fitting ------------------------------------------------------------ */

struct extent {
    int left, top, right, bottom;
};

static void
include_point(struct extent *extent, int x, int y)
{
    extent->left = x < extent->left ? x : extent->left;
    extent->top = y < extent->top ? y : extent->top;
    extent->right = x > extent->right ? x : extent->right;
    extent->bottom = y > extent->bottom ? y : extent->bottom;
}

static struct extent
find_extent(const struct graph *graph)
{
    struct extent extent = {1 << 30, 1 << 30, -(1 << 30), -(1 << 30)};

    for (size_t i = 0; i < graph->node_count; i++) {
        const struct node *node = graph->nodes[i];
        int out = node->hub ? 10 : 0;

        include_point(&extent, node->x - out, node->y - out);
        include_point(&extent, node->x + node->w, node->y + node->h);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        for (size_t k = 0; k < graph->edges[i]->path_len; k++) {
            const struct segment *segment = &graph->edges[i]->path[k];

            include_point(&extent, segment->x, segment->y);
            if (segment->curved) {
                include_point(&extent, segment->x1, segment->y1);
                include_point(&extent, segment->x2, segment->y2);
            }
        }
    }
    return extent;
}

/* Moves everything so that the picture begins at 0, 0. */
static void
fit(struct graph *graph)
{
    struct extent extent = find_extent(graph);
    int dx = -extent.left, dy = -extent.top;

    if (!graph->node_count) {
        return;
    }
    graph->w = extent.right + dx;
    graph->h = extent.bottom + dy;
    for (size_t i = 0; i < graph->node_count; i++) {
        graph->nodes[i]->x += dx;
        graph->nodes[i]->y += dy;
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];

        edge->x += dx;
        edge->y += dy;
        for (size_t k = 0; k < edge->path_len; k++) {
            struct segment *segment = &edge->path[k];

            segment->x1 += dx;
            segment->x2 += dx;
            segment->x += dx;
            segment->y1 += dy;
            segment->y2 += dy;
            segment->y += dy;
        }
    }
}

void
layout_route(struct layout *layout)
{
    struct graph *graph = layout->graph;

    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];
        int tip_x = edge->dst->x - 1, tip_y = edge->dst->y + edge->ty;
        struct pen pen;

        edge->x = edge->src->x + edge->sx;
        edge->y = edge->src->y + edge->sy;
        edge->side = FROM_LEFT;
        pen = (struct pen){graph, edge, edge->x, edge->y};
        if (edge->back) {
            route_back(&pen, layout, &layout->chains[i], tip_x, tip_y);
        }
        else {
            route_forward(&pen, layout, &layout->chains[i], tip_x, tip_y);
        }
    }
    fit(graph);
}
