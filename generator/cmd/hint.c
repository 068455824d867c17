#include <stdio.h>

#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/options.h"
#include "cmd/student.h"

static const char DOC[] =
    "Show the next hint for an exercise.\v"
    "Each call shows one more; after the last one, that one again.  EXERCISE "
    "may be left out in its folder.";

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    const char **exercise = state->input;

    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (*exercise) {
        argp_error(state, "one exercise at a time");
    }
    *exercise = text;
    return 0;
}

int
cmd_hint(int argc, char **argv)
{
    struct argp own = {NULL, parse_option, "[EXERCISE]", DOC, 0, 0, 0};
    const char *exercise = NULL;
    struct options options;
    struct desk *desk;
    int code = EXIT_USAGE;

    if (options_read(&own, &exercise, argc, argv, &options) < 0 ||
        options_messages_only(&options) < 0 || !(desk = desk_new(NULL))) {
        return EXIT_USAGE;
    }
    exercise = desk_find(desk, exercise);
    if (exercise) {
        code = student_hint(desk, exercise) ? EXIT_TOOL : EXIT_GOOD;
    }
    talloc_free(desk);
    return code;
}
