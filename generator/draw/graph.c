/* graph.c -- builds a graph: nodes of variables and blocks, then arrows. */
#include "draw/graph.h"

#include <string.h>

#include "draw/text.h"

/* ---- nodes -------------------------------------------------------------- */

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

/* A pill: the name, and a value or a dot. */
static void
add_variables(struct graph *graph)
{
    int name_w = 0, value_w = 0;
    size_t count;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        const struct step *step = &graph->view->steps[k];

        for (size_t i = 0; i < step->variable_count; i++) {
            const struct variable *variable = &step->variables[i];

            if (!graph_find_variable(graph, variable->name)) {
                graph_add_node(graph)->variable = variable->name;
            }
            name_w = larger(
                name_w,
                text_width(text_cut(graph->arena, variable->name, COLUMNS),
                           FONT));
            value_w = larger(
                value_w,
                text_width(cell_text(graph->arena, &variable->cell, 0), FONT));
        }
    }
    count = graph->node_count;
    for (size_t i = 0; i < count; i++) {
        graph->nodes[i]->w = 12 + name_w + (value_w ? 20 + value_w : 28);
        graph->nodes[i]->h = VARIABLE_H;
    }
}

/* Every lane of the node: ranges that some cell of some step points at, of
 * tables whose cells are drawn. */
static void
add_lanes(struct graph *graph, struct node *node)
{
    for (size_t k = 0; k < graph->view->step_count; k++) {
        struct place place = {0};
        const struct cell *cell;

        while ((cell = step_next_cell(&graph->view->steps[k], &place))) {
            struct lane lane = {cell->first, cell->last, 0};
            struct table *table;
            bool known = false;

            if (!cell_is_reference(cell) || cell->block != node->id ||
                !cell->is_range || cell_is_inner(&place, cell)) {
                continue;
            }
            table = node_find_table(node, cell->part);
            for (size_t i = 0; table && i < table->lane_count; i++) {
                known |= table->lanes[i].first == lane.first &&
                         table->lanes[i].last == lane.last;
            }
            if (table && !known) {
                ARENA_ADD(graph->arena, table->lanes, table->lane_count, lane);
            }
        }
    }
}

/* Boxes of one type look alike when they nearly are. */
static void
even_widths(struct graph *graph)
{
    for (size_t i = 0; i < graph->node_count; i++) {
        struct node *node = graph->nodes[i];
        int most = 0;

        if (!node->type || node->table_count != 1) {
            continue;
        }
        for (size_t k = 0; k < graph->node_count; k++) {
            const struct node *peer = graph->nodes[k];

            if (peer->type && peer->table_count == 1 &&
                !strcmp(peer->type, node->type)) {
                most = larger(most, peer->w);
            }
        }
        if (node->w * 10 > most * 7) {
            node_widen(node, most, graph->narrow);
        }
    }
}

struct graph *
graph_new(struct arena *arena, const struct trace *view, enum form form)
{
    struct graph *graph = ARENA_NEW(arena, struct graph);

    graph->arena = arena;
    graph->view = view;
    graph->narrow = form == FORM_NARROW;
    add_variables(graph);
    graph_add_blocks(graph);
    for (size_t i = 0; i < graph->node_count; i++) {
        if (graph->nodes[i]->id) {
            add_lanes(graph, graph->nodes[i]);
            node_measure(graph, graph->nodes[i]);
        }
    }
    graph_add_more(graph);
    even_widths(graph);
    graph_add_hubs(graph);
    graph_add_edges(graph);
    if (graph->narrow) {
        stack_run(graph);
    }
    else {
        layout_run(graph);
    }
    return graph;
}
