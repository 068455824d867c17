#include "run/nothing.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "run/scenario.h"

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

static void
do_nothing(void)
{
}

/* Its children's output goes nowhere, as that of others goes into pipes. */
static _Noreturn void
act(unsigned char *window)
{
    static struct Hb_Slots slots;
    int null = open("/dev/null", O_RDWR);

    if (null < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0 ||
        window_enter(window)) {
        _exit(3);
    }
    Hb_HostRecords(NULL);
    _exit(Hb_CheckPlay(do_nothing, &slots, HB_CHECK_DROP));
}

int
nothing_begin(struct worker *worker)
{
    pid_t pid;

    if (worker->nothing || !(worker->nothing = window_open())) {
        return 0;
    }
    pid = fork();
    if (pid == 0) {
        act(worker->nothing);
    }
    window_hide(worker->nothing, 1);
    return pid;
}

void
nothing_end(struct worker *worker, int pid)
{
    int status = -1;

    if (!pid) {
        return;
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        continue;
    }
    if (status) {
        window_close(worker->nothing);
        worker->nothing = NULL;
    }
}
