/* graph_edges.c -- which arrows a figure has, and where they begin and end.
 *
 * An object with many readers gets a letter, which its readers' cells show.
 */
#include "draw/graph.h"

#include "draw/text.h"

/* ---- letters ------------------------------------------------------------ */

/* How many places in cells of blocks name each node, over all steps. */
void
graph_add_hubs(struct graph *graph)
{
    char letter = 'A';

    for (size_t i = 0; i < graph->node_count && letter <= 'Z'; i++) {
        struct node *node = graph->nodes[i];
        int most = 0;

        for (size_t k = 0; node->id && k < graph->view->step_count; k++) {
            struct place place = {0};
            const struct cell *cell;
            int count = 0, slot;

            while ((cell = step_next_cell(&graph->view->steps[k], &place))) {
                const struct node *from = cell_is_reference(cell) &&
                                                  cell->block == node->id &&
                                                  !cell->part && place.block
                                              ? graph_place_node(graph, &place)
                                              : NULL;

                count += from && graph_place_table(from, &place, &slot);
            }
            most = count > most ? count : most;
        }
        if (most > HUB_ARROWS) {
            node->hub = letter++;
        }
    }
}

/* ---- edges -------------------------------------------------------------- */

bool
cell_is_inner(const struct place *place, const struct cell *cell)
{
    return place->block && cell->part && cell->block == place->block->id;
}

/* The table that holds the place; NULL for a variable. */
static const struct table *
place_from(const struct node *node, const struct place *place)
{
    return place->block
               ? node_find_table(node, place->block->parts[place->part].name)
               : NULL;
}

static bool
edge_matches(const struct edge *edge, const struct node *node,
             const struct place *place, const struct cell *cell)
{
    const struct table *from = place_from(node, place);

    return edge->src == node && edge->from == from &&
           edge->cell == (place->block ? place->cell : 0) &&
           edge->is_key == place->is_key && edge->kind == cell->kind &&
           edge->dst->id == cell->block && text_same(edge->part, cell->part) &&
           edge->first == cell->first && edge->last == cell->last;
}

struct edge *
graph_find_edge(const struct graph *graph, const struct place *place,
                const struct cell *cell)
{
    const struct node *node = graph_place_node(graph, place);

    for (size_t i = 0; node && i < graph->edge_count; i++) {
        if (!graph->edges[i]->dst->is_more &&
            edge_matches(graph->edges[i], node, place, cell)) {
            return graph->edges[i];
        }
    }
    return NULL;
}

void
graph_place_dot(struct edge *edge)
{
    const struct table *table = edge->from;
    struct box box;

    if (!table) {
        edge->sx = edge->src->w - 14;
        edge->sy = edge->src->h / 2;
        return;
    }
    box = slot_box(
        table, (size_t)(table_find_slot(table, edge->cell) - table->slots));
    edge->sx = box.x + (edge->is_key ? table->key_w : box.w) - DOT_INSET;
    edge->sy = box.y + box.h / 2;
    if (table->pairs) {
        edge->sy += edge->is_key ? -4 : 4;
    }
}

/* The height of the tip: the cap, a bracket, or a cell. */
static int
tip_height(const struct node *node, const struct cell *cell)
{
    struct table *table =
        cell->part ? node_find_table(node, cell->part) : NULL;
    const struct slot *first, *last;
    struct box box;

    if (!table) {
        return CAP / 2 + 1;
    }
    first = table_find_slot(table, cell->first);
    last = table_find_slot(table, cell->last > cell->first ? cell->last - 1
                                                           : cell->first);
    if (cell->is_range && table->row) {
        for (size_t i = 0; i < table->lane_count; i++) {
            if (table->lanes[i].first == cell->first &&
                table->lanes[i].last == cell->last) {
                return table->lanes[i].at;
            }
        }
    }
    if (!first || !last) {
        return CAP / 2 + 1;
    }
    box = slot_box(table, (size_t)(first - table->slots));
    return (box.y + slot_box(table, (size_t)(last - table->slots)).y + box.h) /
           2;
}

static void
add_edge(struct graph *graph, const struct place *place,
         const struct cell *cell, size_t step)
{
    struct edge *edge = graph_find_edge(graph, place, cell);
    struct node *src = graph_place_node(graph, place);
    struct node *dst = graph_find(graph, cell->block);
    int slot;

    if (!edge) {
        if (!src || !dst || cell_is_inner(place, cell) ||
            (place->block &&
             (dst->hub || !graph_place_table(src, place, &slot)))) {
            return;
        }
        edge = ARENA_NEW(graph->arena, struct edge);
        *edge = (struct edge){.src = src,
                              .dst = dst,
                              .from = place_from(src, place),
                              .cell = place->block ? place->cell : 0,
                              .is_key = place->is_key,
                              .kind = cell->kind,
                              .part = cell->part,
                              .first = cell->first,
                              .last = cell->last,
                              .is_range = cell->is_range};
        graph_place_dot(edge);
        edge->ty = tip_height(dst, cell);
        ARENA_ADD(graph->arena, graph->edges, graph->edge_count, edge);
    }
    edge->steps |= (uint64_t)1 << step;
}

/* One arrow to the box that stands for what is not drawn: from the last cell
 * that names something of it. */
static void
add_more_edge(struct graph *graph, size_t step)
{
    struct place place = {0}, last = {0};
    const struct cell *cell;
    struct node *more = graph->nodes[graph->node_count - 1];
    struct edge *edge;
    int slot;

    while ((cell = step_next_cell(&graph->view->steps[step], &place))) {
        const struct node *src =
            cell_is_reference(cell) && !graph_find(graph, cell->block)
                ? graph_place_node(graph, &place)
                : NULL;

        if (src && (!place.block || graph_place_table(src, &place, &slot))) {
            last = place;
        }
    }
    if (!last.block && !last.variable) {
        return;
    }
    edge = ARENA_NEW(graph->arena, struct edge);
    *edge = (struct edge){
        .src = graph_place_node(graph, &last),
        .dst = more,
        .from = place_from(graph_place_node(graph, &last), &last),
        .cell = last.block ? last.cell : 0,
        .is_key = last.is_key,
        .kind = CELL_OWNED,
        .steps = (uint64_t)1 << step};
    graph_place_dot(edge);
    edge->ty = more->h / 2;
    ARENA_ADD(graph->arena, graph->edges, graph->edge_count, edge);
}

void
graph_add_edges(struct graph *graph)
{
    bool has_more =
        graph->node_count && graph->nodes[graph->node_count - 1]->is_more;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        struct place place = {0};
        const struct cell *cell;

        while ((cell = step_next_cell(&graph->view->steps[k], &place))) {
            if (cell_is_reference(cell)) {
                add_edge(graph, &place, cell, k);
            }
        }
        if (has_more) {
            add_more_edge(graph, k);
        }
    }
}
