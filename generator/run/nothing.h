/* nothing.h -- the runtime in a worker, and a scenario that does nothing. */
#ifndef HEAPBOOK_RUN_NOTHING_H
#define HEAPBOOK_RUN_NOTHING_H

#include "run/worker.h"

/* Starts the runtime, unless it has been: children forked afterwards have it.
 * A child that only compiles needs it not. */
void worker_start_runtime(struct worker *worker);

/* Plays, once in a worker's life, a scenario that does nothing: what the
 * interpreter leaves behind then, it leaves behind after every other.  Nobody
 * else's code runs in that child, which is not confined and may be played
 * beside one that is; but a sandbox sweeps all children, so it has to be
 * waited for before one is watched.  worker->nothing stays NULL where it
 * failed.
 *
 * `begin` gives what `end` wants: a process id, or 0 when it is played
 * already. */
int nothing_begin(struct worker *worker);
void nothing_end(struct worker *worker, int pid);

#endif
