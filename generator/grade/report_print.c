#include "grade/report_print.h"

#include <string.h>

#include "grade/report_forms.h"

enum { OUTPUT_LINES = 20 };

static void
print_output(FILE *out, const char *text)
{
    int lines = 0;

    for (; *text && lines < OUTPUT_LINES; lines++) {
        size_t len = strcspn(text, "\n");

        fprintf(out, "          | %.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
    if (*text) {
        fprintf(out, "          | and more\n");
    }
}

static void
print_failure(FILE *out, const struct test_report *test)
{
    const struct finding *failure = test_failure(test);

    if (test->status == TEST_FAIL && failure) {
        fprintf(out, "          %s\n", failure->what);
        fprintf(out, "            expected  %s\n", failure->expected);
        fprintf(out, "            got       %s\n", failure->actual);
    }
    else if (test->message) {
        fprintf(out, "          %s\n", test->message);
    }
    if (*test->output) {
        fprintf(out, "          it printed\n");
        print_output(out, test->output);
    }
    if (test->hint && test->status != TEST_SKIP) {
        fprintf(out, "          next: %s\n", test->hint);
    }
}

void
report_print_human(FILE *out, const struct report *report)
{
    fprintf(out, "%s: %d of %d points\n", report->exercise, report->score,
            report->max_score);
    if (report->reason) {
        fprintf(out, "  %s: %s\n", report->path, report->reason);
        return;
    }
    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];

        fprintf(out, "  %-5s %d/%d  %s\n", test_status_name(test->status),
                test->points, test->max_points, test->claim);
        if (test->status != TEST_PASS) {
            print_failure(out, test);
        }
    }
    if (report->score < report->max_score) {
        fprintf(out, "sandbox %s, seed %u\n", report->level, report->seed);
    }
}
