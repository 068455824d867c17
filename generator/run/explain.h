/* explain.h -- why a scenario went wrong, as a sentence.
 *
 * A scenario that has crashed is played once more, in the same sandbox, with
 * every block of memory apart (heapbook/quarantine.h) and the lines of the
 * answer known.  What it touched there is said in a sentence about the
 * student's line.
 *
 *   X1  an explanation changes no result, no heap and no slot
 *   X2  it is made of numbers and names that the answer's process left behind:
 *       they are checked, and good for a sentence only
 */
#ifndef HEAPBOOK_RUN_EXPLAIN_H
#define HEAPBOOK_RUN_EXPLAIN_H

#include "run/stage.h"

/* The sentence for a play that ended by a signal, and its line in the
 * answer, or 0.  NULL where nothing can be said.
 *
 * Owns: static or a talloc child of ctx. */
const char *explain_crash(TALLOC_CTX *ctx, const struct stage *stage,
                          const struct child_report *report,
                          const struct result *result, int *line);

/* The sentence for a scenario that came to its end: of a call that returned
 * NULL and set no exception, or an object and one as well.  NULL when there
 * was none. */
const char *explain_slots(const struct Hb_Slots *slots);

/* The sentence for memory of malloc's that a play has left, and the line in
 * the answer that took it.  NULL when it has left none. */
const char *explain_outside(TALLOC_CTX *ctx, const struct Hb_Outside *left,
                            int *line);

/* The sentence for what a play did that C leaves undefined, and its line in
 * the answer.  NULL when it did nothing of the kind. */
const char *explain_undefined(TALLOC_CTX *ctx, const struct stage *stage,
                              const struct Hb_Undefined *undefined, int *line);

#endif
