#include "draw/view.h"

#include <stdlib.h>
#include <string.h>

static void *
copy_items(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(arena, count * size);

    if (count) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

#define COPY(arena, items, count)                                             \
    copy_items(arena, items, count, sizeof *(items))

/* A copy whose variables, blocks, parts and cells may be changed. */
static void
copy_step(struct arena *arena, struct step *step)
{
    step->variables = COPY(arena, step->variables, step->variable_count);
    step->blocks = COPY(arena, step->blocks, step->block_count);
    for (size_t i = 0; i < step->block_count; i++) {
        struct block *block = &step->blocks[i];

        const struct fact *facts = block->facts;
        size_t fact_count = block->fact_count;

        block->facts = NULL;
        block->fact_count = 0;
        for (size_t f = 0; f < fact_count; f++) {
            ARENA_ADD(arena, block->facts, block->fact_count, facts[f]);
        }
        block->parts = COPY(arena, block->parts, block->part_count);
        for (size_t p = 0; p < block->part_count; p++) {
            struct part *part = &block->parts[p];

            if (part->cells) {
                part->cells = COPY(arena, part->cells, (size_t)part->len);
            }
            if (part->keys) {
                part->keys = COPY(arena, part->keys, (size_t)part->len);
            }
        }
    }
}

/* The members of a set, without the empty places of its table. */
static void
drop_empty_places(struct step *step)
{
    for (size_t i = 0; i < step->block_count; i++) {
        struct part *part = block_find_part(&step->blocks[i], "table");
        int n = 0;

        for (int c = 0; part && c < part->len; c++) {
            if (part->cells[c].kind != CELL_NULL &&
                part->cells[c].kind != CELL_RAW) {
                part->cells[n++] = part->cells[c];
            }
        }
        if (part) {
            part->len = part->room = n;
            part->labels = NULL;
            part->name = "members";
        }
    }
}

/* A freed block is drawn where it was drawn before, and looks like it; one
 * that was hidden in its owner stays hidden. */
static void
recall_freed(struct step *step, const struct step *before)
{
    size_t n = 0;

    for (size_t i = 0; i < step->block_count; i++) {
        struct block block = step->blocks[i];

        if (block.life == FREED) {
            const struct block *was =
                before ? step_find(before, block.id) : NULL;

            if (!was || was->life == FREED) {
                continue;
            }
            block.bare = was->bare;
            block.type = was->type;
        }
        step->blocks[n++] = block;
    }
    step->block_count = n;
}

struct trace *
view_new(struct arena *arena, const struct trace *trace,
         const struct figure_options *options)
{
    struct trace *view = ARENA_NEW(arena, struct trace);

    *view = *trace;
    view->arena = arena;
    view->steps = COPY(arena, trace->steps, trace->step_count);
    for (size_t k = 0; k < view->step_count; k++) {
        copy_step(arena, &view->steps[k]);
    }
    view_fold_values(arena, view, options->unfold);
    for (size_t k = 0; k < view->step_count; k++) {
        struct step *step = &view->steps[k];

        if (options->blocks) {
            view_unfold_arrays(arena, step);
        }
        else {
            view_fold_blocks(arena, step);
            drop_empty_places(step);
        }
        recall_freed(step, k ? &view->steps[k - 1] : NULL);
    }
    return view;
}
