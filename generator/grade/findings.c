#include "grade/findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "grade/difference.h"
#include "run/scenario.h"
#include "run/wire.h"

static struct test_report *
find_test(const struct report *report, const char *name)
{
    for (size_t i = 0; name && i < report->test_count; i++) {
        if (!strcmp(report->tests[i].name, name)) {
            return &report->tests[i];
        }
    }
    return NULL;
}

const struct finding *
test_failure(const struct test_report *test)
{
    for (size_t i = 0; i < test->finding_count; i++) {
        if (!test->findings[i].passed && !test->findings[i].advisory) {
            return &test->findings[i];
        }
    }
    return NULL;
}

/* ---- scenarios ---------------------------------------------------------- */

static const char *
crash_message(TALLOC_CTX *ctx, const struct result *result)
{
    return result->line > 0 ? talloc_asprintf(ctx, "%s at line %d",
                                              result->reason, result->line)
                            : result->reason;
}

static const char *
early_message(TALLOC_CTX *ctx, const struct result *result)
{
    size_t len = strcspn(result->err, "\n");

    if (len > 0) {
        const char *line = talloc_strndup(ctx, result->err, len);

        return talloc_asprintf(ctx, "the program ended early: %s",
                               visible(ctx, line));
    }
    return talloc_asprintf(ctx,
                           "the program ended with exit code %d before the "
                           "test was over",
                           result->exit_code);
}

/* A NUL would end the text: it is shown. */
static const char *
printed_text(TALLOC_CTX *ctx, const char *bytes, size_t count)
{
    char *shown = NULL, *text;
    size_t len;
    FILE *out;

    if (strlen(bytes) == count) {
        return bytes;
    }
    out = stream_open(&shown, &len);
    for (size_t i = 0; i < count; i++) {
        fputs(bytes[i] ? (char[]){bytes[i], 0} : "\\x00", out);
    }
    fclose(out);
    text = talloc_strdup(ctx, shown);
    free(shown);
    return text;
}

/* How the scenario's process ended decides whether its heap counts. */
static void
take_scenario(TALLOC_CTX *ctx, struct test_report *test,
              const struct result *result, int done)
{
    test->output = printed_text(ctx, result->out, result->out_len);
    test->errors = printed_text(ctx, result->err, result->err_len);
    test->line = result->line;
    if (result->outcome != RAN) {
        test->status = TEST_ERROR;
        test->message = crash_message(ctx, result);
    }
    else if (result->exit_code || !done) {
        test->status = TEST_ERROR;
        test->message = early_message(ctx, result);
    }
    else {
        test->status = TEST_PASS;
    }
}

/* ---- judges ------------------------------------------------------------- */

static const char *
text_or_none(TALLOC_CTX *ctx, struct wire *wire)
{
    const char *text = wire_text(ctx, wire);

    return text ? text : "";
}

/* Gives the test that it is about; or NULL. */
static const struct test_report *
take_about(TALLOC_CTX *ctx, struct wire *wire, const struct report *report)
{
    struct test_report *about = find_test(report, wire_text(ctx, wire));
    struct test_report ignored, *test = about ? about : &ignored;

    test->max_points = (int)wire_number(wire);
    test->claim = text_or_none(ctx, wire);
    test->needs = wire_text(ctx, wire);
    test->hint = wire_text(ctx, wire);
    test->hidden = (int)wire_number(wire);
    return about;
}

static void
take_claim(TALLOC_CTX *ctx, struct wire *wire, const struct report *report)
{
    struct test_report *test = find_test(report, wire_text(ctx, wire));
    struct finding finding;

    finding.line = (int)wire_number(wire);
    finding.passed = (int)wire_number(wire);
    finding.what = text_or_none(ctx, wire);
    finding.expected = text_or_none(ctx, wire);
    finding.actual = text_or_none(ctx, wire);
    finding.advisory = (int)wire_number(wire);
    if (test && !wire->broken) {
        test->findings = talloc_realloc(ctx, test->findings, struct finding,
                                        test->finding_count + 1);
        test->findings[test->finding_count++] = finding;
    }
}

static void
take_heap(TALLOC_CTX *ctx, struct wire *wire, const struct report *report)
{
    struct test_report *test = find_test(report, wire_text(ctx, wire));
    const char *records = wire_text(ctx, wire);

    if (test && !wire->broken) {
        test->heap = records;
    }
}

/* Gives the test that was judged last; or NULL. */
static const struct test_report *
take_records(TALLOC_CTX *ctx, const struct result *judges,
             struct report *report)
{
    struct wire wire = {judges->records, judges->records + judges->records_len,
                        0};
    const struct test_report *last = NULL;

    while (wire.at < wire.end && !wire.broken) {
        switch (wire_number(&wire)) {
        case FINDING_TEST:
            last = take_about(ctx, &wire, report);
            break;
        case FINDING_CLAIM:
            take_claim(ctx, &wire, report);
            break;
        case FINDING_HEAP:
            take_heap(ctx, &wire, report);
            break;
        default:
            wire.broken = 1;
        }
    }
    return last;
}

static void
take_findings(TALLOC_CTX *ctx, const struct result *judges,
              struct report *report)
{
    take_records(ctx, judges, report);
    for (size_t i = 0; i < report->test_count; i++) {
        struct test_report *test = &report->tests[i];
        const struct finding *failure = test_failure(test);

        if (test->status != TEST_PASS) {
            continue;
        }
        if (failure) {
            test->status = TEST_FAIL;
            test->message =
                talloc_asprintf(ctx, "%s: expected %s, got %s", failure->what,
                                failure->expected, failure->actual);
        }
        else if (test->finding_count == 0) {
            test->status = TEST_ERROR;
            test->message = "its judge claimed nothing";
        }
    }
}

/* What a judge said that did not come to its end, and behind which claim. */
static void
blame_judge(TALLOC_CTX *ctx, const struct result *judges,
            struct report *report)
{
    const struct test_report *last = take_records(ctx, judges, report);
    int len = (int)judges->err_len;

    while (len > 0 && judges->err[len - 1] == '\n') {
        len--;
    }
    report->check_fault = talloc_asprintf(
        ctx, "the judge%s%s failed: %s%s%.*s", last ? " of " : "s",
        last ? last->name : "", judges->reason ? judges->reason : "",
        len ? ": " : "", len, judges->err);
    for (size_t i = 0; last && i < last->finding_count; i++) {
        report->check_line = last->findings[i].line;
    }
}

/* The scenarios are compiled with the answer: a message about them names
 * check.c. */
static void
blame_scenarios(TALLOC_CTX *ctx, struct report *report)
{
    int line = 0, len = 0;

    if (report->message_count &&
        sscanf(report->messages[0].text, "check.c:%d: %n", &line, &len) == 1 &&
        len > 0) {
        report->check_line = line;
        report->check_fault =
            talloc_strdup(ctx, report->messages[0].text + len);
    }
}

/* The judges are the author's: when they do not work, nobody gets points, and
 * the report says whose fault that is. */
static void
take_judges(TALLOC_CTX *ctx, const struct result *judges,
            struct report *report)
{
    if (judges->outcome == RAN && !judges->exit_code) {
        take_findings(ctx, judges, report);
        return;
    }
    report->is_failed = 1;
    if (judges->message_count) {
        report->check_line = judges->messages[0].line;
        report->check_fault = judges->messages[0].text;
        report->reason =
            talloc_asprintf(ctx, "the judges do not compile: check.c:%d: %s",
                            report->check_line, report->check_fault);
    }
    else {
        blame_judge(ctx, judges, report);
        report->reason = report->check_fault;
    }
    for (size_t i = 0; i < report->test_count; i++) {
        report->tests[i].status = TEST_ERROR;
        report->tests[i].message = report->reason;
    }
}

static void
take_play(TALLOC_CTX *ctx, struct wire *wire, const struct report *report)
{
    struct test_report *test = find_test(report, wire_text(ctx, wire));
    struct test_report ignored = {0};
    struct result result = result_read(ctx, wire);
    int done = (int)wire_number(wire);

    test = test && !wire->broken ? test : &ignored;
    test->duration_ms = (double)wire_number(wire) / 1000;
    test->explanation = wire_text(ctx, wire);
    test->explained_line = (int)wire_number(wire);
    test->crashed = result.outcome == KILLED;
    take_scenario(ctx, test, &result, done);
}

/* What a scenario left behind is odd only where that was not wanted. */
static void
drop_explanations(struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].status == TEST_PASS) {
            report->tests[i].explanation = NULL;
        }
    }
}

void
findings_read(TALLOC_CTX *ctx, const struct task *task, struct report *report,
              struct made_objects *made)
{
    struct wire wire = {task->reply, task->reply + task->reply_len, 0};
    struct result compiled, judges;
    uint64_t count;

    if (!task->reply) {
        report->reason = "the worker process ended while it graded this";
        report->is_failed = 1;
        return;
    }
    compiled = result_read(ctx, &wire);
    count = wire_number(&wire);
    for (uint64_t i = 0; i < count && !wire.broken; i++) {
        take_play(ctx, &wire, report);
    }
    judges = result_read(ctx, &wire);
    made->scenarios = wire_bytes(ctx, &wire, &made->scenarios_len);
    made->judges = wire_bytes(ctx, &wire, &made->judges_len);
    if (wire.broken) {
        report->reason = "the worker process sent nonsense";
        report->is_failed = 1;
        return;
    }
    report->messages = compiled.messages;
    report->message_count = compiled.message_count;
    report->compiled = compiled.outcome == RAN;
    blame_scenarios(ctx, report);
    if (!report->compiled) {
        report->reason = compiled.reason;
        report->is_failed = compiled.outcome == TOOL_FAILED;
    }
    take_judges(ctx, &judges, report);
    drop_explanations(report);
}

/* What was touched, or given back, is where it went wrong.  What C leaves
 * undefined was done before that, and may be why. */
static void
take_explanation(TALLOC_CTX *ctx, struct wire *wire, struct test_report *test)
{
    const char *touched = wire_text(ctx, wire);
    int touched_line = (int)wire_number(wire);
    const char *undefined = wire_text(ctx, wire);
    int undefined_line = (int)wire_number(wire);

    if (wire->broken) {
        return;
    }
    if (touched) {
        test->explanation = touched;
        test->explained_line = touched_line;
    }
    if (undefined && test->explanation) {
        test->explanation =
            talloc_asprintf(ctx, "%s; before that, line %d %s",
                            test->explanation, undefined_line, undefined);
    }
    else if (undefined) {
        test->explanation = undefined;
        test->explained_line = undefined_line;
    }
}

void
explanations_read(TALLOC_CTX *ctx, const struct task *task,
                  struct report *report)
{
    struct wire wire = {task->reply, task->reply + task->reply_len, 0};
    uint64_t count = task->reply ? wire_number(&wire) : 0;
    struct test_report ignored = {0};

    for (uint64_t i = 0; i < count && !wire.broken; i++) {
        struct test_report *test = find_test(report, wire_text(ctx, &wire));

        take_explanation(ctx, &wire, test ? test : &ignored);
    }
}

/* ---- points ------------------------------------------------------------- */

static void
leave_out_hidden(struct report *report)
{
    size_t kept = 0;

    for (size_t i = 0; i < report->test_count; i++) {
        if (!report->tests[i].hidden) {
            report->tests[kept++] = report->tests[i];
        }
    }
    report->test_count = kept;
}

/* A test may need one that stands after it. */
static int
skip_dependants(TALLOC_CTX *ctx, struct report *report)
{
    int changed = 0;

    for (size_t i = 0; i < report->test_count; i++) {
        struct test_report *test = &report->tests[i];
        const struct test_report *needed = find_test(report, test->needs);

        if (needed && needed->status != TEST_PASS &&
            test->status != TEST_SKIP) {
            test->status = TEST_SKIP;
            test->message =
                talloc_asprintf(ctx, "waits for: %s",
                                *needed->claim ? needed->claim : needed->name);
            changed = 1;
        }
    }
    return changed;
}

static void
mark_uncompiled(struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        report->tests[i].status = TEST_ERROR;
        report->tests[i].message =
            report->reason ? report->reason : "it does not compile";
    }
}

void
report_finish(TALLOC_CTX *ctx, struct report *report, int hidden)
{
    if (!hidden) {
        leave_out_hidden(report);
    }
    if (!report->compiled) {
        mark_uncompiled(report);
    }
    while (skip_dependants(ctx, report)) {
        continue;
    }
    for (size_t i = 0; i < report->test_count; i++) {
        struct test_report *test = &report->tests[i];

        test->points = test->status == TEST_PASS ? test->max_points : 0;
        report->score += test->points;
        report->max_score += test->max_points;
    }
}
