/* solution_unit.h -- an exercise's scenarios as an ordinary program.
 *
 * The solution and the scenarios become one source, whose main plays each
 * test and prints what its slots hold.  It compiles wherever examples do, so
 * the model and the real CPython can be asked for the same lines.
 */
#ifndef HEAPBOOK_GRADE_SOLUTION_UNIT_H
#define HEAPBOOK_GRADE_SOLUTION_UNIT_H

#include <talloc.h>

#include "base/diag.h"
#include "run/unit.h"

/* Reads solution.c and check.c of the folder.
 *
 * Owns:  what the unit points to are talloc children of ctx.
 * Fails: -1, reported. */
int solution_unit(TALLOC_CTX *ctx, const char *id, const char *folder,
                  struct unit *unit);

/* Where a line of the unit that was made of this folder stands: in its
 * solution.c, or in its check.c.
 *
 * Owns: the path is a talloc child of ctx. */
struct place solution_unit_place(TALLOC_CTX *ctx, const char *folder,
                                 int line);

#endif
