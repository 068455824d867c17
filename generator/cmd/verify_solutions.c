#include "cmd/verify_solutions.h"

#include <string.h>

#include "base/diag.h"
#include "base/progress.h"
#include "grade/solution_unit.h"
#include "run/pool.h"

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("comparing solutions", done, total);
}

/* Two units each: on the model, and on CPython. */
static int
plan(TALLOC_CTX *ctx, const struct course *course,
     const struct options *options, struct unit *units,
     struct solution_tally *tally)
{
    int err = 0;

    for (size_t i = 0; i < course->exercise_count; i++) {
        const struct exercise *exercise = course->exercises[i];
        struct unit unit;

        if (!options_want(options, exercise->id)) {
            continue;
        }
        if (solution_unit(ctx, exercise->id, exercise->folder, &unit)) {
            err = -1;
            continue;
        }
        tally->ids[tally->count] = exercise->id;
        units[2 * tally->count] = units[2 * tally->count + 1] = unit;
        units[2 * tally->count].runtime = RUNTIME_MODEL;
        units[2 * tally->count + 1].compiler = COMPILER_GCC;
        units[2 * tally->count + 1].runtime = RUNTIME_CPYTHON;
        tally->count++;
    }
    return err;
}

static int
check_run(const struct unit *unit, const struct result *result,
          const char *where)
{
    struct place place = {unit->path, 0, 0};

    if (result->outcome == RAN && !result->exit_code) {
        return 0;
    }
    if (result->message_count) {
        int line = result->messages[0].line;

        place.line = line > 0 ? line : 0;
        return diag_at(place, "%s [its scenarios on %s]",
                       result->messages[0].text, where);
    }
    diag_at(place, "%s [its scenarios on %s]", result->reason, where);
    diag_quote(result->err);
    return -1;
}

/* The first line in which two outputs differ. */
static int
compare(const struct unit *unit, const struct result *model,
        const struct result *real)
{
    const char *a = model->out, *b = real->out;

    while (*a || *b) {
        size_t left = strcspn(a, "\n"), right = strcspn(b, "\n");

        if (left != right || strncmp(a, b, left)) {
            return diag_at((struct place){unit->path, 0, 0},
                           "CPython 3.11 says \"%.*s\", the model \"%.*s\"",
                           (int)right, b, (int)left, a);
        }
        a += left + (a[left] == '\n');
        b += right + (b[right] == '\n');
    }
    return 0;
}

int
verify_solutions(TALLOC_CTX *ctx, const struct course *course,
                 const struct options *options, struct solution_tally *tally)
{
    struct pool_options pool = {.jobs = options->jobs,
                                .trust = options->trust_code,
                                .use_cache = !options->no_cache,
                                .progress = show_progress};
    size_t most = course->exercise_count + 1;
    struct unit *units = talloc_zero_array(ctx, struct unit, 2 * most);
    struct result *results = talloc_zero_array(ctx, struct result, 2 * most);

    *tally = (struct solution_tally){
        .ids = talloc_zero_array(ctx, const char *, most),
        .is_wrong = talloc_zero_array(ctx, int, most),
        .missing = pool_missing(COMPILER_GCC, RUNTIME_CPYTHON)};
    if (tally->missing) {
        return 0;
    }
    if (plan(ctx, course, options, units, tally) ||
        pool_run(ctx, units, 2 * tally->count, results, &pool)) {
        return -1;
    }
    progress_hide();
    for (size_t i = 0; i < tally->count; i++) {
        const struct unit *unit = &units[2 * i];

        tally->is_wrong[i] =
            check_run(unit, &results[2 * i], "the model") ||
            check_run(unit, &results[2 * i + 1], "CPython 3.11") ||
            compare(unit, &results[2 * i], &results[2 * i + 1]);
        tally->wrong += (size_t)tally->is_wrong[i];
    }
    return 0;
}
