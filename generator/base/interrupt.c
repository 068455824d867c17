#include "base/interrupt.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void
catch_signal(int number)
{
    (void)number;
    if (caught) {
        _exit(EXIT_INTERRUPTED);
    }
    caught = 1;
}

void
interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = catch_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

int
interrupted(void)
{
    return caught != 0;
}
