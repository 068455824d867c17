/* element.h -- what a page has beside Markdown: examples, figures, charts,
 * questions, notes. Each has a writer and a template in templates/element/.
 */
#ifndef HEAPBOOK_WEAVE_ELEMENT_H
#define HEAPBOOK_WEAVE_ELEMENT_H

#include "book/shortcode.h"
#include "weave/highlight.h"
#include "weave/weaver.h"

/* Writes the element that the node is. */
void element_write(struct weaver *weaver, const struct node *node);

/* ---- element_example.c ------------------------------------------------ */

void example_write(struct weaver *weaver, const struct example *example);

/* Sets key to the lines of a text, coloured as its language is. */
void set_code(struct data *element, const char *key, enum language language,
              const char *text);

/* What a page shows as the output of a run; NULL when it printed nothing. */
const char *run_output(const struct example_run *run);

/* ---- element_figure.c ------------------------------------------------- */

/* All steps that the example photographed; nothing if there are none. */
void figures_write(struct weaver *weaver, const struct example *example);

/* The steps that a {{figure}} names. */
void figures_shortcode_write(struct weaver *weaver,
                             const struct shortcode *shortcode);

/* ---- element_note.c --------------------------------------------------- */

void note_write(struct weaver *weaver, const struct node *node);
void myth_write(struct weaver *weaver, const struct node *node);

/* ---- element_question.c ----------------------------------------------- */

void predict_write(struct weaver *weaver, const struct node *node);
void quiz_write(struct weaver *weaver, const struct quiz *quiz);

/* ---- element_shortcode.c ---------------------------------------------- */

void shortcode_write(struct weaver *weaver, const struct shortcode *shortcode);

#endif
