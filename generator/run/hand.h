/* hand.h -- one worker process, seen from outside.
 *
 *   H1  a hand that has played an answer plays no other: what that answer was
 *       and printed is in the worker's memory, and in that of all its
 *       children.  Nor does one play anything that has judged
 *   H2  a hand that is started when something is known comes from the nursery,
 *       which knows nothing
 *
 * Only `check` (hands_expect_one) plays scenarios again in the worker that
 * judged them: whose answer it is can read check.c.
 */
#ifndef HEAPBOOK_RUN_HAND_H
#define HEAPBOOK_RUN_HAND_H

#include <sys/types.h>

struct hand {
    pid_t pid; /* 0 for one of the nursery's */
    int watch; /* pidfd of one of the nursery's; or -1 */
    int fd;    /* -1 when it was told to end */
    int ahead; /* takes the first frame, too (worker.h); or -1 */
    char *scratch;
    int has_played; /* an answer */
};

/* Nobody. */
struct hand hand_none(void);

/* Starts one as this process's child: nothing is known yet that a program
 * must not see.  `is_one`: it will play one answer, and shall get ready for
 * that.
 *
 * Fails: -1, reported. */
int hand_start_early(struct hand *hand, int is_wide, int is_one);

/* Has others started later on.  Fails: -1, reported. */
int hand_open_nursery(int is_wide);

/* Starts one from the nursery, which gets ready for an answer at once.
 *
 * Fails: -1 with errno. */
int hand_start(struct hand *hand);

/* Tells it to end, and does not wait for that. */
void hand_dismiss(struct hand *hand);

/* Ends it and waits until nothing of it is left. */
void hand_stop(struct hand *hand);

#endif
