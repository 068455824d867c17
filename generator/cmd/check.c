#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/report_output.h"
#include "grade/grade.h"

#include "run/pool.h"

static const char DOC[] =
    "Check an answer to an exercise: points, and for each claim what was "
    "expected and what was got.\v"
    "EXERCISE is CHAPTER/NAME, or NAME where there is only one of it; FILE is "
    "the answer, starter.c of the exercise unless given.  --format gives the "
    "report another form, --output PATH writes it to a file.  The exit code "
    "is 0 when all points are reached.";

static const char EXERCISES[] = "exercises";

struct wishes {
    const char *exercise;
    const char *file;
    unsigned seed;
};

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    switch (key) {
    case 's':
        wishes->seed = (unsigned)strtoul(text, NULL, 10);
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 1) {
            argp_error(state, "one exercise and one file at a time");
        }
        if (state->arg_num == 0) {
            wishes->exercise = text;
        }
        else {
            wishes->file = text;
        }
        return 0;
    case ARGP_KEY_END:
        if (!wishes->exercise) {
            argp_error(state, "which exercise?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- finding the exercise ----------------------------------------------- */

static int
is_exercise(TALLOC_CTX *ctx, const char *folder)
{
    return file_exists(path_join(ctx, folder, "check.c"));
}

/* Names of all exercises, as CHAPTER/NAME; ends with NULL. */
static const char **
list_exercises(TALLOC_CTX *ctx)
{
    char **chapters = folder_list(ctx, EXERCISES, "");
    const char **ids = talloc_zero_array(ctx, const char *, 1);
    size_t count = 0;

    for (; chapters && *chapters; chapters++) {
        char *folder = path_join(ctx, EXERCISES, *chapters);
        char **names = folder_list(ctx, folder, "");

        for (; names && *names; names++) {
            if (is_exercise(ctx, path_join(ctx, folder, *names))) {
                ids = talloc_realloc(ctx, ids, const char *, count + 2);
                ids[count++] = path_join(ctx, *chapters, *names);
                ids[count] = NULL;
            }
        }
    }
    return ids;
}

static const char *
last_part(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash ? slash + 1 : id;
}

/* The exercise's full name; NULL, reported. */
static const char *
find_exercise(TALLOC_CTX *ctx, const char *wish)
{
    const char **ids = list_exercises(ctx), *found = NULL, *nearest;

    for (size_t i = 0; ids[i]; i++) {
        if (!strcmp(ids[i], wish)) {
            return ids[i];
        }
        if (!strcmp(last_part(ids[i]), wish)) {
            if (found) {
                diag_at((struct place){0}, "\"%s\" may be %s or %s", wish,
                        found, ids[i]);
                return NULL;
            }
            found = ids[i];
        }
    }
    if (!found) {
        nearest = diag_nearest(wish, ids);
        diag_at((struct place){0}, "there is no exercise \"%s\"", wish);
        if (nearest) {
            diag_note((struct place){0}, "did you mean \"%s\"?", nearest);
        }
    }
    return found;
}

/* ---- the command -------------------------------------------------------- */

static int
check(TALLOC_CTX *ctx, const struct wishes *wishes,
      const struct options *options)
{
    struct pool_options pool = {.jobs = 1, .trust = options->trust_code};
    struct grade_options grade = {.seed = wishes->seed};
    struct answer answer = {0};
    struct report report;

    answer.exercise = find_exercise(ctx, wishes->exercise);
    if (!answer.exercise) {
        return EXIT_USAGE;
    }
    answer.folder = path_join(ctx, EXERCISES, answer.exercise);
    answer.path = wishes->file ? wishes->file
                               : path_join(ctx, answer.folder, "starter.c");
    /* Before check.c is read: the worker must not know it. */
    if (pool_start(&pool) || grade_answers(ctx, &answer, 1, &report, &grade)) {
        return EXIT_TOOL;
    }
    if (report_output(options, &report, 1)) {
        return EXIT_TOOL;
    }
    return report_exit_code(&report, 1);
}

int
cmd_check(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"seed", 's', "N", 0, "Run the tests in the order of this seed", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, "EXERCISE [FILE]", DOC, 0, 0, 0};
    struct wishes wishes = {0};
    struct options options;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &wishes, argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    code = check(ctx, &wishes, &options);
    talloc_free(ctx);
    return code;
}
