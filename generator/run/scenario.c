#include "run/scenario.h"

#include "run/endings.h"
#include "run/explain.h"
#include "run/play.h"
#include "run/replay.h"
#include "run/stage.h"

static void
play_all(struct worker *worker, struct stage *stage)
{
    stage->compiled = stage_compile(worker, stage);
    for (size_t i = 0; stage->compiled.outcome == RAN && i < stage->count;
         i++) {
        struct play *one = &stage->plays[i];

        play_one(worker, stage, one);
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
