#include "run/hands.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/interrupt.h"
#include "base/stream.h"
#include "run/hand.h"
#include "run/nursery.h"
#include "sandbox/sandbox.h"
#include "run/tools.h"
#include "run/wire.h"

enum { MAX_WORKERS = 64, IDLE = -1 };

/* A place at which one worker after the other works. */
struct post {
    struct hand now;
    struct hand next; /* gets ready while the other works; or nobody */
    struct hand last; /* ends meanwhile; or nobody */
    long task;        /* index of the task that is done here, or IDLE */
    int frame;        /* which of its frames was sent last */
};

static struct {
    struct post *posts;
    size_t count;
    pid_t owner; /* the process that started them */
    int is_wide; /* there are two processors for each */
    int is_one;  /* there will be one task */
} all;

void
hands_dismiss(void)
{
    for (size_t i = 0; i < all.count; i++) {
        hand_dismiss(&all.posts[i].now);
        hand_dismiss(&all.posts[i].next);
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
        hand_stop(&all.posts[i].now);
        hand_stop(&all.posts[i].next);
        hand_stop(&all.posts[i].last);
    }
    nursery_close();
    TALLOC_FREE(all.posts);
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

/* A busy machine may refuse a process for a moment. */
static int
start_late(struct hand *hand)
{
    enum { TRIES = 20, PAUSE_US = 100000 };

    for (int i = 0; i < TRIES; i++) {
        if (!hand_start(hand)) {
            return 0;
        }
        hand_stop(hand);
        usleep(PAUSE_US);
    }
    return diag_system("fork", "no worker could be started");
}

static struct post
post_empty(void)
{
    return (struct post){hand_none(), hand_none(), hand_none(), IDLE, 0};
}

static int
begin(int trust)
{
    static int registered;

    if (!trust && !(sandbox_available() & (LAYER_LANDLOCK | LAYER_SECCOMP))) {
        return refuse_unsafe();
    }
    if (!registered) {
        atexit(hands_stop);
        registered = 1;
    }
    all.owner = getpid();
    tools_get();
    bind_library();
    return 0;
}

int
hands_start(size_t count, int trust)
{
    int early = !all.posts;

    if (begin(trust)) {
        return -1;
    }
    if (early) {
        all.posts = talloc_zero_array(NULL, struct post, MAX_WORKERS);
    }
    all.is_wide |= sysconf(_SC_NPROCESSORS_ONLN) >= 2 * (long)count;
    while (all.count < count) {
        struct post *post = &all.posts[all.count++];

        *post = post_empty();
        if (early ? hand_start_early(&post->now, all.is_wide, all.is_one)
                  : start_late(&post->now)) {
            return -1;
        }
    }
    /* After the first workers, who shall begin soon, and like them before
     * anything is known. */
    return all.is_one ? 0 : hand_open_nursery(all.is_wide);
}

/* ---- giving out work ---------------------------------------------------- */

struct round {
    TALLOC_CTX *ctx;
    struct task *tasks;
    size_t count, next;
    const struct foreman *foreman;
};

/* Another worker instead of the one that was here. */
static int
put_next(struct post *post)
{
    post->now = post->next;
    post->next = hand_none();
    return post->now.fd < 0 ? start_late(&post->now) : 0;
}

/* The worker itself is gone: that must not cost more than one task. */
static int
replace_worker(struct round *round, struct post *post)
{
    size_t index = (size_t)post->task;

    TALLOC_FREE(round->tasks[index].reply);
    round->foreman->done(index, round->foreman->arg);
    hand_stop(&post->now);
    post->task = IDLE;
    return all.is_one ? 0 : put_next(post);
}

/* Who has played is not waited for: it had the time of an answer to end when
 * that is needed. */
static int
relieve(struct post *post)
{
    hand_stop(&post->last);
    post->last = post->now;
    hand_dismiss(&post->last);
    return put_next(post);
}

/* H1 */
static int
is_spent(const struct post *post, int kind)
{
    return post->now.has_played && !(all.is_one && kind == FRAME_REPLAYS);
}

/* The next one gets ready, and the nursery forks, while this one works.  That
 * it cannot be started shows when it is wanted. */
static void
look_ahead(struct post *post, int kind)
{
    if (kind != FRAME_UNIT) {
        post->now.has_played = 1;
    }
    if (post->now.has_played && post->next.fd < 0 && !all.is_one &&
        hand_start(&post->next)) {
        hand_stop(&post->next);
    }
}

static int
send_frame(struct round *round, struct post *post, int frame)
{
    struct task *task = &round->tasks[post->task];
    const char *bytes = task->frames[frame];
    struct hand *hand = &post->now;
    int kind = bytes[0];

    post->frame = frame;
    if (frame == 0 && is_spent(post, kind)) {
        if (all.is_one) {
            return replace_worker(round, post);
        }
        if (relieve(post)) {
            return -1;
        }
    }
    if (hand->ahead >= 0) {
        /* Where it does not arrive, the worker does without. */
        frame_send(hand->ahead, bytes, task->lens[frame]);
        close(hand->ahead);
        hand->ahead = -1;
    }
    if (frame_send(hand->fd, bytes, task->lens[frame])) {
        return replace_worker(round, post);
    }
    look_ahead(post, kind);
    return 0;
}

static int
take_reply(struct round *round, struct post *post)
{
    const struct foreman *foreman = round->foreman;
    struct task *task = &round->tasks[post->task];

    talloc_free(task->reply);
    task->reply = frame_receive(round->ctx, post->now.fd, &task->reply_len);
    if (!task->reply) {
        return replace_worker(round, post);
    }
    if (post->frame + 1 < task->frame_count) {
        int err = send_frame(round, post, post->frame + 1);

        if (foreman->halfway) {
            foreman->halfway(foreman->arg);
        }
        return err;
    }
    if (foreman->done((size_t)post->task, foreman->arg)) {
        return send_frame(round, post, 0);
    }
    post->task = IDLE;
    return 0;
}

/* Gives work to who has none.  The number of those who have some, or -1. */
static int
employ(struct round *round, struct pollfd *polls)
{
    int busy = 0;

    for (size_t i = 0; i < all.count; i++) {
        struct post *post = &all.posts[i];

        if (post->task == IDLE && round->next < round->count) {
            post->task = (long)round->next++;
            if (send_frame(round, post, 0)) {
                return -1;
            }
        }
        polls[i] = (struct pollfd){
            .fd = post->task == IDLE ? -1 : post->now.fd, .events = POLLIN};
        busy += post->task != IDLE;
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
        if (polls[i].revents && take_reply(round, &all.posts[i])) {
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
