#include "run/scenario.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "run/compile_tcc.h"

static const char NOTHING[] = "hb_nothing";

/* ---- windows ------------------------------------------------------------ */

/* Shared memory in which one scenario's heap will lie; empty pages cost
 * nothing. */
static unsigned char *
window_open(void)
{
    void *window = mmap(NULL, STAGE_HEAP, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return window == MAP_FAILED ? NULL : window;
}

static void
window_close(unsigned char *window)
{
    if (window) {
        munmap(window, STAGE_HEAP);
    }
}

struct Hb_Dead
stage_heap(const unsigned char *window)
{
    size_t used;
    uintptr_t place = Hb_RegionPlace(&used);

    return (struct Hb_Dead){window, window ? STAGE_HEAP : 0, place};
}

/* In the child: the region becomes shared memory, with the same bytes at the
 * same place. */
static int
move_region(unsigned char *window)
{
    size_t used;
    void *place = (void *)Hb_RegionPlace(&used);

    if (used > STAGE_HEAP) {
        return -1;
    }
    memcpy(window, place, used);
    return mremap(window, STAGE_HEAP, STAGE_HEAP,
                  MREMAP_MAYMOVE | MREMAP_FIXED, place) == place
               ? 0
               : -1;
}

/* ---- one play ----------------------------------------------------------- */

struct acting {
    unsigned char *window;
    enum Hb_CheckEnd end;
};

static int
start_scenario(struct tcc_work *work, void *symbol)
{
    const struct acting *acting = work->arg;
    void (*test)(void);

    memcpy(&test, &symbol, sizeof test);
    if (move_region(acting->window)) {
        return 3;
    }
    tcc_confine(work);
    return Hb_CheckPlay(test, &work->report->slots, acting->end);
}

/* What libtcc says of the scenarios is the author's business. */
static void
take_messages(TALLOC_CTX *ctx, const struct worker *worker,
              const struct stage *stage, struct result *result)
{
    worker_messages(ctx, &stage->unit, worker->report, result);
    for (size_t i = 0; i < result->message_count; i++) {
        const struct report_message *from = &worker->report->messages[i];

        if (from->source == 1) {
            result->messages[i].text = talloc_asprintf(
                ctx, "check.c:%d: %s", from->line, result->messages[i].text);
            result->messages[i].line = 0;
        }
    }
}

static struct result
play_once(struct worker *worker, struct stage *stage, const char *name,
          struct acting *acting, int with_lines, struct ending *ending)
{
    char *entry = talloc_asprintf(stage, "hb_test_%s", name);
    struct tcc_work work = {.sandbox = worker->sandbox,
                            .report = worker->report,
                            .texts = {stage->unit.text, stage->scenarios},
                            .text_count = 2,
                            .entry = entry,
                            .with_lines = with_lines,
                            .start = start_scenario,
                            .arg = acting};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_body,
                      .arg = &work,
                      .limits = worker_limits(&stage->unit),
                      .hangup = worker->fd};
    struct result result;

    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(stage, worker->sandbox, &job, ending);
    result = result_of(stage, worker, &stage->unit, ending);
    take_messages(stage, worker, stage, &result);
    worker_not_compiled(worker, ending, &result);
    return result;
}

/* Plays a scenario into a fresh window.  A crash is played once more, to
 * learn its line. */
static struct result
play(struct worker *worker, struct stage *stage, const char *name,
     enum Hb_CheckEnd end, unsigned char **window, int *strays)
{
    struct acting acting = {window_open(), end};
    struct ending ending = {0};
    struct result result;

    *window = acting.window;
    if (!acting.window) {
        return (struct result){.outcome = TOOL_FAILED,
                               .out = "",
                               .err = "",
                               .records = "",
                               .reason = "no memory to share"};
    }
    result = play_once(worker, stage, name, &acting, 0, &ending);
    *strays = ending.strays;
    if (result.outcome == KILLED && end == HB_CHECK_KEEP) {
        struct result again;

        window_close(acting.window);
        *window = acting.window = window_open();
        again = play_once(worker, stage, name, &acting, 1, &ending);
        result = again.outcome == KILLED ? again : result;
    }
    return result;
}

/* The second play: everything is given back, and the interpreter ends. */
static void
play_to_the_end(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result result;
    int strays;

    result =
        play(worker, stage, one->name, HB_CHECK_DROP, &one->after, &strays);
    one->leaks = (char *)result.records;
    if (result.outcome != RAN || result.exit_code || strays ||
        !worker->report->slots.done) {
        window_close(one->after);
        one->after = NULL;
    }
}

static void
play_one(struct worker *worker, struct stage *stage, struct play *one)
{
    int strays = 0;

    one->result =
        play(worker, stage, one->name, HB_CHECK_KEEP, &one->heap, &strays);
    one->slots = worker->report->slots;
    if (strays) {
        one->result.outcome = FORBIDDEN;
        one->result.reason = "left a process behind";
    }
    if (one->asks_leaks && one->result.outcome == RAN &&
        !one->result.exit_code) {
        play_to_the_end(worker, stage, one);
    }
}

static int
any_asks_leaks(const struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        if (stage->plays[i].asks_leaks) {
            return 1;
        }
    }
    return 0;
}

static void
play_all(struct worker *worker, struct stage *stage)
{
    int strays;

    for (size_t i = 0; i < stage->count; i++) {
        play_one(worker, stage, &stage->plays[i]);
        if (stage->plays[i].result.outcome == NOT_COMPILED) {
            stage->compiled = stage->plays[i].result;
            return;
        }
    }
    stage->compiled =
        (struct result){.outcome = RAN, .out = "", .err = "", .records = ""};
    if (stage->count > 0) {
        /* Warnings are the same in every play. */
        stage->compiled.messages = stage->plays[0].result.messages;
        stage->compiled.message_count = stage->plays[0].result.message_count;
    }
    if (any_asks_leaks(stage)) {
        play(worker, stage, NOTHING, HB_CHECK_DROP, &stage->empty, &strays);
    }
}

/* ---- the frame ---------------------------------------------------------- */

static int
stage_close(struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        window_close(stage->plays[i].heap);
        window_close(stage->plays[i].after);
    }
    window_close(stage->empty);
    return 0;
}

void
stage_free(struct worker *worker)
{
    TALLOC_FREE(worker->stage);
}

static struct stage *
stage_read(struct wire *wire)
{
    struct stage *stage = talloc_zero(NULL, struct stage);
    uint64_t count;
    char *text;

    stage->unit = unit_read(stage, wire);
    text = wire_text(stage, wire);
    stage->scenarios = talloc_asprintf(stage, "%s\nvoid hb_test_%s(void) {}\n",
                                       text ? text : "", NOTHING);
    count = wire_number(wire);
    if (wire->broken || count > MAX_TESTS) {
        talloc_free(stage);
        return NULL;
    }
    stage->plays = talloc_zero_array(stage, struct play, count);
    for (uint64_t i = 0; i < count; i++) {
        stage->plays[i].name = wire_text(stage, wire);
        stage->plays[i].asks_leaks = (int)wire_number(wire);
    }
    if (wire->broken) {
        talloc_free(stage);
        return NULL;
    }
    stage->count = count;
    talloc_set_destructor(stage, stage_close);
    return stage;
}

static void
write_ready(FILE *out, const void *stage)
{
    wire_put_number(out, stage != NULL);
}

void
scenario_serve(struct worker *worker, struct wire *wire)
{
    stage_free(worker);
    worker->stage = stage_read(wire);
    if (worker->stage) {
        play_all(worker, worker->stage);
    }
    worker_reply(worker, write_ready, worker->stage);
}
