#include "draw/frame.h"

#include "draw/view.h"

static bool
is_shown(const struct graph *graph, const struct node *node, size_t step)
{
    const struct step *at = &graph->view->steps[step];

    if (node->variable) {
        return step_find_variable(at, node->variable) != NULL;
    }
    return node->is_more ? graph->more[step] > 0
                         : node_block(graph, node, step) != NULL;
}

/* A bit for each step that shows the node. */
static uint64_t
steps_of(const struct graph *graph, const struct node *node)
{
    uint64_t steps = 0;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        steps |= (uint64_t)is_shown(graph, node, k) << k;
    }
    return steps;
}

/* The steps that are joined with this one. */
static uint64_t
group_of(const struct graph *graph, size_t step)
{
    uint64_t group = UINT64_C(1) << step, before;

    do {
        before = group;
        for (size_t i = 0; i < graph->node_count; i++) {
            uint64_t steps = steps_of(graph, graph->nodes[i]);

            group |= steps & group ? steps : 0;
        }
    } while (group != before);
    return group;
}

static void
reach(int *top, int *bottom, int y)
{
    *top = y < *top ? y : *top;
    *bottom = y > *bottom ? y : *bottom;
}

static void
reach_edge(int *top, int *bottom, const struct edge *edge)
{
    for (size_t i = 0; i < edge->path_len; i++) {
        const struct segment *segment = &edge->path[i];

        reach(top, bottom, segment->y);
        if (segment->curved) {
            reach(top, bottom, segment->y1);
            reach(top, bottom, segment->y2);
        }
    }
}

struct frame
frame_of(const struct graph *graph, size_t step)
{
    size_t count = graph->view->step_count;
    uint64_t all = count < 64 ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
    uint64_t group = group_of(graph, step);
    int top = graph->h, bottom = 0;

    if (group == all) {
        return (struct frame){0, graph->h};
    }
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct node *node = graph->nodes[i];

        if (steps_of(graph, node) & group) {
            reach(&top, &bottom, node->y);
            reach(&top, &bottom, node->y + node->h);
        }
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        if (graph->edges[i]->steps & group) {
            reach_edge(&top, &bottom, graph->edges[i]);
        }
    }
    return top < bottom ? (struct frame){top, bottom - top}
                        : (struct frame){0, graph->h};
}
