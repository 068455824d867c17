/* svg_table.c -- the cells of a part. */
#include "draw/svg.h"

#include <string.h>

#include "draw/text.h"

/* A table on its way out. */
struct cells {
    const struct drawing *drawing;
    const struct node *node;
    const struct table *table;
    const struct block *block;
    const struct part *part, *was; /* was: of the step before, or NULL */
    int index;                     /* of the part */
};

/* What stood in the place before.  An entry of a dict is known by its key, a
 * place in memory by its number. */
static const struct cell *
cell_before(const struct cells *cells, int i)
{
    const struct part *was = cells->was;

    if (!was) {
        return NULL;
    }
    if (!cells->part->keys || !was->keys || cells->block->bare) {
        return i < was->len ? &was->cells[i] : NULL;
    }
    for (int k = 0; k < was->len; k++) {
        if (cell_equal(&was->keys[k], &cells->part->keys[i])) {
            return &was->cells[k];
        }
    }
    return NULL;
}

/* True if the block was there and the cell was not as it is now. */
static bool
has_changed(const struct cells *cells, int i)
{
    const struct cell *now = &cells->part->cells[i];
    const struct cell *was = cell_before(cells, i);

    if (!cells->drawing->before ||
        !step_find(cells->drawing->before, cells->block->id)) {
        return false;
    }
    return was ? !cell_equal(was, now) : now->kind != CELL_NULL;
}

/* ---- labels ------------------------------------------------------------- */

static void
draw_label(const struct cells *cells, const struct slot *slot, struct box box)
{
    const char *label =
        slot_label(cells->drawing->arena, cells->table, slot, cells->part);
    const char *kind = cells->table->named ? "name" : "idx";

    if (!*label) {
        return;
    }
    if (cells->table->row) {
        svg_text(cells->drawing, box.x + box.w / 2, box.y - 4,
                 cells->table->named ? "name at-mid" : "idx at-mid", label);
    }
    else {
        svg_text(cells->drawing, box.x - 5, box.y + 16,
                 arena_print(cells->drawing->arena, "%s at-end", kind), label);
    }
}

/* ---- contents ----------------------------------------------------------- */

/* From an index to the entry that it means. */
static void
draw_inner_arrow(const struct cells *cells, const struct cell *cell,
                 struct box box, bool changed)
{
    const struct node *node = cells->node;
    const struct table *target = node_find_table(node, cell->part);
    const struct slot *slot =
        target ? table_find_slot(target, cell->first) : NULL;
    struct box end;
    int x0 = box.x + box.w, y0 = box.y + box.h / 2, x1, y1;

    if (!slot || slot->kind != SLOT_CELL || !node->side_by_side) {
        return;
    }
    end = slot_box(target, (size_t)(slot - target->slots));
    x1 = node->x + target->x - 2;
    y1 = node->y + end.y + end.h / 2;
    fprintf(cells->drawing->out,
            "<g class=\"arrow weak inner%s\"><path class=\"line\" "
            "d=\"M%d %dC%d %d %d %d %d %d\"/><path class=\"tip\" "
            "d=\"M%d %dl7 4l-7 4\"/></g>",
            changed ? " new" : "", x0, y0, x0 + 22, y0, x1 - 22, y1, x1, y1,
            x1 - 7, y1 - 4);
}

/* A reference: its arrow begins here (svg_arrow), or it says where it leads
 * in another way. */
static void
draw_reference(const struct cells *cells, const struct cell *cell, bool is_key,
               int i, struct box box, bool changed)
{
    const struct drawing *drawing = cells->drawing;
    struct place place = {.block = cells->block,
                          .part = cells->index,
                          .cell = i,
                          .is_key = is_key};
    const struct node *target = graph_find(drawing->graph, cell->block);
    const char *text = cell_text(drawing->arena, cell, cells->node->id);

    if (cell_is_inner(&place, cell)) {
        svg_text(drawing, box.x + box.w / 2, box.y + 16,
                 changed ? "val at-mid changed" : "val at-mid", text);
        draw_inner_arrow(cells, cell, box, changed);
        return;
    }
    if (*text) {
        svg_text(drawing, box.x + 6, box.y + 16, "idx", text);
    }
    if (!target) {
        svg_text(drawing, box.x + box.w - 28, box.y + 16, "null at-end", "…");
    }
    else if (target->hub) {
        svg_letter(drawing, box.x + box.w - DOT_INSET, box.y + box.h / 2,
                   target->hub);
    }
}

static void
draw_content(const struct cells *cells, const struct cell *cell, bool is_key,
             const struct slot *slot, struct box box, bool changed)
{
    const struct drawing *drawing = cells->drawing;
    const char *text;
    int count = cells->part->len < slot->last ? cells->part->len : slot->last;

    if (cell_is_reference(cell)) {
        draw_reference(cells, cell, is_key, slot->first, box, changed);
        return;
    }
    if (cell->kind == CELL_NULL) {
        /* An empty place of a table is blank; a field says what it holds. */
        if (!cells->block->bare || cells->part->kind == PART_PAIRS) {
            svg_text(drawing, box.x + box.w / 2, box.y + 16, "null at-mid",
                     "NULL");
        }
        return;
    }
    text = cell_text(drawing->arena, cell, cells->node->id);
    if (slot->kind == SLOT_RUN) {
        text =
            arena_print(drawing->arena, "%s × %d", text, count - slot->first);
    }
    svg_text(drawing, box.x + box.w / 2, box.y + 16,
             arena_print(drawing->arena, "%s at-mid%s",
                         cell->kind == CELL_RAW ? "raw" : "val",
                         changed ? " changed" : ""),
             text);
}

/* ---- places ------------------------------------------------------------- */

static struct box
absolute(const struct cells *cells, size_t slot)
{
    struct box box = slot_box(cells->table, slot);

    box.x += cells->node->x;
    box.y += cells->node->y;
    return box;
}

static void
draw_gap(const struct cells *cells, const struct slot *slot, struct box box)
{
    int last = cells->part->len < slot->last ? cells->part->len : slot->last;

    if (last <= slot->first) {
        return;
    }
    svg_rect(cells->drawing, box, "cell gap", 0);
    svg_text(
        cells->drawing, box.x + box.w / 2, box.y + 16, "idx at-mid",
        arena_print(cells->drawing->arena, "… %d more", last - slot->first));
}

/* A place behind the last cell: room that is spare, or nothing. */
static void
draw_spare(const struct cells *cells, const struct slot *slot, struct box box)
{
    const struct part *part = cells->part;
    bool is_first = part->len >= slot->first && part->len < slot->last;

    if (slot->first >= part->room ||
        (cells->table->folds_spare && !is_first)) {
        return;
    }
    svg_rect(cells->drawing, box, "cell spare", 0);
    if (cells->table->folds_spare) {
        svg_text(
            cells->drawing, box.x + box.w / 2, box.y + 16, "idx at-mid",
            arena_print(cells->drawing->arena, "+%d", part->room - part->len));
    }
    else {
        draw_label(cells, slot, box);
    }
}

static void
draw_used(const struct cells *cells, const struct slot *slot, struct box box,
          bool changed)
{
    const struct part *part = cells->part;
    struct box key = box;

    if (cells->table->pairs) {
        key.w = cells->table->key_w;
        box.x += key.w;
        box.w -= key.w;
    }
    svg_rect(cells->drawing, box, changed ? "cell changed" : "cell", 0);
    if (cells->table->pairs) {
        svg_rect(cells->drawing, key, "cell key", 0);
    }
    if (part->keys && part->keys[slot->first].kind != CELL_NULL) {
        draw_content(cells, &part->keys[slot->first], true, slot, key, false);
    }
    draw_content(cells, &part->cells[slot->first], false, slot, box, changed);
    draw_label(cells, slot, cells->table->pairs ? key : box);
}

/* Changed cells are drawn last: their borders lie over their neighbours'. */
static void
draw_places(const struct cells *cells, bool changed)
{
    const struct part *part = cells->part;

    for (size_t i = 0; i < cells->table->slot_count; i++) {
        const struct slot *slot = &cells->table->slots[i];
        struct box box = absolute(cells, i);
        bool used = slot->first < part->len;

        if (used && slot->kind != SLOT_GAP) {
            if (has_changed(cells, slot->first) == changed) {
                draw_used(cells, slot, box, changed);
            }
        }
        else if (!changed && used) {
            draw_gap(cells, slot, box);
        }
        else if (!changed) {
            draw_spare(cells, slot, box);
        }
    }
}

/* ---- brackets ----------------------------------------------------------- */

static bool
is_pointed_at(const struct cells *cells, const struct lane *lane)
{
    struct place place = {0};
    const struct cell *cell;

    while ((cell = step_next_cell(cells->drawing->now, &place)) != NULL) {
        if (cell_is_reference(cell) && cell->block == cells->node->id &&
            cell->is_range && cell->first == lane->first &&
            cell->last == lane->last &&
            !strcmp(cell->part, cells->table->name)) {
            return true;
        }
    }
    return false;
}

/* Below a row: ticks at both ends, and a line from the side where the arrow
 * arrives. */
static void
draw_row_bracket(const struct cells *cells, const struct lane *lane,
                 struct box first, struct box last)
{
    const struct node *node = cells->node;
    int x0 = first.x + 3, x1 = last.x + last.w - 3, y = node->y + lane->at;
    bool narrow = cells->drawing->graph->narrow;

    x1 = lane->last > lane->first ? x1 : x0;
    fprintf(cells->drawing->out,
            "<path class=\"lane\" d=\"M%d %dH%dv-6M%d %dv-6\"/>"
            "<path class=\"span\" d=\"M%d %dH%d\"/>",
            narrow ? node->x + node->w : node->x, y, narrow ? x0 : x1,
            narrow ? x1 : x0, y, x0, y, x1);
}

static void
draw_column_bracket(const struct cells *cells, const struct lane *lane,
                    struct box first, struct box last)
{
    const struct node *node = cells->node;
    int y0 = first.y + 3, y1 = last.y + last.h - 3, x = node->x + lane->at;
    bool narrow = cells->drawing->graph->narrow;

    fprintf(cells->drawing->out,
            "<path class=\"lane\" d=\"M%d %dH%dM%d %dh%dM%d %dh%d\"/>"
            "<path class=\"span\" d=\"M%d %dV%d\"/>",
            narrow ? node->x + node->w : node->x,
            (first.y + last.y + last.h) / 2, x, x, y0, narrow ? -5 : 5, x, y1,
            narrow ? -5 : 5, x, y0, y1);
}

static void
draw_brackets(const struct cells *cells)
{
    const struct table *table = cells->table;

    for (size_t i = 0; i < table->lane_count; i++) {
        const struct lane *lane = &table->lanes[i];
        const struct slot *first = table_find_slot(table, lane->first);
        const struct slot *last = table_find_slot(
            table, lane->last > lane->first ? lane->last - 1 : lane->first);
        struct box a, b;

        if (!first || !last || !is_pointed_at(cells, lane)) {
            continue;
        }
        a = absolute(cells, (size_t)(first - table->slots));
        b = absolute(cells, (size_t)(last - table->slots));
        if (table->row) {
            draw_row_bracket(cells, lane, a, b);
        }
        else {
            draw_column_bracket(cells, lane, a, b);
        }
    }
}

void
svg_table(const struct drawing *drawing, const struct node *node,
          const struct table *table, const struct block *block)
{
    const struct block *was =
        drawing->before ? step_find(drawing->before, node->id) : NULL;
    struct cells cells = {
        .drawing = drawing, .node = node, .table = table, .block = block};

    cells.part = block_find_part(block, table->name);
    if (!cells.part) {
        return;
    }
    cells.index = (int)(cells.part - block->parts);
    cells.was = was ? block_find_part(was, table->name) : NULL;
    if (!node->one_at_a_time && table->slot_count) {
        svg_text(
            drawing, node->x + table->x + (table->row ? 0 : table->gutter),
            node->y + table->y - (table->row ? 2 : 4), "part", table->name);
    }
    draw_places(&cells, false);
    draw_places(&cells, true);
    draw_brackets(&cells);
}
