/* worker.h -- a zygote: a small process that runs one unit at a time.
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
#include "run/sandbox.h"
#include "run/unit.h"

struct stage;

struct worker {
    int fd;        /* to the pool */
    char *scratch; /* absolute; emptied after each unit */
    struct sandbox *sandbox;
    struct child_report *report; /* shared with the child */
    const char **helper;    /* heapbook.h's functions for the real CPython,
                               compiled; ends with NULL; NULL until needed */
    struct stage *stage;    /* scenarios that wait for their judges; or NULL */
    int started;            /* the runtime is */
    unsigned char *nothing; /* window after a scenario that does nothing */
};

/* Serves until the other end of the socket closes.  Never returns. */
_Noreturn void worker_serve(int fd, const char *scratch, int layers);

/* Runs one unit.  The result is complete: reason, line and all. */
struct result worker_run(TALLOC_CTX *ctx, struct worker *worker,
                         const struct unit *unit);

/* The same for one kind of unit each: compile_cc.c, and Python. */
struct result run_executable(TALLOC_CTX *ctx, struct worker *worker,
                             const struct unit *unit);
struct result run_python(TALLOC_CTX *ctx, struct worker *worker,
                         const struct unit *unit);

/* Makes an object file of an answer, by gcc or clang.
 *
 * Fails: the result is not RAN; it has the messages. */
struct result compile_answer(TALLOC_CTX *ctx, struct worker *worker,
                             const struct unit *unit, const char **object,
                             size_t *len);

/* Starts the runtime, unless it has been: children forked afterwards have it.
 * A child that only compiles needs it not. */
void worker_start_runtime(struct worker *worker);

/* Limits of a program that is run for this unit. */
struct limits worker_limits(const struct unit *unit);

/* The result that an ending amounts to; messages are left to the caller. */
struct result result_of(TALLOC_CTX *ctx, const struct worker *worker,
                        const struct unit *unit, const struct ending *ending);

/* The messages of libtcc in the report, moved to the author's lines. */
void worker_messages(TALLOC_CTX *ctx, const struct unit *unit,
                     const struct child_report *report, struct result *result);

/* Makes the result say NOT_COMPILED, when the child did not get further. */
void worker_not_compiled(const struct worker *worker,
                         const struct ending *ending, struct result *result);

/* Writes something (wire.h) and sends it to the pool as one frame. */
void worker_reply(const struct worker *worker,
                  void (*write)(FILE *out, const void *what),
                  const void *what);

#endif
