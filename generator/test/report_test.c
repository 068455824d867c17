/* The forms of a report: what they say, and that nothing in a submission can
 * make them say something else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "base/json.h"
#include "grade/difference.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"

#include "tap.h"

/* Text that wants out of whatever holds it. */
#define HOSTILE                                                               \
    "a\nok 9 - forged # SKIP\n::error::forged\n##[error]forged\r\n"           \
    "</failure><x y=\"1\">&lt;]]>%0A\\\"\xff\xc3(\x01\x1b[31m\xef\xbf\xbe"    \
    "\xe2\x80\xae"

static struct finding findings[] = {
    {12, 1, "copy", "[1]", "[1]", 0},
    {13, 0, "copy[0] & <matrix>", "two \"objects\"", HOSTILE, 0},
};

static struct message messages[] = {
    {3, 5, 1, "';' expected (got \"for\")"},
    {4, 0, 0, HOSTILE},
};

static struct test_report
test_of(const char *name, enum test_status status, int points, int most)
{
    return (struct test_report){.name = name,
                                .claim = name,
                                .status = status,
                                .points = points,
                                .max_points = most,
                                .output = "",
                                .errors = "",
                                .duration_ms = 1.5};
}

/* Four tests, one of each status, one of them hidden. */
static struct report
sample(TALLOC_CTX *ctx)
{
    struct report report = {
        .exercise = "copies/copy-rows",
        .path = "subs/ada: 1, x.c",
        .level = "GRADING",
        .submission_hash = "0123456789012345678901234567890123456789",
        .exercise_hash = "abcdefabcdefabcdefabcdefabcdefabcdefabcd",
        .seed = 7,
        .score = 2,
        .max_score = 9,
        .compiled = 1,
        .messages = messages,
        .message_count = 2,
        .test_count = 4};

    report.tests = talloc_zero_array(ctx, struct test_report, 4);
    report.tests[0] = test_of("equal", TEST_PASS, 2, 2);
    report.tests[0].hint = "never";
    report.tests[1] = test_of("rows", TEST_FAIL, 0, 3);
    report.tests[1].claim = "rows are # new\\";
    report.tests[1].code = "play(2);\n";
    report.tests[1].message = HOSTILE;
    report.tests[1].output = HOSTILE;
    report.tests[1].hint = "look at PyList_GetSlice";
    report.tests[1].findings = findings;
    report.tests[1].finding_count = 2;
    report.tests[2] = test_of("crash", TEST_ERROR, 0, 3);
    report.tests[2].message = "NULL pointer at line 7";
    report.tests[2].line = 7;
    report.tests[2].hidden = 1;
    report.tests[2].errors = "row 2\n" HOSTILE;
    report.tests[2].code = "play(3);\n";
    report.tests[3] = test_of("owned", TEST_SKIP, 0, 1);
    report.tests[3].message = "needs rows";
    report.tests[3].needs = "rows";
    return report;
}

static char *
written(TALLOC_CTX *ctx, enum report_form form, const struct report *reports,
        size_t count)
{
    char *text = NULL, *copy;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    report_write(out, form, reports, count);
    fclose(out);
    copy = talloc_strdup(ctx, text);
    free(text);
    return copy;
}

static struct json *
parsed(TALLOC_CTX *ctx, enum report_form form, const struct report *reports,
       size_t count)
{
    char *text = written(ctx, form, reports, count);

    return json_parse(ctx, text, strlen(text), NULL);
}

/* How many lines begin with the word. */
static int
lines_with(const char *text, const char *word)
{
    int count = 0;

    for (; *text; text += strcspn(text, "\n") + (strchr(text, '\n') != 0)) {
        count += !strncmp(text, word, strlen(word));
    }
    return count;
}

/* ---- validators that may be missing ------------------------------------- */

static int
command(const char *line)
{
    int status = system(line);

    return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void
validate(const char *tool, const char *line, const char *what)
{
    const char *probe = talloc_asprintf(NULL, "%s >/dev/null 2>&1", tool);

    if (!command(probe)) {
        is_int(command(line), 0, "%s", what);
    }
    else if (getenv("CI")) {
        ok(0, "%s: the validator is not installed (%s)", what, tool);
    }
    else {
        printf("ok %d - %s # SKIP not installed: %s\n", ++tap_count_, what,
               tool);
    }
}

static const char SCHEMA[] =
    "for python in python3 /usr/bin/python3; do\n"
    "  $python -c 'import jsonschema' 2>/dev/null && break\n"
    "done\n";

static void
test_schema(TALLOC_CTX *ctx, const struct report *reports, size_t count,
            const char *path, const char *what)
{
    char *text = written(ctx, REPORT_JSON, reports, count);

    file_write(path, text, strlen(text));
    validate(talloc_asprintf(ctx, "%s$python -c 'import jsonschema'", SCHEMA),
             talloc_asprintf(
                 ctx,
                 "%s$python -c 'import json, sys, jsonschema\n"
                 "schema, report = (json.load(open(path, encoding=\"utf-8\"))"
                 " for path in sys.argv[1:])\n"
                 "jsonschema.Draft202012Validator.check_schema(schema)\n"
                 "jsonschema.validate(report, schema)' "
                 "generator/grade/report.schema.json %s",
                 SCHEMA, path),
             what);
}

/* ---- the forms ---------------------------------------------------------- */

static void
test_json(TALLOC_CTX *ctx, const struct report *report)
{
    struct json *all = parsed(ctx, REPORT_JSON, report, 1);
    struct report two[] = {*report, *report};
    struct json *test, *list;

    if (!ok(all != NULL, "JSON is JSON")) {
        return;
    }
    test = json_at(json_get(all, "tests"), 1);
    is(json_text(test, "status", ""), "fail", "the status of a test");
    is(json_text(test, "expected", ""), "two \"objects\"", "what was asked");
    ok(strstr(json_text(test, "actual", ""), "a\nok 9") != NULL,
       "what was got, with its lines");
    ok(strstr(json_text(test, "output", ""), "\xef\xbf\xbd\xef\xbf\xbd(") !=
           NULL,
       "bytes that are not UTF-8 are replaced");
    ok(json_as_text(json_get(json_at(json_get(all, "tests"), 0), "message")) ==
           NULL,
       "nothing is null, not empty");
    is_int(json_bool(json_at(json_get(all, "tests"), 2), "hidden", 0), 1,
           "a hidden test says so");
    is(json_text(json_at(json_get(all, "tests"), 3), "depends_on", ""), "rows",
       "what it depends on");
    list = parsed(ctx, REPORT_JSON, two, 2);
    is_int(json_int(list, "max_score", 0), 18, "several have a sum");
    is_int(json_len(json_get(list, "reports")), 2, "and a list");
}

/* Annotations have no room for what a program printed. */
static void
test_stderr(TALLOC_CTX *ctx, const struct report *report)
{
    static const struct {
        enum report_form form;
        const char *says;
    } forms[] = {{REPORT_JSON, "\"errors\": \"row 2\\n"},
                 {REPORT_TAP, "\n  errors: \"row 2\\n"},
                 {REPORT_JUNIT, "<system-err>"},
                 {REPORT_JUNIT, "crash printed:\nrow 2\n"},
                 {REPORT_GRADESCOPE, "it printed to stderr:\\nrow 2\\n"},
                 {REPORT_EXERCISM, "\"output\": \"row 2\\n"}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        ok(strstr(written(ctx, forms[i].form, report, 1), forms[i].says) !=
               NULL,
           "what went to stderr stands in it, too (%zu)", i);
    }
}

static void
test_tap(TALLOC_CTX *ctx, const struct report *report)
{
    char *text = written(ctx, REPORT_TAP, report, 1);

    ok(!strncmp(text, "TAP version 13\n1..4\n", 20), "TAP has a plan");
    is_int(lines_with(text, "ok "), 2, "two tests are well");
    is_int(lines_with(text, "not ok "), 2, "two are not");
    ok(strstr(text, "not ok 2 - rows: rows are \\# new\\\\\n") != NULL,
       "a # of a description is no directive");
    ok(strstr(text, "ok 4 - owned: owned # SKIP needs rows\n") != NULL,
       "a skipped one says why");
    ok(strstr(text, "\n  expected: \"two \\\"objects\\\"\"\n") != NULL,
       "the rest is YAML");
    is_int(lines_with(text, "  ---"), 2, "under each that is not well");
    is_int(lines_with(text, "  ..."), 2, "and it ends");
}

static void
test_junit(TALLOC_CTX *ctx, const struct report *report, const char *path)
{
    struct report two[] = {*report, *report};
    char *text = written(ctx, REPORT_JUNIT, two, 2);

    two[1].exercise = "<&\"";
    text = written(ctx, REPORT_JUNIT, two, 2);
    ok(strstr(text, "tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\"") !=
           NULL,
       "JUnit counts");
    ok(!strstr(text, "<x"), "no element comes from a submission");
    ok(strstr(text, "name=\"&lt;&amp;&quot;\"") != NULL,
       "attributes are escaped");
    file_write(path, text, strlen(text));
    validate("xmllint --version",
             talloc_asprintf(ctx,
                             "xmllint --noout --schema "
                             "generator/test/junit.xsd %s 2>/dev/null",
                             path),
             "JUnit's XML is valid");
}

static void
test_github(TALLOC_CTX *ctx, const struct report *report)
{
    struct report many[8];
    char *text = written(ctx, REPORT_GITHUB, report, 1);

    ok(strstr(text, "::error file=subs/ada%3A 1%2C x.c,line=7::") != NULL,
       "a path is escaped, a line is given");
    is_int(lines_with(text, "::error"), 3, "two tests and a message");
    is_int(lines_with(text, "::warning"), 1, "and a warning");
    ok(!strstr(text, "\n##["), "an older command is none");
    for (size_t i = 0; i < 8; i++) {
        many[i] = *report;
    }
    text = written(ctx, REPORT_GITHUB, many, 8);
    is_int(lines_with(text, "::"), 9, "at most nine annotations");
    ok(strstr(text, "::error::24 more messages stand in the log") != NULL,
       "the last says how many more");
    ok(!strstr(text, "##["), "none of the others is a command");
}

static void
test_gradescope(TALLOC_CTX *ctx, const struct report *report)
{
    struct json *all = parsed(ctx, REPORT_GRADESCOPE, report, 1);
    struct json *tests = json_get(all, "tests");

    if (!ok(all != NULL, "Gradescope's results are JSON")) {
        return;
    }
    is_int(json_int(all, "score", -1), 2, "the score is the sum");
    ok(json_number(all, "execution_time", 0) > 0.005 &&
           json_number(all, "execution_time", 0) < 0.007,
       "the time is in seconds");
    is(json_text(all, "stdout_visibility", ""), "hidden",
       "stdout is not shown");
    is(json_text(json_at(tests, 0), "status", ""), "passed", "passed");
    is(json_text(json_at(tests, 3), "status", ""), "failed",
       "what did not run has failed");
    is(json_text(json_at(tests, 2), "visibility", ""), "hidden",
       "a hidden test is hidden");
    is(json_text(json_at(tests, 1), "visibility", ""), "visible",
       "the others are not");
    is(json_text(json_at(tests, 1), "number", ""), "1.2", "they are numbered");
    is_int(json_int(json_at(tests, 1), "max_score", 0), 3, "and have points");
    ok(strstr(json_text(json_at(tests, 1), "output", ""), "next: look at") !=
           NULL,
       "and a next step");
    all = parsed(ctx, REPORT_GRADESCOPE, report, 0);
    is_int(json_int(all, "score", -1), 0, "nothing gives nothing");
}

static void
test_exercism(TALLOC_CTX *ctx, const struct report *report)
{
    struct report changed = *report;
    struct json *all = parsed(ctx, REPORT_EXERCISM, report, 1);
    char *loud = talloc_zero_array(ctx, char, 2001);
    const char *output;

    is(json_text(all, "status", ""), "fail", "Exercism: one fails, all fail");
    ok(!json_text(all, "message", NULL), "and there is no message for all");
    is(json_text(json_at(json_get(all, "tests"), 2), "status", ""), "error",
       "a crash is an error");
    is(json_text(json_at(json_get(all, "tests"), 1), "test_code", ""),
       "play(2);\n", "the test's code is there");
    ok(!json_get(json_at(json_get(all, "tests"), 2), "test_code"),
       "but not a hidden one's");
    is(json_text(json_at(json_get(all, "tests"), 3), "status", ""), "fail",
       "a skipped test is not passed");
    memset(loud, 'x', 2000);
    changed.tests[0].output = loud;
    all = parsed(ctx, REPORT_EXERCISM, &changed, 1);
    output = json_text(json_at(json_get(all, "tests"), 0), "output", "");
    ok(strlen(output) <= 500 && strstr(output, "Output was truncated"),
       "long output is cut, and says so");
    changed.compiled = 0;
    all = parsed(ctx, REPORT_EXERCISM, &changed, 1);
    is(json_text(all, "status", ""), "error", "nothing ran: error");
    ok(strstr(json_text(all, "message", ""), "';' expected") != NULL,
       "with the compiler's words");
    changed.tests[0].output = "";
    changed.test_count = 1;
    changed.compiled = 1;
    all = parsed(ctx, REPORT_EXERCISM, &changed, 1);
    is(json_text(all, "status", ""), "pass", "all pass: pass");
}

/* ---- text --------------------------------------------------------------- */

static void
test_text(TALLOC_CTX *ctx)
{
    is(report_text(ctx, NULL, 10), "", "no text is an empty text");
    is(report_text(ctx, "abc", 3), "abc", "what fits is not cut");
    is(report_text(ctx, "abcd", 3), "abc\n... 1 more bytes",
       "what does not, is");
    is(report_text(ctx, "ab\xc3\xa9z", 3), "ab\n... 3 more bytes",
       "but between two characters");
    is(report_text(ctx, "\xff\xc3", 9), "\xef\xbf\xbd\xef\xbf\xbd",
       "bytes that are none are replaced, each");
    is(report_text(ctx, "\xef\xbf\xbf", 9), "\xef\xbf\xbd",
       "so is what XML has no place for");
}

/* What a terminal is told. */
static void
test_human(TALLOC_CTX *ctx, const struct report *report)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    report_print_human(out, report);
    fclose(out);
    ok(!strchr(text, 27), "nothing moves the cursor of a terminal");
    ok(!strstr(text, "\xe2\x80\xae"), "or turns the direction of a line");
    ok(strstr(text, "\\u202e") != NULL, "but that is shown");
    ok(strstr(text, "next: look at PyList_GetSlice") != NULL,
       "what failed has a next step");
    ok(!strstr(text, "next: never"), "what passed has none");
    free(text);
    is(visible(ctx, "a\xe2\x80\x8b\xe2\x81\xa6\xe2\x80\x94\xc2\x9b"),
       "a\\u200b\\u2066\xe2\x80\x94\\x9b",
       "what cannot be seen is shown, a dash is left alone");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char folder[] = "/tmp/report-test-XXXXXX";
    struct report report = sample(ctx), broken, two[2];
    char *path;

    if (home_find(".") || !mkdtemp(folder)) {
        return 3;
    }
    path = talloc_asprintf(ctx, "%s/report", folder);
    test_text(ctx);
    test_human(ctx, &report);
    test_json(ctx, &report);
    test_stderr(ctx, &report);
    test_schema(ctx, &report, 1, path, "a report is as the schema says");
    two[0] = two[1] = report;
    test_schema(ctx, two, 2, path, "so are two");
    broken = report;
    broken.test_count = 0;
    broken.compiled = 0;
    broken.reason = HOSTILE;
    broken.submission_hash[0] = '\0';
    test_schema(ctx, &broken, 1, path, "so is one without a test");
    test_tap(ctx, &report);
    test_junit(ctx, &report, path);
    test_github(ctx, &report);
    test_gradescope(ctx, &report);
    test_exercism(ctx, &report);
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
