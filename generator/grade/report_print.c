#include "grade/report_print.h"

#include <string.h>

#include "base/json.h"

enum { OUTPUT_LINES = 20 };

const char *
test_status_name(enum test_status status)
{
    static const char *const names[] = {"pass", "fail", "error", "skip"};

    return names[status];
}

/* ---- human -------------------------------------------------------------- */

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

/* ---- TAP ---------------------------------------------------------------- */

static void
print_comment(FILE *out, const char *name, const char *text)
{
    fprintf(out, "# %s: ", name);
    for (; *text; text++) {
        fputc(*text, out);
        if (*text == '\n') {
            fputs("#   ", out);
        }
    }
    fputc('\n', out);
}

void
report_print_tap(FILE *out, const struct report *report)
{
    fprintf(out, "TAP version 13\n1..%zu\n", report->test_count);
    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];
        int skipped = test->status == TEST_SKIP;

        fprintf(out, "%sok %zu - %s: %s%s%s\n",
                test->status == TEST_PASS || skipped ? "" : "not ", i + 1,
                test->name, test->claim, skipped ? " # SKIP " : "",
                skipped && test->message ? test->message : "");
        if (test->message && !skipped) {
            print_comment(out, "message", test->message);
        }
    }
    fprintf(out, "# score %d of %d, sandbox %s, seed %u\n", report->score,
            report->max_score, report->level, report->seed);
}

/* ---- JSON --------------------------------------------------------------- */

static void
set_text(struct json *object, const char *key, const char *text)
{
    if (text) {
        json_set_text(object, key, text);
    }
    else {
        json_set_null(object, key);
    }
}

static void
add_claims(struct json *one, const struct test_report *test)
{
    struct json *list = json_set_list(one, "claims");

    for (size_t i = 0; i < test->finding_count; i++) {
        const struct finding *finding = &test->findings[i];
        struct json *claim = json_add_object(list);

        json_set_bool(claim, "passed", finding->passed);
        json_set_text(claim, "what", finding->what);
        json_set_text(claim, "expected", finding->expected);
        json_set_text(claim, "actual", finding->actual);
        json_set_int(claim, "line", finding->line);
    }
}

static void
add_test(struct json *tests, const struct report *report,
         const struct test_report *test)
{
    const struct finding *failure =
        test->status == TEST_FAIL ? test_failure(test) : NULL;
    struct json *one = json_add_object(tests);

    json_set_text(one, "id", test->name);
    json_set_text(one, "name", test->claim);
    json_set_int(one, "points", test->points);
    json_set_int(one, "max_points", test->max_points);
    json_set_text(one, "status", test_status_name(test->status));
    set_text(one, "depends_on", test->needs);
    set_text(one, "message", test->message);
    set_text(one, "expected", failure ? failure->expected : NULL);
    set_text(one, "actual", failure ? failure->actual : NULL);
    set_text(one, "hint", test->hint);
    json_set_text(one, "output", test->output);
    json_set_text(one, "file", report->path);
    json_set_int(one, "line", test->line);
    add_claims(one, test);
}

void
report_print_json(FILE *out, const struct report *report)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *all = json_new_object(ctx);
    struct json *list;

    json_set_int(all, "version", 1);
    json_set_text(all, "tool", "heapbook");
    json_set_text(all, "exercise", report->exercise);
    json_set_text(all, "file", report->path);
    json_set_text(all, "compiler", "libtcc");
    json_set_text(all, "sandbox", report->level);
    json_set_int(all, "seed", report->seed);
    json_set_int(all, "score", report->score);
    json_set_int(all, "max_score", report->max_score);
    json_set_bool(all, "compiled", report->compiled);
    set_text(all, "reason", report->reason);
    list = json_set_list(all, "messages");
    for (size_t i = 0; i < report->message_count; i++) {
        struct json *one = json_add_object(list);

        json_set_int(one, "line", report->messages[i].line);
        json_set_text(one, "severity",
                      report->messages[i].is_error ? "error" : "warning");
        json_set_text(one, "text", report->messages[i].text);
    }
    list = json_set_list(all, "tests");
    for (size_t i = 0; i < report->test_count; i++) {
        add_test(list, report, &report->tests[i]);
    }
    json_print(out, all, 1);
    talloc_free(ctx);
}
