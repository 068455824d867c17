/* names.c -- how prose calls a block: by the shortest way to it. */
#include <string.h>

#include "draw/words.h"

const char *
code(struct arena *arena, const char *text)
{
    char *marked = arena_print(arena, "`%s`", text);

    for (char *c = marked + 1; c[1]; c++) {
        if (*c == '`') {
            *c = '\'';
        }
    }
    return marked;
}

const char *
plural(struct arena *arena, long count, const char *noun)
{
    return arena_print(arena, "%ld %s%s", count, noun, count == 1 ? "" : "s");
}

const char *
enumerate(struct arena *arena, const char *const *items, size_t count)
{
    size_t shown = count > 4 ? 3 : count;
    const char *text = shown ? items[0] : "";

    for (size_t i = 1; i < shown; i++) {
        text = arena_print(arena, "%s%s%s", text,
                           i + 1 == count ? " and " : ", ", items[i]);
    }
    return shown < count ? arena_print(arena, "%s and %zu more places", text,
                                       count - shown)
                         : text;
}

/* What leads from an owner into a cell: .name, ['key'] or [index]. */
static const char *
into_cell(struct arena *arena, const struct part *part, int i)
{
    const char *label = part->labels ? part->labels[i] : NULL;

    if (part->keys && part->keys[i].text) {
        return arena_print(arena, "[%s]", part->keys[i].text);
    }
    if (!label) {
        return arena_print(arena, "[%d]", i);
    }
    return arena_print(
        arena, strchr("'\"0123456789(", *label) ? "[%s]" : ".%s", label);
}

static const char *
path_of(const struct names *names, const struct block *block)
{
    return names->paths[block - names->step->blocks];
}

/* Notes the way to what the cell names, if it has none yet. */
static void
note_path(struct names *names, const struct cell *cell, const char *path,
          const struct block **queue, size_t *count)
{
    const struct block *block =
        cell_is_reference(cell) ? step_find(names->step, cell->block) : NULL;

    if (block && !path_of(names, block)) {
        names->paths[block - names->step->blocks] = path;
        queue[(*count)++] = block;
    }
}

static void
note_contents(struct names *names, const struct block *block,
              const struct block **queue, size_t *count)
{
    for (size_t p = 0; p < block->part_count; p++) {
        const struct part *part = &block->parts[p];

        for (int i = 0; i < part->len; i++) {
            const struct cell *cell = &part->cells[i];

            if (cell_is_reference(cell)) {
                note_path(names, cell,
                          arena_print(names->arena, "%s%s",
                                      path_of(names, block),
                                      into_cell(names->arena, part, i)),
                          queue, count);
            }
        }
    }
}

struct names
names_of(struct arena *arena, const struct step *step)
{
    struct names names = {.arena = arena, .step = step};
    const struct block **queue =
        ARENA_ARRAY(arena, const struct block *, step->block_count + 1);
    size_t count = 0;

    names.paths = ARENA_ARRAY(arena, const char *, step->block_count + 1);
    for (size_t i = 0; i < step->variable_count; i++) {
        note_path(&names, &step->variables[i].cell, step->variables[i].name,
                  queue, &count);
    }
    for (size_t next = 0; next < count; next++) {
        /* A path that long helps nobody, and cycles make no longer ones. */
        if (strlen(path_of(&names, queue[next])) < 80) {
            note_contents(&names, queue[next], queue, &count);
        }
    }
    return names;
}

const char *
name_of(const struct names *names, int id)
{
    const struct block *block = step_find(names->step, id);
    const char *path = block ? path_of(names, block) : NULL;

    if (!block) {
        return arena_print(names->arena, "#%d", id);
    }
    return path ? arena_print(names->arena, "%s %s", block->type,
                              code(names->arena, path))
                : arena_print(names->arena, "%s #%d", block->type, id);
}

const char *
name_of_place(const struct names *names, const struct place *place)
{
    const struct part *part;
    const char *path;

    if (!place->block) {
        return place->variable->name;
    }
    part = &place->block->parts[place->part];
    path = path_of(names, place->block);
    if (!path) {
        path = arena_print(names->arena, "%s #%d", place->block->type,
                           place->block->id);
    }
    return arena_print(names->arena, "%s%s", path,
                       into_cell(names->arena, part, place->cell));
}
