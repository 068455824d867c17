/* The pool: order, workers that die, the cache, and the end. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "run/cache.h"
#include "run/pool.h"

#include "tap.h"

enum { MANY = 60 };

static void
count_progress(size_t done, size_t total, void *arg)
{
    size_t *last = arg;

    *last = done == *last + 1 && total == MANY ? done : MANY + 1;
}

static void
plan(TALLOC_CTX *ctx, struct unit *units)
{
    for (int i = 0; i < MANY; i++) {
        units[i] = (struct unit){
            .name = "n",
            .path = "n.c",
            .line = 1,
            .text = talloc_asprintf(
                ctx,
                "#include <stdio.h>\nint main(void) { printf(\"%%d\\n\", "
                "%d); return %d; }\n",
                i, i % 7 == 0 ? 1 : 0)};
    }
}

static int
all_in_order(const struct result *results)
{
    for (int i = 0; i < MANY; i++) {
        if (atoi(results[i].out) != i || results[i].outcome != RAN ||
            results[i].exit_code != (i % 7 == 0)) {
            return 0;
        }
    }
    return 1;
}

static size_t
count_cached(const struct result *results)
{
    size_t count = 0;

    for (int i = 0; i < MANY; i++) {
        count += results[i].from_cache != 0;
    }
    return count;
}

static void
test_order(TALLOC_CTX *ctx, const struct unit *units)
{
    struct result results[MANY];

    for (int jobs = 1; jobs <= 3; jobs++) {
        size_t last = 0;
        struct pool_options options = {
            .jobs = jobs, .progress = count_progress, .arg = &last};

        memset(results, 0, sizeof results);
        is_int(pool_run(ctx, units, MANY, results, &options), 0,
               "%d units on %d workers", MANY, jobs);
        ok(all_in_order(results), "each result is its unit's");
        is_int(last, MANY, "progress was told, one by one");
    }
    pool_stop();
}

static void
test_cache(TALLOC_CTX *ctx, const struct unit *units)
{
    struct pool_options options = {.jobs = 2, .use_cache = 1};
    struct result results[MANY];
    size_t failures = (MANY + 6) / 7;

    pool_run(ctx, units, MANY, results, &options);
    is_int(count_cached(results), 0, "at first nothing is cached");
    pool_run(ctx, units, MANY, results, &options);
    is_int(count_cached(results), MANY - failures,
           "then all but the failures");
    ok(all_in_order(results), "with the same results");
    for (int i = 0; i < MANY; i += 7) {
        pool_keep(&units[i], &results[i]);
    }
    pool_stop();
    pool_run(ctx, units, MANY, results, &options);
    is_int(count_cached(results), MANY, "what is kept is there");
    ok(all_in_order(results), "with the same results");
}

/* The number of this process's children; the first one into *first. */
static int
count_children(int *first)
{
    char path[64];
    FILE *list;
    int pid, count = 0;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    list = fopen(path, "r");
    while (list && fscanf(list, "%d", &pid) == 1) {
        *first = count++ ? *first : pid;
    }
    if (list) {
        fclose(list);
    }
    return count;
}

/* Kills the first child of this process, which is a worker, when the first
 * result is there. */
static void
kill_a_worker(size_t done, size_t total, void *arg)
{
    int first = 0;

    (void)arg;
    (void)total;
    if (done == 1 && count_children(&first) == 3) {
        kill(first, SIGKILL);
    }
}

static void
test_lost_worker(TALLOC_CTX *ctx, const struct unit *units)
{
    struct pool_options options = {.jobs = 2, .progress = kill_a_worker};
    struct result results[MANY];
    int lost = 0, first;

    is_int(pool_run(ctx, units, MANY, results, &options), 0,
           "a worker is killed, and the pool goes on");
    /* Else it would know what is known by now. */
    is_int(count_children(&first), 2, "who takes its place is not our child");
    for (int i = 0; i < MANY; i++) {
        lost += results[i].outcome == TOOL_FAILED;
    }
    ok(lost <= 1, "at most one unit is lost: %d", lost);
    pool_stop();
}

/* For one answer there is a worker and nobody else. */
static void
test_one_worker(TALLOC_CTX *ctx, const struct unit *unit)
{
    struct pool_options options = {.jobs = 1, .is_one = 1};
    struct result result;
    int first;

    is_int(pool_start(&options), 0, "a worker for one answer");
    is_int(count_children(&first), 1, "is alone");
    pool_run(ctx, unit, 1, &result, &options);
    is_int(result.outcome, RAN, "it runs what it did not expect");
    kill(first, SIGKILL);
    is_int(pool_run(ctx, unit, 1, &result, &options), 0, "when it is lost");
    is_int(result.outcome, TOOL_FAILED, "so is its unit");
    is_int(count_children(&first), 0, "and nobody takes its place");
    pool_stop();
}

static void
interrupt_us(size_t done, size_t total, void *arg)
{
    (void)arg;
    (void)total;
    if (done == 5) {
        raise(SIGINT);
    }
}

static int
count_scratch(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *one;
    int count = 0;

    while (dir && (one = readdir(dir)) != NULL) {
        count += !strncmp(one->d_name, "heapbook-", 9);
    }
    if (dir) {
        closedir(dir);
    }
    return count;
}

static void
test_interrupt(TALLOC_CTX *ctx, const struct unit *units, const char *folder)
{
    struct pool_options options = {.jobs = 2, .progress = interrupt_us};
    struct result results[MANY] = {{0}};

    interrupt_watch();
    is_int(pool_run(ctx, units, MANY, results, &options), -1,
           "an interrupt ends the run");
    ok(interrupted(), "and can be asked for");
    is_int(count_scratch(folder), 0, "no scratch folder is left");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char folder[] = "/tmp/pool-test-XXXXXX";
    struct unit units[MANY];

    if (home_find(".") || !mkdtemp(folder)) {
        return 3;
    }
    setenv("TMPDIR", folder, 1);
    cache_set_folder(path_join(ctx, folder, "cache"));
    plan(ctx, units);
    test_order(ctx, units);
    test_cache(ctx, units);
    test_one_worker(ctx, &units[1]);
    test_lost_worker(ctx, units);
    test_interrupt(ctx, units, folder);
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
