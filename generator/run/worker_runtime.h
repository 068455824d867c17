/* worker_runtime.h -- the runtime that a worker's plays begin with.
 *
 * A fork has what its parent has started: workers of the nursery find it
 * ready. */
#ifndef HEAPBOOK_RUN_WORKER_RUNTIME_H
#define HEAPBOOK_RUN_WORKER_RUNTIME_H

/* Starts the runtime, unless it has been: children forked afterwards have it.
 * A child that only compiles needs it not.
 *
 * Fails: it ends the process, with 3. */
void worker_start_runtime(void);

#endif
