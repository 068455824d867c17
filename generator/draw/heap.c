#include "draw/heap.h"

#include <stdio.h>
#include <string.h>

#include "draw/text.h"

bool
cell_is_reference(const struct cell *cell)
{
    return cell->kind == CELL_OWNED || cell->kind == CELL_BORROWED ||
           cell->kind == CELL_WEAK;
}

bool
cell_equal(const struct cell *a, const struct cell *b)
{
    return a->kind == b->kind && a->block == b->block &&
           a->first == b->first && a->last == b->last &&
           a->is_range == b->is_range && text_same(a->part, b->part) &&
           text_same(a->text, b->text);
}

struct block *
step_find(const struct step *step, int id)
{
    size_t low = 0, high = step->block_count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (step->blocks[middle].id < id) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low < step->block_count && step->blocks[low].id == id
               ? &step->blocks[low]
               : NULL;
}

const struct variable *
step_find_variable(const struct step *step, const char *name)
{
    for (size_t i = 0; i < step->variable_count; i++) {
        if (!strcmp(step->variables[i].name, name)) {
            return &step->variables[i];
        }
    }
    return NULL;
}

struct part *
block_find_part(const struct block *block, const char *name)
{
    for (size_t i = 0; i < block->part_count; i++) {
        if (!strcmp(block->parts[i].name, name)) {
            return &block->parts[i];
        }
    }
    return NULL;
}

int
part_find_label(const struct part *part, const char *label)
{
    for (int i = 0; part->labels && i < part->len; i++) {
        if (!strcmp(part->labels[i], label)) {
            return i;
        }
    }
    return -1;
}

static void
enter_part(struct place *place, int part)
{
    place->part = part;
    place->cell = 0;
    place->is_key = (size_t)part < place->block->part_count &&
                    place->block->parts[part].keys;
}

static void
enter_block(struct place *place, const struct block *block)
{
    place->block = block;
    enter_part(place, 0);
}

/* The cell at the place, moving on over empty parts; NULL behind the block's
 * last one. */
static const struct cell *
block_cell(struct place *place)
{
    while ((size_t)place->part < place->block->part_count) {
        const struct part *part = &place->block->parts[place->part];

        if (place->cell < part->len) {
            return place->is_key ? &part->keys[place->cell]
                                 : &part->cells[place->cell];
        }
        enter_part(place, place->part + 1);
    }
    return NULL;
}

/* Moves from a cell to the next place of its part, which may be behind it. */
static void
leave_cell(struct place *place)
{
    if (place->is_key) {
        place->is_key = false;
        return;
    }
    place->cell++;
    place->is_key = place->block->parts[place->part].keys != NULL;
}

/* The first cell from `place` on; NULL behind the step's last block. */
static const struct cell *
find_cell(const struct step *step, struct place *place)
{
    for (;;) {
        const struct cell *cell = block_cell(place);
        size_t next = (size_t)(place->block - step->blocks) + 1;

        if (cell || next == step->block_count) {
            return cell;
        }
        enter_block(place, &step->blocks[next]);
    }
}

const struct cell *
step_next_cell(const struct step *step, struct place *place)
{
    size_t next;

    if (place->block) {
        leave_cell(place);
        return find_cell(step, place);
    }
    next =
        place->variable ? (size_t)(place->variable - step->variables) + 1 : 0;
    if (next < step->variable_count) {
        place->variable = &step->variables[next];
        return &place->variable->cell;
    }
    place->variable = NULL;
    if (!step->block_count) {
        return NULL;
    }
    enter_block(place, step->blocks);
    return find_cell(step, place);
}

long
step_count_references(const struct step *step, int id)
{
    struct place place = {0};
    const struct cell *cell;
    long count = 0;

    while ((cell = step_next_cell(step, &place)) != NULL) {
        count += cell->kind == CELL_OWNED && cell->block == id;
    }
    return count;
}

/* ---- checks ------------------------------------------------------------- */

static int
place_line(const struct place *place)
{
    return place->block ? place->block->line : place->variable->line;
}

static bool
check_reference(const struct step *step, const struct cell *cell, int line,
                struct draw_error *error)
{
    const struct block *block = step_find(step, cell->block);
    const struct part *part;

    error->line = line;
    if (!block) {
        snprintf(error->text, sizeof error->text,
                 "a cell names block %d, which has no record in this step",
                 cell->block);
        return false;
    }
    if (block->life == FREED) {
        snprintf(error->text, sizeof error->text,
                 "a cell names block %d, which is freed", cell->block);
        return false;
    }
    part = cell->part ? block_find_part(block, cell->part) : NULL;
    if (cell->part && !part) {
        snprintf(error->text, sizeof error->text,
                 "a cell names part %.60s of block %d, which has none",
                 cell->part, cell->block);
        return false;
    }
    if (part && (cell->first > cell->last || cell->last > part->room)) {
        snprintf(error->text, sizeof error->text,
                 "a cell names %.60s[%d:%d] of block %d, which has %d cells",
                 cell->part, cell->first, cell->last, cell->block, part->room);
        return false;
    }
    return true;
}

bool
step_check(const struct step *step, struct draw_error *error)
{
    struct place place = {0};
    const struct cell *cell;
    struct arena *arena = arena_new();
    long *counted = ARENA_ARRAY(arena, long, step->block_count + 1);
    bool good = true;

    while (good && (cell = step_next_cell(step, &place)) != NULL) {
        if (cell_is_reference(cell)) {
            good = check_reference(step, cell, place_line(&place), error);
        }
        if (good && cell->kind == CELL_OWNED) {
            counted[step_find(step, cell->block) - step->blocks]++;
        }
    }
    for (size_t i = 0; good && i < step->block_count; i++) {
        const struct block *block = &step->blocks[i];

        if (block->refs >= 0 && counted[i] > block->refs) {
            error->line = block->line;
            snprintf(error->text, sizeof error->text,
                     "block %d has %ld counted references, but its count is "
                     "%ld",
                     block->id, counted[i], block->refs);
            good = false;
        }
    }
    arena_free(arena);
    return good;
}
