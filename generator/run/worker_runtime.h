/* worker_runtime.h -- the runtime that a worker's plays begin with. */
#ifndef HEAPBOOK_RUN_WORKER_RUNTIME_H
#define HEAPBOOK_RUN_WORKER_RUNTIME_H

#include "run/worker.h"

/* Starts the runtime, unless it has been: children forked afterwards have it.
 * A child that only compiles needs it not. */
void worker_start_runtime(struct worker *worker);

#endif
