/* What the WebAssembly twin is made from and compared with, as JSON: the
 * halves of every check; every program and answer, and what came of it here.
 * Its reader is site/web. */
#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "base/json.h"
#include "base/version.h"
#include "book/course.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "grade/author_rules.h"
#include "grade/check_source.h"
#include "grade/report_forms.h"
#include "run/plan.h"
#include "run/pool.h"
#include "run/tools.h"

static const char DOC[] =
    "Print, as JSON, what the WebAssembly build of the runtime is compared "
    "with: every example and every exercise's answers, with what they give "
    "natively.\vUsed by `make web` and `make verify-web`.";

/* Every run compares the same draws. */
enum { SEED = 1 };

static const char *const OUTCOMES[] = {
    [RAN] = "ran",
    [NOT_COMPILED] = "not compiled",
    [KILLED] = "killed",
    [OVER_TIME] = "timeout",
    [OVER_MEMORY] = "memory",
    [OVER_OUTPUT] = "output",
    [FORBIDDEN] = "forbidden",
    [NOT_AVAILABLE] = "not available",
    [TOOL_FAILED] = "tool failed",
};

struct twin {
    const struct options *options;
    int checks_only;
    const char *also; /* folder of one more exercise; or NULL */
    struct course *course;
};

/* ---- examples ----------------------------------------------------------- */

static void
put_result(struct json *object, const struct unit *unit,
           const struct result *result)
{
    json_set_text(object, "outcome", OUTCOMES[result->outcome]);
    json_set_int(object, "exit", result->exit_code);
    json_set_text(object, "reason", result->reason ? result->reason : "");
    json_set_int(object, "line",
                 result->line ? result->line - unit->line + 1 : 0);
    json_set_bytes(object, "out", result->out, result->out_len);
    json_set_bytes(object, "err", result->err, result->err_len);
    json_set_bytes(object, "records", result->records, result->records_len);
}

static void
put_example(struct json *list, const struct unit *unit,
            const struct result *result)
{
    struct json *object = json_add_object(list);

    json_set_text(object, "name", unit->name);
    json_set_text(object, "path", unit->path);
    json_set_int(object, "line", unit->line);
    json_set_text(object, "text", unit->text);
    json_set_text(object, "stdin", unit->input ? unit->input : "");
    json_set_text(object, "arguments", unit->arguments ? unit->arguments : "");
    put_result(json_set_object(object, "native"), unit, result);
}

static size_t
plan_all(TALLOC_CTX *ctx, const struct twin *twin, struct unit **units)
{
    const struct course *course = twin->course;
    size_t len = 0;

    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];

        for (size_t k = 0; chapter && k < chapter->example_count; k++) {
            const struct example *example = chapter->examples[k];

            if (!plan_wants(example) || example->fence.no_run ||
                !options_want(twin->options, example->id)) {
                continue;
            }
            *units = talloc_realloc(ctx, *units, struct unit, len + 1);
            (*units)[len++] =
                plan_example(example, COMPILER_TCC, RUNTIME_MODEL);
        }
    }
    return len;
}

static int
put_examples(struct json *root, const struct twin *twin)
{
    struct pool_options pool = {.jobs = twin->options->jobs,
                                .trust = twin->options->trust_code,
                                .use_cache = !twin->options->no_cache};
    struct json *list = json_set_list(root, "examples");
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct unit *units = NULL;
    size_t len = plan_all(ctx, twin, &units);
    struct result *results = talloc_zero_array(ctx, struct result, len + 1);
    int status = pool_run(ctx, units, len, results, &pool);

    for (size_t i = 0; status == 0 && i < len; i++) {
        put_example(list, &units[i], &results[i]);
    }
    talloc_free(ctx);
    return status;
}

/* ---- exercises ---------------------------------------------------------- */

static int
put_check(struct json *object, const char *folder)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct check_source *check = check_source_read(ctx, folder);
    struct json *tests = json_set_list(object, "tests");

    for (size_t i = 0; check && i < check->count; i++) {
        struct json *test = json_add_object(tests);

        json_set_text(test, "name", check->tests[i].name);
        json_set_bool(test, "asks_leaks", check->tests[i].asks_leaks);
    }
    if (check) {
        json_set_text(object, "scenarios", check->scenarios);
        json_set_text(object, "judges", check->judges);
    }
    talloc_free(ctx);
    return check ? 0 : -1;
}

static int
put_answers(struct json *object, const struct exercise_answers *answers)
{
    struct grade_options options = {
        .seed = SEED, .hidden = 1, .explain = 1, .is_twin = 1};
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct report *reports =
        talloc_zero_array(ctx, struct report, answers->count + 1);
    struct json *list = json_set_list(object, "answers");
    int status = grade_answers(ctx, answers->answers, answers->count, reports,
                               &options);

    for (size_t i = 0; status == 0 && i < answers->count; i++) {
        struct json *one = json_add_object(list);
        size_t len;
        char *text = file_read(ctx, answers->answers[i].path, &len);

        json_set_text(one, "path", answers->answers[i].path);
        json_set_text(one, "text", text ? text : "");
        report_to_json(json_set_object(one, "report"), &reports[i]);
    }
    talloc_free(ctx);
    return status;
}

/* The page shows it after full points, where the author wants that. */
static int
put_solution(struct json *object, const struct exercise *exercise)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t len;
    char *text;

    text =
        file_read(ctx, path_join(ctx, exercise->folder, "solution.c"), &len);
    if (text) {
        json_set_text(object, "solution", text);
    }
    talloc_free(ctx);
    return text ? 0 : -1;
}

static int
put_exercises(struct json *root, const struct twin *twin)
{
    struct json *list = json_set_list(root, "exercises");

    for (size_t i = 0; i < twin->course->exercise_count; i++) {
        const struct exercise *exercise = twin->course->exercises[i];
        TALLOC_CTX *ctx = talloc_new(NULL);
        struct json *object;
        int status;

        if (!options_want(twin->options, exercise->id)) {
            continue;
        }
        object = json_add_object(list);
        json_set_text(object, "id", exercise->id);
        status = put_check(object, exercise->folder);
        if (status == 0 && exercise->front->show_solution) {
            status = put_solution(object, exercise);
        }
        if (status == 0 && !twin->checks_only) {
            status =
                put_answers(object, exercise_answers_list(ctx, exercise->id,
                                                          exercise->folder));
        }
        talloc_free(ctx);
        if (status < 0) {
            return status;
        }
    }
    return 0;
}

/* An exercise that is not the course's. */
static int
put_also(struct json *root, const struct twin *twin)
{
    struct json *object = json_set_object(root, "also");
    TALLOC_CTX *ctx = talloc_new(NULL);
    int status = put_check(object, twin->also);

    json_set_text(object, "id", "also");
    if (status == 0 && !twin->checks_only) {
        status = put_answers(object,
                             exercise_answers_list(ctx, "also", twin->also));
    }
    talloc_free(ctx);
    return status;
}

/* ---- the command -------------------------------------------------------- */

static int
print_all(struct twin *twin)
{
    struct pool_options pool = {.jobs = twin->options->jobs,
                                .trust = twin->options->trust_code};
    struct course_options wishes = {.folder = ""};
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *root = json_new_object(ctx);
    int code = EXIT_TOOL;

    /* Before anything is read: workers must not know the judges. */
    if (pool_start(&pool)) {
        return EXIT_TOOL;
    }
    twin->course = course_read(ctx, &wishes);
    if (!twin->course) {
        code = EXIT_WRONG;
    }
    else if (put_exercises(root, twin) == 0 &&
             (!twin->also || put_also(root, twin) == 0) &&
             (twin->checks_only || put_examples(root, twin) == 0)) {
        json_set_text(root, "version", HEAPBOOK_VERSION);
        json_set_text(root, "runtime", tools_runtime_hash());
        json_print(stdout, root, 0);
        code = EXIT_GOOD;
    }
    talloc_free(ctx);
    return code;
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct twin *twin = state->input;

    switch (key) {
    case 'K':
        twin->checks_only = 1;
        return 0;
    case 'A':
        twin->also = text;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int
cmd_twin(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"checks", 'K', 0, 0, "Only the halves of the checks; nothing runs",
         0},
        {"also", 'A', "DIR", 0, "This exercise as well", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, 0, DOC, 0, 0, 0};
    struct twin twin = {0};
    struct options options;

    if (options_read(&own, &twin,
                     USES_JOBS | USES_FILTER | USES_CACHE | USES_TRUST |
                         USES_JSON,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    twin.options = &options;
    return print_all(&twin);
}
