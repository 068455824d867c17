#include "run/scenario.h"

#include "run/compile_stage.h"
#include "run/endings.h"
#include "run/explain.h"
#include "run/replay.h"

/* Looks again at what went wrong. */
static void
look_again(struct worker *worker, struct stage *stage, struct play *one)
{
    if (one->result.outcome == KILLED) {
        replay_line(worker, stage, one);
        replay_explain(worker, stage, one);
    }
    else if (one->result.outcome == RAN) {
        if (stage->observe && one->after) {
            replay_count(worker, stage, one);
        }
        one->explanation = explain_slots(&one->slots);
    }
}

static void
serve(struct worker *worker, struct stage *stage)
{
    stage->compiled = stage_compile(worker, stage);
    if (stage->compiled.outcome != RAN) {
        return;
    }
    play_all(worker, stage);
    for (size_t i = 0; i < stage->count; i++) {
        look_again(worker, stage, &stage->plays[i]);
    }
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
        serve(worker, worker->stage);
    }
    worker_reply(worker, write_ready, worker->stage);
}
