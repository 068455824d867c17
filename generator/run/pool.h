/* pool.h -- many units, a few workers, results in order.
 *
 * A worker is a small process with the runtime already started: it forks one
 * confined child per unit (sandbox.h), watches it, and sends back a result.
 * Workers are started by the first unit that is not in the cache, or by
 * pool_start, and live until the program ends.
 *
 *   P1  results[i] belongs to units[i], whatever the number of workers
 *   P2  with or without the cache the same units give the same results, but
 *       for from_cache
 *   P3  whatever a unit does, no process and no file of it is left when its
 *       result is there
 */
#ifndef HEAPBOOK_RUN_POOL_H
#define HEAPBOOK_RUN_POOL_H

#include <stddef.h>

#include <talloc.h>

#include "run/unit.h"

struct pool_options {
    int jobs;      /* workers; 0 for one per processor */
    int trust;     /* run although neither Landlock nor seccomp is there */
    int use_cache; /* look results up, and keep those of units that ran */
    int is_one;    /* for pool_start: one answer will be graded, and no more */
    /* Told of each finished unit, in the order in which they finish; may be
     * NULL. */
    void (*progress)(size_t done, size_t total, void *arg);
    void *arg;
};

/* Starts the workers now.  To be called early, while the process is small and
 * knows nothing that a program must not see; a grader has to.
 *
 * Fails: -1, reported. */
int pool_start(const struct pool_options *options);

/* Runs units[0 .. count-1] and fills results[0 .. count-1].
 *
 * Owns:  what the results point to are talloc children of ctx.
 * Fails: -1 when the pool itself could not work (reported) or the user has
 *        interrupted it (not reported; base/interrupt.h knows); no process
 *        of the units is left then.  A unit that fails is a result. */
int pool_run(TALLOC_CTX *ctx, const struct unit *units, size_t count,
             struct result *results, const struct pool_options *options);

/* Keeps a result in the cache although its program did not end with 0: to be
 * called when the judge found that this is what the author announced
 * (exit=, raises=, compile_fail=).  pool_run itself keeps only what ran, ended
 * with 0 and left nothing behind.  A result that came from there is not
 * written again.  Cannot fail: a cache that cannot be written is slow. */
void pool_keep(const struct unit *unit, const struct result *result);

/* Which compilers, runtimes and so on are there; the same text as the reason
 * of a result NOT_AVAILABLE.  NULL when the unit can be run. */
const char *pool_missing(enum compiler compiler, enum runtime_kind runtime);

/* Ends the workers and waits for them.  Called at exit. */
void pool_stop(void);

/* Says that there is no more work; pool_stop, at the end of the program, waits
 * until all have ended. */
void pool_dismiss(void);

#endif
