/* Exercism's results.json, version 2: the contract of its test runners. */
#include "grade/report_forms.h"

#include <string.h>

enum {
    LONGEST_OUTPUT = 500,   /* characters; its rule */
    LONGEST_MESSAGE = 60000 /* bytes; its rule is 65535 characters */
};

static const char CUT[] = "Output was truncated. Please limit to 500 chars";

/* Its statuses are three; what did not run did not pass. */
static const char *
status_of(const struct test_report *test)
{
    return test->status == TEST_SKIP ? "fail" : test_status_name(test->status);
}

/* The cut counts as output. */
static char *
output_of(TALLOC_CTX *ctx, const char *output)
{
    size_t most = LONGEST_OUTPUT - sizeof CUT;

    if (strlen(output) <= LONGEST_OUTPUT) {
        return report_text(ctx, output, LONGEST_OUTPUT);
    }
    output = talloc_strndup(ctx, output, most);
    return talloc_asprintf(ctx, "%s\n%s", report_text(ctx, output, most), CUT);
}

static void
add_test(TALLOC_CTX *ctx, struct json *tests, const struct test_report *test)
{
    const char *printed =
        talloc_asprintf(ctx, "%s%s", test->output, test->errors);
    struct json *one = json_add_object(tests);

    json_set_text(
        one, "name",
        report_text(ctx, *test->claim ? test->claim : test->name, 400));
    json_set_text(one, "status", status_of(test));
    if (test->status == TEST_PASS) {
        json_set_null(one, "message");
    }
    else {
        json_set_text(
            one, "message",
            report_text(ctx, report_trouble(ctx, test), LONGEST_MESSAGE));
    }
    if (test->code && !test->hidden) {
        json_set_text(one, "test_code",
                      report_text(ctx, test->code, LONGEST_MESSAGE));
    }
    if (*printed) {
        json_set_text(one, "output", output_of(ctx, printed));
    }
    else {
        json_set_null(one, "output");
    }
}

/* error: no test was executed. */
static const char *
overall(const struct report *reports, size_t count, struct report_sum sum)
{
    int ran = count > 0;

    for (size_t i = 0; i < count; i++) {
        ran &= reports[i].compiled && !reports[i].reason;
    }
    return !ran || !sum.tests        ? "error"
           : sum.passed == sum.tests ? "pass"
                                     : "fail";
}

void
report_write_exercism(FILE *out, const struct report *reports, size_t count)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct report_sum sum = report_add_up(reports, count);
    const char *status = overall(reports, count, sum);
    struct json *all = json_new_object(ctx);
    char *words = talloc_strdup(ctx, count ? "" : "no answer was found\n");
    struct json *tests;

    json_set_int(all, "version", 2);
    json_set_text(all, "status", status);
    for (size_t i = 0; i < count; i++) {
        words = talloc_strdup_append(words, report_messages(ctx, &reports[i]));
    }
    if (!strcmp(status, "error")) {
        json_set_text(all, "message",
                      report_text(ctx, words, LONGEST_MESSAGE));
    }
    else {
        json_set_null(all, "message");
    }
    tests = json_set_list(all, "tests");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < reports[i].test_count; k++) {
            add_test(ctx, tests, &reports[i].tests[k]);
        }
    }
    json_print(out, all, 1);
    talloc_free(ctx);
}
