/* table.c -- the places of a table: which cells are drawn, as what, how wide.
 *
 * All steps decide together.  Neighbours that are equal in every step become
 * one place; of more places than a picture bears, the first and the last
 * stay.
 */
#include <string.h>

#include "draw/graph.h"
#include "draw/text.h"

enum { ROW_WIDE = 480, ROW_NARROW = 272 };

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

const char *
cell_text(struct arena *arena, const struct cell *cell, int id)
{
    if (cell->kind == CELL_NULL) {
        return "";
    }
    if (!cell_is_reference(cell)) {
        /* Older streams join key and value in one cell. */
        const char *join = strstr(cell->text, " ⇢ ");

        return text_cut(arena,
                        join ? arena_print(arena, "%.*s: %s",
                                           (int)(join - cell->text),
                                           cell->text, join + 5)
                             : cell->text,
                        COLUMNS);
    }
    if (cell->part && cell->is_range) {
        return arena_print(arena, "[%d:%d]", cell->first, cell->last);
    }
    if (cell->part && cell->block == id) {
        return arena_print(arena, "%d", cell->first);
    }
    return "";
}

const char *
slot_label(struct arena *arena, const struct table *table,
           const struct slot *slot, const struct part *part)
{
    /* A set has no order that a number could tell. */
    if (slot->kind == SLOT_GAP || !strcmp(table->name, "members")) {
        return "";
    }
    if (table->named) {
        return part->labels && slot->first < part->len
                   ? text_cut(arena, part->labels[slot->first], COLUMNS)
                   : "";
    }
    return slot->kind == SLOT_RUN
               ? arena_print(arena, "%d–%d", slot->first, slot->last - 1)
               : arena_print(arena, "%d", slot->first);
}

/* ---- slots -------------------------------------------------------------- */

static const struct cell *
cell_at(const struct part *part, int i)
{
    return i < part->len ? &part->cells[i] : NULL;
}

/* True if cells i and i+1 look alike in every version. */
static bool
equal_next(const struct part *const *versions, size_t count, int i)
{
    for (size_t v = 0; v < count; v++) {
        const struct cell *a = cell_at(versions[v], i);
        const struct cell *b = cell_at(versions[v], i + 1);

        if (!a != !b || versions[v]->labels || versions[v]->keys) {
            return false;
        }
        if (a && (a->kind != CELL_VALUE && a->kind != CELL_RAW)) {
            return false;
        }
        if (a && !cell_equal(a, b)) {
            return false;
        }
    }
    return true;
}

static void
add_slot(struct arena *arena, struct table *table, int first, int last,
         enum slot_kind kind)
{
    struct slot slot = {.first = first, .last = last, .kind = kind};

    ARENA_ADD(arena, table->slots, table->slot_count, slot);
}

static void
add_runs(struct arena *arena, struct table *table,
         const struct part *const *versions, size_t count, int n, int used)
{
    for (int i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < used && equal_next(versions, count, end - 1)) {
            end++;
        }
        if (end - i > EQUAL_CELLS) {
            add_slot(arena, table, i, end, SLOT_RUN);
            continue;
        }
        for (int k = i; k < end; k++) {
            add_slot(arena, table, k, k + 1, SLOT_CELL);
        }
    }
}

/* A hash table is looked at whole for longer: where its places are is what it
 * is about. */
static size_t
most_places(const struct table *table)
{
    return !strcmp(table->name, "index") || !strcmp(table->name, "table")
               ? HASH_PLACES
               : PLACES;
}

/* Puts one place in the middle for all that are too many. */
static void
fold_middle(struct table *table)
{
    size_t n = table->slot_count;
    struct slot *gap;

    if (n <= most_places(table)) {
        return;
    }
    gap = &table->slots[PLACES_FIRST];
    gap->last = table->slots[n - PLACES_LAST - 1].last;
    gap->kind = SLOT_GAP;
    memmove(gap + 1, &table->slots[n - PLACES_LAST],
            PLACES_LAST * sizeof *gap);
    table->slot_count = PLACES_FIRST + 1 + PLACES_LAST;
}

static void
make_slots(struct arena *arena, struct table *table,
           const struct part *const *versions, size_t count)
{
    int used = 0, room = 0, spare = 0;

    for (size_t v = 0; v < count; v++) {
        const struct part *part = versions[v];

        used = part->len > used ? part->len : used;
        room = part->room > room ? part->room : room;
        spare = larger(spare, part->room - part->len);
    }
    table->folds_spare = spare > SPARE_CELLS;
    add_runs(arena, table, versions, count,
             table->folds_spare ? used + 1
             : used > room      ? used
                                : room,
             used);
    fold_middle(table);
}

/* ---- widths ------------------------------------------------------------- */

/* The widest text of a cell, over all versions. */
static int
content_width(struct arena *arena, const struct slot *slot,
              const struct part *const *versions, size_t count, int id)
{
    int columns = 0;

    if (slot->kind == SLOT_GAP) {
        return text_width(
            arena_print(arena, "… %d more", slot->last - slot->first),
            FONT_INDEX);
    }
    for (size_t v = 0; v < count; v++) {
        const struct cell *cell = cell_at(versions[v], slot->first);
        int n = cell ? text_columns(cell_text(arena, cell, id)) : 0;

        if (cell && slot->kind == SLOT_RUN) {
            n += 3 + text_columns(arena_print(arena, "%d", slot->last));
        }
        else if (cell && cell->kind == CELL_NULL) {
            n = 4; /* "NULL" */
        }
        else if (n && cell_is_reference(cell)) {
            n += 2; /* and the dot of its arrow */
        }
        columns = larger(columns, n);
    }
    return text_columns_width(columns, FONT);
}

static int
label_width(struct arena *arena, const struct table *table,
            const struct slot *slot, const struct part *const *versions,
            size_t count)
{
    int width = 0;

    for (size_t v = 0; v < count; v++) {
        width = larger(width,
                       text_width(slot_label(arena, table, slot, versions[v]),
                                  table->named ? FONT_SMALL : FONT_INDEX));
    }
    return width;
}

/* Plain cells of a row are equally wide; runs and gaps as they need. */
static void
measure_row(struct arena *arena, struct table *table,
            const struct part *const *versions, size_t count, int id)
{
    int common = ROW, x = 0;

    for (size_t i = 0; i < table->slot_count; i++) {
        struct slot *slot = &table->slots[i];

        slot->width =
            larger(content_width(arena, slot, versions, count, id) + 8,
                   label_width(arena, table, slot, versions, count) + 6);
        if (slot->kind == SLOT_CELL) {
            common = larger(common, slot->width);
        }
    }
    if (table->folds_spare) {
        common = larger(common, text_columns_width(4, FONT_INDEX) + 8);
    }
    for (size_t i = 0; i < table->slot_count; i++) {
        struct slot *slot = &table->slots[i];

        slot->width =
            slot->kind == SLOT_CELL ? common : larger(slot->width, common);
        slot->offset = x;
        x += slot->width;
    }
    table->cell_w = common;
}

static int
key_width(struct arena *arena, const struct slot *slot,
          const struct part *const *versions, size_t count, int id)
{
    int width = 0;

    for (size_t v = 0; v < count; v++) {
        const struct part *part = versions[v];

        if (part->keys && slot->first < part->len) {
            width = larger(
                width,
                text_width(cell_text(arena, &part->keys[slot->first], id),
                           FONT));
        }
    }
    return width;
}

static void
measure_column(struct arena *arena, struct table *table,
               const struct part *const *versions, size_t count, int id)
{
    int key = 0, content = 0, label = 0;

    for (size_t i = 0; i < table->slot_count; i++) {
        const struct slot *slot = &table->slots[i];

        label =
            larger(label, label_width(arena, table, slot, versions, count));
        content =
            larger(content, content_width(arena, slot, versions, count, id));
        key = larger(key, key_width(arena, slot, versions, count, id));
    }
    table->gutter = label + 8;
    table->key_w = table->pairs ? larger(36, key + 12) : 0;
    table->cell_w = larger(44, content + 12);
}

/* ---- shape -------------------------------------------------------------- */

/* Values stand side by side, references one below the other. */
static bool
is_row(const struct part *const *versions, size_t count)
{
    bool any = false;

    for (size_t v = 0; v < count; v++) {
        const struct part *part = versions[v];

        if (part->kind != PART_ROW &&
            (part->kind == PART_PAIRS || part->labels)) {
            return false;
        }
        for (int i = 0; i < part->len; i++) {
            if (cell_is_reference(&part->cells[i])) {
                return false;
            }
            any = true;
        }
    }
    return any || versions[0]->kind == PART_ROW;
}

void
table_measure(struct table *table)
{
    if (table->row) {
        const struct slot *last = table->slots + table->slot_count - 1;

        table->w = table->slot_count ? last->offset + last->width : 0;
        table->h = table->slot_count ? TOP_LABEL + ROW : 0;
        return;
    }
    table->w = table->gutter + table->key_w + table->cell_w;
    table->h = (int)table->slot_count * ROW;
}

void
table_init(struct arena *arena, struct table *table,
           const struct part *const *versions, size_t count, int id,
           bool narrow)
{
    table->name = versions[0]->name;
    table->row = is_row(versions, count);
    for (size_t v = 0; v < count; v++) {
        table->named |= versions[v]->labels != NULL;
        table->pairs |= versions[v]->keys != NULL;
    }
    make_slots(arena, table, versions, count);
    if (table->row) {
        measure_row(arena, table, versions, count, id);
        table_measure(table);
        table->row = table->w <= (narrow ? ROW_NARROW : ROW_WIDE);
    }
    if (!table->row) {
        measure_column(arena, table, versions, count, id);
        table_measure(table);
    }
}

const struct slot *
table_find_slot(const struct table *table, int cell)
{
    for (size_t i = 0; i < table->slot_count; i++) {
        if (cell >= table->slots[i].first && cell < table->slots[i].last) {
            return &table->slots[i];
        }
    }
    return NULL;
}

struct box
slot_box(const struct table *table, size_t slot)
{
    if (table->row) {
        return (struct box){table->x + table->slots[slot].offset,
                            table->y + TOP_LABEL, table->slots[slot].width,
                            ROW};
    }
    return (struct box){table->x + table->gutter, table->y + (int)slot * ROW,
                        table->key_w + table->cell_w, ROW};
}
