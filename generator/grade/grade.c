#include "grade/grade.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/files.h"
#include "base/stream.h"
#include "grade/check_source.h"
#include "grade/findings.h"
#include "grade/submission.h"
#include "run/cache.h"
#include "run/hands.h"
#include "sandbox/sandbox.h"
#include "run/scenario.h"
#include "run/wire.h"

/* A half of a check.c, as an object file: known from the cache, or by the
 * first reply. */
struct half {
    char key[HASH_SIZE];
    const char *bytes; /* or NULL */
    size_t len;
};

struct halves {
    struct half scenarios, judges;
};

/* One answer on its way. */
struct grading {
    const struct answer *answer;
    struct check_source *check;
    struct halves *halves; /* of check, shared by all of its answers */
    char check_hash[HASH_SIZE];
    char *text; /* of the answer; NULL when it was refused */
    struct report *report;
    long task; /* its index; -1 without */
    int asked; /* to explain the tests that failed */
};

struct batch {
    TALLOC_CTX *ctx;
    const struct grade_options *options;
    struct grading *gradings;
    size_t count;
    struct task *tasks;
    size_t *grading_of;
    size_t task_count, done;
    int probe;         /* sandbox_probe_begin's; 0 until it is begun */
    const char *level; /* NULL until it is needed */
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

/* Whether the test is to be played once more: it crashed, or came to its end,
 * and that was not what was wanted. */
static int
is_unclear(const struct test_report *test)
{
    return test->status == TEST_FAIL || test->crashed;
}

static void
put_test(FILE *out, const struct check_test *test, int is_explained)
{
    wire_put_text(out, test->name);
    wire_put_number(out, (uint64_t)test->asks_leaks);
    wire_put_number(out, (uint64_t)is_explained);
}

static void
put_tests(FILE *out, const struct check_source *check, unsigned seed)
{
    size_t order[64];

    draw_order(order, check->count, seed);
    wire_put_number(out, check->count);
    for (size_t i = 0; i < check->count; i++) {
        put_test(out, &check->tests[order[i]], 0);
    }
}

static size_t
count_unclear(const struct report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < report->test_count; i++) {
        count += (size_t)is_unclear(&report->tests[i]);
    }
    return count;
}

static void
put_unclear(FILE *out, const struct grading *grading)
{
    wire_put_number(out, count_unclear(grading->report));
    for (size_t i = 0; i < grading->report->test_count; i++) {
        const struct test_report *test = &grading->report->tests[i];

        if (is_unclear(test)) {
            put_test(out, &grading->check->tests[i], test->crashed);
        }
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
put_half(FILE *out, const struct half *half)
{
    wire_put_bytes(out, half->bytes, half->len);
}

/* What both kinds of plays begin with. */
static void
put_play(FILE *out, const struct batch *batch, const struct grading *grading,
         int kind)
{
    struct unit unit = {.name = grading->answer->exercise,
                        .path = grading->answer->path,
                        .line = 1,
                        .text = grading->text,
                        .compiler = batch->options->compiler,
                        .timeout_ms = batch->options->timeout_ms > 0
                                          ? batch->options->timeout_ms
                                          : SCENARIO_MS};

    fputc(kind, out);
    unit_write(out, &unit);
    wire_put_text(out, grading->check->scenarios);
    put_half(out, &grading->halves->scenarios);
    wire_put_number(out, grading->report->seed);
    wire_put_number(
        out, (uint64_t)(batch->options->hidden && !batch->options->is_twin));
}

static void
fill_frames(struct batch *batch, const struct grading *grading)
{
    struct task *task = &batch->tasks[grading->task];
    char *text = NULL;
    FILE *out = stream_open(&text, &task->lens[0]);

    put_play(out, batch, grading, FRAME_SCENARIOS);
    put_tests(out, grading->check, grading->report->seed);
    task->frames[0] = close_frame(batch->tasks, out, &text, &task->lens[0]);
    out = stream_open(&text, &task->lens[1]);
    fputc(FRAME_JUDGES, out);
    wire_put_bytes(out, grading->check->judges,
                   strlen(grading->check->judges) + 1);
    put_half(out, &grading->halves->judges);
    task->frames[1] = close_frame(batch->tasks, out, &text, &task->lens[1]);
}

/* Asks for the tests that failed once more. */
static void
ask_again(struct batch *batch, struct grading *grading)
{
    struct task *task = &batch->tasks[grading->task];
    char *text = NULL;
    FILE *out = stream_open(&text, &task->lens[0]);

    put_play(out, batch, grading, FRAME_REPLAYS);
    put_unclear(out, grading);
    task->frames[0] = close_frame(batch->tasks, out, &text, &task->lens[0]);
    task->frame_count = 1;
    grading->asked = 1;
}

static void
add_task(struct batch *batch, struct grading *grading)
{
    grading->task = (long)batch->task_count;
    batch->tasks[batch->task_count] = (struct task){.frame_count = 2};
    batch->grading_of[batch->task_count++] =
        (size_t)(grading - batch->gradings);
    fill_frames(batch, grading);
}

/* ---- object files ------------------------------------------------------- */

static void
find_half(TALLOC_CTX *ctx, struct half *half, const char *text,
          const char *define)
{
    cache_object_key(half->key, text, define);
    half->bytes = cache_get_object(ctx, half->key, &half->len);
}

static struct halves *
find_halves(TALLOC_CTX *ctx, const struct check_source *check)
{
    struct halves *halves = talloc_zero(ctx, struct halves);

    find_half(halves, &halves->scenarios, check->scenarios, NULL);
    find_half(halves, &halves->judges, check->judges, "HB_CHECK_JUDGES");
    return halves;
}

static int
keep_half(struct half *half, const char *bytes, size_t len)
{
    if (!bytes || half->bytes) {
        return 0;
    }
    half->bytes = bytes;
    half->len = len;
    cache_put_object(half->key, bytes, len);
    return 1;
}

/* Answers to the same check.c that have not been sent yet bring what this one
 * has made. */
static void
keep_objects(struct batch *batch, const struct grading *grading,
             const struct made_objects *made)
{
    struct halves *halves = grading->halves;
    int news =
        keep_half(&halves->scenarios, made->scenarios, made->scenarios_len);

    news |= keep_half(&halves->judges, made->judges, made->judges_len);
    for (size_t i = (size_t)grading->task + 1; news && i < batch->task_count;
         i++) {
        struct grading *other = &batch->gradings[batch->grading_of[i]];

        if (other->halves == halves) {
            fill_frames(batch, other);
        }
    }
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
        grading->halves = grading[-1].halves;
        memcpy(grading->check_hash, grading[-1].check_hash, HASH_SIZE);
        return grading->check ? 0 : -1;
    }
    text = file_read(batch->ctx, path, &len);
    if (text) {
        hash_bytes(grading->check_hash, text, len);
    }
    grading->check = text ? check_source_parse(batch->ctx, path, text) : NULL;
    if (!grading->check) {
        return -1;
    }
    grading->halves = find_halves(batch->ctx, grading->check);
    return 0;
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
        report->tests[i].code = check->tests[i].code;
        report->tests[i].output = report->tests[i].errors = "";
        report->tests[i].status = TEST_SKIP;
    }
    grading->text =
        grading->answer->text
            ? talloc_strdup(batch->ctx, grading->answer->text)
            : submission_read(batch->ctx, grading->answer->path, &why);
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
begin_probe(struct batch *batch)
{
    if (!batch->probe) {
        batch->probe = sandbox_probe_begin();
    }
}

/* The sandbox is attacked while the first answer is being judged: until then
 * its scenarios keep two processors busy. */
static void
on_halfway(void *arg)
{
    struct batch *batch = arg;

    if (!batch->options->level_of_losses) {
        begin_probe(batch);
    }
}

static const char *
level_of(struct batch *batch)
{
    if (!batch->level) {
        begin_probe(batch);
        batch->level = sandbox_level_name(sandbox_probe_end(batch->probe));
    }
    return batch->level;
}

static void
complete(struct batch *batch, const struct grading *grading)
{
    struct report *report = grading->report;

    report_finish(batch->ctx, report, batch->options->hidden);
    if (!batch->options->level_of_losses ||
        report->score < report->max_score) {
        report->level = level_of(batch);
    }
    if (batch->options->finished) {
        batch->options->finished((size_t)(grading - batch->gradings),
                                 batch->options->arg);
    }
}

/* The marks stand before an explanation is asked for. */
static int
on_done(size_t index, void *arg)
{
    struct batch *batch = arg;
    struct grading *grading = &batch->gradings[batch->grading_of[index]];
    struct made_objects made = {0};

    if (grading->asked) {
        explanations_read(batch->ctx, &batch->tasks[index], grading->report);
    }
    else {
        findings_read(batch->ctx, &batch->tasks[index], grading->report,
                      &made);
        keep_objects(batch, grading, &made);
        if (batch->options->explain && count_unclear(grading->report)) {
            ask_again(batch, grading);
            begin_probe(batch);
            return 1;
        }
    }
    complete(batch, grading);
    if (batch->options->progress) {
        batch->options->progress(++batch->done, batch->task_count,
                                 batch->options->arg);
    }
    return 0;
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
        reports[i] = (struct report){
            .level = "", .seed = seed, .compiler = batch->options->compiler};
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
    const struct foreman foreman = {on_done, on_halfway, &batch};
    int err;

    batch.gradings = talloc_zero_array(ctx, struct grading, count + 1);
    batch.tasks = talloc_zero_array(ctx, struct task, count + 1);
    batch.grading_of = talloc_zero_array(ctx, size_t, count + 1);
    err = prepare(&batch, answers, reports) ||
          hands_exchange(ctx, batch.tasks, batch.task_count, &foreman);
    if (batch.probe) {
        level_of(&batch);
    }
    return err ? -1 : 0;
}
