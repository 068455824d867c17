/* graph_find.c -- which node and table a place of the heap has. */
#include "draw/graph.h"

#include <string.h>

struct node *
graph_find(const struct graph *graph, int id)
{
    for (size_t i = 0; i < graph->node_count; i++) {
        if (graph->nodes[i]->id == id && !graph->nodes[i]->is_more) {
            return id ? graph->nodes[i] : NULL;
        }
    }
    return NULL;
}

struct node *
graph_find_variable(const struct graph *graph, const char *name)
{
    for (size_t i = 0; i < graph->node_count; i++) {
        const char *variable = graph->nodes[i]->variable;

        if (variable && !strcmp(variable, name)) {
            return graph->nodes[i];
        }
    }
    return NULL;
}

struct table *
node_find_table(const struct node *node, const char *name)
{
    for (size_t i = 0; i < node->table_count; i++) {
        if (!strcmp(node->tables[i].name, name)) {
            return &node->tables[i];
        }
    }
    return NULL;
}

struct node *
graph_place_node(const struct graph *graph, const struct place *place)
{
    return place->block ? graph_find(graph, place->block->id)
                        : graph_find_variable(graph, place->variable->name);
}

struct table *
graph_place_table(const struct node *node, const struct place *place,
                  int *slot)
{
    const char *name = place->block->parts[place->part].name;
    struct table *table = node_find_table(node, name);
    const struct slot *found =
        table ? table_find_slot(table, place->cell) : NULL;

    if (!found || found->kind == SLOT_GAP) {
        return NULL;
    }
    *slot = (int)(found - table->slots);
    return table;
}

struct node *
graph_add_node(struct graph *graph)
{
    struct node *node = ARENA_NEW(graph->arena, struct node);

    node->index = (int)graph->node_count;
    ARENA_ADD(graph->arena, graph->nodes, graph->node_count, node);
    return node;
}
