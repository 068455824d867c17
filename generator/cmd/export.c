#include "cmd/export.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "cmd/command.h"
#include "cmd/exercise_list.h"
#include "cmd/options.h"

static const char DOC[] =
    "Pack exercises for students, or for a service that grades them.\v"
    "WHAT is one of:\n\n"
    "  exercises    for students: prompts with hints, starters, an answer.c\n"
    "               to work in, the visible tests\n"
    "  gradescope   an autograder for Gradescope: setup.sh and\n"
    "               run_autograder; hidden tests too\n"
    "  exercism     a track's exercises, and a test runner for them\n"
    "  github       a template repository that checks itself at each push\n\n"
    "No package holds a solution or a wrong answer; only the autograder "
    "holds hidden tests.  The last three have this program with them, and "
    "need nothing installed.\n\n"
    "On hosts without Landlock the sandbox has the level PRACTICE, which "
    "every result says.\n\n"
    "--output is a .zip, a .tar.gz or a new folder; the same exercises give "
    "the same bytes.  --filter chooses exercises, as in 'copies/*'.";

static const struct kind {
    const char *name;
    int (*fill)(const struct export *export);
    const char *output; /* where nothing else is said */
} KINDS[] = {
    {"exercises", export_to_students, "exercises.zip"},
    {"gradescope", export_to_gradescope, "autograder.zip"},
    {"exercism", export_to_exercism, "exercism.tar.gz"},
    {"github", export_to_github, "classroom.tar.gz"},
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

static const struct kind *
find_kind(struct argp_state *state, const char *text)
{
    const char *names[KIND_COUNT + 1] = {0};
    const char *nearest;

    for (int i = 0; i < KIND_COUNT; i++) {
        names[i] = KINDS[i].name;
        if (!strcmp(text, names[i])) {
            return &KINDS[i];
        }
    }
    nearest = diag_nearest(text, names);
    argp_error(state,
               nearest ? "unknown package \"%s\"; did you mean \"%s\"?"
                       : "unknown package \"%s\"; there are exercises, "
                         "gradescope, exercism and github",
               text, nearest);
    return NULL;
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    const struct kind **kind = state->input;

    switch (key) {
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "one package at a time");
        }
        *kind = find_kind(state, text);
        return 0;
    case ARGP_KEY_END:
        if (!*kind) {
            argp_error(state, "what: exercises, gradescope, exercism or "
                              "github?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int
export_kind(TALLOC_CTX *ctx, const struct kind *kind,
            const struct options *options)
{
    struct export export = {.package = package_new(ctx)};
    const char *output = options->output ? options->output : kind->output;

    export.exercises = exercise_list(ctx, options, &export.count);
    if (!export.exercises) {
        return EXIT_USAGE;
    }
    if (kind->fill(&export)) {
        return EXIT_WRONG;
    }
    if (package_write(export.package, output)) {
        return EXIT_TOOL;
    }
    if (!options->quiet) {
        printf("%s: %zu exercises, %zu files\n", output, export.count,
               package_count(export.package));
    }
    return EXIT_GOOD;
}

int
cmd_export(int argc, char **argv)
{
    struct argp own = {NULL, parse_option, "WHAT", DOC, 0, 0, 0};
    const struct kind *kind = NULL;
    struct options options;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &kind, USES_OUTPUT | USES_FILTER, argc, argv,
                     &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    code = export_kind(ctx, kind, &options);
    talloc_free(ctx);
    return code;
}
