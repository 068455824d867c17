/* JUnit's XML.  Nobody published a grammar with JUnit; Ant's writer and the
 * schemas of those who read it (Jenkins, GitLab, Azure) agree on what stands
 * in generator/test/junit.xsd, in this order of elements. */
#include "grade/report_forms.h"

#include <string.h>
#include <time.h>

#include "base/escape.h"

static void
put_attribute(FILE *out, const char *name, const char *text)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    fprintf(out, " %s=\"", name);
    for (char *at = report_text(ctx, text, 1000); *at; at++) {
        /* A line break in an attribute would be read as a blank. */
        if (*at == '\n') {
            fputs("&#10;", out);
        }
        else {
            size_t len = strcspn(at, "\n");

            escape_html(out, at, len);
            at += len - 1;
        }
    }
    fputc('"', out);
    talloc_free(ctx);
}

static void
put_content(FILE *out, const char *text)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    escape_text(out, report_text(ctx, text, REPORT_OUTPUT));
    talloc_free(ctx);
}

static void
put_property(FILE *out, const char *name, const char *value)
{
    fputs("      <property", out);
    put_attribute(out, "name", name);
    put_attribute(out, "value", value);
    fputs("/>\n", out);
}

static void
put_properties(FILE *out, const struct report *report)
{
    char number[32];

    fputs("    <properties>\n", out);
    snprintf(number, sizeof number, "%d", report->score);
    put_property(out, "score", number);
    snprintf(number, sizeof number, "%d", report->max_score);
    put_property(out, "max_score", number);
    snprintf(number, sizeof number, "%u", report->seed);
    put_property(out, "seed", number);
    put_property(out, "sandbox", report->level);
    put_property(out, "file", report->path);
    put_property(out, "submission_hash", report->submission_hash);
    put_property(out, "exercise_hash", report->exercise_hash);
    fputs("    </properties>\n", out);
}

/* "copies/copy-rows" names a class as "copies.copy-rows". */
static void
put_class(FILE *out, const char *exercise)
{
    char *name = talloc_strdup(NULL, exercise);

    for (char *at = name; *at; at++) {
        *at = *at == '/' ? '.' : *at;
    }
    put_attribute(out, "classname", name);
    talloc_free(name);
}

static void
put_verdict(FILE *out, const struct test_report *test)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    const char *element = test->status == TEST_FAIL ? "failure" : "error";

    if (test->status == TEST_SKIP) {
        fputs("<skipped", out);
        put_attribute(out, "message", test->message ? test->message : "");
        fputs("/>", out);
    }
    else if (test->status != TEST_PASS) {
        fprintf(out, "<%s", element);
        put_attribute(out, "type",
                      test->status == TEST_FAIL ? "claim" : "end");
        put_attribute(out, "message", test->message ? test->message : "");
        fputc('>', out);
        put_content(out, report_trouble(ctx, test));
        fprintf(out, "</%s>", element);
    }
    talloc_free(ctx);
}

static void
put_case(FILE *out, const struct report *report,
         const struct test_report *test)
{
    char *name = talloc_asprintf(NULL, "%s: %s", test->name, test->claim);

    fputs("    <testcase", out);
    put_attribute(out, "name", name);
    put_class(out, report->exercise);
    fprintf(out, " time=\"%.3f\">", test->duration_ms / 1000);
    put_verdict(out, test);
    fputs("</testcase>\n", out);
    talloc_free(name);
}

static void
put_printed(FILE *out, const struct test_report *test, const char *text)
{
    if (*text) {
        fprintf(out, "%s printed:\n", test->name);
        put_content(out, text);
        fputc('\n', out);
    }
}

static void
put_output(FILE *out, const struct report *report)
{
    fputs("    <system-out>", out);
    for (size_t i = 0; i < report->test_count; i++) {
        put_printed(out, &report->tests[i], report->tests[i].output);
    }
    fputs("</system-out>\n", out);
}

static void
put_errors(FILE *out, const struct report *report)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    fputs("    <system-err>", out);
    put_content(out, report_messages(ctx, report));
    for (size_t i = 0; i < report->test_count; i++) {
        put_printed(out, &report->tests[i], report->tests[i].errors);
    }
    fputs("</system-err>\n", out);
    talloc_free(ctx);
}

static void
put_suite(FILE *out, const struct report *report, size_t id,
          const char *timestamp)
{
    struct report_sum sum = report_add_up(report, 1);

    fprintf(out, "  <testsuite id=\"%zu\" package=\"heapbook\"", id);
    put_attribute(out, "name", report->exercise);
    fprintf(out,
            " timestamp=\"%s\" hostname=\"localhost\" tests=\"%zu\" "
            "failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" "
            "time=\"%.3f\">\n",
            timestamp, sum.tests, sum.failed, sum.errors, sum.skipped,
            sum.seconds);
    put_properties(out, report);
    for (size_t i = 0; i < report->test_count; i++) {
        put_case(out, report, &report->tests[i]);
    }
    put_output(out, report);
    put_errors(out, report);
    fputs("  </testsuite>\n", out);
}

void
report_write_junit(FILE *out, const struct report *reports, size_t count)
{
    struct report_sum sum = report_add_up(reports, count);
    time_t now = time(NULL);
    char timestamp[32];
    struct tm parts;

    gmtime_r(&now, &parts);
    strftime(timestamp, sizeof timestamp, "%Y-%m-%dT%H:%M:%S", &parts);
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"heapbook\" tests=\"%zu\" failures=\"%zu\" "
            "errors=\"%zu\" time=\"%.3f\">\n",
            sum.tests, sum.failed, sum.errors, sum.seconds);
    for (size_t i = 0; i < count; i++) {
        put_suite(out, &reports[i], i, timestamp);
    }
    fputs("</testsuites>\n", out);
}
