/* hands.h -- the giving out of work to worker processes (hand.h).
 *
 * A task is one or two frames and one reply.  The second frame is sent when
 * the worker has answered the first: a grader's second frame holds what the
 * programs that the first one runs must not know.
 *
 * Units, which are the course's own, share workers.  An answer has one for
 * itself, and one more that plays it again: the next is started ahead, and
 * ready when it is wanted.
 */
#ifndef HEAPBOOK_RUN_HANDS_H
#define HEAPBOOK_RUN_HANDS_H

#include <stddef.h>

#include <talloc.h>

enum {
    FRAME_UNIT = 'U',
    FRAME_SCENARIOS = 'S',
    FRAME_JUDGES = 'J',
    FRAME_REPLAYS = 'R'
};

struct task {
    const char *frames[2]; /* the first byte says which kind it is */
    size_t lens[2];
    int frame_count;
    char *reply; /* to the last frame; NULL when the worker was lost */
    size_t reply_len;
};

/* Starts workers until there are `count`.
 *
 * Fails: -1, reported; also where there is no sandbox at all and `trust` is
 * not set. */
int hands_start(size_t count, int trust);

/* Before hands_start: scenarios are played side by side (play.h), however few
 * processors there are. */
void hands_widen(void);

/* Before hands_start: there will be one task only.  A worker that is lost or
 * has played is not replaced, and gets ready for scenarios at once. */
void hands_expect_one(void);

/* How many are wanted for -j `jobs`: 0 means one per processor. */
size_t hands_wanted(int jobs);

/* Who is told how the work goes on. */
struct foreman {
    /* A task is finished.  Gives 1 when it has put another frame into it,
     * which shall be done next. */
    int (*done)(size_t index, void *arg);
    /* A second frame is on its way, and this process has time; or NULL. */
    void (*halfway)(void *arg);
    void *arg;
};

/* Has the tasks done by the workers.
 *
 * Owns:  replies are talloc children of ctx.
 * Fails: -1, when the workers cannot work or the user interrupts; they are
 *        stopped then. */
int hands_exchange(TALLOC_CTX *ctx, struct task *tasks, size_t count,
                   const struct foreman *foreman);

/* Tells the workers that no more work comes: they end while the caller goes
 * on.  hands_stop waits for them. */
void hands_dismiss(void);

void hands_stop(void);

#endif
