#include "draw/words.h"

#include <string.h>

#include "draw/account.h"

enum { CHANGES_MOST = 24, CHANGES_CAPTION = 3 };

/* ---- sentences ---------------------------------------------------------- */

/* "`a[0]` and `b[0]` are the same list"; NULL if one place at most names the
 * block. */
static const char *
sharing(const struct account *account, const struct block *block)
{
    struct place place = {0};
    const struct cell *cell;
    const char **ways = NULL;
    size_t count = 0;

    if (block->life == FREED || block->bare) {
        return NULL;
    }
    while ((cell = step_next_cell(account->now, &place)) != NULL) {
        if (cell->kind == CELL_OWNED && cell->block == block->id &&
            !place.is_key) {
            const char *way =
                code(account->arena, name_of_place(&account->new, &place));

            ARENA_ADD(account->arena, ways, count, way);
        }
    }
    return count > 1 ? arena_print(account->arena, "%s are the same %s",
                                   enumerate(account->arena, ways, count),
                                   block->type)
                     : NULL;
}

static long
count_blocks(const struct step *step, bool bare, enum life life)
{
    long count = 0;

    for (size_t i = 0; i < step->block_count; i++) {
        const struct block *block = &step->blocks[i];

        count += block->bare == bare && block->life == life;
    }
    return count;
}

/* "No variable reaches …": often the lesson. */
static const char *
garbage_sentence(const struct account *account)
{
    long count = count_blocks(account->now, false, GARBAGE);

    if (!count) {
        return NULL;
    }
    return count == 1
               ? "No variable reaches this object, yet its reference count "
                 "is not zero."
               : arena_print(account->arena,
                             "No variable reaches these %ld objects, yet "
                             "their reference counts are not zero.",
                             count);
}

static const char *
freed_sentence(const struct account *account)
{
    long objects = count_blocks(account->now, false, FREED);
    long blocks = count_blocks(account->now, true, FREED);

    if (objects) {
        return arena_print(account->arena, "%s %s freed.",
                           plural(account->arena, objects, "object"),
                           objects == 1 ? "was" : "were");
    }
    return blocks
               ? arena_print(account->arena,
                             "%s %s freed; the object that used it stays.",
                             plural(account->arena, blocks, "block of memory"),
                             blocks == 1 ? "was" : "were")
               : NULL;
}

/* The first sharing that was not there in the step before, else the first. */
static const char *
sharing_sentence(const struct account *account)
{
    const char *any = NULL;

    for (size_t i = 0; i < account->now->block_count; i++) {
        const struct block *block = &account->now->blocks[i];
        const char *text = sharing(account, block);
        const struct block *was =
            account->was ? step_find(account->was, block->id) : NULL;

        if (text && account->was &&
            (!was || step_count_references(account->was, block->id) < 2)) {
            return arena_print(account->arena, "%s.", text);
        }
        any = any ? any : text;
    }
    return any && !account->was ? arena_print(account->arena, "%s.", any)
                                : NULL;
}

static bool
has_same_parts(const struct block *a, const struct block *b)
{
    if (a->part_count != b->part_count) {
        return false;
    }
    for (size_t p = 0; p < a->part_count; p++) {
        if (a->parts[p].len != b->parts[p].len) {
            return false;
        }
        for (int i = 0; i < a->parts[p].len; i++) {
            if (!cell_equal(&a->parts[p].cells[i], &b->parts[p].cells[i])) {
                return false;
            }
        }
    }
    return true;
}

/* A change of something that was reached in several ways already. */
static const char *
shared_change_sentence(const struct account *account)
{
    for (size_t i = 0; account->was && i < account->now->block_count; i++) {
        const struct block *now = &account->now->blocks[i];
        const struct block *was = step_find(account->was, now->id);
        const char *text =
            was && now->life == LIVE ? sharing(account, now) : NULL;

        if (text && step_count_references(account->was, now->id) > 1 &&
            !has_same_parts(was, now)) {
            return arena_print(account->arena,
                               "%s, so the change shows through each.", text);
        }
    }
    return NULL;
}

/* A change without the name before its colon, if the one before it had the
 * same.  A name with a quote in it may have a colon there: it stays. */
static const char *
change_shortened(const char *change, const char *before)
{
    const char *colon = strstr(change, ": ");
    size_t len = colon ? (size_t)(colon - change) + 2 : 0;

    return before && len > 0 && strncmp(before, change, len) == 0 &&
                   strcspn(change, "'\"") >= len
               ? change + len
               : change;
}

/* A few changes, as they are. */
static const char *
change_sentence(const struct account *account)
{
    const struct words *words = &account->words;
    const char *text = NULL;

    if (words->change_count > CHANGES_CAPTION) {
        return NULL;
    }
    for (size_t i = 0; i < words->change_count; i++) {
        text = arena_print(
            account->arena, "%s%s%s", text ? text : "", text ? "; " : "",
            change_shortened(words->changes[i],
                             i > 0 ? words->changes[i - 1] : NULL));
    }
    /* A change begins with a type, a mark of code, or a word. */
    return text ? arena_print(account->arena, "%s%s.",
                              *text >= 'a' && *text <= 'z' ? "The " : "", text)
                : NULL;
}

static const char *
make_caption(const struct account *account)
{
    const char *(*const rules[])(const struct account *) = {
        garbage_sentence, freed_sentence, shared_change_sentence,
        sharing_sentence, change_sentence};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const char *text = rules[i](account);

        if (text) {
            return text;
        }
    }
    return NULL;
}

/* Up to three facts of sharing, as one sentence. */
static const char *
all_sharing(const struct account *account)
{
    const char *text = NULL;
    long more = 0, count = 0;

    for (size_t i = 0; i < account->now->block_count; i++) {
        const char *fact = sharing(account, &account->now->blocks[i]);

        if (fact && count++ < 3) {
            text = text ? arena_print(account->arena, "%s; %s", text, fact)
                        : fact;
        }
        else if (fact) {
            more++;
        }
    }
    return text && more
               ? arena_print(account->arena, "%s; %ld more shared", text, more)
               : text;
}

static const char *
describe(const struct account *account, size_t step)
{
    struct arena *arena = account->arena;
    const struct step *now = account->now;
    long variables = 0;
    long blocks =
        count_blocks(now, true, LIVE) + count_blocks(now, true, GARBAGE);
    const char *text, *more;

    for (size_t i = 0; i < now->variable_count; i++) {
        variables += now->variables[i].cell.kind != CELL_NULL;
    }
    text = arena_print(arena, "After %s: %s, %s", code(arena, now->label),
                       plural(arena, variables, "variable"),
                       plural(arena,
                              count_blocks(now, false, LIVE) +
                                  count_blocks(now, false, GARBAGE),
                              "object"));
    text = blocks ? arena_print(arena, "%s and %s.", text,
                                plural(arena, blocks, "memory block"))
                  : arena_print(arena, "%s.", text);
    if ((more = all_sharing(account)) != NULL) {
        text = arena_print(arena, "%s %s.", text, more);
    }
    if ((more = garbage_sentence(account)) != NULL) {
        text = arena_print(arena, "%s %s", text, more);
    }
    if (step) {
        text = arena_print(
            arena, "%s %s since step %zu.", text,
            plural(arena, (long)account->words.change_count, "change"), step);
    }
    return text;
}

struct words
words_of(struct arena *arena, const struct trace *view, size_t step)
{
    struct account account = {.arena = arena,
                              .was = step ? &view->steps[step - 1] : NULL,
                              .now = &view->steps[step]};

    account.new = names_of(arena, account.now);
    if (account.was) {
        account.old = names_of(arena, account.was);
        tell_changes(&account);
    }
    tell_contents(&account);
    account.words.description = describe(&account, step);
    account.words.caption = make_caption(&account);
    if (account.words.change_count > CHANGES_MOST) {
        account.words.changes[CHANGES_MOST - 1] =
            arena_print(arena, "and %zu more changes",
                        account.words.change_count - CHANGES_MOST + 1);
        account.words.change_count = CHANGES_MOST;
    }
    return account.words;
}
