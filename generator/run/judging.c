/* The judges' process: compiled from the author's text, with the heaps of
 * dead scenarios before it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/stream.h"
#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "run/compile_stage.h"
#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/scenario.h"

/* What the judges' process works on. */
struct bench {
    struct worker *worker;
    struct stage *stage;
    struct tcc_making making;
    struct code code;
    size_t at; /* the play that is being judged */
    int failed_claims;
    FILE *findings;
};

static void
put_about(FILE *out, const struct hb_test *about)
{
    wire_put_number(out, FINDING_TEST);
    wire_put_text(out, about->name);
    wire_put_number(out, (uint64_t)about->points);
    wire_put_text(out, about->claim);
    wire_put_text(out, about->needs);
    wire_put_text(out, about->hint);
    wire_put_number(out, (uint64_t)about->hidden);
}

static struct play *
play_at(const struct bench *bench)
{
    return &bench->stage->plays[bench->at];
}

static void
put_finding(const struct Hb_Finding *finding, void *arg)
{
    struct bench *bench = arg;
    FILE *out = bench->findings;

    bench->failed_claims += !finding->passed && !finding->advisory;
    wire_put_number(out, FINDING_CLAIM);
    wire_put_text(out, play_at(bench)->name);
    wire_put_number(out, (uint64_t)finding->line);
    wire_put_number(out, (uint64_t)finding->passed);
    wire_put_text(out, finding->what);
    wire_put_text(out, finding->expected);
    wire_put_text(out, finding->actual);
    wire_put_number(out, (uint64_t)finding->advisory);
}

/* A heap that was forged may reach anything; what is larger than this is no
 * picture.  All tests together stay below what a judge may write. */
enum { LARGEST_PICTURE = 96 << 10, MOST_FINDINGS = 8 << 20 };

/* What the answer left, for those who want to see it. */
static void
put_picture(const struct bench *bench)
{
    char *records = NULL;
    size_t len = 0;
    FILE *out = stream_open(&records, &len);

    Hb_JudgePicture(out);
    fclose(out);
    if (len <= LARGEST_PICTURE) {
        wire_put_number(bench->findings, FINDING_HEAP);
        wire_put_text(bench->findings, play_at(bench)->name);
        wire_put_bytes(bench->findings, records, len);
    }
    free(records);
}

static int
can_be_judged(const struct play *play)
{
    return play->heap && play->result.outcome == RAN &&
           !play->result.exit_code && play->slots.done;
}

static void
judge_play(struct bench *bench)
{
    const struct play *play = play_at(bench);
    struct Hb_Evidence evidence = {.heap = window_heap(play->heap),
                                   .slots = &play->slots,
                                   .dropped = window_heap(play->after),
                                   .leaks = play->leaks,
                                   .observed = play->observed,
                                   .outside = play->outside,
                                   .printed = play->result.out,
                                   .printed_len = play->result.out_len,
                                   .source = bench->stage->unit.text};
    void *symbol = code_entry(&bench->code, 2 * bench->at + 1);
    void (*judge)(void);

    bench->failed_claims = 0;
    if (symbol) {
        memcpy(&judge, &symbol, sizeof judge);
        Hb_DrawFrom(bench->stage->seed, play->name);
        Hb_JudgeBegin(&evidence, put_finding, bench);
        judge();
        if (bench->failed_claims) {
            put_picture(bench);
        }
    }
}

/* Nobody wants the heaps of this play any more.  To give memory back takes as
 * long as to judge it: the worker does that while the next is judged. */
static void
end_play(struct bench *bench)
{
    play_drop_heaps(play_at(bench));
    bench->worker->report->judged = (int)bench->at + 1;
    fflush(bench->findings);
}

/* In the worker. */
static void
drop_judged(void *arg)
{
    const struct bench *bench = arg;
    int judged = bench->worker->report->judged;

    for (size_t i = 0; i < bench->stage->count && (int)i < judged; i++) {
        play_drop_heaps(&bench->stage->plays[i]);
    }
}

static void
judge_all(void *arg)
{
    struct bench *bench = arg;

    for (bench->at = 0; bench->at < bench->stage->count; bench->at++) {
        const struct hb_test *about = code_entry(&bench->code, 2 * bench->at);

        if (about) {
            put_about(bench->findings, about);
        }
        if (can_be_judged(play_at(bench))) {
            judge_play(bench);
        }
        end_play(bench);
    }
    /* Nobody asks what this interpreter leaves behind. */
    fflush(NULL);
    _exit(0);
}

/* ---- the judges' process ------------------------------------------------ */

/* Links the judges where they will run, then goes on to the last
 * confinement. */
static int
judge_body(void *arg)
{
    struct bench *bench = arg;
    int code;

    code = tcc_link_body(&bench->making);
    if (code) {
        return code;
    }
    bench->code.size = CODE_FIRST + code_head(&bench->code)->size;
    sandbox_enter(bench->worker->sandbox, CONFINE_RUN, NULL);
    crash_watch(bench->worker->report);
    bench->worker->report->phase = PHASE_RUNNING;
    /* The judges' own records would stand between the findings. */
    Hb_HostRecords(NULL);
    bench->findings = fdopen(3, "w");
    return bench->findings ? Hb_JudgeRun(judge_all, bench) : 3;
}

static const char **
entry_names(TALLOC_CTX *ctx, const struct stage *stage)
{
    const char **names = talloc_array(ctx, const char *, 2 * stage->count + 1);

    for (size_t i = 0; i < stage->count; i++) {
        const char *name = stage->plays[i].name;

        names[2 * i] = talloc_asprintf(names, "hb_about_%s", name);
        names[2 * i + 1] = talloc_asprintf(names, "hb_judge_%s", name);
    }
    return names;
}

/* The judges' process is the only one that has the heaps of others. */
static void
hide_heaps(const struct worker *worker, int hidden)
{
    const struct stage *stage = worker->stage;

    for (size_t i = 0; i < stage->count; i++) {
        window_hide(stage->plays[i].heap, hidden);
        window_hide(stage->plays[i].after, hidden);
    }
}

static struct result
judge(TALLOC_CTX *ctx, struct worker *worker, const char *text,
      struct object *object)
{
    struct stage *stage = worker->stage;
    struct unit unit = {.path = "check.c", .line = 1};
    struct bench bench = {.worker = worker, .stage = stage};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = judge_body,
                      .arg = &bench,
                      .heard = drop_judged,
                      .limits = worker_limits(&unit),
                      .hangup = worker->fd};
    struct ending ending;
    struct result result;

    job.limits.records = MOST_FINDINGS;
    if (!object->bytes &&
        object_make(ctx, worker, text, "HB_CHECK_JUDGES", object, &result)) {
        return result;
    }
    bench.making = (struct tcc_making){.sandbox = worker->sandbox,
                                       .report = worker->report,
                                       .object = object->bytes,
                                       .object_len = object->len,
                                       .names = entry_names(ctx, stage),
                                       .name_count = 2 * stage->count,
                                       .code = &bench.code};
    memset(worker->report, 0, sizeof *worker->report);
    if (code_begin(&bench.code)) {
        return (struct result){.outcome = TOOL_FAILED,
                               .reason = "no memory to share",
                               .out = "",
                               .err = "",
                               .records = ""};
    }
    hide_heaps(worker, 0);
    sandbox_run(ctx, worker->sandbox, &job, &ending);
    hide_heaps(worker, 1);
    result = result_of(ctx, worker, &unit, &ending);
    worker_messages(ctx, &unit, worker->report, &result);
    worker_not_compiled(worker, &ending, &result);
    code_end(&bench.code);
    return result;
}

/* ---- the reply ---------------------------------------------------------- */

struct verdict {
    const struct stage *stage;
    struct result judges;
    struct object object; /* of the judges */
};

static void
put_play(FILE *out, const struct play *play)
{
    struct result none = {
        .outcome = NOT_COMPILED, .out = "", .err = "", .records = ""};

    wire_put_text(out, play->name);
    result_write(out, play->result.out ? &play->result : &none);
    wire_put_number(out, play->slots.done != 0);
    wire_put_number(out, (uint64_t)(play->ms * 1000));
    wire_put_text(out, play->explanation);
    wire_put_number(out, (uint64_t)play->explained_line);
}

static void
put_object(FILE *out, const struct object *object)
{
    wire_put_bytes(out, object->made ? object->bytes : NULL, object->len);
}

static void
write_verdict(FILE *out, const void *what)
{
    const struct verdict *verdict = what;
    const struct stage *stage = verdict->stage;

    result_write(out, &stage->compiled);
    wire_put_number(out, stage->count);
    for (size_t i = 0; i < stage->count; i++) {
        put_play(out, &stage->plays[i]);
    }
    result_write(out, &verdict->judges);
    put_object(out, &stage->object);
    put_object(out, &verdict->object);
}

static void
write_nothing(FILE *out, const void *what)
{
    (void)out;
    (void)what;
}

/* Text and object are used where they lie. */
void
judging_serve(struct worker *worker, struct wire *wire)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct verdict verdict = {.stage = worker->stage};
    size_t len;
    const char *text = wire_borrow(wire, &len);

    verdict.object.bytes = wire_borrow(wire, &verdict.object.len);
    if (!worker->stage || !worker->stage->count || wire->broken || !text ||
        len == 0 || text[len - 1]) {
        worker_reply(worker, write_nothing, NULL);
    }
    else {
        verdict.judges = judge(ctx, worker, text, &verdict.object);
        worker_reply(worker, write_verdict, &verdict);
    }
    talloc_free(ctx);
    stage_free(worker);
}
