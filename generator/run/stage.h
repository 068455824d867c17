/* stage.h -- what is played: read from a frame, compiled, linked. */
#ifndef HEAPBOOK_RUN_STAGE_H
#define HEAPBOOK_RUN_STAGE_H

#include "run/scenario.h"

/* Fails: NULL, when the frame is none of scenarios. */
struct stage *stage_read(struct wire *wire);

/* The student's text and the scenarios as one piece of code. */
struct result stage_compile(struct worker *worker, struct stage *stage);

/* The stage on which a crash is looked at: that of the compiler which tells
 * lines.  NULL where it cannot be had. */
struct stage *stage_observed(struct worker *worker, struct stage *stage);

/* The stage whose code looks at its own arithmetic (compile_cc.h).  NULL where
 * it cannot be had. */
struct stage *stage_looking(struct worker *worker, struct stage *stage);

/* Makes an object file of a text, in a child.  What libtcc says is in the
 * worker's report.
 *
 * Fails: -1; `result` says why. */
int object_make(TALLOC_CTX *ctx, struct worker *worker, const char *text,
                const char *define, struct object *object,
                struct result *result);

/* Gives up the worker's stage, if it has one. */
void stage_free(struct worker *worker);

#endif
