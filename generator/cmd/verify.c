/* Every claim of the course, proved again: examples wherever they can run. */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/progress.h"
#include "book/course.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/verify_exercises.h"
#include "run/judge.h"
#include "run/plan.h"
#include "run/pool.h"

static const char DOC[] =
    "Run every example on libtcc, gcc and clang with warnings as errors, "
    "under sanitizers and on the real CPython 3.11, every Python pair on "
    "Python 3.11, and every exercise with its starter, its solution and its "
    "wrong answers.\v"
    "What is not installed is named as not checked.  --filter takes names "
    "as CHAPTER/NAME; --format is human, tap or json.";

struct place_to_run {
    const char *name; /* for messages and reports */
    enum compiler compiler;
    enum runtime_kind runtime;
    int reference; /* part of --reference */
};

static const struct place_to_run PLACES[] = {
    {"tcc on the model", COMPILER_TCC, RUNTIME_MODEL, 0},
    {"gcc on the model", COMPILER_GCC, RUNTIME_MODEL, 0},
    {"clang on the model", COMPILER_CLANG, RUNTIME_MODEL, 0},
    {"gcc with sanitizers", COMPILER_GCC, RUNTIME_ASAN, 0},
    {"gcc on CPython 3.11", COMPILER_GCC, RUNTIME_CPYTHON, 1},
    {"Python 3.11", COMPILER_PYTHON, RUNTIME_CPYTHON, 1},
};

enum { PLACE_COUNT = sizeof PLACES / sizeof *PLACES };

/* One example at one place. */
struct trial {
    const struct chapter *chapter;
    const struct example *example;
    int place;
    int is_wrong;
};

struct verification {
    const struct options *options;
    int reference; /* only that */
    const char *missing[PLACE_COUNT];
    size_t count[PLACE_COUNT], wrong[PLACE_COUNT];
    struct trial *trials;
    struct unit *units;
    struct result *results;
    size_t len;
    struct exercise_tally exercises;
};

/* ---- plan --------------------------------------------------------------- */

/* A program that announces a signal does what is undefined: sanitizers would
 * end it earlier, and rightly. */
static int
can_run_at(const struct example *example, int place)
{
    switch (PLACES[place].compiler) {
    case COMPILER_PYTHON:
        return example->python.text != NULL;
    default:
        return PLACES[place].runtime != RUNTIME_ASAN || !example->fence.signal;
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
    all->units[n] =
        PLACES[place].compiler == COMPILER_PYTHON
            ? plan_pair(chapter, example)
            : plan_example(chapter, example, PLACES[place].compiler,
                           PLACES[place].runtime);
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
                (!all->reference || PLACES[place].reference)) {
                add_trial(all, chapter, example, place);
            }
        }
    }
}

static void
look_for_places(struct verification *all)
{
    for (int i = 0; i < PLACE_COUNT; i++) {
        all->missing[i] = pool_missing(PLACES[i].compiler, PLACES[i].runtime);
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
    const char *place = PLACES[trial->place].name;

    if (PLACES[trial->place].compiler == COMPILER_PYTHON) {
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

/* ---- report ------------------------------------------------------------- */

static int
is_asked(const struct verification *all, int place)
{
    return !all->reference || PLACES[place].reference;
}

static void
report_human(const struct verification *all)
{
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (!is_asked(all, i)) {
            continue;
        }
        if (all->missing[i]) {
            printf("%-20s not checked: %s\n", PLACES[i].name, all->missing[i]);
        }
        else {
            printf("%-20s %zu of %zu good\n", PLACES[i].name,
                   all->count[i] - all->wrong[i], all->count[i]);
        }
    }
    if (!all->reference) {
        printf("%-20s %zu of %zu good, %zu answers\n", "exercises",
               all->exercises.count - all->exercises.wrong,
               all->exercises.count, all->exercises.answers);
    }
}

static void
report_tap(const struct verification *all)
{
    size_t n = 0;

    printf("TAP version 13\n");
    for (size_t i = 0; i < all->len; i++) {
        printf("%sok %zu - %s [%s]\n", all->trials[i].is_wrong ? "not " : "",
               ++n, all->trials[i].example->id,
               PLACES[all->trials[i].place].name);
    }
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (is_asked(all, i) && all->missing[i]) {
            printf("ok %zu - # SKIP %s: %s\n", ++n, PLACES[i].name,
                   all->missing[i]);
        }
    }
    for (size_t i = 0; i < all->exercises.count; i++) {
        printf("%sok %zu - exercise %s\n",
               all->exercises.is_wrong[i] ? "not " : "", ++n,
               all->exercises.ids[i]);
    }
    printf("1..%zu\n", n);
}

static void
report_json(const struct verification *all)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *report = json_new_object(ctx);
    struct json *list;

    json_set_int(report, "version", 1);
    json_set_int(report, "errors", (long long)diag_errors());
    list = json_set_list(report, "examples");
    for (size_t i = 0; i < all->len; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "id", all->trials[i].example->id);
        json_set_text(one, "on", PLACES[all->trials[i].place].name);
        json_set_text(one, "status",
                      all->trials[i].is_wrong ? "fail" : "pass");
        json_set_bool(one, "cached", all->results[i].from_cache);
    }
    list = json_set_list(report, "not_checked");
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (is_asked(all, i) && all->missing[i]) {
            struct json *one = json_add_object(list);

            json_set_text(one, "on", PLACES[i].name);
            json_set_text(one, "why", all->missing[i]);
        }
    }
    list = json_set_list(report, "exercises");
    for (size_t i = 0; i < all->exercises.count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "id", all->exercises.ids[i]);
        json_set_text(one, "status",
                      all->exercises.is_wrong[i] ? "fail" : "pass");
    }
    json_print(stdout, report, 1);
    talloc_free(ctx);
}

static int
report(const struct verification *all)
{
    switch (all->options->format) {
    case FORMAT_TAP:
        report_tap(all);
        break;
    case FORMAT_JSON:
        report_json(all);
        break;
    default:
        if (!all->options->quiet) {
            report_human(all);
        }
    }
    if (diag_errors() > 0) {
        return EXIT_WRONG;
    }
    return all->len + all->exercises.count > 0 ? EXIT_GOOD : EXIT_SKIPPED;
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
    look_for_places(all);
    for (size_t i = 0; i < course->summary->len; i++) {
        if (course->chapters[i]) {
            plan_chapter(all, course->chapters[i]);
        }
    }
    if (run_examples(all) < 0) {
        return EXIT_TOOL;
    }
    if (!all->reference &&
        verify_exercises(all, course, all->options, &all->exercises) < 0) {
        return EXIT_TOOL;
    }
    return report(all);
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    (void)text;
    if (key != 'R') {
        return ARGP_ERR_UNKNOWN;
    }
    *(int *)state->input = 1;
    return 0;
}

int
cmd_verify(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"reference", 'R', 0, 0,
         "Only the real CPython 3.11 and the Python pairs", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, 0, DOC, 0, 0, 0};
    struct options options;
    struct verification *all;
    int reference = 0, code;

    if (options_read(&own, &reference, argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    all = talloc_zero(NULL, struct verification);
    all->options = &options;
    all->reference = reference;
    code = verify(all);
    talloc_free(all);
    return code;
}
