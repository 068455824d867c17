/* svg.h -- what the writers of one drawing share.
 *
 * The drawing's language, as classes (site/assets/style/42-drawing.css):
 *
 *   svg.heap   a figure; .wide .narrow its form, .w480 the size it needs
 *   g.obj      an object; g.block bare memory, g.var a variable, g.more all
 *              that is not drawn
 *              .new .garbage .freed .gone .shared: its state in this step
 *              .box .ring .cap .hatch .type .tag .refs .foot .part .hub in it
 *   .cell      a place; .spare .gap .changed, .idx .name .val .raw .null in it
 *   .lane      with .span: which cells something points at
 *   g.arrow    .owned .borrowed .weak .inner .new; .line .tip .dot in it
 *   .at-mid    where a text is anchored; .at-end
 *
 * Private to svg*.c.
 */
#ifndef HEAPBOOK_DRAW_SVG_H
#define HEAPBOOK_DRAW_SVG_H

#include <stdio.h>

#include "draw/graph.h"

/* One step of a graph on its way to a file. */
struct drawing {
    const struct graph *graph;
    struct arena *arena; /* for texts that live as long as the drawing */
    size_t step;
    const struct step *now, *before; /* before: NULL in the first step */
    FILE *out;
};

/* <text>; `classes` as in the list above (svg_mark.c). */
void svg_text(const struct drawing *drawing, int x, int y, const char *classes,
              const char *text);
void svg_rect(const struct drawing *drawing, struct box box,
              const char *classes, int radius);

/* Writes the data-o attribute: the node itself, then all that an arrow of
 * this step joins it with. */
void svg_names(const struct drawing *drawing, const struct node *node);

/* A block with all its tables; nothing where the step has none. */
void svg_block(const struct drawing *drawing, const struct node *node);

/* The table of a part of `block`. */
void svg_table(const struct drawing *drawing, const struct node *node,
               const struct table *table, const struct block *block);

void svg_arrow(const struct drawing *drawing, const struct edge *edge);

/* A letter in a circle that stands for arrows. */
void svg_letter(const struct drawing *drawing, int x, int y, char letter);

/* The whole <svg> (svg.c). */
void svg_draw(const struct graph *graph, size_t step, const char *id,
              const char *title, const char *description, FILE *out);

#endif
