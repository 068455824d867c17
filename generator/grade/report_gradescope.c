/* Gradescope's results.json.  Names and values are those of its autograder
 * specification; nothing here is known to the rest of the program. */
#include "grade/report_forms.h"

#include <string.h>

enum { SHOWN = 4000 };

/* Its statuses are two; what did not run did not pass. */
static const char *
status_of(const struct test_report *test)
{
    return test->status == TEST_PASS ? "passed" : "failed";
}

static char *
output_of(TALLOC_CTX *ctx, const struct test_report *test)
{
    char *text = report_text(ctx, report_trouble(ctx, test), SHOWN);

    if (*test->output) {
        text = talloc_asprintf_append(text, "it printed:\n%s\n",
                                      report_text(ctx, test->output, SHOWN));
    }
    if (*test->errors) {
        text = talloc_asprintf_append(text, "it printed to stderr:\n%s\n",
                                      report_text(ctx, test->errors, SHOWN));
    }
    return text;
}

static void
add_test(TALLOC_CTX *ctx, struct json *tests, const struct report *report,
         const struct test_report *test, const char *number)
{
    struct json *one = json_add_object(tests);
    struct json *tags, *extra;

    json_set_int(one, "score", test->points);
    json_set_int(one, "max_score", test->max_points);
    json_set_text(one, "status", status_of(test));
    json_set_text(
        one, "name",
        report_text(ctx, *test->claim ? test->claim : test->name, 400));
    json_set_text(one, "name_format", "text");
    json_set_text(one, "number", number);
    json_set_text(one, "output", output_of(ctx, test));
    json_set_text(one, "output_format", "text");
    tags = json_set_list(one, "tags");
    json_add_text(tags, report->exercise);
    json_set_text(one, "visibility", test->hidden ? "hidden" : "visible");
    extra = json_set_object(one, "extra_data");
    json_set_text(extra, "id", test->name);
    json_set_text(extra, "status", test_status_name(test->status));
}

/* What stands above the tests: hidden points are in the score, and are not
 * told apart here. */
static char *
overview(TALLOC_CTX *ctx, const struct report *reports, size_t count)
{
    char *text = talloc_strdup(ctx, "");

    for (size_t i = 0; i < count; i++) {
        const char *words = report_messages(ctx, &reports[i]);

        text = talloc_asprintf_append(text, "%s: %d of %d points\n%s",
                                      reports[i].exercise, reports[i].score,
                                      reports[i].max_score,
                                      report_text(ctx, words, SHOWN));
    }
    if (count == 0) {
        text = talloc_strdup(ctx, "No file of an exercise was found in the "
                                  "submission.\n");
    }
    return talloc_asprintf_append(text, "Sandbox: %s\n",
                                  count ? reports[0].level : "not used");
}

static void
add_extra(struct json *all, const struct report *reports, size_t count)
{
    struct json *extra = json_set_object(all, "extra_data");
    struct json *list;

    report_tool_to_json(extra, COMPILER_TCC);
    list = json_set_list(extra, "exercises");
    for (size_t i = 0; i < count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "exercise", reports[i].exercise);
        json_set_text(one, "exercise_hash", reports[i].exercise_hash);
        json_set_text(one, "submission_hash", reports[i].submission_hash);
        json_set_text(one, "sandbox", reports[i].level);
        json_set_int(one, "seed", reports[i].seed);
    }
}

void
report_write_gradescope(FILE *out, const struct report *reports, size_t count)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct report_sum sum = report_add_up(reports, count);
    struct json *all = json_new_object(ctx);
    struct json *tests;

    json_set_int(all, "score", sum.score);
    json_set_number(all, "execution_time", sum.seconds);
    json_set_text(all, "output", overview(ctx, reports, count));
    json_set_text(all, "output_format", "text");
    json_set_text(all, "test_output_format", "text");
    json_set_text(all, "test_name_format", "text");
    json_set_text(all, "visibility", "visible");
    json_set_text(all, "stdout_visibility", "hidden");
    add_extra(all, reports, count);
    tests = json_set_list(all, "tests");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < reports[i].test_count; k++) {
            add_test(ctx, tests, &reports[i], &reports[i].tests[k],
                     talloc_asprintf(ctx, "%zu.%zu", i + 1, k + 1));
        }
    }
    json_print(out, all, 1);
    talloc_free(ctx);
}
