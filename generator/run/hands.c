#include "run/hands.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/stream.h"
#include "run/nursery.h"
#include "sandbox/sandbox.h"
#include "run/tools.h"
#include "run/wire.h"
#include "run/worker.h"

enum { MAX_WORKERS = 64, IDLE = -1 };

struct hand {
    pid_t pid; /* 0 for one of the nursery's */
    int watch; /* pidfd of one of the nursery's; or -1 */
    int fd;
    int ahead; /* takes the first frame, too (worker.h); or -1 */
    char *scratch;
    long task; /* index of the task that it does, or IDLE */
    int frame; /* which of its frames was sent last */
};

static struct {
    struct hand *hands;
    size_t count;
    pid_t owner; /* the process that started them */
    int is_wide; /* there are two processors for each */
    int is_one;  /* there will be one task */
} all;

/* A name that nobody guesses.  The worker makes the folder when it has
 * something to put there: libtcc's programs need none. */
static char *
name_scratch(void)
{
    const char *base = getenv("TMPDIR");
    uint64_t number;

    if (getrandom(&number, sizeof number, 0) != sizeof number) {
        diag_system("getrandom", strerror(errno));
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
become_worker_for(int fd, int ahead, const char *scratch)
{
    enum { FIRST = 4, APART = 16 };

    int apart = ahead < 0 ? -1 : fcntl(ahead, F_DUPFD, APART);
    int own = dup2(fd, 3);

    if (apart >= 0) {
        syscall(SYS_close_range, FIRST, apart - 1, 0);
    }
    syscall(SYS_close_range, apart < 0 ? FIRST : apart + 1, ~0U, 0);
    worker_serve(own, apart, scratch, LAYERS_ALL, all.is_wide);
}

static _Noreturn void
become_worker(int fd, const char *scratch)
{
    become_worker_for(fd, -1, scratch);
}

/* `early`: nothing is known yet that a program must not see. */
static int
fork_worker(struct hand *hand, int fd, int ahead, int early)
{
    pid_t pid;

    if (!early) {
        pid = nursery_fork(fd, hand->scratch);
        hand->watch = pid > 0 ? (int)syscall(SYS_pidfd_open, pid, 0) : -1;
        return pid > 0 ? 0 : diag_system("fork", "no worker could be started");
    }
    fflush(NULL);
    hand->pid = fork();
    if (hand->pid == 0) {
        become_worker_for(fd, ahead, hand->scratch);
    }
    return hand->pid < 0 ? diag_system("fork", strerror(errno)) : 0;
}

/* Its other end; -1 where there is none, and the worker does without. */
static int
open_ahead(struct hand *hand)
{
    int pair[2];

    if (!all.is_one ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return -1;
    }
    shutdown(pair[0], SHUT_RD);
    hand->ahead = pair[0];
    return pair[1];
}

static int
start_worker(struct hand *hand, int early)
{
    int pair[2], ahead, err;

    hand->task = IDLE;
    hand->scratch = name_scratch();
    if (!hand->scratch) {
        return -1;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
        return diag_system("socketpair", strerror(errno));
    }
    ahead = open_ahead(hand);
    err = fork_worker(hand, pair[1], ahead, early);
    close(pair[1]);
    if (ahead >= 0) {
        close(ahead);
    }
    hand->fd = pair[0];
    return err;
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

static void
close_ahead(struct hand *hand)
{
    if (hand->ahead >= 0) {
        close(hand->ahead);
        hand->ahead = -1;
    }
}

/* Closing the socket is the order to stop: the worker gives up what it runs,
 * sweeps, and removes its folder. */
static void
stop_worker(struct hand *hand)
{
    close_ahead(hand);
    if (hand->fd >= 0) {
        close(hand->fd);
        hand->fd = -1;
    }
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

void
hands_dismiss(void)
{
    for (size_t i = 0; i < all.count; i++) {
        if (all.hands[i].fd >= 0) {
            shutdown(all.hands[i].fd, SHUT_RDWR);
        }
    }
    nursery_dismiss();
}

void
hands_stop(void)
{
    if (all.owner != getpid()) {
        return;
    }
    hands_dismiss();
    for (size_t i = 0; i < all.count; i++) {
        stop_worker(&all.hands[i]);
    }
    nursery_close();
    TALLOC_FREE(all.hands);
    all.count = 0;
    all.is_one = 0;
}

size_t
hands_wanted(int jobs)
{
    long count = jobs > 0 ? jobs : sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : count > MAX_WORKERS ? MAX_WORKERS : (size_t)count;
}

static int
refuse_unsafe(void)
{
    diag_at((struct place){0},
            "no sandbox: this kernel has neither Landlock nor seccomp");
    diag_note((struct place){0}, "`heapbook doctor` tells more; "
                                 "--i-trust-this-code runs it all the same");
    return -1;
}

void
hands_widen(void)
{
    all.is_wide = 1;
}

void
hands_expect_one(void)
{
    all.is_one = 1;
}

/* What the C library looks up when it first calls malloc() for itself: now,
 * not in each process that is forked later. */
static void
bind_library(void)
{
    char *bytes;
    size_t len;

    fclose(stream_open(&bytes, &len));
    free(bytes);
}

int
hands_start(size_t count, int trust)
{
    static int registered;
    int early = !all.hands;

    if (!trust && !(sandbox_available() & (LAYER_LANDLOCK | LAYER_SECCOMP))) {
        return refuse_unsafe();
    }
    if (!registered) {
        atexit(hands_stop);
        registered = 1;
    }
    all.owner = getpid();
    if (!all.hands) {
        all.hands = talloc_zero_array(NULL, struct hand, MAX_WORKERS);
    }
    tools_get();
    bind_library();
    all.is_wide |= sysconf(_SC_NPROCESSORS_ONLN) >= 2 * (long)count;
    while (all.count < count) {
        struct hand *hand = &all.hands[all.count++];

        *hand = (struct hand){.fd = -1, .ahead = -1, .watch = -1};
        if (start_worker(hand, early)) {
            return -1;
        }
    }
    if (all.is_one) {
        return 0;
    }
    /* After the first workers, who shall begin soon, and like them before
     * anything is known. */
    return nursery_open(become_worker) ? diag_system("fork", strerror(errno))
                                       : 0;
}

/* ---- giving out work ---------------------------------------------------- */

struct round {
    TALLOC_CTX *ctx;
    struct task *tasks;
    size_t count, next;
    const struct foreman *foreman;
};

/* The worker itself is gone: that must not cost more than one task. */
static int
replace_worker(struct round *round, struct hand *hand)
{
    size_t index = (size_t)hand->task;

    TALLOC_FREE(round->tasks[index].reply);
    round->foreman->done(index, round->foreman->arg);
    stop_worker(hand);
    hand->task = IDLE;
    return all.is_one ? 0 : start_worker(hand, 0);
}

static int
send_frame(struct round *round, struct hand *hand, int frame)
{
    struct task *task = &round->tasks[hand->task];

    hand->frame = frame;
    if (hand->ahead >= 0) {
        /* Where it does not arrive, the worker does without. */
        frame_send(hand->ahead, task->frames[frame], task->lens[frame]);
        close_ahead(hand);
    }
    return frame_send(hand->fd, task->frames[frame], task->lens[frame])
               ? replace_worker(round, hand)
               : 0;
}

static int
take_reply(struct round *round, struct hand *hand)
{
    const struct foreman *foreman = round->foreman;
    struct task *task = &round->tasks[hand->task];

    talloc_free(task->reply);
    task->reply = frame_receive(round->ctx, hand->fd, &task->reply_len);
    if (!task->reply) {
        return replace_worker(round, hand);
    }
    if (hand->frame + 1 < task->frame_count) {
        int err = send_frame(round, hand, hand->frame + 1);

        if (foreman->halfway) {
            foreman->halfway(foreman->arg);
        }
        return err;
    }
    if (foreman->done((size_t)hand->task, foreman->arg)) {
        return send_frame(round, hand, 0);
    }
    hand->task = IDLE;
    return 0;
}

/* Gives work to who has none.  The number of those who have some, or -1. */
static int
employ(struct round *round, struct pollfd *polls)
{
    int busy = 0;

    for (size_t i = 0; i < all.count; i++) {
        struct hand *hand = &all.hands[i];

        if (hand->task == IDLE && round->next < round->count) {
            hand->task = (long)round->next++;
            if (send_frame(round, hand, 0)) {
                return -1;
            }
        }
        polls[i] = (struct pollfd){.fd = hand->task == IDLE ? -1 : hand->fd,
                                   .events = POLLIN};
        busy += hand->task != IDLE;
    }
    return busy;
}

/* 1: go on; 0: all is done; -1: it cannot be done. */
static int
serve(struct round *round)
{
    struct pollfd polls[MAX_WORKERS];
    int busy = employ(round, polls);

    if (busy <= 0) {
        return busy < 0 ? -1 : round->next < round->count;
    }
    if (poll(polls, all.count, -1) < 0) {
        return errno == EINTR ? 1 : -1;
    }
    for (size_t i = 0; i < all.count; i++) {
        if (polls[i].revents && take_reply(round, &all.hands[i])) {
            return -1;
        }
    }
    return 1;
}

int
hands_exchange(TALLOC_CTX *ctx, struct task *tasks, size_t count,
               const struct foreman *foreman)
{
    struct round round = {ctx, tasks, count, 0, foreman};
    int more = 1;

    assert(all.count > 0 || count == 0);
    while (more > 0) {
        more = interrupted() ? -1 : serve(&round);
    }
    if (more < 0) {
        hands_stop();
    }
    return more;
}
