/* Every claim of the course, proved again: examples wherever they can run,
 * solutions on both runtimes, exercises with all their answers. */
#include "base/diag.h"
#include "base/progress.h"
#include "book/course.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/verify.h"
#include "run/judge.h"
#include "run/plan.h"
#include "run/pool.h"

static const char DOC[] =
    "Run every example on libtcc, gcc and clang with warnings as errors, "
    "under sanitizers and on the real CPython 3.11, every Python pair on "
    "Python 3.11, and every exercise with its starter, its solution and its "
    "wrong answers.\v"
    "What is not installed is named as not checked.  --filter takes names "
    "as CHAPTER/NAME; --format is human, tap, json or github.";

/* ---- plan --------------------------------------------------------------- */

/* A program that announces a signal does what is undefined: sanitizers would
 * end it earlier, and rightly. */
static int
can_run_at(const struct example *example, int place)
{
    switch (verify_places[place].compiler) {
    case COMPILER_PYTHON:
        return example->python.text != NULL;
    default:
        return verify_places[place].runtime != RUNTIME_ASAN ||
               !example->fence.signal;
    }
}

static void
add_trial(struct verification *all, const struct chapter *chapter,
          const struct example *example, int place)
{
    size_t n = all->len++;

    all->trials = talloc_realloc(all, all->trials, struct trial, all->len);
    all->units = talloc_realloc(all, all->units, struct unit, all->len);
    all->trials[n] = (struct trial){chapter, example, place, 0};
    all->units[n] = verify_places[place].compiler == COMPILER_PYTHON
                        ? plan_pair(example)
                        : plan_example(example, verify_places[place].compiler,
                                       verify_places[place].runtime);
    all->count[place]++;
}

static void
plan_chapter(struct verification *all, const struct chapter *chapter)
{
    for (size_t i = 0; i < chapter->example_count; i++) {
        const struct example *example = chapter->examples[i];

        if (!plan_wants(example) || !options_want(all->options, example->id)) {
            continue;
        }
        for (int place = 0; place < PLACE_COUNT; place++) {
            if (!all->missing[place] && can_run_at(example, place) &&
                verify_is_asked(all, place)) {
                add_trial(all, chapter, example, place);
            }
        }
    }
}

static void
look_for_places(struct verification *all)
{
    for (int i = 0; i < PLACE_COUNT; i++) {
        all->missing[i] =
            pool_missing(verify_places[i].compiler, verify_places[i].runtime);
    }
}

/* ---- run and judge ------------------------------------------------------ */

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("verifying", done, total);
}

static void
judge(struct verification *all, size_t index)
{
    struct trial *trial = &all->trials[index];
    const struct result *result = &all->results[index];
    const char *place = verify_places[trial->place].name;

    if (verify_places[trial->place].compiler == COMPILER_PYTHON) {
        trial->is_wrong =
            judge_pair(trial->chapter, trial->example, result, place) < 0;
    }
    else {
        trial->is_wrong = judge_example(trial->chapter, trial->example,
                                        &all->units[index], result, place) < 0;
    }
    all->wrong[trial->place] += (size_t)trial->is_wrong;
    if (!trial->is_wrong && !all->options->no_cache &&
        judge_is_announced(trial->example)) {
        pool_keep(&all->units[index], result);
    }
}

static int
run_examples(struct verification *all)
{
    struct pool_options pool = {.jobs = all->options->jobs,
                                .trust = all->options->trust_code,
                                .use_cache = !all->options->no_cache,
                                .progress = show_progress};
    int status;

    all->results = talloc_zero_array(all, struct result, all->len + 1);
    status = pool_run(all, all->units, all->len, all->results, &pool);
    progress_hide();
    for (size_t i = 0; status == 0 && i < all->len; i++) {
        judge(all, i);
    }
    return status;
}

/* ---- the command -------------------------------------------------------- */

static int
verify(struct verification *all)
{
    struct pool_options pool = {.jobs = all->options->jobs,
                                .trust = all->options->trust_code};
    struct course_options wishes = {.folder = "",
                                    .drafts = all->options->drafts};
    struct course *course;

    /* Before anything is read: workers must not know the judges. */
    if (pool_start(&pool)) {
        return EXIT_TOOL;
    }
    course = course_read(all, &wishes);
    if (!course) {
        return EXIT_WRONG;
    }
    verify_exercises_set_aside(all, course, all->options, &all->exercises);
    look_for_places(all);
    for (size_t i = 0; i < course->summary->len; i++) {
        if (course->chapters[i]) {
            plan_chapter(all, course->chapters[i]);
        }
    }
    if (run_examples(all) < 0) {
        return EXIT_TOOL;
    }
    if (all->part != VERIFY_EXERCISES &&
        verify_solutions(all, course, all->options, &all->solutions) < 0) {
        return EXIT_TOOL;
    }
    if (all->part != VERIFY_REFERENCE &&
        verify_exercises(all, course, all->options, &all->exercises) < 0) {
        return EXIT_TOOL;
    }
    return verify_report(all);
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    enum verify_part *part = state->input;

    (void)text;
    switch (key) {
    case 'R':
        *part = VERIFY_REFERENCE;
        return 0;
    case 'E':
        *part = VERIFY_EXERCISES;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int
cmd_verify(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"reference", 'R', 0, 0,
         "Only the real CPython 3.11 and the Python pairs", 0},
        {"exercises", 'E', 0, 0, "Only the exercises", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, 0, DOC, 0, 0, 0};
    enum verify_part part = VERIFY_ALL;
    struct options options;
    struct verification *all;
    int code;

    if (options_read(&own, &part,
                     USES_JOBS | USES_FILTER | USES_DRAFTS | USES_CACHE |
                         USES_TRUST | USES_JSON | USES_TAP,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    all = talloc_zero(NULL, struct verification);
    all->options = &options;
    all->part = part;
    code = verify(all);
    talloc_free(all);
    return code;
}
