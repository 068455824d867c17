#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "cmd/check_picture.h"
#include "cmd/check_watch.h"
#include "cmd/command.h"
#include "cmd/desk.h"
#include "cmd/notebook.h"
#include "cmd/options.h"
#include "cmd/report_output.h"
#include "grade/grade.h"
#include "grade/submission.h"
#include "run/pool.h"

static const char DOC[] =
    "Check an answer to an exercise: points, and for each claim what was "
    "expected and what was got.\v"
    "EXERCISE is CHAPTER/NAME, or NAME where there is only one of it; in the "
    "folder of an exercise, or for a FILE there, it may be left out.  FILE is "
    "the answer: answer.c "
    "of the exercise unless given, and starter.c where there is none.\n\n"
    "What failed comes first.  A test that needs one that failed is not run: "
    "mend the first, and check again.\n\n"
    "--format gives the report another form, --output PATH writes it to a "
    "file.  The best score is kept in ~/.local/state/heapbook, for `heapbook "
    "list`.  The exit code is 0 when all points are reached, 1 when not, 2 "
    "when there is nothing to check, 3 when it could not be checked.";

enum { KEY_HTML = 0x200, KEY_DRAW, KEY_ON };

struct wishes {
    const char *exercise;
    const char *file;
    const char *html;
    unsigned seed;
    enum compiler compiler;
    int draw, watch;
};

static enum compiler
parse_compiler(struct argp_state *state, const char *name)
{
    static const char *const names[] = {"tcc", "gcc", "clang", NULL};
    int i = 0;

    while (names[i] && strcmp(names[i], name)) {
        i++;
    }
    if (!names[i]) {
        argp_error(state, "--on wants tcc, gcc or clang, not \"%s\"", name);
    }
    return (enum compiler)i;
}

/* `check FILE.c` in the folder of an exercise is the file, not a name. */
static void
take_argument(struct wishes *wishes, struct argp_state *state, char *text)
{
    if (state->arg_num > 1) {
        argp_error(state, "one exercise and one file at a time");
    }
    if (state->arg_num == 0 && !path_ends(text, ".c")) {
        wishes->exercise = text;
    }
    else if (wishes->file) {
        argp_error(state, "one file at a time");
    }
    else {
        wishes->file = text;
    }
}

static error_t
parse_option(int key, char *text, struct argp_state *state)
{
    struct wishes *wishes = state->input;

    switch (key) {
    case 's':
        wishes->seed = option_seed(state, text);
        return 0;
    case 'w':
        wishes->watch = 1;
        return 0;
    case KEY_DRAW:
        wishes->draw = 1;
        return 0;
    case KEY_ON:
        wishes->compiler = parse_compiler(state, text);
        return 0;
    case KEY_HTML:
        wishes->html = text;
        return 0;
    case ARGP_KEY_ARG:
        take_argument(wishes, state, text);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- the command -------------------------------------------------------- */

/* What was named must be there, and text, before anything is graded: else
 * there is nothing to give points for.
 *
 * Fails: NULL, reported. */
static const char *
read_answer(TALLOC_CTX *ctx, const char *path)
{
    struct stat found;
    const char *why = NULL, *text;

    if (stat(path, &found) || access(path, R_OK)) {
        diag_system(path, "cannot be read");
        return NULL;
    }
    if (!S_ISREG(found.st_mode)) {
        diag_at((struct place){.path = path}, "this is no file");
        return NULL;
    }
    text = submission_read(ctx, path, &why);
    if (!text) {
        diag_at((struct place){.path = path}, "this is not checked: %s", why);
    }
    return text;
}

/* Watching shows reports on the terminal, one after the other. */
static int
watch_is_possible(const struct wishes *wishes, const struct options *options)
{
    if (options->format == FORMAT_HUMAN && !options->output &&
        wishes->compiler == COMPILER_TCC) {
        return 1;
    }
    diag_at((struct place){0},
            "--watch goes neither with --format nor with --output nor with "
            "--on");
    return 0;
}

static int
finish(const struct wishes *wishes, const struct options *options,
       const struct answer *answer, const struct report *report)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    if (report_output(options, report, 1) ||
        (wishes->html && picture_write(wishes->html, report))) {
        talloc_free(ctx);
        return EXIT_TOOL;
    }
    if (wishes->draw && options->format == FORMAT_HUMAN) {
        picture_print(stdout, report);
    }
    if (report->max_score > 0 && !report->is_failed) {
        notebook_add_score(report->exercise,
                           path_join(ctx, answer->folder, "check.c"),
                           report->score, report->max_score);
    }
    talloc_free(ctx);
    return report->is_failed ? EXIT_TOOL : report_exit_code(report, 1);
}

static int
watch(TALLOC_CTX *ctx, const struct wishes *wishes,
      const struct options *options, struct desk *desk, const char *exercise)
{
    return watch_is_possible(wishes, options)
               ? check_watch(ctx, (struct watching){.desk = desk,
                                                    .options = options,
                                                    .exercise = exercise,
                                                    .answer = wishes->file,
                                                    .seed = wishes->seed,
                                                    .draw = wishes->draw,
                                                    .html = wishes->html})
               : EXIT_USAGE;
}

static int
check_once(TALLOC_CTX *ctx, const struct wishes *wishes,
           const struct options *options, struct answer *answer)
{
    struct grade_options grade = {.compiler = wishes->compiler,
                                  .seed = wishes->seed,
                                  .explain = 1,
                                  .level_of_losses =
                                      options->format == FORMAT_HUMAN};
    struct report report;

    answer->text = read_answer(ctx, answer->path);
    if (!answer->text) {
        return EXIT_USAGE;
    }
    if (grade_answers(ctx, answer, 1, &report, &grade)) {
        return EXIT_TOOL;
    }
    pool_dismiss();
    return finish(wishes, options, answer, &report);
}

static int
check(TALLOC_CTX *ctx, const struct wishes *wishes,
      const struct options *options)
{
    struct pool_options pool = {
        .jobs = 1, .trust = options->trust_code, .is_one = 1};
    struct answer answer = {0};
    struct desk *desk;

    /* First: the worker makes itself ready while this process looks for the
     * exercise; and it must not know check.c. */
    if (!wishes->watch && pool_start(&pool)) {
        return EXIT_TOOL;
    }
    desk = desk_new(ctx, wishes->exercise ? NULL : wishes->file);
    answer.exercise =
        desk ? desk_find(desk, wishes->exercise, wishes->file) : NULL;
    if (!answer.exercise) {
        return EXIT_USAGE;
    }
    answer.folder = desk_folder(desk, answer.exercise);
    answer.path =
        wishes->file ? wishes->file : desk_answer(desk, answer.exercise);
    return wishes->watch ? watch(ctx, wishes, options, desk, answer.exercise)
                         : check_once(ctx, wishes, options, &answer);
}

int
cmd_check(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"seed", 's', "N", 0, "Draw the tests' order and inputs from this", 0},
        {"watch", 'w', NULL, 0, "Check again at every save of the answer", 0},
        {"draw", KEY_DRAW, NULL, 0,
         "Describe the heap that the first failed test left", 0},
        {"html", KEY_HTML, "FILE", 0,
         "Write a page with a drawing of each failed test's heap", 0},
        {"on", KEY_ON, "COMPILER", 0,
         "Compile it with tcc, gcc or clang; default is tcc", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, "[EXERCISE] [FILE]", DOC, 0, 0,
                       0};
    struct wishes wishes = {0};
    struct options options;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &wishes, USES_OUTPUT | USES_TRUST | USES_REPORTS,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    ctx = talloc_new(NULL);
    code = check(ctx, &wishes, &options);
    talloc_free(ctx);
    return code;
}
