#include "run/worker_runtime.h"

#include <unistd.h>

#include "heapbook/host.h"
#include "run/window.h"

void
worker_start_runtime(void)
{
    static int started;

    if (!started) {
        Hb_HostStart();
        started = 1;
        if (window_prepare()) {
            _exit(3);
        }
    }
}
