#include "run/scenario.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "heapbook/host.h"
#include "heapbook/judge.h"
#include "run/compile_tcc.h"
#include "run/tools.h"

/* ---- one play ----------------------------------------------------------- */

struct acting {
    struct worker *worker;
    struct stage *stage;
    struct play *play;
    unsigned char *window;
    enum Hb_CheckEnd end;
    int with_lines;
};

static void
know_lines(const struct code *lines)
{
    const struct code_head *head = code_head(lines);

    Hb_HostCode((const void *)(uintptr_t)head->entries[0],
                (size_t)head->entries[1],
                (const struct Hb_Line *)(lines->window + CODE_FIRST),
                head->size / sizeof(struct Hb_Line));
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
    if (acting->with_lines) {
        know_lines(&stage->lines);
    }
    tcc_begin_run(acting->worker->report);
    Hb_DrawFrom(stage->seed, acting->play->name);
    Hb_CheckDone = sandbox_pause;
    code = Hb_CheckPlay(test, slots, acting->end);
    slots->done += code == 0;
    return code;
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
    }
}

static void
play_once(struct acting *acting, struct result *result, struct ending *ending)
{
    struct worker *worker = acting->worker;
    struct stage *stage = acting->stage;
    struct job job = {.confinement = CONFINE_RUN,
                      .body = act,
                      .arg = acting,
                      .limits = worker_limits(&stage->unit),
                      .paused =
                          acting->end == HB_CHECK_DROP ? keep_heap : NULL,
                      .paused_arg = acting,
                      .hangup = worker->fd};

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

static struct result
failed(const char *reason)
{
    return (struct result){.outcome = TOOL_FAILED,
                           .out = "",
                           .err = "",
                           .records = "",
                           .reason = reason};
}

static void
play_one(struct worker *worker, struct stage *stage, struct play *one)
{
    struct acting acting = {worker,
                            stage,
                            one,
                            window_open(),
                            one->asks_leaks ? HB_CHECK_DROP : HB_CHECK_KEEP,
                            0};
    struct ending ending = {0};

    if (!acting.window) {
        one->result = failed("no memory to share");
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

/* ---- lines of crashes --------------------------------------------------- */

static int
make_lines(struct worker *worker, struct stage *stage)
{
    struct tcc_making making = {.sandbox = worker->sandbox,
                                .report = worker->report,
                                .text = stage->unit.text,
                                .mark = code_head(&stage->code)->mark,
                                .code = &stage->lines};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_lines_body,
                      .arg = &making,
                      .limits = worker_limits(&stage->unit),
                      .hangup = worker->fd};
    struct ending ending;

    if (stage->lines.size) {
        return 0;
    }
    if (code_begin(&stage->lines)) {
        return -1;
    }
    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(stage, worker->sandbox, &job, &ending);
    return code_settle(&stage->lines);
}

/* Plays a scenario that has crashed once more, to learn its line. */
static void
find_line(struct worker *worker, struct stage *stage, struct play *one)
{
    struct play again = *one;
    struct acting acting = {worker, stage, one, NULL, HB_CHECK_KEEP, 1};
    struct ending ending = {0};

    if (make_lines(worker, stage) || !(acting.window = window_open())) {
        return;
    }
    play_once(&acting, &again.result, &ending);
    window_close(acting.window);
    if (again.result.outcome == KILLED) {
        one->result.reason = again.result.reason;
        one->result.line = again.result.line;
    }
}

/* ---- compiling ---------------------------------------------------------- */

int
object_make(TALLOC_CTX *ctx, struct worker *worker, const char *text,
            const char *define, struct object *object, struct result *result)
{
    struct code code = {0};
    struct unit unit = {.path = "check.c", .line = 1};
    struct tcc_making making = {.sandbox = worker->sandbox,
                                .report = worker->report,
                                .text = text,
                                .define = define,
                                .code = &code};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_object_body,
                      .arg = &making,
                      .limits = worker_limits(&unit),
                      .hangup = worker->fd};
    struct ending ending;
    int err = -1;

    if (code_begin(&code)) {
        *result = failed("no memory to share");
        return -1;
    }
    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(ctx, worker->sandbox, &job, &ending);
    *result = result_of(ctx, worker, &unit, &ending);
    worker_messages(ctx, &unit, worker->report, result);
    worker_not_compiled(worker, &ending, result);
    if (worker->report->phase == PHASE_COMPILED && !code_settle(&code)) {
        object->bytes = code_bytes(ctx, &code, &object->len);
        object->made = 1;
        err = 0;
    }
    code_end(&code);
    return err;
}

/* What libtcc says of the scenarios is the author's business. */
static void
blame_scenarios(struct stage *stage, struct result *result)
{
    for (size_t i = 0; i < result->message_count; i++) {
        struct message *message = &result->messages[i];

        message->text = talloc_asprintf(stage, "check.c:%d: %s", message->line,
                                        message->text);
        message->line = 0;
    }
}

static const char **
entry_names(struct stage *stage)
{
    const char **names = talloc_array(stage, const char *, stage->count + 1);

    for (size_t i = 0; i < stage->count; i++) {
        names[i] = talloc_asprintf(names, "hb_test_%s", stage->plays[i].name);
    }
    return names;
}

static void
start_runtime(void *worker)
{
    worker_start_runtime(worker);
    nothing_play(worker);
}

/* gcc and clang have answers to compile as well; libtcc links them. */
static struct result
compile_elsewhere(struct worker *worker, struct stage *stage)
{
    const char *missing =
        tools_missing(stage->unit.compiler, stage->unit.runtime);
    struct result result = {.outcome = RAN};

    if (missing) {
        result = failed(missing);
        result.outcome = NOT_AVAILABLE;
    }
    else if (stage->unit.compiler != COMPILER_TCC) {
        result = compile_answer(stage, worker, &stage->unit,
                                &stage->answer.bytes, &stage->answer.len);
    }
    return result;
}

static struct result
link_all(struct worker *worker, struct stage *stage)
{
    struct tcc_making making = {.sandbox = worker->sandbox,
                                .report = worker->report,
                                .text = stage->unit.text,
                                .answer = stage->answer.bytes,
                                .answer_len = stage->answer.len,
                                .object = stage->object.bytes,
                                .object_len = stage->object.len,
                                .names = entry_names(stage),
                                .name_count = stage->count,
                                .code = &stage->code};
    struct job job = {.confinement = CONFINE_COMPILE,
                      .body = tcc_link_body,
                      .arg = &making,
                      .limits = worker_limits(&stage->unit),
                      .meanwhile = start_runtime,
                      .meanwhile_arg = worker,
                      .hangup = worker->fd};
    struct ending ending;
    struct result result;

    if (code_begin(&stage->code)) {
        return failed("no memory to share");
    }
    memset(worker->report, 0, sizeof *worker->report);
    sandbox_run(stage, worker->sandbox, &job, &ending);
    result = result_of(stage, worker, &stage->unit, &ending);
    worker_messages(stage, &stage->unit, worker->report, &result);
    worker_not_compiled(worker, &ending, &result);
    if (result.outcome == RAN && code_settle(&stage->code)) {
        result.outcome = NOT_COMPILED;
        result.reason = "the compiler made nothing of it";
    }
    return result;
}

/* What gcc or clang has warned of is told, where nothing worse is. */
static struct result
with_messages(struct result linked, const struct result *compiled)
{
    if (!linked.message_count) {
        linked.messages = compiled->messages;
        linked.message_count = compiled->message_count;
    }
    return linked;
}

static struct result
compile(struct worker *worker, struct stage *stage)
{
    struct result result;

    if (!stage->object.bytes && object_make(stage, worker, stage->scenarios,
                                            NULL, &stage->object, &result)) {
        blame_scenarios(stage, &result);
        return result;
    }
    result = compile_elsewhere(worker, stage);
    if (result.outcome != RAN) {
        start_runtime(worker); /* the judges say what there was to win */
        return result;
    }
    return with_messages(link_all(worker, stage), &result);
}

/* The stage on which a crash is looked at: that of the compiler which tells
 * lines.  NULL where it cannot be had. */
static struct stage *
observed_stage(struct worker *worker, struct stage *stage)
{
    struct stage *twin = stage->twin;

    if (stage->unit.compiler == COMPILER_TCC) {
        return stage;
    }
    if (!twin) {
        twin = stage->twin = talloc_zero(stage, struct stage);
        twin->unit = stage->unit;
        twin->unit.compiler = COMPILER_TCC;
        twin->object = stage->object;
        twin->seed = stage->seed;
        twin->plays = stage->plays;
        twin->count = stage->count;
        twin->compiled = link_all(worker, twin);
    }
    return twin->compiled.outcome == RAN ? twin : NULL;
}

static void
play_all(struct worker *worker, struct stage *stage)
{
    stage->compiled = compile(worker, stage);
    for (size_t i = 0; stage->compiled.outcome == RAN && i < stage->count;
         i++) {
        struct play *one = &stage->plays[i];

        play_one(worker, stage, one);
        if (one->result.outcome == KILLED && observed_stage(worker, stage)) {
            find_line(worker, observed_stage(worker, stage), one);
        }
    }
}

/* ---- the frame ---------------------------------------------------------- */

static void
end_code(struct stage *stage)
{
    code_end(&stage->code);
    code_end(&stage->lines);
}

static int
stage_close(struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        window_close(stage->plays[i].heap);
        window_close(stage->plays[i].after);
    }
    end_code(stage);
    if (stage->twin) {
        end_code(stage->twin);
    }
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

    stage->unit = unit_read(stage, wire);
    stage->scenarios = wire_text(stage, wire);
    stage->object.bytes = wire_bytes(stage, wire, &stage->object.len);
    stage->seed = (unsigned)wire_number(wire);
    count = wire_number(wire);
    if (wire->broken || count > MAX_TESTS || !stage->scenarios) {
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
