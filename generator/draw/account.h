/* account.h -- two neighbouring steps in the making of their words.
 *
 * Private to words.c, changes.c and contents.c.
 */
#ifndef HEAPBOOK_DRAW_ACCOUNT_H
#define HEAPBOOK_DRAW_ACCOUNT_H

#include "draw/words.h"

struct account {
    struct arena *arena;
    const struct step *was, *now; /* was: NULL in the first step */
    struct names old, new;
    struct words words;
};

/* Adds the sentences of what changed, and of what is there. */
void tell_changes(struct account *account);
void tell_contents(struct account *account);

/* What a cell of block `owner` holds, in words. */
const char *cell_words(const struct names *names, const struct cell *cell,
                       int owner);

/* The marked name of a cell in its part; NULL where a number says nothing. */
const char *cell_name(struct arena *arena, const struct part *part, int i);

#endif
