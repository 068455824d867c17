#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "book/course.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "grade/submission.h"
#include "run/plan.h"
#include "run/pool.h"

static const char DOC[] =
    "Run one example of the course (CHAPTER/NAME), or a C file, in the "
    "sandbox, and show what it prints.\v"
    "WHERE is tcc, gcc, clang, asan (gcc with sanitizers) or cpython (gcc "
    "against the real CPython 3.11).  The exit code is 1 when the program "
    "does not end with 0, and 2 when there is no such example or file.";

struct place_to_run {
    const char *name;
    enum compiler compiler;
    enum runtime_kind runtime;
};

static const struct place_to_run PLACES[] = {
    {"tcc", COMPILER_TCC, RUNTIME_MODEL},
    {"gcc", COMPILER_GCC, RUNTIME_MODEL},
    {"clang", COMPILER_CLANG, RUNTIME_MODEL},
    {"asan", COMPILER_GCC, RUNTIME_ASAN},
    {"cpython", COMPILER_GCC, RUNTIME_CPYTHON},
};

enum { PLACE_COUNT = sizeof PLACES / sizeof *PLACES };

struct wishes {
    const char *what;
    const struct place_to_run *where;
    int records;
};

static const struct place_to_run *
find_place(struct argp_state *state, const char *name)
{
    const char *names[PLACE_COUNT + 1] = {0};
    const char *nearest;

    for (int i = 0; i < PLACE_COUNT; i++) {
        if (!strcmp(PLACES[i].name, name)) {
            return &PLACES[i];
        }
        names[i] = PLACES[i].name;
    }
    nearest = diag_nearest(name, names);
    argp_error(state,
               nearest ? "--on \"%s\" is unknown; did you mean \"%s\"?"
                       : "--on \"%s\" is unknown",
               name, nearest);
    return PLACES;
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    switch (key) {
    case 'o':
        wishes->where = find_place(state, text);
        return 0;
    case 'R':
        wishes->records = 1;
        return 0;
    case ARGP_KEY_ARG:
        if (wishes->what) {
            argp_error(state, "one example at a time");
        }
        wishes->what = text;
        return 0;
    case ARGP_KEY_END:
        if (!wishes->what) {
            argp_error(state, "which example?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int
unknown_example(const struct course *course, const char *id)
{
    const char **ids = talloc_zero_array((TALLOC_CTX *)course, const char *,
                                         course->example_count + 1);
    size_t n = 0;

    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];

        for (size_t k = 0; chapter && k < chapter->example_count; k++) {
            ids[n++] = chapter->examples[k]->id;
        }
    }
    diag_at((struct place){0}, "there is no example \"%s\"", id);
    diag_suggest((struct place){0}, id, ids);
    return EXIT_USAGE;
}

/* EXIT_GOOD and the unit; else reported. */
static int
find_example(TALLOC_CTX *ctx, const struct wishes *wishes, struct unit *unit)
{
    struct course *course =
        course_read(ctx, &(struct course_options){.folder = "", .drafts = 1});

    if (!course) {
        return EXIT_WRONG;
    }
    for (size_t i = 0; i < course->summary->len; i++) {
        const struct chapter *chapter = course->chapters[i];

        for (size_t k = 0; chapter && k < chapter->example_count; k++) {
            const struct example *example = chapter->examples[k];

            if (!strcmp(example->id, wishes->what)) {
                *unit = plan_example(example, wishes->where->compiler,
                                     wishes->where->runtime);
                return example->is_broken ? EXIT_WRONG : EXIT_GOOD;
            }
        }
    }
    return unknown_example(course, wishes->what);
}

static int
find_unit(TALLOC_CTX *ctx, const struct wishes *wishes, struct unit *unit)
{
    const char *why;
    char *text;

    if (!path_ends(wishes->what, ".c")) {
        return find_example(ctx, wishes, unit);
    }
    text = submission_read(ctx, wishes->what, &why);
    if (!text) {
        diag_at((struct place){.path = wishes->what}, "%s", why);
        return EXIT_USAGE;
    }
    *unit = (struct unit){.name = wishes->what,
                          .path = wishes->what,
                          .line = 1,
                          .text = text,
                          .compiler = wishes->where->compiler,
                          .runtime = wishes->where->runtime};
    return EXIT_GOOD;
}

static void
report_messages(const struct unit *unit, const struct result *result)
{
    for (size_t i = 0; i < result->message_count; i++) {
        const struct message *message = &result->messages[i];
        struct place place = {unit->path, message->line, message->column};

        if (message->is_error) {
            diag_at(place, "%s", message->text);
        }
        else {
            diag_warn(place, "%s", message->text);
        }
    }
}

static int
report(const struct unit *unit, const struct result *result, int records)
{
    fwrite(result->out, 1, result->out_len, stdout);
    fflush(stdout);
    fwrite(result->err, 1, result->err_len, stderr);
    if (records) {
        fwrite(result->records, 1, result->records_len, stdout);
    }
    report_messages(unit, result);
    if (result->reason && !result->message_count) {
        diag_at((struct place){unit->path, result->line, 0}, "%s",
                result->reason);
    }
    if (result->outcome == NOT_AVAILABLE) {
        return EXIT_SKIPPED;
    }
    return result->outcome == TOOL_FAILED                 ? EXIT_TOOL
           : result->outcome == RAN && !result->exit_code ? EXIT_GOOD
                                                          : EXIT_WRONG;
}

int
cmd_run(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"on", 'o', "WHERE", 0, "Where to run it; default is tcc", 0},
        {"records", 'R', 0, 0, "Show its records after its output", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, "CHAPTER/NAME|FILE.c", DOC, 0, 0,
                       0};
    struct wishes wishes = {.where = PLACES};
    struct options options;
    struct unit unit;
    struct result result;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &wishes, USES_TRUST, argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    code = find_unit(ctx, &wishes, &unit);
    if (code == EXIT_GOOD) {
        struct pool_options pool = {.jobs = 1, .trust = options.trust_code};

        code = pool_run(ctx, &unit, 1, &result, &pool) < 0
                   ? EXIT_TOOL
                   : report(&unit, &result, wishes.records);
    }
    talloc_free(ctx);
    return code;
}
