/* check_uses.h -- which items of a check.c name which others.
 *
 * An item is named where its identifier stands, but in literals and comments:
 * what has the same name as a field or a variable is found to be used.
 *
 * Pure.
 */
#ifndef HEAPBOOK_GRADE_CHECK_USES_H
#define HEAPBOOK_GRADE_CHECK_USES_H

#include "grade/check_reader.h"

struct check_part {
    struct check_item item;
    const char *name; /* of a function or of data with a value; or NULL */
    int is_head;      /* TEST(...) or JUDGE(...) */
    int is_claim;     /* a function that says want_... */
    int by_tests, by_judges;       /* reached from there; roots are set by the
                                      caller */
    int not_judges, not_scenarios; /* left out of that half */
};

/* The name that the item gives to what others may use: a function, or data
 * that is given a value.  Owns: a talloc child of ctx; NULL for others. */
char *check_item_name(TALLOC_CTX *ctx, const char *text,
                      const struct check_item *item);

/* Carries by_tests and by_judges on to all that is named by who has them. */
void check_uses_spread(const char *text, struct check_part *parts,
                       size_t count);

/* Whether the text of the item names the identifier. */
int check_item_says(const char *text, const struct check_item *item,
                    const char *name);

#endif
