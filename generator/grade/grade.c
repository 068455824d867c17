#include "grade/grade.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/files.h"
#include "grade/check_source.h"
#include "grade/findings.h"
#include "grade/submission.h"
#include "run/hands.h"
#include "run/sandbox.h"
#include "run/wire.h"

enum { TEST_MS = 2000 };

/* One answer on its way. */
struct grading {
    const struct answer *answer;
    struct check_source *check;
    char check_hash[HASH_SIZE];
    char *text; /* of the answer; NULL when it was refused */
    struct report *report;
    long task; /* its index; -1 without */
};

struct batch {
    TALLOC_CTX *ctx;
    const struct grade_options *options;
    struct grading *gradings;
    size_t count;
    struct task *tasks;
    size_t *grading_of;
    size_t task_count, done;
    const char *level;
};

/* ---- what is sent ------------------------------------------------------- */

/* Draws an order: the same for the same seed, on every machine. */
static void
draw_order(size_t *order, size_t count, unsigned seed)
{
    uint64_t state = seed | (uint64_t)count << 32;

    for (size_t i = 0; i < count; i++) {
        order[i] = i;
    }
    for (size_t i = count; i > 1; i--) {
        size_t other, kept;

        state = state * 6364136223846793005u + 1442695040888963407u;
        other = (size_t)(state >> 33) % i;
        kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

static void
put_tests(FILE *out, const struct check_source *check, unsigned seed)
{
    size_t order[64];

    draw_order(order, check->count, seed);
    wire_put_number(out, check->count);
    for (size_t i = 0; i < check->count; i++) {
        const struct check_test *test = &check->tests[order[i]];

        wire_put_text(out, test->name);
        wire_put_number(out, (uint64_t)test->asks_leaks);
    }
}

static const char *
close_frame(TALLOC_CTX *ctx, FILE *out, char **text, size_t *len)
{
    const char *frame;

    fclose(out);
    frame = talloc_memdup(ctx, *text, *len);
    free(*text);
    *text = NULL;
    return frame;
}

static void
add_task(struct batch *batch, struct grading *grading)
{
    struct task *task = &batch->tasks[batch->task_count];
    struct unit unit = {.name = grading->answer->exercise,
                        .path = grading->answer->path,
                        .line = 1,
                        .text = grading->text,
                        .timeout_ms = batch->options->timeout_ms > 0
                                          ? batch->options->timeout_ms
                                          : TEST_MS};
    char *text = NULL;
    FILE *out = open_memstream(&text, &task->lens[0]);

    *task = (struct task){.frame_count = 2};
    fputc(FRAME_SCENARIOS, out);
    unit_write(out, &unit);
    wire_put_text(out, grading->check->scenarios);
    put_tests(out, grading->check, grading->report->seed);
    task->frames[0] = close_frame(batch->tasks, out, &text, &task->lens[0]);
    out = open_memstream(&text, &task->lens[1]);
    fputc(FRAME_JUDGES, out);
    wire_put_bytes(out, grading->check->judges,
                   strlen(grading->check->judges) + 1);
    task->frames[1] = close_frame(batch->tasks, out, &text, &task->lens[1]);
    grading->task = (long)batch->task_count;
    batch->grading_of[batch->task_count++] =
        (size_t)(grading - batch->gradings);
}

/* ---- reading ------------------------------------------------------------ */

static int
read_check(struct batch *batch, struct grading *grading)
{
    char *path = path_join(batch->ctx, grading->answer->folder, "check.c");
    size_t len;
    char *text;

    /* Many answers to one exercise follow each other. */
    if (grading > batch->gradings &&
        !strcmp(grading[-1].answer->folder, grading->answer->folder)) {
        grading->check = grading[-1].check;
        memcpy(grading->check_hash, grading[-1].check_hash, HASH_SIZE);
        return grading->check ? 0 : -1;
    }
    text = file_read(batch->ctx, path, &len);
    if (text) {
        hash_bytes(grading->check_hash, text, len);
    }
    grading->check = text ? check_source_parse(batch->ctx, path, text) : NULL;
    return grading->check ? 0 : -1;
}

static void
begin_report(struct batch *batch, struct grading *grading)
{
    const struct check_source *check = grading->check;
    struct report *report = grading->report;
    const char *why = NULL;

    report->exercise = grading->answer->exercise;
    report->path = grading->answer->path;
    report->test_count = check->count;
    report->tests =
        talloc_zero_array(batch->ctx, struct test_report, check->count);
    for (size_t i = 0; i < check->count; i++) {
        report->tests[i].name = check->tests[i].name;
        report->tests[i].claim = "";
        report->tests[i].output = "";
        report->tests[i].status = TEST_SKIP;
    }
    grading->text = submission_read(batch->ctx, grading->answer->path, &why);
    report->reason = why;
    memcpy(report->exercise_hash, grading->check_hash, HASH_SIZE);
    if (grading->text) {
        hash_bytes(report->submission_hash, grading->text,
                   strlen(grading->text));
    }
}

static unsigned
seed_of(const struct grade_options *options)
{
    unsigned seed = options->seed;

    if (!seed && getrandom(&seed, sizeof seed, 0) != sizeof seed) {
        seed = 1;
    }
    return seed % 1000000 + !(seed % 1000000);
}

static void
complete(struct batch *batch, const struct grading *grading)
{
    grading->report->level = batch->level;
    report_finish(batch->ctx, grading->report, batch->options->hidden);
    if (batch->options->finished) {
        batch->options->finished((size_t)(grading - batch->gradings),
                                 batch->options->arg);
    }
}

static void
on_done(size_t index, void *arg)
{
    struct batch *batch = arg;
    struct grading *grading = &batch->gradings[batch->grading_of[index]];

    findings_read(batch->ctx, &batch->tasks[index], grading->report);
    complete(batch, grading);
    if (batch->options->progress) {
        batch->options->progress(++batch->done, batch->task_count,
                                 batch->options->arg);
    }
}

static int
prepare(struct batch *batch, const struct answer *answers,
        struct report *reports)
{
    unsigned seed = seed_of(batch->options);
    int err = 0;

    for (size_t i = 0; i < batch->count; i++) {
        struct grading *grading = &batch->gradings[i];

        grading->answer = &answers[i];
        grading->report = &reports[i];
        grading->task = -1;
        reports[i] = (struct report){.seed = seed};
        if (read_check(batch, grading)) {
            err = -1;
            continue;
        }
        begin_report(batch, grading);
        if (grading->text) {
            add_task(batch, grading);
        }
        else {
            complete(batch, grading);
        }
    }
    return err;
}

int
grade_answers(TALLOC_CTX *ctx, const struct answer *answers, size_t count,
              struct report *reports, const struct grade_options *options)
{
    struct batch batch = {.ctx = ctx, .options = options, .count = count};

    batch.level = sandbox_level_name(sandbox_probe(ctx, NULL, NULL));
    batch.gradings = talloc_zero_array(ctx, struct grading, count + 1);
    batch.tasks = talloc_zero_array(ctx, struct task, count + 1);
    batch.grading_of = talloc_zero_array(ctx, size_t, count + 1);
    if (prepare(&batch, answers, reports) ||
        hands_exchange(ctx, batch.tasks, batch.task_count, on_done, &batch)) {
        return -1;
    }
    return 0;
}
