/* One play of a scenario, in a child of its own. */
#include "run/play.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
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

/* Before the play: nothing of this can be done in it. */
static int
place_code(void *arg)
{
    const struct acting *acting = arg;

    return code_enable(&acting->stage->code) || !acting->window ||
                   window_enter(acting->window)
               ? -1
               : 0;
}

/* What the answer has told to happen at exit comes too late, and from its
 * streams and its timers nothing comes any more when the count is taken. */
static _Noreturn void
leave(struct child_report *report, int code)
{
    sigset_t all;

    fflush(NULL);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    report->left = Hb_TallyLeft();
    report->outside = Hb_OutsideLeft();
    report->slots.done += code == 0;
    _exit(code);
}

/* Who knows that blocks lie apart may forge the allocator's books where they
 * do not: so where marks are given, the play that is judged is counted, too.
 */
static int
is_counted(const struct acting *acting)
{
    return acting->observed == WITH_COUNT ||
           (!acting->observed && acting->stage->observe &&
            acting->end == HB_CHECK_DROP);
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

    memcpy(&test, &symbol, sizeof test);
    if (!test || Hb_BooksHide()) {
        return 3;
    }
    Hb_CheckKey(acting->key);
    if (acting->observed == WITH_LINES || acting->observed == WITH_BLOCKS) {
        know_lines(&stage->lines);
    }
    if (is_counted(acting) && Hb_TallyBegin()) {
        return 3;
    }
    if (acting->observed >= WITH_BLOCKS && Hb_QuarantineBegin()) {
        return 3;
    }
    if (acting->observed == WITH_SUMS) {
        Hb_UndefinedBegin(&acting->worker->report->undefined);
    }
    Hb_CheckCode(code_entry(&stage->code, stage->count),
                 stage->code.window + stage->code.size);
    tcc_begin_run(acting->worker->report);
    Hb_DrawFrom(stage->seed, acting->play->name);
    Hb_CheckDone = acting->observed ? NULL : sandbox_pause;
    leave(acting->worker->report, Hb_CheckPlay(test, slots, acting->end));
}

/* The scenario is over and waits, with all its slots. */
static void
keep_heap(void *arg)
{
    struct acting *acting = arg;
    struct play *play = acting->play;

    play->slots = acting->worker->report->slots;
    if (play->slots.done) {
        play->heap = window_copy(acting->window);
        window_hide(play->heap, 1);
    }
}

static struct job
job_of(struct acting *acting)
{
    struct job job = {.confinement = CONFINE_RUN,
                      .place = place_code,
                      .body = act,
                      .arg = acting,
                      .limits = worker_limits(&acting->stage->unit),
                      .hangup = acting->worker->fd};

    if (acting->end == HB_CHECK_DROP && !acting->observed) {
        job.paused = keep_heap;
        job.paused_arg = acting;
    }
    if (acting->wall_ms && acting->wall_ms < job.limits.wall_ms) {
        job.limits.wall_ms = acting->wall_ms;
    }
    return job;
}

void
play_once(struct acting *acting, struct result *result, struct ending *ending)
{
    struct worker *worker = acting->worker;
    struct stage *stage = acting->stage;
    struct job job = job_of(acting);

    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(stage, worker->sandbox, &job, ending);
    *result = result_of(stage, worker, &stage->unit, ending);
}

struct result
play_end(struct acting *acting, const struct ending *ending)
{
    if (!acting->window) {
        return result_failed("no memory to share");
    }
    window_close(acting->window);
    return result_of(acting->stage, acting->worker, &acting->stage->unit,
                     ending);
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

/* ---- side by side ------------------------------------------------------- */

/* Answers that could reach each other are not to live at one time. */
static int
are_apart(const struct worker *worker)
{
    const int needed = LAYER_LANDLOCK | LAYER_SECCOMP;

    return (sandbox_layers(worker->sandbox) & needed) == needed;
}

/* One of those that are played.  A play writes into a report of its own: for
 * it, the worker has no other. */
struct side {
    struct worker worker;
    struct acting acting;
};

/* What only this play may have, while others are played beside it. */
static void
show(void *arg, int begins)
{
    struct acting *acting = arg;

    if (begins) {
        acting->window = window_open();
    }
    window_hide(acting->window, !begins);
    report_hide(acting->worker->report, !begins);
}

/* Another one for each play: none is of use to the next. */
static uint64_t
draw_key(void)
{
    uint64_t key;

    if (getrandom(&key, sizeof key, 0) != sizeof key) {
        _exit(3);
    }
    return key;
}

static struct child_report *
empty_report(struct play *play)
{
    if (play->report) {
        memset(play->report, 0, sizeof *play->report);
    }
    else {
        play->report = report_open();
    }
    if (!play->report) {
        _exit(3);
    }
    report_hide(play->report, 1);
    return play->report;
}

static struct job
set_side(struct side *side, const struct worker *worker, struct stage *stage,
         struct play *play, enum observed observed)
{
    struct job job;

    side->worker = *worker;
    side->worker.report = empty_report(play);
    side->acting = (struct acting){
        .worker = &side->worker,
        .stage = stage,
        .play = play,
        .end = play->asks_leaks || observed ? HB_CHECK_DROP : HB_CHECK_KEEP,
        .observed = observed,
        .key = draw_key()};
    job = job_of(&side->acting);
    job.forking = show;
    return job;
}

static void
play_some(struct worker *worker, struct stage *stage, struct play **plays,
          size_t count, const struct manner *manner)
{
    struct side *sides = talloc_array(stage, struct side, count);
    struct job *jobs = talloc_array(sides, struct job, count);
    struct ending *endings = talloc_array(sides, struct ending, count);

    for (size_t i = 0; i < count; i++) {
        jobs[i] =
            set_side(&sides[i], worker, stage, plays[i], manner->observed);
    }
    report_hide(worker->report, 1);
    sandbox_run_all(stage, worker->sandbox, jobs, endings, count);
    report_hide(worker->report, 0);
    for (size_t i = 0; i < count; i++) {
        manner->finish(&sides[i].acting, &endings[i]);
    }
    talloc_free(sides);
}

void
play_each(struct worker *worker, struct stage *stage, struct play **plays,
          size_t count, const struct manner *manner)
{
    size_t step = worker->is_wide && are_apart(worker) ? count : 1;

    for (size_t i = 0; i < count; i += step) {
        play_some(worker, stage, plays + i, step, manner);
    }
}

/* ---- plays that are judged ---------------------------------------------- */

/* The longest first: those that give everything back take twice the time. */
static struct play **
order_of(struct stage *stage)
{
    struct play **order = talloc_array(stage, struct play *, stage->count);
    size_t n = 0;

    for (int asks = 1; asks >= 0; asks--) {
        for (size_t i = 0; i < stage->count; i++) {
            if (!stage->plays[i].asks_leaks == !asks) {
                order[n++] = &stage->plays[i];
            }
        }
    }
    return order;
}

static void
finish(struct acting *acting, const struct ending *ending)
{
    struct play *one = acting->play;

    if (!acting->window) {
        one->result = result_failed("no memory to share");
        return;
    }
    one->result =
        result_of(acting->stage, acting->worker, &acting->stage->unit, ending);
    one->ms = ending->ms;
    one->left = one->report->left;
    one->outside = one->report->outside;
    take_heap(acting, ending);
    if (one->heap && !Hb_CheckSeals(&one->slots, acting->key)) {
        one->result.outcome = FORBIDDEN;
        one->result.reason = "wrote over what the test has kept";
    }
    if (ending->strays) {
        one->result.outcome = FORBIDDEN;
        one->result.reason = "left a process behind";
    }
}

void
play_all(struct worker *worker, struct stage *stage)
{
    const struct manner judged = {WITH_NOTHING, finish};

    play_each(worker, stage, order_of(stage), stage->count, &judged);
}
