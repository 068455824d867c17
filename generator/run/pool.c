#include "run/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "run/cache.h"
#include "run/hands.h"
#include "run/tools.h"
#include "run/wire.h"

/* One call of pool_run. */
struct round {
    TALLOC_CTX *ctx;
    const struct unit *units;
    struct result *results;
    const struct pool_options *options;
    size_t count, done;
    struct task *tasks; /* for units that are not in the cache */
    size_t *unit_of;    /* which unit a task is for */
    size_t task_count;
};

const char *
pool_missing(enum compiler compiler, enum runtime_kind runtime)
{
    return tools_missing(compiler, runtime);
}

int
pool_start(const struct pool_options *options)
{
    if (options->is_one) {
        hands_expect_one();
    }
    return hands_start(hands_wanted(options->jobs), options->trust);
}

void
pool_dismiss(void)
{
    hands_dismiss();
}

void
pool_stop(void)
{
    hands_stop();
}

static void
tell(struct round *round)
{
    round->done++;
    if (round->options->progress) {
        round->options->progress(round->done, round->count,
                                 round->options->arg);
    }
}

static void
add_task(struct round *round, size_t index)
{
    struct task *task = &round->tasks[round->task_count];
    char *text = NULL;
    size_t len = 0;
    FILE *out = stream_open(&text, &len);

    fputc(FRAME_UNIT, out);
    unit_write(out, &round->units[index]);
    fclose(out);
    *task = (struct task){.frame_count = 1};
    task->frames[0] = talloc_memdup(round->tasks, text, len);
    task->lens[0] = len;
    round->unit_of[round->task_count++] = index;
    free(text);
}

static void
look_up(struct round *round)
{
    char key[HASH_SIZE];

    round->tasks = talloc_array(NULL, struct task, round->count + 1);
    round->unit_of = talloc_array(round->tasks, size_t, round->count + 1);
    for (size_t i = 0; i < round->count; i++) {
        if (round->options->use_cache) {
            cache_key(key, &round->units[i]);
            if (cache_get(round->ctx, key, &round->results[i])) {
                tell(round);
                continue;
            }
        }
        add_task(round, i);
    }
}

static void
keep(const struct unit *unit, const struct result *result)
{
    char key[HASH_SIZE];

    cache_key(key, unit);
    cache_put(key, result);
}

void
pool_keep(const struct unit *unit, const struct result *result)
{
    if (!result->from_cache && result->outcome < NOT_AVAILABLE) {
        keep(unit, result);
    }
}

static int
went_well(const struct result *result)
{
    return result->outcome == RAN && result->exit_code == 0 &&
           !strstr(result->records, "{\"leak\":");
}

static int
take_result(size_t number, void *arg)
{
    struct round *round = arg;
    const struct task *task = &round->tasks[number];
    struct wire wire = {task->reply, task->reply + task->reply_len, 0};
    size_t index = round->unit_of[number];
    struct result *result = &round->results[index];

    if (task->reply) {
        *result = result_read(round->ctx, &wire);
    }
    if (!task->reply || wire.broken) {
        *result = (struct result){
            .outcome = TOOL_FAILED,
            .out = "",
            .err = "",
            .records = "",
            .reason = "the worker process ended while it ran this"};
    }
    if (round->options->use_cache && went_well(result)) {
        keep(&round->units[index], result);
    }
    tell(round);
    return 0;
}

static int
run_tasks(struct round *round)
{
    const struct foreman foreman = {take_result, NULL, round};
    size_t workers = hands_wanted(round->options->jobs);

    workers = workers < round->task_count ? workers : round->task_count;
    if (hands_start(workers, round->options->trust)) {
        hands_stop();
        return -1;
    }
    return hands_exchange(round->tasks, round->tasks, round->task_count,
                          &foreman);
}

int
pool_run(TALLOC_CTX *ctx, const struct unit *units, size_t count,
         struct result *results, const struct pool_options *options)
{
    struct round round = {.ctx = ctx,
                          .units = units,
                          .results = results,
                          .options = options,
                          .count = count};
    int err = 0;

    look_up(&round);
    if (round.task_count > 0) {
        err = run_tasks(&round);
    }
    talloc_free(round.tasks);
    return err;
}
