/* compile_stage.h -- a stage's texts to code, by children of the worker.
 *
 * A worker that shall play one answer soon may have the child that compiles it
 * wait, confined already, before there is an answer: the first frame of
 * scenarios is sent to both of them.
 */
#ifndef HEAPBOOK_RUN_COMPILE_STAGE_H
#define HEAPBOOK_RUN_COMPILE_STAGE_H

#include "run/stage.h"

/* The student's text and the scenarios as one piece of code. */
struct result stage_compile(struct worker *worker, struct stage *stage);

/* Forks a child that waits at `fd` for the first frame. */
void ahead_begin(struct worker *worker, int fd);

/* Gives it up, if there is one: before any other child is forked. */
void ahead_drop(struct worker *worker);

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

#endif
