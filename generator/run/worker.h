/* worker.h -- a zygote: a small process that runs one unit after the other,
 * or plays one answer (hand.h, H1).
 *
 * It has the runtime started, an empty environment, a scratch folder of its
 * own and one socket to the pool: a unit comes in, a result goes out
 * (wire.h).  Its children carry nothing but what it carries.
 */
#ifndef HEAPBOOK_RUN_WORKER_H
#define HEAPBOOK_RUN_WORKER_H

#include <stdio.h>

#include <talloc.h>

#include "run/report.h"
#include "sandbox/sandbox.h"
#include "run/unit.h"

struct stage;

struct worker {
    int fd;        /* to the pool */
    char *scratch; /* absolute; made when needed, emptied after each unit */
    int has_scratch;
    struct sandbox *sandbox;
    struct child_report *report; /* shared with the child */
    const char **helper; /* heapbook.h's functions for the real CPython,
                            compiled; ends with NULL; NULL until needed */
    struct stage *stage; /* scenarios that wait for their judges; or NULL */
    struct ahead *ahead; /* a compiling child that waits; or NULL */
    int is_wide;         /* it has two processors to itself */
};

struct worker_options {
    const char *scratch;
    int layers;
    int is_wide;
    int is_for_answer; /* gets ready for scenarios at once */
    int ahead;         /* brings the first frame of scenarios a second time
                          (compile_stage.h); or -1 */
};

/* Serves until the other end of the socket closes.  Never returns. */
_Noreturn void worker_serve(int fd, const struct worker_options *options);

/* Runs one unit.  The result is complete: reason, line and all. */
struct result worker_run(TALLOC_CTX *ctx, struct worker *worker,
                         const struct unit *unit);

#endif
