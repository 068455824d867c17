/* shortcode.h -- {{word arguments}} in the text of a chapter.
 *
 *     {{value growth.capacity}}          inline: what hb_value() said
 *     {{figure rows}}                    the steps of example rows
 *     {{figure rows "after append"}}     one of them; more labels, more steps
 *     {{chart growth.capacity growth.copy step "Slots of a list"}}
 *     {{exercise copies/copy-rows}}      a link to it
 *
 * All but value stand in a paragraph of their own.  Code spans and fences are
 * left alone, so they can show the braces.
 *
 * To add one: a line in SHORTCODES, its writer in weave/.
 */
#ifndef HEAPBOOK_BOOK_SHORTCODE_H
#define HEAPBOOK_BOOK_SHORTCODE_H

#include "book/node.h"
#include "book/source.h"

enum shortcode_kind {
    SHORTCODE_VALUE,
    SHORTCODE_FIGURE,
    SHORTCODE_CHART,
    SHORTCODE_EXERCISE
};

enum { SHORTCODE_ARGUMENTS = 12 };

struct shortcode {
    enum shortcode_kind kind;
    const char *arguments[SHORTCODE_ARGUMENTS + 1]; /* ends with NULL */
    int is_quoted[SHORTCODE_ARGUMENTS];
    int count;
    struct place place;
};

/* Replaces shortcodes in the text nodes of the tree by NODE_SHORTCODEs; one
 * that is alone in its paragraph takes the paragraph's place.  -1, reported.
 */
int shortcodes_expand(struct node *root, const char *path);

/* The same for the text of an exercise, which can have values of its chapter
 * and nothing else.  -1, reported. */
int shortcodes_expand_values(struct node *root, const char *path);

const char *shortcode_name(enum shortcode_kind kind);

/* Splits "rows.length" at its dot: the example's name (a child of ctx) and
 * the key, which is "" when there is no dot. */
const char *shortcode_key(TALLOC_CTX *ctx, const char *argument,
                          const char **example);

#endif
