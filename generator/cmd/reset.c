#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/options.h"

static const char DOC[] =
    "Begin an exercise again: answer.c becomes a copy of starter.c.\v"
    "What stood in answer.c is kept beside it, as answer-1.c, answer-2.c, ... "
    " "
    "FILE is another place for the answer.";

struct wishes {
    const char *exercise, *file;
};

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (path_ends(text, ".c") && !wishes->file) {
        wishes->file = text;
    }
    else if (!wishes->exercise) {
        wishes->exercise = text;
    }
    else {
        argp_error(state, "one exercise and one file at a time");
    }
    return 0;
}

/* The first free name: answer-1.c, answer-2.c, ... */
static char *
free_name(TALLOC_CTX *ctx, const char *path)
{
    size_t stem = strlen(path) - strlen(".c");

    for (int i = 1;; i++) {
        char *name = talloc_asprintf(ctx, "%.*s-%d.c", (int)stem, path, i);

        if (access(name, F_OK)) {
            return name;
        }
    }
}

/* Nothing is lost: the old answer gets another name, if it says anything of
 * its own, before the starter takes its place. */
static int
reset(TALLOC_CTX *ctx, const char *starter, const char *answer)
{
    size_t len, old_len;
    char *text = file_read(ctx, starter, &len);
    char *old = file_try_read(ctx, answer, &old_len), *kept = NULL;
    char *folder = path_folder(ctx, answer);

    if (!text) {
        return EXIT_TOOL;
    }
    if (*folder && !folder_exists(folder)) {
        diag_system(folder, "cannot be entered");
        return EXIT_USAGE;
    }
    if (old && old_len == len && !memcmp(old, text, len)) {
        printf("%s is the starter already\n", answer);
        return EXIT_GOOD;
    }
    if (file_exists(answer)) {
        kept = free_name(ctx, answer);
        if (rename(answer, kept)) {
            diag_system(answer, "cannot be kept");
            return EXIT_TOOL;
        }
    }
    if (file_write(answer, text, len) < 0) {
        if (kept) {
            rename(kept, answer);
        }
        return EXIT_TOOL;
    }
    if (kept) {
        printf("what you wrote is kept in %s\n", kept);
    }
    printf("%s is the starter again\n", answer);
    return EXIT_GOOD;
}

int
cmd_reset(int argc, char **argv)
{
    struct argp own = {NULL, parse_option, "[EXERCISE] [FILE]", DOC, 0, 0, 0};
    struct wishes wishes = {0};
    struct options options;
    struct desk *desk;
    int code = EXIT_USAGE;

    if (options_read(&own, &wishes, 0, argc, argv, &options) < 0 ||
        !(desk = desk_new(NULL, NULL))) {
        return EXIT_USAGE;
    }
    const char *exercise = desk_find(desk, wishes.exercise, NULL);
    if (exercise) {
        char *folder = desk_folder(desk, exercise);
        const char *answer =
            wishes.file ? wishes.file : path_join(desk, folder, "answer.c");

        code = reset(desk, path_join(desk, folder, "starter.c"), answer);
    }
    talloc_free(desk);
    return code;
}
