/* graph_select.c -- which boxes a figure has.
 *
 * From the variables breadth first, over all steps at once; cells that are
 * folded away lead nowhere.  What is garbage when it first appears is a root
 * as well.  The nearest stay, a box stands for the others.
 */
#include "draw/graph.h"

#include <stdlib.h>

#include "draw/text.h"

/* The parts of one name, in all steps that have them. */
static void
add_table(struct graph *graph, struct node *node, const char *name)
{
    const struct part **versions = NULL;
    size_t count = 0;
    struct table table = {0};

    if (node_find_table(node, name)) {
        return;
    }
    for (size_t k = 0; k < graph->view->step_count; k++) {
        const struct block *block =
            step_find(&graph->view->steps[k], node->id);
        const struct part *part = block ? block_find_part(block, name) : NULL;

        if (part) {
            table.steps |= (uint64_t)1 << k;
            ARENA_ADD(graph->arena, versions, count, part);
        }
    }
    table_init(graph->arena, &table, versions, count, node->id, graph->narrow);
    ARENA_ADD(graph->arena, node->tables, node->table_count, table);
}

/* True if cells of one part point at cells of another part of the block. */
static bool
has_inner_references(const struct block *block)
{
    for (size_t p = 0; p < block->part_count; p++) {
        for (int i = 0; i < block->parts[p].len; i++) {
            const struct cell *cell = &block->parts[p].cells[i];

            if (cell->part && cell->block == block->id) {
                return true;
            }
        }
    }
    return false;
}

static struct node *
make_block_node(struct graph *graph, int id)
{
    struct node *node = ARENA_NEW(graph->arena, struct node);

    node->id = id;
    for (size_t k = 0; k < graph->view->step_count; k++) {
        const struct block *block = step_find(&graph->view->steps[k], id);

        if (!block) {
            continue;
        }
        if (!node->type) {
            node->type = text_cut(graph->arena, block->type, COLUMNS);
            node->bare = block->bare;
        }
        node->side_by_side |= has_inner_references(block);
        for (size_t p = 0; p < block->part_count; p++) {
            add_table(graph, node, block->parts[p].name);
        }
    }
    /* A variable refers to what the view has folded into its owner. */
    if (!node->type) {
        node->type = "memory";
        node->bare = true;
    }
    return node;
}

/* ---- selection ---------------------------------------------------------- */

struct selection {
    struct graph *graph;
    struct node **found; /* breadth first */
    size_t count;
};

static bool
is_found(const struct selection *selection, int id)
{
    for (size_t i = 0; i < selection->count; i++) {
        if (selection->found[i]->id == id) {
            return true;
        }
    }
    return false;
}

static void
reach(struct selection *selection, int id)
{
    if (!is_found(selection, id)) {
        struct node *node = make_block_node(selection->graph, id);

        ARENA_ADD(selection->graph->arena, selection->found, selection->count,
                  node);
    }
}

static void
reach_part(struct selection *selection, const struct node *node,
           const struct part *part)
{
    const struct table *table = node_find_table(node, part->name);

    for (int i = 0; i < part->len; i++) {
        const struct slot *slot = table_find_slot(table, i);

        if (!slot || slot->kind != SLOT_CELL) {
            continue;
        }
        if (part->keys && cell_is_reference(&part->keys[i])) {
            reach(selection, part->keys[i].block);
        }
        if (cell_is_reference(&part->cells[i])) {
            reach(selection, part->cells[i].block);
        }
    }
}

/* Goes on from the nodes found[from ..]. */
static void
reach_all(struct selection *selection, size_t from)
{
    const struct trace *view = selection->graph->view;

    for (; from < selection->count; from++) {
        const struct node *node = selection->found[from];

        for (size_t k = 0; k < view->step_count; k++) {
            const struct block *block = step_find(&view->steps[k], node->id);

            for (size_t p = 0; block && p < block->part_count; p++) {
                reach_part(selection, node, &block->parts[p]);
            }
        }
    }
}

/* True if the block was alive and reached by the program in an earlier
 * step. */
static bool
was_live(const struct trace *view, size_t step, int id)
{
    for (size_t k = 0; k < step; k++) {
        const struct block *block = step_find(&view->steps[k], id);

        if (block && block->life == LIVE) {
            return true;
        }
    }
    return false;
}

static void
select_blocks(struct selection *selection)
{
    const struct trace *view = selection->graph->view;

    for (size_t k = 0; k < view->step_count; k++) {
        for (size_t i = 0; i < view->steps[k].variable_count; i++) {
            const struct cell *cell = &view->steps[k].variables[i].cell;

            if (cell_is_reference(cell)) {
                reach(selection, cell->block);
            }
        }
    }
    reach_all(selection, 0);
    for (size_t k = 0; k < view->step_count; k++) {
        for (size_t i = 0; i < view->steps[k].block_count; i++) {
            const struct block *block = &view->steps[k].blocks[i];
            size_t from = selection->count;

            if (block->life == GARBAGE && !was_live(view, k, block->id)) {
                reach(selection, block->id);
                reach_all(selection, from);
            }
        }
    }
}

static int
by_id(const void *a, const void *b)
{
    const struct node *const *x = a, *const *y = b;

    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* Keeps the nearest OBJECTS; counts the others by step. */
void
graph_add_blocks(struct graph *graph)
{
    struct selection selection = {.graph = graph};
    size_t kept;

    select_blocks(&selection);
    kept = selection.count < OBJECTS ? selection.count : OBJECTS;
    graph->more = ARENA_ARRAY(graph->arena, long, graph->view->step_count + 1);
    for (size_t k = 0; k < graph->view->step_count; k++) {
        graph->more[k] = graph->view->steps[k].cut;
        for (size_t i = kept; i < selection.count; i++) {
            graph->more[k] += step_find(&graph->view->steps[k],
                                        selection.found[i]->id) != NULL;
        }
    }
    if (kept) {
        qsort(selection.found, kept, sizeof *selection.found, by_id);
    }
    for (size_t i = 0; i < kept; i++) {
        selection.found[i]->index = (int)graph->node_count;
        ARENA_ADD(graph->arena, graph->nodes, graph->node_count,
                  selection.found[i]);
    }
    graph->compact = kept > FULL_OBJECTS;
}

void
graph_add_more(struct graph *graph)
{
    long most = 0;
    struct node *node;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        most = graph->more[k] > most ? graph->more[k] : most;
    }
    if (!most) {
        return;
    }
    node = graph_add_node(graph);
    node->is_more = true;
    node->w = text_width(arena_print(graph->arena, "… %ld more objects", most),
                         FONT) +
              2 * PAD;
    node->h = CAP + 4;
}
