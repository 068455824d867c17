#include "run/hand.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <talloc.h>

#include "base/diag.h"
#include "base/files.h"
#include "run/nursery.h"
#include "run/worker.h"
#include "run/worker_runtime.h"
#include "sandbox/sandbox.h"

/* For those that the nursery starts, which is a fork of this process. */
static int nursery_is_wide;

struct hand
hand_none(void)
{
    return (struct hand){.watch = -1, .fd = -1, .ahead = -1};
}

/* ---- starting ----------------------------------------------------------- */

/* A name that nobody guesses.  The worker makes the folder when it has
 * something to put there: libtcc's programs need none. */
static char *
name_scratch(void)
{
    const char *base = getenv("TMPDIR");
    uint64_t number;

    if (getrandom(&number, sizeof number, 0) != sizeof number) {
        return NULL;
    }
    return talloc_asprintf(NULL, "%s/heapbook-%016llx",
                           base && *base == '/' ? base : "/tmp",
                           (unsigned long long)number);
}

/* In the new worker: only the three standard descriptors and its sockets.
 * `ahead` must not lie where its sandbox puts a child's descriptors: another
 * would take its place there when it is closed. */
static _Noreturn void
become_worker(int fd, struct worker_options options)
{
    enum { FIRST = 4, APART = 16 };

    int ahead = options.ahead;
    int apart = ahead < 0 ? -1 : fcntl(ahead, F_DUPFD, APART);
    int own = dup2(fd, 3);

    if (apart >= 0) {
        syscall(SYS_close_range, FIRST, apart - 1, 0);
    }
    syscall(SYS_close_range, apart < 0 ? FIRST : apart + 1, ~0U, 0);
    options.ahead = apart;
    worker_serve(own, &options);
}

/* In the nursery's children. */
static void
become_later(int fd, const char *scratch)
{
    become_worker(fd, (struct worker_options){.scratch = scratch,
                                              .layers = LAYERS_ALL,
                                              .is_wide = nursery_is_wide,
                                              .is_for_answer = 1,
                                              .ahead = -1});
}

/* Gives the worker's end of its socket; -1 with errno. */
static int
open_hand(struct hand *hand)
{
    int pair[2];

    *hand = hand_none();
    hand->scratch = name_scratch();
    if (!hand->scratch ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    hand->fd = pair[0];
    return pair[1];
}

/* Its other end; -1 where there is none, and the worker does without. */
static int
open_ahead(struct hand *hand)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    shutdown(pair[0], SHUT_RD);
    hand->ahead = pair[0];
    return pair[1];
}

int
hand_start_early(struct hand *hand, int is_wide, int is_one)
{
    struct worker_options options = {.layers = LAYERS_ALL,
                                     .is_wide = is_wide,
                                     .is_for_answer = is_one,
                                     .ahead = -1};
    int fd = open_hand(hand);

    if (fd < 0) {
        return diag_system("socketpair", strerror(errno));
    }
    options.scratch = hand->scratch;
    if (is_one) {
        options.ahead = open_ahead(hand);
    }
    fflush(NULL);
    hand->pid = fork();
    if (hand->pid == 0) {
        become_worker(fd, options);
    }
    close(fd);
    if (options.ahead >= 0) {
        close(options.ahead);
    }
    return hand->pid < 0 ? diag_system("fork", strerror(errno)) : 0;
}

int
hand_open_nursery(int is_wide)
{
    nursery_is_wide = is_wide;
    return nursery_open(worker_start_runtime, become_later)
               ? diag_system("fork", strerror(errno))
               : 0;
}

int
hand_start(struct hand *hand)
{
    int fd = open_hand(hand);
    pid_t pid = fd < 0 ? -1 : nursery_fork(fd, hand->scratch);

    if (fd >= 0) {
        close(fd);
    }
    hand->watch = pid > 0 ? (int)syscall(SYS_pidfd_open, pid, 0) : -1;
    return pid > 0 ? 0 : -1;
}

/* ---- ending ------------------------------------------------------------- */

/* Closing the socket is the order to stop: the worker gives up what it runs,
 * sweeps, and removes its folder. */
void
hand_dismiss(struct hand *hand)
{
    if (hand->ahead >= 0) {
        close(hand->ahead);
        hand->ahead = -1;
    }
    if (hand->fd >= 0) {
        shutdown(hand->fd, SHUT_RDWR); /* whoever else has it, for now */
        close(hand->fd);
        hand->fd = -1;
    }
}

/* Waits for a worker that is another's child. */
static void
await_end(int *watch)
{
    struct pollfd poller = {.fd = *watch, .events = POLLIN};

    while (*watch >= 0 && poll(&poller, 1, -1) < 0 && errno == EINTR) {
        continue;
    }
    if (*watch >= 0) {
        close(*watch);
    }
    *watch = -1;
}

void
hand_stop(struct hand *hand)
{
    hand_dismiss(hand);
    while (hand->pid > 0 && waitpid(hand->pid, NULL, 0) < 0 &&
           errno == EINTR) {
        continue;
    }
    hand->pid = 0;
    await_end(&hand->watch);
    if (hand->scratch) {
        tree_remove(hand->scratch);
        TALLOC_FREE(hand->scratch);
    }
}
