/* stack.c -- one column, for narrow pages.
 *
 * Boxes stand depth first below each other, all equally wide; a variable
 * stands on the box that it names, and its arrow falls straight into it.  All
 * other arrows run in tracks at the right, the shortest innermost; arrows of
 * one kind to one place share a track.
 *
 *   S1  a track is right of every box and pill
 *   S2  an arrow that leaves a pill for the right is the only thing in its row
 */
#include <stdlib.h>

#include "draw/graph.h"

enum {
    BOX_GAP = 18,
    PILL_GAP = 8,
    PILL_DROP = 18, /* from a pill to its box */
    TRACK_FIRST = 14,
    TRACK = 11,
    BEND = 8,
    SPREAD = 6 /* kept free above and below an arrow in its track */
};

struct run {
    int low, high;
    const struct edge *edge;
};

struct track {
    struct run *runs;
    size_t count;
};

struct stack {
    struct graph *graph;
    struct arena *arena;
    struct node **order; /* boxes from the top */
    size_t count;
    bool *seen;
    int width, y;
    struct track *tracks;
    size_t track_count;
};

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

/* ---- order -------------------------------------------------------------- */

static void
visit(struct stack *stack, struct node *node)
{
    const struct graph *graph = stack->graph;

    if (stack->seen[node->index]) {
        return;
    }
    stack->seen[node->index] = true;
    if (!node->variable) {
        ARENA_ADD(stack->arena, stack->order, stack->count, node);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (graph->edges[i]->src == node) {
            visit(stack, graph->edges[i]->dst);
        }
    }
}

/* The first edge of a variable, or NULL; sets *count to how many it has. */
static struct edge *
first_edge(const struct graph *graph, const struct node *variable,
           size_t *count)
{
    struct edge *first = NULL;

    *count = 0;
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (graph->edges[i]->src == variable) {
            first = first ? first : graph->edges[i];
            (*count)++;
        }
    }
    return first;
}

/* ---- heights ------------------------------------------------------------ */

/* The variables whose first arrow goes to `box` (NULL: that have none).
 * Those that share a row with others must have one arrow at most (S2). */
static size_t
find_pills(const struct stack *stack, const struct node *box, bool alone,
           struct node **pills)
{
    const struct graph *graph = stack->graph;
    size_t n = 0;

    for (size_t i = 0; i < graph->node_count; i++) {
        struct node *node = graph->nodes[i];
        size_t count;
        struct edge *edge =
            node->variable ? first_edge(graph, node, &count) : NULL;

        if (node->variable && (edge ? edge->dst : NULL) == box &&
            (count > 1) == alone) {
            pills[n++] = node;
        }
    }
    return n;
}

static void
place_row(struct stack *stack, struct node **pills, size_t count)
{
    int x = 0;

    for (size_t i = 0; i < count; i++) {
        pills[i]->x = x;
        pills[i]->y = stack->y;
        x += pills[i]->w + PILL_GAP;
    }
    stack->y += VARIABLE_H;
}

/* How many pills fit beside each other. */
static size_t
count_fitting(const struct stack *stack, struct node **pills, size_t count)
{
    size_t n = 0;
    int x = 0;

    while (n < count && (!n || x + pills[n]->w <= stack->width)) {
        x += pills[n++]->w + PILL_GAP;
    }
    return n;
}

/* Variables without an arrow, in as many rows as they need. */
static void
place_free_pills(struct stack *stack, struct node **pills)
{
    size_t count = find_pills(stack, NULL, false, pills);

    while (count) {
        size_t n = count_fitting(stack, pills, count);

        place_row(stack, pills, n);
        stack->y += PILL_GAP;
        pills += n;
        count -= n;
    }
}

/* Pills that go beside their box by a track, each in its row; then the row of
 * those that stand on the box. */
static void
place_pills(struct stack *stack, const struct node *box, struct node **pills)
{
    size_t count = find_pills(stack, box, true, pills), n;

    for (size_t i = 0; i < count; i++) {
        place_row(stack, pills + i, 1);
        stack->y += PILL_GAP;
    }
    count = find_pills(stack, box, false, pills);
    n = count_fitting(stack, pills, count);
    for (size_t i = n; i < count; i++) {
        place_row(stack, pills + i, 1);
        stack->y += PILL_GAP;
    }
    if (n) {
        place_row(stack, pills, n);
        stack->y += PILL_DROP;
    }
}

static void
place_all(struct stack *stack)
{
    struct node **pills =
        ARENA_ARRAY(stack->arena, struct node *, stack->graph->node_count + 1);
    int gap = stack->graph->compact ? PILL_GAP : BOX_GAP;

    place_free_pills(stack, pills);
    stack->y += stack->y ? PILL_GAP : 0;
    for (size_t i = 0; i < stack->count; i++) {
        struct node *node = stack->order[i];

        if (!node->is_more) {
            node_widen(node, stack->width, true);
        }
        place_pills(stack, node, pills);
        node->x = 0;
        node->y = stack->y;
        stack->y += node->h + gap;
    }
    stack->graph->h = stack->y - (stack->count ? gap : PILL_GAP);
}

/* ---- arrows ------------------------------------------------------------- */

static void
add_line(struct stack *stack, struct edge *edge, int x, int y)
{
    struct segment segment = {.x = x, .y = y};

    ARENA_ADD(stack->graph->arena, edge->path, edge->path_len, segment);
}

/* A bend from where the path is to (x, y), round the corner. */
static void
add_bend(struct stack *stack, struct edge *edge, int corner_x, int corner_y,
         int x, int y)
{
    const struct segment *from = &edge->path[edge->path_len - 1];
    struct segment segment = {true,
                              (from->x + corner_x) / 2,
                              (from->y + corner_y) / 2,
                              (x + corner_x) / 2,
                              (y + corner_y) / 2,
                              x,
                              y};

    ARENA_ADD(stack->graph->arena, edge->path, edge->path_len, segment);
}

static bool
same_end(const struct edge *a, const struct edge *b)
{
    return a->dst == b->dst && a->ty == b->ty && a->kind == b->kind;
}

/* The innermost track that has room from `low` to `high`. */
static size_t
find_track(struct stack *stack, const struct edge *edge, int low, int high)
{
    struct run run = {low, high, edge};
    size_t k = 0;

    for (bool free = false; !free && k < stack->track_count; k += !free) {
        const struct track *track = &stack->tracks[k];

        free = true;
        for (size_t i = 0; i < track->count; i++) {
            const struct run *other = &track->runs[i];

            free &= low >= other->high || other->low >= high ||
                    same_end(edge, other->edge);
        }
    }
    if (k == stack->track_count) {
        struct track track = {0};

        ARENA_ADD(stack->arena, stack->tracks, stack->track_count, track);
    }
    ARENA_ADD(stack->arena, stack->tracks[k].runs, stack->tracks[k].count,
              run);
    return k;
}

static void
route_track(struct stack *stack, struct edge *edge)
{
    int from = edge->y, to = edge->dst->y + edge->ty;
    int low = from < to ? from : to, high = from < to ? to : from;
    size_t k = find_track(stack, edge, low - SPREAD, high + SPREAD);
    int x = stack->width + TRACK_FIRST + TRACK * (int)k;
    int bend = (high - low) / 2 < BEND ? (high - low) / 2 : BEND;
    int down = to > from ? bend : -bend;

    edge->side = FROM_RIGHT;
    add_line(stack, edge, x - BEND, from);
    add_bend(stack, edge, x, from, x, from + down);
    add_line(stack, edge, x, to - down);
    add_bend(stack, edge, x, to, x - BEND, to);
    add_line(stack, edge, edge->dst->x + edge->dst->w + 1, to);
}

/* True for the arrow of a pill that stands right on its box. */
static bool
falls(const struct stack *stack, const struct edge *edge)
{
    size_t count;

    if (!edge->src->variable) {
        return false;
    }
    first_edge(stack->graph, edge->src, &count);
    return count == 1 && edge->dst->y == edge->src->y + VARIABLE_H + PILL_DROP;
}

static int
edge_length(const struct edge *edge)
{
    return abs(edge->dst->y + edge->ty - edge->y);
}

static int
by_length(const void *a, const void *b)
{
    const struct edge *x = *(struct edge *const *)a;
    const struct edge *y = *(struct edge *const *)b;
    int difference = edge_length(x) - edge_length(y);

    if (!difference) {
        difference = x->y - y->y;
    }
    if (!difference) {
        difference = x->dst->index - y->dst->index;
    }
    return difference ? difference : x->cell - y->cell;
}

static void
route_all(struct stack *stack)
{
    struct graph *graph = stack->graph;
    struct edge **far = NULL;
    size_t count = 0;

    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];

        if (edge->src->variable) {
            edge->sx = edge->src->w - 14;
        }
        edge->x = edge->src->x + edge->sx;
        edge->y = edge->src->y + edge->sy;
        if (falls(stack, edge)) {
            edge->side = FROM_ABOVE;
            add_line(stack, edge, edge->x, edge->dst->y - 1);
        }
        else {
            ARENA_ADD(stack->arena, far, count, edge);
        }
    }
    if (count) {
        qsort(far, count, sizeof *far, by_length);
    }
    for (size_t i = 0; i < count; i++) {
        route_track(stack, far[i]);
    }
    graph->w = stack->width +
               (stack->track_count
                    ? TRACK_FIRST + TRACK * ((int)stack->track_count - 1)
                    : 0);
}

/* Dots stand near the right side of cells that have just been widened. */
static void
move_dots(struct graph *graph)
{
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct edge *edge = graph->edges[i];

        if (edge->from) {
            graph_place_dot(edge);
        }
    }
}

void
stack_run(struct graph *graph)
{
    struct arena *arena = arena_new();
    struct stack stack = {.graph = graph, .arena = arena};

    stack.seen = ARENA_ARRAY(arena, bool, graph->node_count + 1);
    for (size_t i = 0; i < graph->node_count; i++) {
        if (graph->nodes[i]->variable) {
            visit(&stack, graph->nodes[i]);
        }
        stack.width = larger(stack.width, graph->nodes[i]->w);
    }
    for (size_t i = 0; i < graph->node_count; i++) {
        visit(&stack, graph->nodes[i]);
    }
    place_all(&stack);
    move_dots(graph);
    route_all(&stack);
    arena_free(arena);
}
