#include "run/stage.h"

#include "run/worker.h"

static void
end_code(struct stage *stage)
{
    code_end(&stage->code);
    code_end(&stage->lines);
}

void
play_drop_heaps(struct play *play)
{
    window_close(play->heap);
    window_close(play->after);
    play->heap = play->after = NULL;
}

static int
stage_close(struct stage *stage)
{
    for (size_t i = 0; i < stage->count; i++) {
        play_drop_heaps(&stage->plays[i]);
        report_close(stage->plays[i].report);
    }
    end_code(stage);
    if (stage->twin) {
        end_code(stage->twin);
    }
    if (stage->looking) {
        end_code(stage->looking);
    }
    return 0;
}

void
stage_free(struct worker *worker)
{
    TALLOC_FREE(worker->stage);
}

struct stage *
stage_read(struct wire *wire)
{
    struct stage *stage = talloc_zero(NULL, struct stage);
    uint64_t count;

    stage->unit = unit_read(stage, wire);
    stage->scenarios = wire_text(stage, wire);
    stage->object.bytes = wire_bytes(stage, wire, &stage->object.len);
    stage->seed = (unsigned)wire_number(wire);
    stage->observe = (int)wire_number(wire);
    count = wire_number(wire);
    if (wire->broken || count > MAX_TESTS || !stage->scenarios) {
        talloc_free(stage);
        return NULL;
    }
    stage->plays = talloc_zero_array(stage, struct play, count);
    for (uint64_t i = 0; i < count; i++) {
        stage->plays[i].name = wire_text(stage, wire);
        stage->plays[i].asks_leaks = (int)wire_number(wire);
        stage->plays[i].is_explained = (int)wire_number(wire);
    }
    if (wire->broken) {
        talloc_free(stage);
        return NULL;
    }
    stage->count = count;
    talloc_set_destructor(stage, stage_close);
    return stage;
}
