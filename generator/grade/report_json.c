/* The neutral report: see report.schema.json. */
#include "grade/report_forms.h"

#include <string.h>

#include "base/version.h"
#include "run/tools.h"

/* As run/compile_tcc.c and run/compile_cc.c give them. */
static const struct {
    const char *name;
    const char *flags[5];
} compilers[] = {
    [COMPILER_TCC] = {"libtcc", {"-Wall"}},
    [COMPILER_GCC] = {"gcc", {"-std=c11", "-D_GNU_SOURCE", "-O0", "-Wall"}},
    [COMPILER_CLANG] = {"clang",
                        {"-std=c11", "-D_GNU_SOURCE", "-O0", "-Wall"}},
};

static void
set_text(TALLOC_CTX *ctx, struct json *object, const char *key,
         const char *text)
{
    if (text) {
        json_set_text(object, key, report_text(ctx, text, REPORT_OUTPUT));
    }
    else {
        json_set_null(object, key);
    }
}

static void
set_hash(struct json *object, const char *key, const char *hash)
{
    if (*hash) {
        json_set_text(object, key, hash);
    }
    else {
        json_set_null(object, key);
    }
}

static void
add_claims(TALLOC_CTX *ctx, struct json *one, const struct test_report *test)
{
    struct json *list = json_set_list(one, "claims");

    for (size_t i = 0; i < test->finding_count; i++) {
        const struct finding *finding = &test->findings[i];
        struct json *claim = json_add_object(list);

        json_set_bool(claim, "passed", finding->passed);
        json_set_bool(claim, "advisory", finding->advisory);
        set_text(ctx, claim, "what", finding->what);
        set_text(ctx, claim, "expected", finding->expected);
        set_text(ctx, claim, "actual", finding->actual);
        json_set_int(claim, "line", finding->line);
    }
}

static void
add_test(TALLOC_CTX *ctx, struct json *tests, const struct report *report,
         const struct test_report *test)
{
    const struct finding *failure =
        test->status == TEST_FAIL ? test_failure(test) : NULL;
    struct json *one = json_add_object(tests);

    json_set_text(one, "id", test->name);
    set_text(ctx, one, "name", *test->claim ? test->claim : test->name);
    json_set_int(one, "points", test->points);
    json_set_int(one, "max_points", test->max_points);
    json_set_text(one, "status", test_status_name(test->status));
    json_set_bool(one, "hidden", test->hidden);
    set_text(ctx, one, "depends_on", test->needs);
    set_text(ctx, one, "message", test->message);
    set_text(ctx, one, "expected", failure ? failure->expected : NULL);
    set_text(ctx, one, "actual", failure ? failure->actual : NULL);
    set_text(ctx, one, "hint", test->hint);
    set_text(ctx, one, "output", test->output);
    set_text(ctx, one, "errors", test->errors);
    set_text(ctx, one, "file", report->path);
    json_set_int(one, "line", test->line);
    set_text(ctx, one, "explanation", test->explanation);
    json_set_int(one, "explained_line", test->explained_line);
    json_set_number(one, "duration_ms", test->duration_ms);
    add_claims(ctx, one, test);
}

static void
add_messages(TALLOC_CTX *ctx, struct json *object, const struct report *report)
{
    struct json *list = json_set_list(object, "messages");

    for (size_t i = 0; i < report->message_count; i++) {
        const struct message *message = &report->messages[i];
        struct json *one = json_add_object(list);

        json_set_int(one, "line", message->line);
        json_set_int(one, "column", message->column);
        json_set_text(one, "severity",
                      message->is_error ? "error" : "warning");
        set_text(ctx, one, "text", message->text);
    }
}

void
report_tool_to_json(struct json *object, enum compiler compiler)
{
    struct json *flags;

    json_set_text(object, "tool", "heapbook");
    json_set_text(object, "tool_version", HEAPBOOK_VERSION);
    json_set_text(object, "runtime", tools_runtime_hash());
    json_set_text(object, "compiler", compilers[compiler].name);
    flags = json_set_list(object, "flags");
    for (int i = 0; compilers[compiler].flags[i]; i++) {
        json_add_text(flags, compilers[compiler].flags[i]);
    }
}

void
report_to_json(struct json *object, const struct report *report)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *list;

    json_set_int(object, "version", REPORT_VERSION);
    report_tool_to_json(object, report->compiler);
    json_set_text(object, "sandbox", report->level);
    json_set_text(object, "exercise", report->exercise);
    set_hash(object, "exercise_hash", report->exercise_hash);
    set_text(ctx, object, "file", report->path);
    set_hash(object, "submission_hash", report->submission_hash);
    json_set_int(object, "seed", report->seed);
    json_set_int(object, "score", report->score);
    json_set_int(object, "max_score", report->max_score);
    json_set_bool(object, "compiled", report->compiled);
    set_text(ctx, object, "reason", report->reason);
    add_messages(ctx, object, report);
    list = json_set_list(object, "tests");
    for (size_t i = 0; i < report->test_count; i++) {
        add_test(ctx, list, report, &report->tests[i]);
    }
    talloc_free(ctx);
}

/* One report stands alone; several are in a list. */
void
report_write_json(FILE *out, const struct report *reports, size_t count)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *all = json_new_object(ctx);

    if (count == 1) {
        report_to_json(all, reports);
    }
    else {
        struct report_sum sum = report_add_up(reports, count);
        struct json *list;

        json_set_int(all, "version", REPORT_VERSION);
        json_set_int(all, "score", sum.score);
        json_set_int(all, "max_score", sum.max_score);
        list = json_set_list(all, "reports");
        for (size_t i = 0; i < count; i++) {
            report_to_json(json_add_object(list), &reports[i]);
        }
    }
    json_print(out, all, 1);
    talloc_free(ctx);
}
