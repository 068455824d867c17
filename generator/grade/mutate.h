/* mutate.h -- solutions with one mistake each.
 *
 * A check is good when it tells a right answer from a nearly right one.  So
 * the solution is changed by one mistake that students make, at every place
 * where it can be made; each mutant must lose points.  Mutants that do not
 * compile do not count.
 *
 *   lost INCREF        Py_INCREF(x) left out, Py_NewRef(x) is x
 *   extra DECREF       Py_DECREF(x) twice, or before `return x`
 *   lost release       Py_DECREF, Py_CLEAR, PyBuffer_Release left out
 *   early release      the same, a statement too soon
 *   off by one         < for <=, 1 for 0, one slot more
 *   copy depth         no copy for a shallow one, a deep one for a shallow one
 *   borrowed or owned  PyList_GetItem for PySequence_GetItem, N for O
 *   wrong comparison   != for ==, || for &&, equal for identical
 *   dropped check      an `if` for an error that is never taken
 *
 * Pure.
 */
#ifndef HEAPBOOK_GRADE_MUTATE_H
#define HEAPBOOK_GRADE_MUTATE_H

#include <stddef.h>

#include <talloc.h>

struct mutant {
    int line;         /* of the solution */
    const char *what; /* "early release: Py_DECREF(copy)"; one of its kind in
                         its line */
    const char *text; /* all of it; lines are those of the solution */
};

struct mutants {
    struct mutant *list; /* in the order of the text */
    size_t count;
};

/* Owns: a talloc child of ctx. */
struct mutants *mutants_make(TALLOC_CTX *ctx, const char *solution);

#endif
