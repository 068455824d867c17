/* changes.c -- what changed between two steps, in sentences. */
#include <string.h>

#include "draw/account.h"

/* ---- changes ------------------------------------------------------------ */

static void
add_change(struct account *account, const char *text)
{
    ARENA_ADD(account->arena, account->words.changes,
              account->words.change_count, text);
}

/* What a variable refers to; its own name would say nothing. */
static const char *
variable_words(const struct account *account, const struct variable *variable)
{
    const struct block *block =
        cell_is_reference(&variable->cell)
            ? step_find(account->now, variable->cell.block)
            : NULL;
    const char *path =
        block ? account->new.paths[block - account->now->blocks] : NULL;

    if (!path || strcmp(path, variable->name)) {
        return cell_words(&account->new, &variable->cell, 0);
    }
    return arena_print(account->arena, "%s %s",
                       step_find(account->was, block->id) ? "a" : "a new",
                       block->type);
}

static void
tell_variable(struct account *account, const struct variable *now)
{
    struct arena *arena = account->arena;
    const struct variable *was = step_find_variable(account->was, now->name);
    const char *name = code(arena, now->name);
    const char *value = variable_words(account, now);

    if (!was && now->cell.kind != CELL_NULL) {
        add_change(account,
                   arena_print(arena, "New variable %s: %s", name, value));
    }
    else if (was && !cell_equal(&was->cell, &now->cell)) {
        add_change(
            account,
            now->cell.kind == CELL_NULL
                ? arena_print(arena, "Variable %s is gone", name)
                : arena_print(arena, "Variable %s is now %s", name, value));
    }
}

static void
tell_variables(struct account *account)
{
    for (size_t i = 0; i < account->now->variable_count; i++) {
        tell_variable(account, &account->now->variables[i]);
    }
    for (size_t i = 0; i < account->was->variable_count; i++) {
        const char *name = account->was->variables[i].name;

        if (!step_find_variable(account->now, name)) {
            add_change(account, arena_print(account->arena,
                                            "Variable %s is out of sight",
                                            code(account->arena, name)));
        }
    }
}

static const char *
place_words(const struct account *account, const struct part *part, int i)
{
    const char *name = cell_name(account->arena, part, i);

    return name ? name
                : arena_print(account->arena, "`%s[%d]`", part->name, i);
}

static void
tell_cell(struct account *account, const char *name, const struct part *part,
          int i, const struct cell *was, int id)
{
    struct arena *arena = account->arena;
    const struct cell *now = &part->cells[i];
    const char *where = place_words(account, part, i);
    const char *value = cell_words(&account->new, now, id);
    const char *before = was ? cell_words(&account->old, was, id) : NULL;

    if (!was) {
        if (now->kind != CELL_NULL) {
            add_change(account, arena_print(arena, "%s: %s is filled with %s",
                                            name, where, value));
        }
    }
    else if (!strcmp(before, value)) {
        const struct block *target = step_find(account->now, now->block);

        add_change(account,
                   arena_print(arena, "%s: %s points to another %s", name,
                               where, target ? target->type : "place"));
    }
    else {
        add_change(account, arena_print(arena, "%s: %s was %s, is %s", name,
                                        where, before, value));
    }
}

static const struct cell *
cell_of_key(const struct part *part, const struct cell *key)
{
    for (int i = 0; i < part->len; i++) {
        if (cell_equal(&part->keys[i], key)) {
            return &part->cells[i];
        }
    }
    return NULL;
}

static void
tell_part(struct account *account, const char *name, const struct part *was,
          const struct part *now, int id, bool bare)
{
    bool keyed = was->keys && now->keys && !bare;

    for (int i = 0; i < now->len; i++) {
        const struct cell *old = keyed ? cell_of_key(was, &now->keys[i])
                                 : i < was->len ? &was->cells[i]
                                                : NULL;

        if (!old || !cell_equal(old, &now->cells[i])) {
            tell_cell(account, name, now, i, old, id);
        }
    }
    for (int i = 0; i < was->len; i++) {
        if (keyed ? !cell_of_key(now, &was->keys[i]) : i >= now->len) {
            add_change(account,
                       arena_print(account->arena, "%s: %s is gone", name,
                                   place_words(account, was, i)));
        }
    }
}

/* The type of a block that has just been freed, and how it was called. */
static void
tell_freed(struct account *account, int id)
{
    const struct block *block = step_find(account->was, id);
    const char *path = account->old.paths[block - account->was->blocks];
    bool taken = false;

    for (size_t i = 0; path && i < account->now->block_count; i++) {
        const char *other = account->new.paths[i];

        taken |= other && !strcmp(other, path);
    }
    add_change(account, arena_print(account->arena, "Freed: %s%s",
                                    name_of(&account->old, id),
                                    taken ? " (the old one)" : ""));
}

static void
tell_block(struct account *account, const struct block *now)
{
    struct arena *arena = account->arena;
    const struct block *was = step_find(account->was, now->id);
    const char *name = name_of(&account->new, now->id);

    if (!was) {
        add_change(account, arena_print(arena, "New: %s", name));
        return;
    }
    if (now->life == FREED) {
        tell_freed(account, now->id);
        return;
    }
    if (now->life == GARBAGE && was->life == LIVE) {
        add_change(account,
                   arena_print(arena,
                               "%s can no longer be reached, but is alive",
                               name));
    }
    if (now->refs != was->refs && now->refs >= 0 && was->refs >= 0) {
        add_change(account,
                   arena_print(arena, "%s: reference count %ld becomes %ld",
                               name, was->refs, now->refs));
    }
    if (now->bytes != was->bytes && now->bytes >= 0 && was->bytes >= 0) {
        add_change(account, arena_print(arena, "%s: %ld bytes become %ld",
                                        name, was->bytes, now->bytes));
    }
    for (size_t p = 0; p < now->part_count; p++) {
        static const struct part none;
        const struct part *old = block_find_part(was, now->parts[p].name);

        tell_part(account, name, old ? old : &none, &now->parts[p], now->id,
                  now->bare);
    }
}

void
tell_changes(struct account *account)
{
    tell_variables(account);
    for (size_t i = 0; i < account->now->block_count; i++) {
        tell_block(account, &account->now->blocks[i]);
    }
}
