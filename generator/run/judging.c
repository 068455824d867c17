/* The judges' process: compiled from the author's text, with the heaps of
 * dead scenarios before it. */
#include <string.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "run/compile_tcc.h"
#include "run/scenario.h"

/* What the judges' process works on. */
struct bench {
    const struct tcc_work *work;
    const struct stage *stage;
    const struct play *play; /* that is being judged */
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

static void
put_finding(const struct Hb_Finding *finding, void *arg)
{
    const struct bench *bench = arg;
    FILE *out = bench->findings;

    wire_put_number(out, FINDING_CLAIM);
    wire_put_text(out, bench->play->name);
    wire_put_number(out, (uint64_t)finding->line);
    wire_put_number(out, (uint64_t)finding->passed);
    wire_put_text(out, finding->what);
    wire_put_text(out, finding->expected);
    wire_put_text(out, finding->actual);
}

static void *
find(const struct bench *bench, const char *prefix)
{
    char symbol[160];

    snprintf(symbol, sizeof symbol, "%s%s", prefix, bench->play->name);
    return tcc_find(bench->work, symbol);
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
    const struct play *play = bench->play;
    struct Hb_Evidence evidence = {.heap = stage_heap(play->heap),
                                   .slots = &play->slots,
                                   .dropped = stage_heap(play->after),
                                   .nothing = stage_heap(bench->stage->empty),
                                   .leaks = play->leaks};
    void *symbol = find(bench, "hb_judge_");
    void (*judge)(void);

    if (symbol) {
        memcpy(&judge, &symbol, sizeof judge);
        Hb_JudgeBegin(&evidence, put_finding, bench);
        judge();
    }
}

static void
judge_all(void *arg)
{
    struct bench *bench = arg;

    for (size_t i = 0; i < bench->stage->count; i++) {
        void *about;

        bench->play = &bench->stage->plays[i];
        about = find(bench, "hb_about_");
        if (about) {
            put_about(bench->findings, about);
        }
        if (can_be_judged(bench->play)) {
            judge_play(bench);
        }
    }
    /* Nobody asks what this interpreter leaves behind. */
    fflush(NULL);
    _exit(0);
}

static int
start_judges(struct tcc_work *work, void *entry)
{
    struct bench bench = {.work = work, .stage = work->arg};

    (void)entry;
    tcc_confine(work);
    /* The judges' own records would stand between the findings. */
    Hb_HostRecords(NULL);
    bench.findings = fdopen(3, "w");
    return bench.findings ? Hb_JudgeRun(judge_all, &bench) : 3;
}

static struct result
judge(TALLOC_CTX *ctx, struct worker *worker, const char *text)
{
    struct stage *stage = worker->stage;
    struct unit unit = {.path = "check.c", .line = 1};
    char *entry = talloc_asprintf(ctx, "hb_about_%s", stage->plays[0].name);
    struct tcc_work work = {.sandbox = worker->sandbox,
                            .report = worker->report,
                            .texts = {text},
                            .text_count = 1,
                            .define = "HB_CHECK_JUDGES",
                            .entry = entry,
                            .start = start_judges,
                            .arg = stage};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_body,
                      .arg = &work,
                      .limits = worker_limits(&unit),
                      .hangup = worker->fd};
    struct ending ending;
    struct result result;

    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(ctx, worker->sandbox, &job, &ending);
    result = result_of(ctx, worker, &unit, &ending);
    worker_messages(ctx, &unit, worker->report, &result);
    worker_not_compiled(worker, &ending, &result);
    return result;
}

/* ---- the reply ---------------------------------------------------------- */

struct verdict {
    const struct stage *stage;
    struct result judges;
};

static void
write_verdict(FILE *out, const void *what)
{
    const struct verdict *verdict = what;
    const struct stage *stage = verdict->stage;

    result_write(out, &stage->compiled);
    wire_put_number(out, stage->count);
    for (size_t i = 0; i < stage->count; i++) {
        const struct play *play = &stage->plays[i];
        struct result none = {
            .outcome = NOT_COMPILED, .out = "", .err = "", .records = ""};

        wire_put_text(out, play->name);
        result_write(out, play->heap ? &play->result : &none);
        wire_put_number(out, play->slots.done != 0);
    }
    result_write(out, &verdict->judges);
}

static void
write_nothing(FILE *out, const void *what)
{
    (void)out;
    (void)what;
}

/* The text is used where it lies: the caller wipes it. */
void
judging_serve(struct worker *worker, struct wire *wire)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct verdict verdict = {.stage = worker->stage};
    size_t len;
    const char *text = wire_borrow(wire, &len);

    if (!worker->stage || !worker->stage->count || !text || len == 0 ||
        text[len - 1]) {
        worker_reply(worker, write_nothing, NULL);
    }
    else {
        verdict.judges = judge(ctx, worker, text);
        worker_reply(worker, write_verdict, &verdict);
    }
    talloc_free(ctx);
    stage_free(worker);
}
