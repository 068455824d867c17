#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/options.h"
#include "cmd/student.h"

static const char DOC[] =
    "Show the next hint for an exercise.\v"
    "Each call shows one more; after the last one, that one again.  EXERCISE "
    "may be left out in its folder.  N asks for that one.";

enum { MOST_DIGITS = 6, MOST = 999999 };

struct wishes {
    const char *exercise;
    int number; /* 0: the next */
};

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (*text && strspn(text, "0123456789") == strlen(text)) {
        if (wishes->number) {
            argp_error(state, "one hint at a time");
        }
        wishes->number = strlen(text) > MOST_DIGITS ? MOST : atoi(text);
        if (wishes->number == 0) {
            argp_error(state, "hints are counted from 1");
        }
    }
    else if (wishes->exercise) {
        argp_error(state, "one exercise at a time");
    }
    else {
        wishes->exercise = text;
    }
    return 0;
}

int
cmd_hint(int argc, char **argv)
{
    struct argp own = {NULL, parse_option, "[EXERCISE] [N]", DOC, 0, 0, 0};
    struct wishes wishes = {0};
    const char *exercise;
    struct options options;
    struct desk *desk;
    int code = EXIT_USAGE;

    if (options_read(&own, &wishes, 0, argc, argv, &options) < 0 ||
        !(desk = desk_new(NULL, NULL))) {
        return EXIT_USAGE;
    }
    exercise = desk_find(desk, wishes.exercise, NULL);
    if (exercise) {
        code = student_hint(desk, exercise, wishes.number) ? EXIT_TOOL
                                                           : EXIT_GOOD;
    }
    talloc_free(desk);
    return code;
}
