#include "run/worker_runtime.h"

#include <unistd.h>

#include "heapbook/host.h"
#include "run/window.h"

void
worker_start_runtime(struct worker *worker)
{
    if (!worker->started) {
        Hb_HostStart();
        worker->started = 1;
        if (window_prepare()) {
            _exit(3);
        }
    }
}
