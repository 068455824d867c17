/* view.h -- a trace as a reader should see it.
 *
 * The stream says what was there; a picture shows less, and a chapter chooses
 * one level.  A view is a trace again, so everything after it (what is drawn,
 * what is said in words) knows nothing of levels.
 *
 *   V1  a value is written in the cell when nobody can tell the difference: it
 *       cannot be changed, nothing points into it, and the author did not ask
 *       for its type; short tuples of values as well, unless a variable names
 *       them
 *   V2  without `blocks`, memory that has no header is hidden in its owner: a
 *       dict shows its entries, an instance its attributes, a set its members
 *   V3  with `blocks`, a list's items stand in a block of their own
 *   V4  a decision holds for all steps
 */
#ifndef HEAPBOOK_DRAW_VIEW_H
#define HEAPBOOK_DRAW_VIEW_H

#include "draw/heap.h"

/* Owns: everything is in `arena`, or in the trace. */
struct trace *view_new(struct arena *arena, const struct trace *trace,
                       const struct figure_options *options);

/* The inner form of view_new: replaces in every step the references to values
 * by the values (V1). */
void view_fold_values(struct arena *arena, struct trace *view,
                      const char *unfold);

/* The same for V2 and V3, on one step. */
void view_fold_blocks(struct arena *arena, struct step *step);
void view_unfold_arrays(struct arena *arena, struct step *step);

#endif
