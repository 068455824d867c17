/* view_blocks.c -- memory without a header: hidden in its owner, or apart. */
#include <stdlib.h>
#include <string.h>

#include "draw/view.h"

static void
add_part(struct arena *arena, struct block *block, struct part part)
{
    ARENA_ADD(arena, block->parts, block->part_count, part);
}

static void
add_fact(struct arena *arena, struct block *block, const char *name,
         const char *value)
{
    struct fact fact = {name, value};

    ARENA_ADD(arena, block->facts, block->fact_count, fact);
}

static void
add_cell(struct arena *arena, struct part *part, const char *label,
         struct cell cell)
{
    size_t labels = (size_t)part->len, cells = labels;

    ARENA_ADD(arena, part->labels, labels, label);
    ARENA_ADD(arena, part->cells, cells, cell);
    part->room = ++part->len;
}

/* The block without a header that the labelled cell points at, or NULL. */
static const struct block *
find_bare(const struct step *step, const struct part *part, const char *label)
{
    int i = part_find_label(part, label);
    const struct block *block = i >= 0 && cell_is_reference(&part->cells[i])
                                    ? step_find(step, part->cells[i].block)
                                    : NULL;

    return block && block->bare ? block : NULL;
}

/* ---- dicts -------------------------------------------------------------- */

/* The entries that are in use, with their values from the table of the keys
 * or, in a split dict, from an array of values. */
static struct part
used_entries(struct arena *arena, const struct part *entries,
             const struct part *values)
{
    struct part part = {.name = "entries", .kind = PART_PAIRS};
    const struct cell *keys = entries->keys    ? entries->keys
                              : values != NULL ? entries->cells
                                               : NULL;
    size_t n = 0, key_count = 0;

    for (int i = 0; i < entries->len; i++) {
        const struct cell *cell =
            values ? &values->cells[i] : &entries->cells[i];

        if ((values && i >= values->len) || cell->kind == CELL_NULL) {
            continue;
        }
        ARENA_ADD(arena, part.cells, n, *cell);
        if (keys) {
            ARENA_ADD(arena, part.keys, key_count, keys[i]);
        }
    }
    part.len = part.room = (int)n;
    return part;
}

/* Puts the entries in the place of the fields; false if `block` is not a dict
 * whose keys are there. */
static bool
fold_dict(struct arena *arena, const struct step *step, struct block *block)
{
    const struct part *fields = block_find_part(block, "fields");
    const struct block *keys =
        fields ? find_bare(step, fields, "ma_keys") : NULL;
    const struct block *split =
        fields ? find_bare(step, fields, "ma_values") : NULL;
    const struct part *entries =
        keys ? block_find_part(keys, "entries") : NULL;
    int used = fields ? part_find_label(fields, "ma_used") : -1;

    if (!entries) {
        return false;
    }
    if (used >= 0 && fields->cells[used].kind == CELL_RAW) {
        add_fact(arena, block, "used", fields->cells[used].text);
    }
    block->parts = NULL;
    block->part_count = 0;
    add_part(arena, block,
             used_entries(arena, entries,
                          split ? block_find_part(split, "values") : NULL));
    return true;
}

/* ---- owners ------------------------------------------------------------- */

static int
count_cells_to(const struct step *step, int id)
{
    struct place place = {0};
    const struct cell *cell;
    int count = 0;

    while ((cell = step_next_cell(step, &place)) != NULL) {
        count += cell_is_reference(cell) && cell->block == id;
    }
    return count;
}

/* Tables of keys that a class keeps for its instances. */
static bool
holds_keys(const struct block *block)
{
    return strstr(block->type, "keys") != NULL;
}

/* A part as its owner shows it: the spare room of a values array is not the
 * instance's. */
static struct part
inner_part(const struct part *part)
{
    struct part inner = *part;

    if (!strcmp(part->name, "values")) {
        inner.name = "attributes";
        inner.kind = PART_FREE;
        inner.room = inner.len;
    }
    return inner;
}

static bool
find_null(const struct part *part, const char *label)
{
    int i = part_find_label(part, label);

    return i >= 0 && part->cells[i].kind == CELL_NULL;
}

/* Moves the contents of the blocks that a part points at into its owner.
 * What is left of the part: its references; its C values become facts. */
static void
fold_part(struct arena *arena, const struct step *step, struct block *owner,
          const struct part *part)
{
    struct part rest = {.name = part->name, .kind = part->kind};
    struct part *moved = NULL;
    size_t moved_count = 0;
    /* Where an instance has its values in a dict, there is no array. */
    bool hidden = find_null(part, "values");

    for (int i = 0; i < part->len; i++) {
        const struct cell *cell = &part->cells[i];
        const struct block *target =
            cell_is_reference(cell) ? step_find(step, cell->block) : NULL;

        if (!target || !target->bare) {
            continue;
        }
        hidden = true;
        if (count_cells_to(step, target->id) != 1 || holds_keys(target)) {
            continue;
        }
        for (size_t p = 0; p < target->part_count; p++) {
            ARENA_ADD(arena, moved, moved_count,
                      inner_part(&target->parts[p]));
        }
    }
    for (int i = 0; hidden && i < part->len; i++) {
        const struct cell *cell = &part->cells[i];
        const char *label = part->labels ? part->labels[i] : "";
        const struct block *target =
            cell_is_reference(cell) ? step_find(step, cell->block) : NULL;

        if (cell->kind == CELL_RAW) {
            add_fact(arena, owner, label, cell->text);
        }
        else if (cell->kind != CELL_NULL && !(target && target->bare)) {
            add_cell(arena, &rest, label, *cell);
        }
    }
    if (!hidden) {
        add_part(arena, owner, *part);
    }
    else if (rest.len) {
        add_part(arena, owner, rest);
    }
    for (size_t p = 0; p < moved_count; p++) {
        add_part(arena, owner, moved[p]);
    }
}

static void
fold_owner(struct arena *arena, const struct step *step, struct block *block)
{
    struct part *parts = block->parts;
    size_t count = block->part_count;

    block->parts = NULL;
    block->part_count = 0;
    for (size_t p = 0; p < count; p++) {
        fold_part(arena, step, block, &parts[p]);
    }
}

/* ---- instances ---------------------------------------------------------- */

/* 'name' without its quotes, for a label. */
static const char *
attribute_name(struct arena *arena, const struct cell *key)
{
    size_t len = key->text ? strlen(key->text) : 0;

    if (len < 2 || key->text[0] != '\'') {
        return len ? key->text : "";
    }
    return arena_copy(arena, key->text + 1, len - 2);
}

/* The attributes of an instance whose dict nobody else refers to; false if
 * there is no such dict. */
static bool
fold_instance(struct arena *arena, struct step *step, struct block *block)
{
    struct part *fields = block_find_part(block, "fields");
    int i = fields ? part_find_label(fields, "__dict__") : -1;
    struct block *dict = i >= 0 && fields->cells[i].kind == CELL_OWNED
                             ? step_find(step, fields->cells[i].block)
                             : NULL;
    struct part attributes = {.name = "attributes"};
    const struct part *entries;

    if (!dict || dict->refs != 1 || dict->part_count != 1 ||
        dict->parts[0].kind != PART_PAIRS || !dict->parts[0].keys) {
        return false;
    }
    entries = &dict->parts[0];
    for (int c = 0; c < entries->len; c++) {
        add_cell(arena, &attributes, attribute_name(arena, &entries->keys[c]),
                 entries->cells[c]);
    }
    /* A block without a part is one that is not there any more. */
    dict->parts = NULL;
    dict->part_count = 0;
    dict->bare = true;
    *fields = attributes;
    return true;
}

void
view_fold_blocks(struct arena *arena, struct step *step)
{
    struct step full = *step;
    size_t n = 0;

    full.blocks = ARENA_ARRAY(arena, struct block, step->block_count);
    for (size_t i = 0; i < step->block_count; i++) {
        full.blocks[i] = step->blocks[i];
    }
    for (size_t i = 0; i < step->block_count; i++) {
        struct block *block = &step->blocks[i];

        if (!block->bare && !fold_dict(arena, &full, block)) {
            fold_owner(arena, &full, block);
        }
    }
    for (size_t i = 0; i < step->block_count; i++) {
        fold_instance(arena, step, &step->blocks[i]);
    }
    for (size_t i = 0; i < step->block_count; i++) {
        struct block block = step->blocks[i];

        if (!block.bare || count_cells_to(&full, block.id) == 0) {
            step->blocks[n++] = block;
        }
    }
    step->block_count = n;
}

/* ---- with blocks -------------------------------------------------------- */

static const char *
pointer_name(const struct part *part)
{
    return !strcmp(part->name, "items")   ? "ob_item"
           : !strcmp(part->name, "bytes") ? "ob_bytes"
                                          : part->name;
}

static const char *
array_type(const struct part *part)
{
    return !strcmp(part->name, "items")   ? "item array"
           : !strcmp(part->name, "bytes") ? "byte array"
                                          : part->name;
}

/* The owner keeps its numbers and a pointer; the cells move to `array`. */
static void
unfold_array(struct arena *arena, struct block *owner, struct part *part,
             struct block *array)
{
    struct part fields = {.name = "fields"};
    struct cell pointer = {.kind = CELL_OWNED, .block = part->block};

    *array = (struct block){.id = part->block,
                            .bare = true,
                            .type = array_type(part),
                            .refs = -1,
                            .bytes = part->bytes,
                            .life = owner->life,
                            .line = owner->line};
    for (size_t i = 0; i < owner->fact_count; i++) {
        struct cell raw = {.kind = CELL_RAW, .text = owner->facts[i].value};
        const char *name = owner->facts[i].name;

        add_cell(arena, &fields, strcmp(name, "length") ? name : "ob_size",
                 raw);
    }
    add_cell(arena, &fields, pointer_name(part), pointer);
    add_part(arena, array, *part);
    array->parts[0].block = 0;
    owner->fact_count = 0;
    if (owner->bytes >= part->bytes) {
        owner->bytes -= part->bytes;
    }
    *part = fields;
}

static int
by_id(const void *a, const void *b)
{
    const struct block *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

void
view_unfold_arrays(struct arena *arena, struct step *step)
{
    struct block *blocks = NULL;
    size_t count = 0;

    for (size_t i = 0; i < step->block_count; i++) {
        struct block block = step->blocks[i], array;

        for (size_t p = 0; p < block.part_count; p++) {
            int id = block.parts[p].block;

            if (id && !step_find(step, id)) {
                unfold_array(arena, &block, &block.parts[p], &array);
                ARENA_ADD(arena, blocks, count, array);
            }
        }
        ARENA_ADD(arena, blocks, count, block);
    }
    step->blocks = blocks;
    step->block_count = count;
    if (count) {
        qsort(blocks, count, sizeof *blocks, by_id);
    }
}
