/* layout.c -- columns from left to right.
 *
 * Variables in column 0; an object stands one column behind the last of those
 * that refer to it.  References that go back (found depth first, in the
 * file's order) are left out of this, and run back through lanes.
 */
#include "draw/layout.h"

enum { GAP = 42, GAP_MORE = 36, HOOK_STEP = 6 };

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

/* ---- columns ------------------------------------------------------------ */

enum visit { UNSEEN, OPEN, DONE };

static void
find_back_edges(struct graph *graph, struct node *node, enum visit *visits)
{
    visits[node->index] = OPEN;
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];

        if (edge->src != node) {
            continue;
        }
        if (visits[edge->dst->index] == OPEN) {
            edge->back = true;
        }
        else if (visits[edge->dst->index] == UNSEEN) {
            find_back_edges(graph, edge->dst, visits);
        }
    }
    visits[node->index] = DONE;
}

/* Longest paths over the edges that go forward. */
static void
choose_columns(struct graph *graph)
{
    bool moved = true;

    for (size_t i = 0; i < graph->node_count; i++) {
        graph->nodes[i]->column = graph->nodes[i]->variable ? 0 : 1;
    }
    while (moved) {
        moved = false;
        for (size_t i = 0; i < graph->edge_count; i++) {
            struct edge *edge = graph->edges[i];

            if (!edge->back && edge->dst->column <= edge->src->column) {
                edge->dst->column = edge->src->column + 1;
                moved = true;
            }
        }
    }
}

static bool
is_touched(const struct graph *graph, const struct node *node)
{
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (graph->edges[i]->src == node || graph->edges[i]->dst == node) {
            return true;
        }
    }
    return false;
}

/* What only its letter leads to stands at the far right. */
static void
move_hubs(struct graph *graph)
{
    int last = 0;

    for (size_t i = 0; i < graph->node_count; i++) {
        if (!graph->nodes[i]->hub) {
            last = larger(last, graph->nodes[i]->column);
        }
    }
    for (size_t i = 0; i < graph->node_count; i++) {
        if (graph->nodes[i]->hub && !is_touched(graph, graph->nodes[i])) {
            graph->nodes[i]->column = last + 1;
        }
    }
}

/* ---- items -------------------------------------------------------------- */

static struct item *
add_item(struct layout *layout, int column, struct node *node, int h)
{
    struct item *item = ARENA_NEW(layout->arena, struct item);
    struct column *into = &layout->columns[column];

    *item = (struct item){.node = node, .column = column, .h = h};
    ARENA_ADD(layout->arena, into->items, into->count, item);
    return item;
}

static void
add_pull(struct layout *layout, struct pulls *pulls, int here,
         struct item *other, int there)
{
    struct pull pull = {here, other, there};

    ARENA_ADD(layout->arena, pulls->all, pulls->count, pull);
}

/* An arrow between neighbouring columns, `left` before `right`. */
static void
link_items(struct layout *layout, struct item *left, int left_y,
           struct item *right, int right_y)
{
    add_pull(layout, &left->right, left_y, right, right_y);
    add_pull(layout, &right->left, right_y, left, left_y);
}

static struct item *
add_dummy(struct layout *layout, struct chain *chain, int column)
{
    struct item *item = add_item(layout, column, NULL, LANE_H);

    ARENA_ADD(layout->arena, chain->items, chain->count, item);
    return item;
}

/* A lane in every column from the source's back to the target's, kept beside
 * both ends. */
static void
add_back_chain(struct layout *layout, struct edge *edge, struct chain *chain,
               struct item *src, struct item *dst)
{
    struct item *before = NULL;

    for (int c = src->column; c >= dst->column; c--) {
        struct item *item = add_dummy(layout, chain, c);

        if (before) {
            link_items(layout, item, LANE_MIDDLE, before, LANE_MIDDLE);
        }
        before = item;
    }
    add_pull(layout, &chain->items[0]->near, LANE_MIDDLE, src, src->h);
    add_pull(layout, &chain->items[chain->count - 1]->near, LANE_MIDDLE, dst,
             -12);
    chain->src = src;
    chain->dst = dst;
    chain->src_y = edge->sy;
    chain->turn_right = layout->columns[src->column].right_hooks++;
    chain->turn_left = layout->columns[dst->column].left_hooks++;
    edge->back = true;
}

static void
add_chain(struct layout *layout, struct edge *edge, struct chain *chain,
          struct item *src, struct item *dst)
{
    struct item *before = src;
    int y = edge->sy;

    if (edge->back || src->column >= dst->column) {
        add_back_chain(layout, edge, chain, src, dst);
        return;
    }
    for (int c = src->column + 1; c < dst->column; c++) {
        struct item *item = add_dummy(layout, chain, c);

        link_items(layout, before, y, item, LANE_MIDDLE);
        before = item;
        y = LANE_MIDDLE;
    }
    link_items(layout, before, y, dst, edge->ty);
}

static void
add_items(struct layout *layout)
{
    struct graph *graph = layout->graph;
    struct item **items =
        ARENA_ARRAY(layout->arena, struct item *, graph->node_count + 1);

    for (size_t i = 0; i < graph->node_count; i++) {
        struct node *node = graph->nodes[i];

        layout->column_count =
            (size_t)larger((int)layout->column_count, node->column + 1);
    }
    layout->columns =
        ARENA_ARRAY(layout->arena, struct column, layout->column_count + 1);
    for (size_t i = 0; i < graph->node_count; i++) {
        struct node *node = graph->nodes[i];

        items[i] = add_item(layout, node->column, node, node->h);
    }
    layout->chains =
        ARENA_ARRAY(layout->arena, struct chain, graph->edge_count + 1);
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];

        add_chain(layout, edge, &layout->chains[i], items[edge->src->index],
                  items[edge->dst->index]);
    }
}

/* ---- places ------------------------------------------------------------- */

static size_t
count_leaving(const struct column *column)
{
    size_t count = 0;

    for (size_t i = 0; i < column->count; i++) {
        count += column->items[i]->right.count;
    }
    return count;
}

static void
place_columns(struct layout *layout)
{
    int x = 0;

    for (size_t c = 0; c < layout->column_count; c++) {
        struct column *column = &layout->columns[c];
        size_t leaving = 2 * count_leaving(column);
        int hooks = column->right_hooks > 1 ? column->right_hooks - 1 : 0;

        if (c + 1 < layout->column_count &&
            layout->columns[c + 1].left_hooks > 1) {
            hooks += layout->columns[c + 1].left_hooks - 1;
        }
        for (size_t i = 0; i < column->count; i++) {
            const struct node *node = column->items[i]->node;

            column->w = larger(column->w, node ? node->w : 0);
        }
        column->x = x;
        x += column->w + GAP + HOOK_STEP * hooks +
             (int)(leaving < GAP_MORE ? leaving : GAP_MORE);
        for (size_t i = 0; i < column->count; i++) {
            struct item *item = column->items[i];

            /* Floor, also above zero height. */
            item->y = (item->y + 1024L * FINE * FINE) / FINE - 1024L * FINE;
            if (item->node) {
                item->node->x = column->x;
                item->node->y = (int)item->y;
                item->node->column_w = column->w;
            }
        }
    }
}

void
layout_run(struct graph *graph)
{
    struct arena *arena = arena_new();
    struct layout layout = {.graph = graph, .arena = arena};
    enum visit *visits = ARENA_ARRAY(arena, enum visit, graph->node_count + 1);

    for (size_t i = 0; i < graph->node_count; i++) {
        if (visits[i] == UNSEEN) {
            find_back_edges(graph, graph->nodes[i], visits);
        }
    }
    choose_columns(graph);
    move_hubs(graph);
    add_items(&layout);
    if (layout.column_count) {
        layout_order(&layout);
        layout_heights(&layout);
    }
    place_columns(&layout);
    layout_route(&layout);
    arena_free(arena);
}
