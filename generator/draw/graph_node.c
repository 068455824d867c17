/* graph_node.c -- the size of a box, and the texts that it is measured for. */
#include <string.h>

#include "draw/graph.h"
#include "draw/text.h"

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

const struct block *
node_block(const struct graph *graph, const struct node *node, size_t step)
{
    return node->id && !node->is_more
               ? step_find(&graph->view->steps[step], node->id)
               : NULL;
}

const char *
node_tag(const struct graph *graph, const struct node *node, size_t step)
{
    const struct block *block = node_block(graph, node, step);

    if (!block) {
        return NULL;
    }
    if (block->life != LIVE) {
        return block->life == FREED ? "freed" : "garbage";
    }
    return step && !node_block(graph, node, step - 1) ? "new" : NULL;
}

const char *
node_facts(const struct graph *graph, const struct node *node, size_t step)
{
    const struct block *block = node_block(graph, node, step);
    const char *text = NULL;

    for (size_t i = 0; block && i < block->fact_count; i++) {
        const struct fact *fact = &block->facts[i];

        text = arena_print(graph->arena, "%s%s%s %s", text ? text : "",
                           text ? ", " : "", fact->name, fact->value);
    }
    return text ? text_cut(graph->arena, text, 2 * COLUMNS) : NULL;
}

const char *
node_size(const struct graph *graph, const struct node *node, size_t step)
{
    const struct block *block = node_block(graph, node, step);
    long unseen;
    const char *text = NULL;

    if (!block || block->life == FREED) {
        return NULL;
    }
    if (block->bytes > 0) {
        text = arena_print(graph->arena, "%ld bytes", block->bytes);
    }
    unseen = block->bare || block->refs < 0
                 ? 0
                 : block->refs - step_count_references(
                                     &graph->view->steps[step], node->id);
    if (unseen > 0) {
        text =
            arena_print(graph->arena, "%s%s%ld ref%s unseen", text ? text : "",
                        text ? ", " : "", unseen, unseen == 1 ? "" : "s");
    }
    return text;
}

/* Columns of "refs 3", or of "refs 3 > 4" when the count has changed. */
static int
refs_columns(const struct graph *graph, const struct node *node, size_t step)
{
    const struct block *now = node_block(graph, node, step);
    const struct block *was = step ? node_block(graph, node, step - 1) : NULL;
    int columns;

    if (!now || now->refs < 0) {
        return 0;
    }
    columns = text_columns(arena_print(graph->arena, "refs %ld", now->refs));
    if (was && was->refs >= 0 && was->refs != now->refs) {
        columns +=
            3 + text_columns(arena_print(graph->arena, "%ld", was->refs));
    }
    return columns;
}

static int
cap_width(const struct graph *graph, const struct node *node)
{
    int type = text_width(node->type, FONT), most = 84;

    for (size_t k = 0; k < graph->view->step_count; k++) {
        const char *tag = node_tag(graph, node, k);
        int refs =
            text_columns_width(refs_columns(graph, node, k), FONT_SMALL);

        most = larger(most, type + (refs ? 14 + refs : 0) +
                                (tag ? 9 + text_width(tag, FONT_SMALL) : 0));
    }
    return most;
}

/* Which lines the foot has, and the widest of them. */
static int
measure_foot(const struct graph *graph, struct node *node)
{
    int most = 0;

    for (size_t k = 0; !graph->compact && k < graph->view->step_count; k++) {
        const char *facts = node_facts(graph, node, k);
        const char *size = node_size(graph, node, k);

        node->has_facts |= facts != NULL;
        node->has_size |= size != NULL;
        most = larger(most, facts ? text_width(facts, FONT_SMALL) : 0);
        most = larger(most, size ? text_width(size, FONT_SMALL) : 0);
    }
    return most;
}

/* Brackets of a row go below it, of a column beside it. */
static int
place_lanes(struct table *table, int bottom, bool narrow)
{
    for (size_t i = 0; i < table->lane_count; i++) {
        struct lane *lane = &table->lanes[i];

        if (table->row) {
            bottom += LANE;
            lane->at = bottom - 4;
        }
        else if (narrow) {
            lane->at = table->x + table->w + 8 + 10 * (int)i;
        }
        else {
            lane->at = table->x - 6 - 10 * (int)(table->lane_count - 1 - i);
        }
    }
    return bottom;
}

/* Room beside a column for its brackets. */
static int
lanes_width(const struct table *table)
{
    return table->row ? 0 : 10 * (int)table->lane_count;
}

/* Puts the tables below each other, or an index beside its entries; gives the
 * height that they reach, and sets the width. */
static int
place_tables(struct node *node, bool narrow, int *width)
{
    int x = PAD, y = CAP + 4, bottom = CAP;

    *width = 0;
    y += node->side_by_side ? 14 : 0;
    for (size_t i = 0; i < node->table_count; i++) {
        struct table *table = &node->tables[i];
        int lanes = lanes_width(table), right;

        if (node->one_at_a_time) {
            y = CAP + 4;
        }
        else if (!node->side_by_side && node->table_count > 1 && table->h) {
            y += 14;
        }
        table->x = x + (narrow ? 0 : lanes);
        table->y = y;
        right = x + lanes + table->w;
        bottom = larger(bottom, place_lanes(table, y + table->h, narrow));
        *width = larger(*width, right + PAD);
        if (node->side_by_side) {
            x = right + SIDE_GAP;
        }
        else {
            y = larger(y, bottom) + (table->h ? 6 : 0);
        }
    }
    return bottom;
}

void
node_widen(struct node *node, int w, bool narrow)
{
    for (size_t i = 0; i < node->table_count; i++) {
        struct table *table = &node->tables[i];
        int right = PAD + (narrow ? lanes_width(table) : 0);

        if (!table->row && !node->side_by_side) {
            table->cell_w += w - right - table->x - table->w;
            table_measure(table);
            place_lanes(table, table->y + table->h, narrow);
        }
    }
    node->w = w;
}

static bool
is_one_at_a_time(const struct node *node)
{
    uint64_t seen = 0;

    for (size_t i = 0; i < node->table_count; i++) {
        if (seen & node->tables[i].steps) {
            return false;
        }
        seen |= node->tables[i].steps;
    }
    return true;
}

void
node_measure(const struct graph *graph, struct node *node)
{
    int tables_w, bottom, cap, foot, lines;

    node->one_at_a_time = is_one_at_a_time(node);
    bottom = place_tables(node, graph->narrow, &tables_w);
    cap = cap_width(graph, node) + 2 * PAD;
    foot = measure_foot(graph, node) + 2 * PAD;
    lines = node->has_facts + node->has_size;
    node->foot_y = bottom;
    node->h = bottom + (lines ? 6 + FOOT_LINE * lines : 0) +
              (node->table_count || lines ? 6 : 0);
    node_widen(node, larger(tables_w, larger(cap, foot)), graph->narrow);
}
