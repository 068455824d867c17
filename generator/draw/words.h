/* words.h -- a step in sentences, from the same data as its picture.
 *
 *   W1  a block is called by the shortest way to it (`shallow[0]`)
 *   W2  sharing is said as a fact: `original[0]` and `shallow[0]` are the same
 *       list
 *   W3  code stands between backquotes; a backquote in it becomes a quote
 */
#ifndef HEAPBOOK_DRAW_WORDS_H
#define HEAPBOOK_DRAW_WORDS_H

#include "draw/heap.h"

struct words {
    const char *description;
    const char *caption; /* or NULL */
    const char **changes;
    size_t change_count;
    const char **contents;
    size_t content_count;
};

/* Describes step number `step` of a view.
 *
 * Owns: everything is in the arena or the view.
 */
struct words words_of(struct arena *arena, const struct trace *view,
                      size_t step);

/* ---- names (names.c) ---------------------------------------------------- */

/* The names of the blocks of one step. */
struct names {
    struct arena *arena;
    const struct step *step;
    const char **paths; /* by place in step->blocks; NULL where none leads */
};

struct names names_of(struct arena *arena, const struct step *step);

/* "list `shallow[0]`", or "list #4" where no variable leads to it. */
const char *name_of(const struct names *names, int id);

/* How code writes the place: `shallow`, `shallow[0]`, `p.x`; without marks. */
const char *name_of_place(const struct names *names,
                          const struct place *place);

/* The text between backquotes. */
const char *code(struct arena *arena, const char *text);

/* "a, b and c"; of more than four the first three, and how many more. */
const char *enumerate(struct arena *arena, const char *const *items,
                      size_t count);

/* "1 list", "2 lists". */
const char *plural(struct arena *arena, long count, const char *noun);

#endif
