/* view_values.c -- which records are written into the cells that name them.
 *
 * All steps together decide about an id, so that a value does not jump out of
 * its cell between two steps.
 */
#include <assert.h>
#include <string.h>

#include "draw/text.h"
#include "draw/view.h"

enum { SHORT_TUPLE = 16 };

/* What all steps say about one id. */
struct candidate {
    int id;
    bool kept;        /* it needs a box */
    const char *text; /* its value, when known */
};

struct values {
    struct arena *arena;
    struct trace *view;
    struct candidate *all; /* by rising id */
    size_t count;
};

static struct candidate *
find_candidate(const struct values *values, int id)
{
    size_t low = 0, high = values->count;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (values->all[middle].id < id) {
            low = middle + 1;
        }
        else {
            high = middle;
        }
    }
    return low < values->count && values->all[low].id == id ? &values->all[low]
                                                            : NULL;
}

/* Merges the ids of a step into the sorted list. */
static void
add_ids(struct values *values, const struct step *step)
{
    size_t old = values->count, i = 0;
    struct candidate *merged = ARENA_ARRAY(values->arena, struct candidate,
                                           old + step->block_count + 1);
    size_t n = 0;

    for (size_t k = 0; k < step->block_count; k++) {
        while (i < old && values->all[i].id < step->blocks[k].id) {
            merged[n++] = values->all[i++];
        }
        if (i == old || values->all[i].id != step->blocks[k].id) {
            merged[n++].id = step->blocks[k].id;
        }
    }
    while (i < old) {
        merged[n++] = values->all[i++];
    }
    values->all = merged;
    values->count = n;
}

/* True if `word` stands in the list, which is separated by blanks. */
static bool
has_word(const char *list, const char *word)
{
    size_t len = strlen(word);

    while (list && *list) {
        size_t n = strcspn(list, " ,");

        if ((n == len && !memcmp(list, word, len)) ||
            (n == 1 && *list == '*')) {
            return true;
        }
        list += n + strspn(list + n, " ,");
    }
    return false;
}

/* b'…' from the cells of a bytes object, without its closing NUL. */
static const char *
bytes_text(struct arena *arena, const struct part *part)
{
    size_t len = 3;
    char *text, *out;

    for (int i = 0; i < part->len; i++) {
        if (part->cells[i].kind != CELL_RAW) {
            return NULL;
        }
        len += strlen(part->cells[i].text);
    }
    text = out = arena_alloc(arena, len + 1);
    out = stpcpy(out, "b'");
    for (int i = 0; i < part->len - 1; i++) {
        out = stpcpy(out, part->cells[i].text);
    }
    stpcpy(out, "'");
    return text;
}

/* (1, 2), if the items are values or known as such; else NULL. */
static const char *
tuple_text(const struct values *values, const struct part *part)
{
    const char *text = "(";

    for (int i = 0; i < part->len; i++) {
        const struct cell *cell = &part->cells[i];
        const struct candidate *item =
            cell_is_reference(cell) ? find_candidate(values, cell->block)
                                    : NULL;
        const char *word = item && !item->kept ? item->text : cell->text;

        if (!word) {
            return NULL;
        }
        text = arena_print(values->arena, "%s%s%s", text, i ? ", " : "", word);
        if (text_columns(text) > SHORT_TUPLE) {
            return NULL;
        }
    }
    text = arena_print(values->arena, part->len == 1 ? "%s,)" : "%s)", text);
    return text_columns(text) <= SHORT_TUPLE ? text : NULL;
}

static const char *
value_text(const struct values *values, const struct block *block)
{
    static const char simple[] = "int float complex bool str NoneType";
    const struct part *part = block->part_count == 1 ? &block->parts[0] : NULL;

    if (!part || block->bare) {
        return NULL;
    }
    if (has_word(simple, block->type) && !strcmp(part->name, "value")) {
        return part->len == 1 ? part->cells[0].text : NULL;
    }
    if (!strcmp(block->type, "bytes") && !strcmp(part->name, "bytes")) {
        return bytes_text(values->arena, part);
    }
    return strcmp(block->type, "tuple") ? NULL : tuple_text(values, part);
}

/* Ids that need a box: something points into them, nothing points at them, or
 * a tuple that a variable names. */
static void
note_uses(struct values *values, const struct step *step)
{
    struct place place = {0};
    const struct cell *cell;
    bool *named = ARENA_ARRAY(values->arena, bool, values->count + 1);

    while ((cell = step_next_cell(step, &place)) != NULL) {
        struct candidate *item = cell_is_reference(cell)
                                     ? find_candidate(values, cell->block)
                                     : NULL;

        if (!item) {
            continue;
        }
        named[item - values->all] = true;
        if (cell->part ||
            (place.variable &&
             !strcmp(step_find(step, item->id)->type, "tuple"))) {
            item->kept = true;
        }
    }
    for (size_t i = 0; i < step->block_count; i++) {
        struct candidate *item = find_candidate(values, step->blocks[i].id);

        assert(item); /* every block of every step is one */
        if (step->blocks[i].life != FREED && !named[item - values->all]) {
            item->kept = true;
        }
    }
}

/* One round over all steps; true if a value became known.  A tuple waits for
 * its items, so rounds go on until nothing new comes. */
static bool
learn_texts(struct values *values, const char *unfold)
{
    bool learned = false;

    for (size_t k = 0; k < values->view->step_count; k++) {
        const struct step *step = &values->view->steps[k];

        for (size_t i = 0; i < step->block_count; i++) {
            const struct block *block = &step->blocks[i];
            struct candidate *item = find_candidate(values, block->id);
            const char *text;

            assert(item);
            if (item->kept || block->life == FREED) {
                continue;
            }
            text = has_word(unfold, block->type) ? NULL
                                                 : value_text(values, block);
            if (!item->text && text) {
                item->text = text;
                learned = true;
            }
            else if (item->text && !text_same(item->text, text)) {
                item->kept = true;
                learned = true;
            }
        }
    }
    return learned;
}

static void
fold_cell(const struct values *values, struct cell *cell)
{
    const struct candidate *item =
        cell_is_reference(cell) ? find_candidate(values, cell->block) : NULL;

    if (item && item->text && !item->kept) {
        *cell = (struct cell){.kind = CELL_VALUE, .text = item->text};
    }
}

static void
fold_step(const struct values *values, struct step *step)
{
    size_t n = 0;

    for (size_t i = 0; i < step->variable_count; i++) {
        fold_cell(values, &step->variables[i].cell);
    }
    for (size_t i = 0; i < step->block_count; i++) {
        const struct block *block = &step->blocks[i];
        const struct candidate *item = find_candidate(values, block->id);

        if (item->text && !item->kept) {
            continue;
        }
        for (size_t p = 0; p < block->part_count; p++) {
            const struct part *part = &block->parts[p];

            for (int c = 0; c < part->len; c++) {
                fold_cell(values, &part->cells[c]);
                if (part->keys) {
                    fold_cell(values, &part->keys[c]);
                }
            }
        }
        step->blocks[n++] = *block;
    }
    step->block_count = n;
}

void
view_fold_values(struct arena *arena, struct trace *view, const char *unfold)
{
    struct values values = {.arena = arena, .view = view};

    for (size_t k = 0; k < view->step_count; k++) {
        add_ids(&values, &view->steps[k]);
    }
    for (size_t k = 0; k < view->step_count; k++) {
        note_uses(&values, &view->steps[k]);
    }
    while (learn_texts(&values, unfold)) {
    }
    for (size_t k = 0; k < view->step_count; k++) {
        fold_step(&values, &view->steps[k]);
    }
}
