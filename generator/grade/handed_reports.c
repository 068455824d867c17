#include "grade/handed_reports.h"

#include <string.h>

#include "base/files.h"
#include "book/exercise.h"
#include "sandbox/sandbox.h"

static void
add_tests(TALLOC_CTX *ctx, struct report *report,
          const struct exercise *exercise)
{
    report->test_count = exercise->claim_count;
    report->tests =
        talloc_zero_array(ctx, struct test_report, report->test_count + 1);
    for (size_t i = 0; i < report->test_count; i++) {
        const struct claim *claim = &exercise->claims[i];

        report->tests[i] =
            (struct test_report){.name = claim->name,
                                 .claim = claim->title ? claim->title : "",
                                 .max_points = claim->points,
                                 .hidden = claim->is_hidden,
                                 .status = TEST_ERROR,
                                 .message = report->reason,
                                 .output = "",
                                 .errors = ""};
        report->max_score += claim->points;
    }
}

/* A source that is nowhere looked for may be the one that is missed. */
static const char *
why_nothing(TALLOC_CTX *ctx, const struct collection *collection,
            const char *id)
{
    for (size_t i = 0; i < collection->ignored_count; i++) {
        const char *path = collection->ignored[i];

        if (path_ends(path, ".c") && !path_ends(path, "check.c")) {
            return talloc_asprintf(
                ctx,
                "nothing was handed in; %s answers no exercise by its name: "
                "is it %s.c, or %s/answer.c?",
                path, strrchr(id, '/') + 1, id);
        }
    }
    return "nothing was handed in";
}

static int
empty_report(TALLOC_CTX *ctx, const struct collection *collection, size_t i,
             const char *folder, struct report *report)
{
    const struct handed *handed = &collection->table[i];
    const char *id = collection->exercises[i];
    struct exercise *exercise = exercise_read(ctx, folder, folder);

    if (!exercise) {
        return -1;
    }
    *report = (struct report){
        .exercise = id,
        .path = handed->path ? handed->path : talloc_asprintf(ctx, "%s.c", id),
        .level = sandbox_level_name(sandbox_probe(ctx, NULL, NULL)),
        .seed = 1,
        .reason =
            handed->why ? handed->why : why_nothing(ctx, collection, id)};
    add_tests(ctx, report, exercise);
    return 0;
}

static int
is_starter(TALLOC_CTX *ctx, const struct answer *answer)
{
    size_t len;
    char *starter =
        file_try_read(ctx, path_join(ctx, answer->folder, "starter.c"), &len);

    return starter && !strcmp(starter, answer->text);
}

/* Grades what can be graded, then puts each report at its place. */
static int
fill(TALLOC_CTX *ctx, const struct answer *answers, const size_t *place,
     size_t count, unsigned seed, struct report *reports)
{
    struct grade_options options = {.seed = seed, .hidden = 1};
    struct report *graded = talloc_zero_array(ctx, struct report, count + 1);

    if (count > 0 && grade_answers(ctx, answers, count, graded, &options)) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        reports[place[i]] = graded[i];
        reports[place[i]].is_starter = is_starter(ctx, &answers[i]);
    }
    return 0;
}

int
handed_reports(TALLOC_CTX *ctx, const struct collection *collection,
               const char *course, unsigned seed, struct report *reports)
{
    size_t total = collection->exercise_count, count = 0;
    struct answer *answers = talloc_zero_array(ctx, struct answer, total + 1);
    size_t *place = talloc_array(ctx, size_t, total + 1);

    for (size_t i = 0; i < total; i++) {
        const struct handed *handed = &collection->table[i];
        const char *id = collection->exercises[i];
        char *folder = path_join(ctx, course, id);

        if (handed->text) {
            place[count] = i;
            answers[count++] = (struct answer){.exercise = id,
                                               .folder = folder,
                                               .path = handed->path,
                                               .text = handed->text};
        }
        else if (empty_report(ctx, collection, i, folder, &reports[i])) {
            return -1;
        }
    }
    return fill(ctx, answers, place, count, seed, reports);
}
