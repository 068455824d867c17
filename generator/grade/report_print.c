#include "grade/report_print.h"

#include <stdarg.h>
#include <string.h>

#include "base/diag.h"
#include "grade/difference.h"
#include "grade/report_forms.h"

enum {
    OUTPUT_LINES = 20,
    /* Values that begin alike are worth a finger on the first difference. */
    WORTH_POINTING = 2
};

#define RED   "\033[31m"
#define GREEN "\033[32m"
#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define PLAIN "\033[0m"
static const char UNDER[] = "             "; /* under the words of a test */

/* Prints in a colour where there is colour. */
__attribute__((format(printf, 3, 4))) static void
print_in(FILE *out, const char *colour, const char *format, ...)
{
    va_list arguments;
    int colored = diag_colored(out);

    va_start(arguments, format);
    if (colored) {
        fputs(colour, out);
    }
    vfprintf(out, format, arguments);
    if (colored) {
        fputs(PLAIN, out);
    }
    va_end(arguments);
}

/* ---- a claim that does not hold ----------------------------------------- */

/* `expected` above `got`, a caret under the first difference. */
static void
print_sides(FILE *out, const struct finding *failure)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    const char *expected = visible(ctx, failure->expected);
    const char *actual = visible(ctx, failure->actual);
    size_t at = difference_at(expected, actual);
    int column = difference_column(expected, at);

    fprintf(out, "%s  expected  %.*s", UNDER, (int)at, expected);
    print_in(out, GREEN, "%s", expected + at);
    fprintf(out, "\n%s  got       %.*s", UNDER, (int)at, actual);
    print_in(out, RED, "%s", actual + at);
    fputc('\n', out);
    if (at >= WORTH_POINTING && (expected[at] || actual[at])) {
        fprintf(out, "%s            %*s", UNDER, column, "");
        print_in(out, DIM, "^ first difference, column %d", column + 1);
        fputc('\n', out);
    }
    talloc_free(ctx);
}

static int
count_failed(const struct test_report *test)
{
    int count = 0;

    for (size_t i = 0; i < test->finding_count; i++) {
        count += !test->findings[i].passed && !test->findings[i].advisory;
    }
    return count;
}

static void
print_claim(FILE *out, const struct test_report *test,
            const struct finding *failure)
{
    int more = count_failed(test) - 1;

    fprintf(out, "%s%s\n", UNDER, failure->what);
    print_sides(out, failure);
    if (more > 0) {
        print_in(out, DIM, "%s%d more claim%s of this test %s not hold", UNDER,
                 more, more > 1 ? "s" : "", more > 1 ? "do" : "does");
        fputc('\n', out);
    }
}

static void
print_advice(FILE *out, const struct test_report *test)
{
    for (size_t i = 0; i < test->finding_count; i++) {
        const struct finding *finding = &test->findings[i];

        if (finding->advisory && !finding->passed) {
            fprintf(out, "%snote: %s: expected %s, got %s\n", UNDER,
                    finding->what, finding->expected, finding->actual);
        }
    }
}

/* ---- a test ------------------------------------------------------------- */

static void
print_output(FILE *out, const char *caption, const char *text)
{
    char *shown = visible_lines(NULL, text);
    const char *at = shown;

    fprintf(out, "%s%s\n", UNDER, caption);
    for (int lines = 0; *at && lines < OUTPUT_LINES; lines++) {
        size_t len = strcspn(at, "\n");

        fprintf(out, "%s  | %.*s\n", UNDER, (int)len, at);
        at += len + (at[len] == '\n');
    }
    if (*at) {
        fprintf(out, "%s  | and %zu bytes more\n", UNDER, strlen(at));
    }
    talloc_free(shown);
}

static const char *
printed_to(const struct test_report *test, int to_stderr)
{
    return to_stderr ? test->errors : test->output;
}

/* Tests that call the same function print the same: once is enough. */
static int
is_first_time(const struct report *report, const struct test_report *test,
              int to_stderr)
{
    const char *text = printed_to(test, to_stderr);

    for (const struct test_report *at = report->tests; at < test; at++) {
        if (at->status != TEST_PASS &&
            !strcmp(printed_to(at, to_stderr), text)) {
            return 0;
        }
    }
    return 1;
}

/* A program that ends early may be quoted in the message (findings.c). */
static int
is_quoted(const struct test_report *test)
{
    size_t len = strcspn(test->errors, "\n");
    char *line = talloc_strndup(NULL, test->errors, len);
    int found = len + 1 >= strlen(test->errors) && test->message &&
                strstr(test->message, line) != NULL;

    talloc_free(line);
    return found;
}

static void
print_printed(FILE *out, const struct report *report,
              const struct test_report *test)
{
    if (*test->output && is_first_time(report, test, 0)) {
        print_output(out, "your program printed", test->output);
    }
    if (*test->errors && is_first_time(report, test, 1) && !is_quoted(test)) {
        print_output(out, "your program printed to stderr", test->errors);
    }
}

static const char *
claim_of(const struct report *report, const char *test)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (!strcmp(report->tests[i].name, test)) {
            return report->tests[i].claim;
        }
    }
    return test;
}

static void
print_reason(FILE *out, const struct report *report,
             const struct test_report *test)
{
    const struct finding *failure = test_failure(test);

    if (test->status == TEST_SKIP) {
        fprintf(out, "%swaits for: %s\n", UNDER,
                claim_of(report, test->needs ? test->needs : ""));
        return;
    }
    if (test->status == TEST_FAIL && failure) {
        print_claim(out, test, failure);
    }
    else if (test->message) {
        char *shown = visible(NULL, test->message);

        fprintf(out, "%s%s\n", UNDER, shown);
        talloc_free(shown);
    }
    if (test->explanation) {
        fprintf(out, "%s", UNDER);
        if (test->explained_line) {
            fprintf(out, "line %d: ", test->explained_line);
        }
        fprintf(out, "%s\n", test->explanation);
    }
    print_printed(out, report, test);
    if (test->hint) {
        fprintf(out, "%snext: %s\n", UNDER, test->hint);
    }
}

static void
print_test(FILE *out, const struct report *report,
           const struct test_report *test)
{
    static const char *const colours[] = {GREEN, RED, RED, DIM};

    fputs("  ", out);
    print_in(out, colours[test->status], "%-5s",
             test_status_name(test->status));
    fprintf(out, " %d/%d  %s\n", test->points, test->max_points, test->claim);
    if (test->status != TEST_PASS) {
        print_reason(out, report, test);
    }
    print_advice(out, test);
}

/* First what failed, then what waits for it, then what holds. */
static int
rank(const struct test_report *test)
{
    return test->status == TEST_PASS ? 2 : test->status == TEST_SKIP;
}

void
report_print_human(FILE *out, const struct report *report)
{
    if (report->is_failed) {
        print_in(out, BOLD, "%s: not checked", report->exercise);
    }
    else {
        print_in(out, BOLD, "%s: %d of %d points", report->exercise,
                 report->score, report->max_score);
    }
    fputc('\n', out);
    if (report->reason) {
        fprintf(out, "  %s%s%s\n", report->is_failed ? "" : report->path,
                report->is_failed ? "" : ": ", report->reason);
        return;
    }
    for (int now = 0; now <= 2; now++) {
        for (size_t i = 0; i < report->test_count; i++) {
            if (rank(&report->tests[i]) == now) {
                print_test(out, report, &report->tests[i]);
            }
        }
    }
    if (report->score < report->max_score) {
        print_in(out, DIM, "sandbox %s, seed %u", report->level, report->seed);
        fputc('\n', out);
    }
}
