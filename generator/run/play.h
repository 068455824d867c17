/* play.h -- one play of a scenario, in a child of its own.
 *
 * It runs in CONFINE_RUN from its first instruction; its heap is a window of
 * the worker's (window.h).
 */
#ifndef HEAPBOOK_RUN_PLAY_H
#define HEAPBOOK_RUN_PLAY_H

#include "sandbox/sandbox.h"
#include "run/stage.h"
#include "run/worker.h"

/* Who looks on, in a play whose heap is not judged: the lines of the answer
 * are known, for who crashes; blocks lie apart, too (heapbook/quarantine.h);
 * or they lie apart, and the answer's code looks at its own arithmetic
 * (heapbook/undefined.h); or they lie apart, and those that are left at the
 * end are counted. */
enum observed { WITH_NOTHING, WITH_LINES, WITH_BLOCKS, WITH_SUMS, WITH_COUNT };

struct acting {
    struct worker *worker;
    struct stage *stage;
    struct play *play;
    unsigned char *window;
    enum Hb_CheckEnd end;
    enum observed observed;
    int wall_ms;  /* less than usual; or 0 */
    uint64_t key; /* that slots are sealed with */
};

/* Plays, and leaves the window and the worker's report as the child did. */
void play_once(struct acting *acting, struct result *result,
               struct ending *ending);

/* How some are played, and what is done with each when all are over, in the
 * worker; acting->worker has the report of that play. */
struct manner {
    enum observed observed;
    void (*finish)(struct acting *acting, const struct ending *ending);
};

/* Plays them, side by side where there are processors for it.
 *
 *   E1  a play has its own window and its own report only
 *   E2  where a layer of the sandbox is missing they are played one by one:
 *       answers that could reach each other are not to live at one time
 *   E3  a process that is left behind, which seccomp refuses, is found when
 *       all plays are over: then none of those that are judged counts */
void play_each(struct worker *worker, struct stage *stage, struct play **plays,
               size_t count, const struct manner *manner);

/* What came of a play whose heap nobody wants; gives that up. */
struct result play_end(struct acting *acting, const struct ending *ending);

/* Plays the scenarios that are judged: their heaps, slots and results. */
void play_all(struct worker *worker, struct stage *stage);

#endif
