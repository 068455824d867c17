#include "cmd/dev.h"

#include <string.h>

#include "base/diag.h"
#include "cmd/command.h"

static const char DOC[] =
    "Help the authors of exercises.\v"
    "  check   proves an exercise, or all: names, hints, width and layout\n"
    "          of the texts; that the solution compiles without a warning\n"
    "          and gets all points, the starter does not, each wrong answer\n"
    "          gets exactly what it announces, each test is failed by some\n"
    "          wrong answer, and each mutant of the solution loses points or\n"
    "          is excused in the file `survivors`; with -v, what became of\n"
    "          each mutant\n"
    "  new     makes the folder of an exercise with all its files, which\n"
    "          passes `dev check` and waits to be changed";

struct wishes {
    const char **words; /* "check", then names */
    size_t count;
};

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    switch (key) {
    case ARGP_KEY_ARG:
        wishes->words = talloc_realloc(NULL, wishes->words, const char *,
                                       wishes->count + 1);
        wishes->words[wishes->count++] = text;
        return 0;
    case ARGP_KEY_END:
        if (!wishes->count) {
            argp_error(state, "check or new?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int
obey(TALLOC_CTX *ctx, const struct wishes *wishes,
     const struct options *options)
{
    const char *word = wishes->words[0];

    if (!strcmp(word, "check")) {
        return dev_check(ctx, wishes->words + 1, wishes->count - 1, options);
    }
    if (!strcmp(word, "new") && wishes->count == 2) {
        return dev_new(ctx, wishes->words[1]);
    }
    diag_at((struct place){0}, "%s",
            strcmp(word, "new") ? "dev has the words check and new"
                                : "dev new wants one name, CHAPTER/NAME");
    diag_note((struct place){0}, "`heapbook dev --help` tells more");
    return EXIT_USAGE;
}

int
cmd_dev(int argc, char **argv)
{
    static const char ARGUMENTS[] = "check [EXERCISE...]\nnew CHAPTER/NAME";
    struct argp own = {NULL, parse_option, ARGUMENTS, DOC, 0, 0, 0};
    struct wishes wishes = {0};
    struct options options;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &wishes, USES_JOBS | USES_FILTER | USES_TRUST, argc,
                     argv, &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    talloc_steal(ctx, wishes.words);
    code = obey(ctx, &wishes, &options);
    talloc_free(ctx);
    return code;
}
