/* TAP version 13: one line a test, what went wrong as YAML under it. */
#include "grade/report_forms.h"

#include <string.h>

#include "base/escape.h"
#include "grade/difference.h"

/* A description ends at the line and at an unescaped #. */
static void
put_words(FILE *out, const char *text)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    for (const char *at = visible_lines(ctx, report_text(ctx, text, 400)); *at;
         at++) {
        if (*at == '#' || *at == '\\') {
            fputc('\\', out);
        }
        fputc((unsigned char)*at < ' ' ? ' ' : *at, out);
    }
    talloc_free(ctx);
}

/* A JSON string is a YAML scalar. */
static void
put_field(FILE *out, const char *key, const char *text)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char *clean;

    if (text && *text) {
        clean = report_text(ctx, text, REPORT_OUTPUT);
        fprintf(out, "  %s: ", key);
        escape_json(out, clean, strlen(clean));
        fputc('\n', out);
    }
    talloc_free(ctx);
}

static void
put_details(FILE *out, const struct report *report,
            const struct test_report *test)
{
    const struct finding *failure =
        test->status == TEST_FAIL ? test_failure(test) : NULL;

    fputs("  ---\n", out);
    put_field(out, "message", test->message);
    fprintf(out, "  severity: %s\n  max_points: %d\n",
            test_status_name(test->status), test->max_points);
    put_field(out, "expected", failure ? failure->expected : NULL);
    put_field(out, "actual", failure ? failure->actual : NULL);
    put_field(out, "file", report->path);
    if (test->line > 0) {
        fprintf(out, "  line: %d\n", test->line);
    }
    put_field(out, "explanation", test->explanation);
    put_field(out, "hint", test->hint);
    put_field(out, "output", test->output);
    put_field(out, "errors", test->errors);
    fputs("  ...\n", out);
}

static void
put_test(FILE *out, const struct report *report,
         const struct test_report *test, size_t number, int with_exercise)
{
    int skipped = test->status == TEST_SKIP;

    fprintf(out, "%sok %zu - ",
            test->status == TEST_PASS || skipped ? "" : "not ", number);
    if (with_exercise) {
        put_words(out, report->exercise);
        fputs(": ", out);
    }
    put_words(out, test->name);
    fputs(": ", out);
    put_words(out, test->claim);
    if (skipped) {
        fputs(" # SKIP ", out);
        put_words(out, test->message ? test->message : "");
    }
    fputc('\n', out);
    if (!skipped && test->status != TEST_PASS) {
        put_details(out, report, test);
    }
}

/* The compiler's words, as comments. */
static void
put_comments(FILE *out, const char *words)
{
    char *shown = visible_lines(NULL, words);
    const char *text = shown;

    while (*text) {
        size_t len = strcspn(text, "\n");

        fprintf(out, "# %.*s\n", (int)len, text);
        text += len + (text[len] == '\n');
    }
    talloc_free(shown);
}

void
report_write_tap(FILE *out, const struct report *reports, size_t count)
{
    struct report_sum sum = report_add_up(reports, count);
    TALLOC_CTX *ctx = talloc_new(NULL);
    size_t number = 0;

    fprintf(out, "TAP version 13\n1..%zu\n", sum.tests);
    for (size_t i = 0; i < count; i++) {
        const struct report *report = &reports[i];

        put_comments(out, report_text(ctx, report_messages(ctx, report),
                                      REPORT_OUTPUT));
        for (size_t k = 0; k < report->test_count; k++) {
            put_test(out, report, &report->tests[k], ++number, count > 1);
        }
        fprintf(out, "# %s: score %d of %d, sandbox %s, seed %u\n",
                report->exercise, report->score, report->max_score,
                report->level, report->seed);
    }
    talloc_free(ctx);
}
