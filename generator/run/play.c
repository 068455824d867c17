/* One play of a scenario, in a child of its own. */
#include "run/play.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "heapbook/quarantine.h"
#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/machine_lines.h"

static void
know_lines(const struct code *lines)
{
    const struct code_head *head = code_head(lines);

    size_t named =
        head->entries[LINES_NAMED] * sizeof(struct machine_function);

    Hb_HostCode((const void *)(uintptr_t)head->entries[LINES_CODE],
                (size_t)head->entries[LINES_CODE_SIZE],
                (const struct Hb_Line *)(lines->window + CODE_FIRST),
                (head->size - named) / sizeof(struct Hb_Line));
}

/* The body of a play. */
static int
act(void *arg)
{
    const struct acting *acting = arg;
    const struct stage *stage = acting->stage;
    struct Hb_Slots *slots = &acting->worker->report->slots;
    void *symbol =
        code_entry(&stage->code, (size_t)(acting->play - stage->plays));
    void (*test)(void);
    int code;

    memcpy(&test, &symbol, sizeof test);
    if (!test || code_enable(&stage->code) || window_enter(acting->window)) {
        return 3;
    }
    if (acting->observed == WITH_LINES || acting->observed == WITH_BLOCKS) {
        know_lines(&stage->lines);
    }
    if (acting->observed >= WITH_COUNT && Hb_TallyBegin()) {
        return 3;
    }
    if (acting->observed >= WITH_BLOCKS && acting->observed <= WITH_COUNT &&
        Hb_QuarantineBegin()) {
        return 3;
    }
    if (acting->observed == WITH_SUMS) {
        Hb_UndefinedBegin(&acting->worker->report->undefined);
    }
    tcc_begin_run(acting->worker->report);
    Hb_DrawFrom(stage->seed, acting->play->name);
    Hb_CheckDone = acting->observed ? NULL : sandbox_pause;
    code = Hb_CheckPlay(test, slots, acting->end);
    acting->worker->report->left = Hb_TallyLeft();
    slots->done += code == 0;
    /* What the answer has told to happen at exit comes too late. */
    fflush(NULL);
    _exit(code);
}

/* The scenario is over and waits, with all its slots. */
static void
keep_heap(void *arg)
{
    struct acting *acting = arg;
    struct play *play = acting->play;

    play->slots = acting->worker->report->slots;
    if (play->slots.done) {
        play->heap = window_copy(acting->window, play->given_copy);
    }
}

void
play_once(struct acting *acting, struct result *result, struct ending *ending)
{
    struct worker *worker = acting->worker;
    struct stage *stage = acting->stage;
    struct job job = {
        .confinement = CONFINE_RUN,
        .body = act,
        .arg = acting,
        .limits = worker_limits(&stage->unit),
        .paused = acting->end == HB_CHECK_DROP && !acting->observed ? keep_heap
                                                                    : NULL,
        .paused_arg = acting,
        .hangup = worker->fd};

    if (acting->wall_ms && acting->wall_ms < job.limits.wall_ms) {
        job.limits.wall_ms = acting->wall_ms;
    }
    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(stage, worker->sandbox, &job, ending);
    *result = result_of(stage, worker, &stage->unit, ending);
}

static void
take_heap(struct acting *acting, const struct ending *ending)
{
    struct play *play = acting->play;
    int good = play->result.outcome == RAN && !play->result.exit_code &&
               acting->worker->report->slots.done == HB_DONE_DROPPED;

    if (acting->end == HB_CHECK_KEEP) {
        play->slots = acting->worker->report->slots;
        play->heap = acting->window;
        return;
    }
    play->leaks = (char *)play->result.records;
    if (good && play->heap) {
        play->after = acting->window;
    }
    else {
        window_close(acting->window);
    }
    if (play->heap && !ending->strays) {
        /* What came after the scenario's end is the leak claim's affair. */
        play->result.outcome = RAN;
        play->result.exit_code = play->result.signal = 0;
        play->result.reason = NULL;
    }
}

void
play_one(struct worker *worker, struct stage *stage, struct play *one)
{
    struct acting acting = {worker,
                            stage,
                            one,
                            one->given ? one->given : window_open(),
                            one->asks_leaks ? HB_CHECK_DROP : HB_CHECK_KEEP,
                            0};
    struct ending ending = {0};

    if (!acting.window) {
        one->result = result_failed("no memory to share");
        return;
    }
    play_once(&acting, &one->result, &ending);
    one->ms = ending.ms;
    take_heap(&acting, &ending);
    window_hide(one->heap, 1);
    window_hide(one->after, 1);
    if (ending.strays) {
        one->result.outcome = FORBIDDEN;
        one->result.reason = "left a process behind";
    }
}
