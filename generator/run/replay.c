/* A scenario that has gone wrong, once more: for its line, and for what it
 * touched. */
#include "run/replay.h"

#include <string.h>

#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/explain.h"
#include "run/play.h"
#include "run/stage.h"

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

/* Plays a scenario once more, before an observer.  What came of it is in the
 * worker's report. */
static struct result
play_again(struct worker *worker, struct stage *stage, struct play *one,
           enum observed observed)
{
    struct stage *seen =
        observed == WITH_COUNT ? stage : stage_observed(worker, stage);
    struct acting acting = {worker,
                            seen,
                            one,
                            NULL,
                            observed == WITH_LINES ? HB_CHECK_KEEP
                                                   : HB_CHECK_DROP,
                            observed};
    struct ending ending = {0};
    struct result again = {.outcome = TOOL_FAILED};

    if (seen && (observed == WITH_COUNT || !make_lines(worker, seen)) &&
        (acting.window = window_open())) {
        play_once(&acting, &again, &ending);
        window_close(acting.window);
    }
    return again;
}

void
replay_line(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result again = play_again(worker, stage, one, WITH_LINES);

    if (again.outcome == KILLED) {
        one->result.reason = again.reason;
        one->result.line = again.line;
    }
}

void
replay_explain(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result again = play_again(worker, stage, one, WITH_BLOCKS);

    if (again.outcome == KILLED) {
        one->explanation =
            explain_crash(stage, stage_observed(worker, stage), worker->report,
                          &again, &one->explained_line);
    }
}

void
replay_count(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result again = play_again(worker, stage, one, WITH_COUNT);
    const struct Hb_Left left = worker->report->left;

    if (again.outcome == KILLED) {
        one->observed = "not known: it crashes when every block lies apart";
    }
    else if (again.outcome == RAN && !again.exit_code && !left.full &&
             worker->report->slots.done == HB_DONE_DROPPED) {
        one->observed =
            left.blocks
                ? talloc_asprintf(stage, "%zu block%s, %zu bytes", left.blocks,
                                  left.blocks == 1 ? "" : "s", left.bytes)
                : "";
    }
}

/* ---- the frame ---------------------------------------------------------- */

static void
write_explanations(FILE *out, const void *what)
{
    const struct stage *stage = what;

    wire_put_number(out, stage ? stage->count : 0);
    for (size_t i = 0; stage && i < stage->count; i++) {
        wire_put_text(out, stage->plays[i].name);
        wire_put_text(out, stage->plays[i].explanation);
        wire_put_number(out, (uint64_t)stage->plays[i].explained_line);
    }
}

void
replay_serve(struct worker *worker, struct wire *wire)
{
    stage_free(worker);
    worker->stage = stage_read(wire);
    if (worker->stage) {
        struct stage *stage = worker->stage;

        stage->unit.compiler = COMPILER_TCC;
        stage->compiled = stage_compile(worker, stage);
        for (size_t i = 0; stage->compiled.outcome == RAN && i < stage->count;
             i++) {
            replay_explain(worker, stage, &stage->plays[i]);
        }
    }
    worker_reply(worker, write_explanations, worker->stage);
    stage_free(worker);
}
