/* A scenario that has gone wrong, once more: for its line, and for what it
 * touched. */
#include "run/replay.h"

#include <string.h>

#include "run/compile_stage.h"
#include "run/compile_tcc.h"
#include "run/endings.h"
#include "run/explain.h"

/* What a play may take longer than four times the first. */
enum { PATIENCE_MS = 1000 };

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

/* The stage for an observer, ready; NULL where it cannot be had. */
static struct stage *
find_stage(struct worker *worker, struct stage *stage, enum observed observed)
{
    struct stage *seen;

    if (observed >= WITH_COUNT) {
        return stage;
    }
    if (observed == WITH_SUMS) {
        return stage_looking(worker, stage);
    }
    seen = stage_observed(worker, stage);
    return seen && !make_lines(worker, seen) ? seen : NULL;
}

/* Plays a scenario once more, before an observer.  What came of it is in the
 * worker's report. */
static struct result
play_again(struct worker *worker, struct stage *stage, struct play *one,
           enum observed observed)
{
    struct stage *seen = find_stage(worker, stage, observed);
    struct acting acting = {worker,
                            seen,
                            one,
                            NULL,
                            observed == WITH_LINES ? HB_CHECK_KEEP
                                                   : HB_CHECK_DROP,
                            observed,
                            0};
    struct ending ending = {0};
    struct result again = {.outcome = TOOL_FAILED};

    if (observed == WITH_COUNT) {
        acting.wall_ms = (int)(4 * one->ms) + PATIENCE_MS;
    }
    if (seen && (acting.window = window_open())) {
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

/* `seen` is what was played, with its lines. */
static void
explain(struct stage *seen, struct play *one, struct child_report *report,
        const struct result *again)
{
    if (again->outcome == KILLED) {
        one->explanation =
            explain_crash(seen, seen, report, again, &one->explained_line);
    }
    else if (again->outcome == RAN && one->asks_leaks) {
        one->explanation =
            explain_outside(seen, &report->outside, &one->explained_line);
    }
}

void
replay_explain(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result again = play_again(worker, stage, one, WITH_BLOCKS);

    explain(stage_observed(worker, stage), one, worker->report, &again);
}

/* What a play that has come to its end has left, in words: "" for nothing. */
static const char *
left_over(struct stage *stage, const struct Hb_Left *left)
{
    char *text;

    if (!left->blocks) {
        return "";
    }
    text = talloc_asprintf(stage, "%zu block%s", left->blocks,
                           left->blocks == 1 ? "" : "s");
    return left->bytes
               ? talloc_asprintf_append(text, ", %zu bytes", left->bytes)
               : text;
}

/* Blocks that lie apart take more room and time, so an honest answer may not
 * come to its end there: then what was counted in its first play holds. */
void
replay_count(struct worker *worker, struct stage *stage, struct play *one)
{
    struct result again;

    one->observed = left_over(stage, &one->left);
    if (one->left.blocks) {
        return;
    }
    again = play_again(worker, stage, one, WITH_COUNT);
    if (again.outcome == KILLED) {
        one->observed = "not known: it crashes when every block lies apart";
    }
    else if (again.outcome == RAN && !again.exit_code &&
             worker->report->slots.done == HB_DONE_DROPPED) {
        one->observed = left_over(stage, &worker->report->left);
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
        wire_put_text(out, stage->plays[i].undefined);
        wire_put_number(out, (uint64_t)stage->plays[i].undefined_line);
    }
}

static void
finish_explained(struct acting *acting, const struct ending *ending)
{
    struct result again = play_end(acting, ending);

    explain(acting->stage, acting->play, acting->worker->report, &again);
}

/* The author's lines are those of the text, not of what gcc was given. */
static void
finish_sums(struct acting *acting, const struct ending *ending)
{
    struct stage *stage = acting->worker->stage;
    struct play *one = acting->play;

    if (play_end(acting, ending).outcome != TOOL_FAILED) {
        one->undefined =
            explain_undefined(stage, stage, &acting->worker->report->undefined,
                              &one->undefined_line);
    }
}

/* Plays those before an observer that are still to be explained, or all. */
static void
play_before(struct worker *worker, struct stage *stage, int all,
            const struct manner *manner)
{
    struct stage *seen = find_stage(worker, stage, manner->observed);
    struct play **plays = talloc_array(stage, struct play *, stage->count);
    size_t count = 0;

    for (size_t i = 0; i < stage->count; i++) {
        if (all || !stage->plays[i].is_explained) {
            plays[count++] = &stage->plays[i];
        }
    }
    if (seen) {
        play_each(worker, seen, plays, count, manner);
    }
}

static void
explain_all(struct worker *worker, struct stage *stage)
{
    const struct manner with_blocks = {WITH_BLOCKS, finish_explained};
    const struct manner with_sums = {WITH_SUMS, finish_sums};

    stage->unit.compiler = COMPILER_TCC;
    stage->compiled = stage_compile(worker, stage);
    if (stage->compiled.outcome == RAN) {
        play_before(worker, stage, 0, &with_blocks);
        play_before(worker, stage, 1, &with_sums);
    }
}

void
replay_serve(struct worker *worker, struct wire *wire)
{
    stage_free(worker);
    worker->stage = stage_read(wire);
    if (worker->stage) {
        explain_all(worker, worker->stage);
    }
    worker_reply(worker, write_explanations, worker->stage);
    stage_free(worker);
}
