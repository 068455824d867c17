/* contents.c -- what is there in a step, in sentences. */
#include <string.h>

#include "draw/account.h"

enum { ITEMS_SHOWN = 10, ITEMS_MOST = 12, CONTENTS = 80 };

/* ---- cells -------------------------------------------------------------- */

const char *
cell_words(const struct names *names, const struct cell *cell, int owner)
{
    struct arena *arena = names->arena;
    const char *text;

    if (cell->kind == CELL_NULL) {
        return "NULL";
    }
    if (!cell_is_reference(cell)) {
        const char *join = strstr(cell->text, " ⇢ ");

        return code(arena, join ? arena_print(arena, "%.*s: %s",
                                              (int)(join - cell->text),
                                              cell->text, join + 5)
                                : cell->text);
    }
    if (cell->block == owner) {
        return cell->part && !cell->is_range
                   ? arena_print(arena, "entry %d", cell->first)
                   : "itself";
    }
    text = name_of(names, cell->block);
    if (cell->is_range) {
        text = cell->last > cell->first
                   ? arena_print(arena, "%s %d to %d of %s", cell->part,
                                 cell->first, cell->last - 1, text)
                   : arena_print(arena, "no %s of %s", cell->part, text);
    }
    return cell->kind == CELL_OWNED
               ? text
               : arena_print(arena, "%s (%s)", text,
                             cell->kind == CELL_WEAK ? "weak" : "borrowed");
}

const char *
cell_name(struct arena *arena, const struct part *part, int i)
{
    if (part->keys && part->keys[i].text) {
        return code(arena, part->keys[i].text);
    }
    return part->labels ? code(arena, part->labels[i]) : NULL;
}

/* ---- contents ----------------------------------------------------------- */

static void
add_content(struct account *account, const char *text)
{
    ARENA_ADD(account->arena, account->words.contents,
              account->words.content_count, text);
}

static const char *
part_words(struct account *account, const struct block *block,
           const struct part *part)
{
    struct arena *arena = account->arena;
    const char *text = arena_print(arena, "%s: ", part->name);
    int shown = 0, left = 0, spare = part->room - part->len;
    bool is_index = !strcmp(part->name, "index");

    for (int i = 0; i < part->len; i++) {
        const struct cell *cell = &part->cells[i];
        const char *name = cell_name(arena, part, i);

        if (is_index && cell->kind == CELL_NULL) {
            continue;
        }
        if (shown >= ITEMS_SHOWN && part->len > ITEMS_MOST) {
            left++;
            continue;
        }
        if (!name && is_index) {
            name = arena_print(arena, "%d", i);
        }
        text = arena_print(arena, "%s%s%s%s%s", text, shown ? ", " : "",
                           name ? name : "", name ? " is " : "",
                           cell_words(&account->new, cell, block->id));
        shown++;
    }
    text = arena_print(arena, shown ? "%s" : "%snothing", text);
    if (left) {
        text = arena_print(arena, "%s and %d more", text, left);
    }
    return spare > 0 ? arena_print(arena, "%s, and %s", text,
                                   plural(arena, spare, "spare place"))
                     : text;
}

static void
tell_content(struct account *account, const struct block *block)
{
    struct arena *arena = account->arena;
    const char *text = name_of(&account->new, block->id);
    long counted = step_count_references(account->now, block->id);

    if (block->life == FREED) {
        add_content(account, arena_print(arena, "%s: freed", text));
        return;
    }
    if (block->refs >= 0) {
        text = arena_print(arena, "%s, %s", text,
                           plural(arena, block->refs, "reference"));
    }
    if (block->refs > counted) {
        text = arena_print(arena, "%s (%ld from outside the picture)", text,
                           block->refs - counted);
    }
    if (block->bytes > 0) {
        text = arena_print(arena, "%s, %ld bytes", text, block->bytes);
    }
    if (block->life == GARBAGE) {
        text = arena_print(arena, "%s, garbage", text);
    }
    for (size_t p = 0; p < block->part_count; p++) {
        text = arena_print(arena, "%s; %s", text,
                           part_words(account, block, &block->parts[p]));
    }
    add_content(account, text);
}

void
tell_contents(struct account *account)
{
    const struct step *now = account->now;
    size_t shown = now->block_count < CONTENTS ? now->block_count : CONTENTS;

    for (size_t i = 0; i < now->variable_count; i++) {
        const struct cell *cell = &now->variables[i].cell;

        add_content(account,
                    arena_print(account->arena, "Variable %s: %s",
                                code(account->arena, now->variables[i].name),
                                cell->kind == CELL_NULL
                                    ? "gone"
                                    : cell_words(&account->new, cell, 0)));
    }
    for (size_t i = 0; i < shown; i++) {
        tell_content(account, &now->blocks[i]);
    }
    if (shown < now->block_count || now->cut) {
        add_content(
            account,
            arena_print(account->arena, "and %s",
                        plural(account->arena,
                               (long)(now->block_count - shown) + now->cut,
                               "more object")));
    }
}
