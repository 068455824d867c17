#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "base/interrupt.h"
#include "cmd/command.h"
#include "cmd/exercise_list.h"
#include "cmd/options.h"
#include "cmd/report_output.h"
#include "grade/batch.h"
#include "grade/handed_reports.h"
#include "run/pool.h"

static const char DOC[] =
    "Grade what was handed in, hidden tests too: folders, .zip and .tar.gz "
    "files of many students, or of one.\v"
    "Whose a file is: the first folder or archive in DIR or ZIP.  What it "
    "answers: STUDENT/CHAPTER/NAME/answer.c, STUDENT/CHAPTER/NAME.c, "
    "STUDENT/NAME.c, STUDENT/CHAPTER-NAME.c; with --filter for one exercise, "
    "any .c file that has not the name of another.  Archives in archives are "
    "opened, two deep.  A student's progress file (JSON, exported from the "
    "page) is a submission too, and its scores are compared with those found "
    "here.\n\n"
    "The marks are left in grades/, or in the folder of --output: "
    "students.csv, marks.csv, marks.json, and a report for each answer.  The "
    "same command goes on after an interruption, and grades only what has "
    "changed since: a submission, a check, the program.  To share the work, "
    "run parts of it with --shard 1/3, 2/3, 3/3, put the reports into one "
    "folder, and run it once without.\n\n"
    "With --format other than human, all that is given is one submission: "
    "its report is written to --output or stdout, and nothing is kept.\n\n"
    "Exit code: 0 all could be graded; 1 something could not be, or claims "
    "more than it has (with another format: points are missing); 3 grading "
    "itself does not work; 80 nothing was handed in; 130 interrupted.";

static const char FOLDER[] = "grades";
static const char SCHEMA[] = "generator/grade/report.schema.json";

enum { KEY_AGAIN = 512, KEY_SHARD, KEY_SCHEMA };

enum { MOST_PARTS = 10000 };

struct wishes {
    const char **sources; /* ends with NULL */
    size_t count;
    unsigned seed, part, parts;
    int again, schema;
};

static void
parse_shard(struct argp_state *state, struct wishes *wishes, const char *text)
{
    char end;

    if (sscanf(text, "%u/%u%c", &wishes->part, &wishes->parts, &end) != 2 ||
        wishes->part < 1 || wishes->part > wishes->parts ||
        wishes->parts > MOST_PARTS) {
        argp_error(state,
                   "--shard: expected K/N with 1 <= K <= N <= %d, found "
                   "\"%s\"",
                   MOST_PARTS, text);
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
    case KEY_SHARD:
        parse_shard(state, wishes, text);
        return 0;
    case KEY_AGAIN:
        wishes->again = 1;
        return 0;
    case KEY_SCHEMA:
        wishes->schema = 1;
        return 0;
    case ARGP_KEY_ARG:
        wishes->sources = talloc_realloc(NULL, wishes->sources, const char *,
                                         wishes->count + 2);
        wishes->sources[wishes->count++] = text;
        wishes->sources[wishes->count] = NULL;
        return 0;
    case ARGP_KEY_END:
        if (!wishes->count && !wishes->schema) {
            argp_error(state, "which folder or archive?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int
print_schema(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t len;
    char *text = file_read(ctx, home_path(ctx, SCHEMA), &len);

    if (text) {
        fwrite(text, 1, len, stdout);
    }
    talloc_free(ctx);
    return text ? EXIT_GOOD : EXIT_TOOL;
}

/* ---- many students ------------------------------------------------------ */

/* Two runs of the same part must not write the same files. */
static int
lock_folder(const struct batch_options *options)
{
    char *path = talloc_asprintf(NULL, "%s/.lock-%u-%u", options->folder,
                                 options->part, options->parts);
    int fd, status = 0;

    if (folder_make(options->folder)) {
        talloc_free(path);
        return -1;
    }
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        status = diag_system(path, "cannot be made");
    }
    else if (flock(fd, LOCK_EX | LOCK_NB)) {
        status = diag_at((struct place){.path = options->folder},
                         "another run is grading into this folder");
    }
    talloc_free(path);
    return status;
}

/* Of what was handed in: what is missing takes no time. */
static int
say_interrupted(const struct batch *batch)
{
    size_t handed = 0;

    for (size_t i = 0; i < batch->row_count; i++) {
        handed += batch->rows[i].handed->path != NULL;
    }
    if (interrupted()) {
        fprintf(stderr,
                "interrupted: %zu of %zu are done; the same command goes on "
                "with the rest\n",
                batch->graded + batch->refused + batch->failed, handed);
    }
    return EXIT_TOOL;
}

static int
grade_many(TALLOC_CTX *ctx, const struct wishes *wishes,
           const struct options *options, const struct collection *collection)
{
    struct batch_options how = {.folder =
                                    options->output ? options->output : FOLDER,
                                .course = EXERCISES_FOLDER,
                                .seed = wishes->seed,
                                .part = wishes->part,
                                .parts = wishes->parts,
                                .again = wishes->again || options->no_cache};
    struct batch batch;

    if (lock_folder(&how)) {
        return EXIT_TOOL;
    }
    if (batch_grade(ctx, collection, &how, &batch)) {
        return say_interrupted(&batch);
    }
    /* A wrong path must not cost the marks of the last run. */
    if (collection->student_count && batch_write(&batch, &how)) {
        return EXIT_TOOL;
    }
    if (!options->quiet) {
        batch_print_human(stdout, &batch, options->verbose);
        if (collection->student_count) {
            printf("%s/students.csv, marks.csv, marks.json\n", how.folder);
        }
    }
    if (batch.row_count == 0) {
        return EXIT_SKIPPED;
    }
    return batch.refused + batch.failed + batch.differing +
                       collection->problem_count >
                   0
               ? EXIT_WRONG
               : EXIT_GOOD;
}

/* ---- one submission ----------------------------------------------------- */

/* What the tool or an exercise is to blame for is not reported as points that
 * are missing. */
static int
any_failed(const struct report *reports, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        if (reports[i].is_failed) {
            failed = 1;
            diag_at((struct place){.path = reports[i].exercise}, "%s",
                    reports[i].reason ? reports[i].reason
                                      : "it was not judged");
        }
    }
    return failed;
}

static int
grade_one(TALLOC_CTX *ctx, const struct wishes *wishes,
          const struct options *options, const struct collection *collection)
{
    size_t count = collection->exercise_count;
    struct report *reports = talloc_zero_array(ctx, struct report, count + 1);

    for (size_t i = 0; i < collection->problem_count; i++) {
        diag_warn((struct place){.path = collection->problems[i].path}, "%s",
                  collection->problems[i].why);
    }
    if (handed_reports(ctx, collection, EXERCISES_FOLDER, wishes->seed,
                       reports) ||
        any_failed(reports, count) || report_output(options, reports, count)) {
        return EXIT_TOOL;
    }
    return report_exit_code(reports, count);
}

/* Behind those that --filter takes, the course's other exercises. */
static const char **
add_others(TALLOC_CTX *ctx, const char **ids, size_t asked, size_t *count)
{
    const struct options none = {0};
    size_t all_count, k;
    const char **all = exercise_list(ctx, &none, &all_count);

    *count = asked;
    ids = talloc_realloc(ctx, ids, const char *, asked + all_count + 1);
    for (size_t i = 0; i < all_count; i++) {
        for (k = 0; k < asked && strcmp(ids[k], all[i]); k++) {
            continue;
        }
        if (k == asked) {
            ids[(*count)++] = all[i];
        }
    }
    return ids;
}

static int
grade(TALLOC_CTX *ctx, const struct wishes *wishes,
      const struct options *options)
{
    struct pool_options pool = {.jobs = options->jobs,
                                .trust = options->trust_code};
    int one = options->format != FORMAT_HUMAN;
    struct collection *collection;
    size_t asked, count;
    const char **ids = exercise_list(ctx, options, &asked);

    if (!ids) {
        return EXIT_USAGE;
    }
    ids = add_others(ctx, ids, asked, &count);
    /* Before a check.c or a submission is read: workers must know none. */
    if (pool_start(&pool)) {
        return EXIT_TOOL;
    }
    collection = collect(ctx, wishes->sources, ids, asked, count, one);
    if (!collection) {
        return EXIT_TOOL;
    }
    return one ? grade_one(ctx, wishes, options, collection)
               : grade_many(ctx, wishes, options, collection);
}

int
cmd_grade(int argc, char **argv)
{
    static const struct argp_option OPTIONS[] = {
        {"seed", 's', "N", 0, "Draw orders and inputs from this seed", 0},
        {"shard", KEY_SHARD, "K/N", 0, "Grade the K-th of N parts", 0},
        {"again", KEY_AGAIN, 0, 0, "Grade what has not changed, too", 0},
        {"schema", KEY_SCHEMA, 0, 0, "Print the JSON schema of a report", 0},
        {0}};
    struct argp own = {OPTIONS, parse_option, "DIR|ZIP...", DOC, 0, 0, 0};
    struct wishes wishes = {.part = 1, .parts = 1};
    struct options options;
    TALLOC_CTX *ctx;
    int code;

    if (options_read(&own, &wishes,
                     USES_JOBS | USES_OUTPUT | USES_FILTER | USES_CACHE |
                         USES_TRUST | USES_REPORTS,
                     argc, argv, &options) < 0) {
        return EXIT_USAGE;
    }
    if (wishes.schema) {
        return print_schema();
    }
    ctx = talloc_new(NULL);
    code = grade(ctx, &wishes, &options);
    talloc_free(ctx);
    talloc_free(wishes.sources);
    return code;
}
