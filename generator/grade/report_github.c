/* Annotations of the lines of a pull request or a commit: through diag.h,
 * which knows the escapes and how many are shown. */
#include "grade/report_forms.h"

#include <string.h>

#include "base/diag.h"
#include "grade/difference.h"

/* What is not sent as an annotation stands in the log, where a line of its
 * own could be read as a command: so all is one line, and ## is parted. */
static char *
one_line(TALLOC_CTX *ctx, const char *text)
{
    char *line = visible_lines(ctx, report_text(ctx, text, 1000));

    for (char *at = line; *at; at++) {
        int command = at[0] == '#' && at[1] == '#';

        *at = command ? '%' : *at == '\n' ? ' ' : *at;
    }
    return line;
}

static void
annotate_messages(TALLOC_CTX *ctx, const struct report *report,
                  const char *path)
{
    for (size_t i = 0; i < report->message_count; i++) {
        const struct message *message = &report->messages[i];
        struct place place = {path, message->line, message->column};
        const char *text = one_line(ctx, message->text);

        if (message->is_error) {
            diag_at(place, "%s", text);
        }
        else {
            diag_warn(place, "%s", text);
        }
    }
}

static void
annotate_test(TALLOC_CTX *ctx, const struct report *report,
              const struct test_report *test, const char *path)
{
    const char *text = talloc_asprintf(
        ctx, "%s, %s (0 of %d points): %s", report->exercise,
        *test->claim ? test->claim : test->name, test->max_points,
        test->message ? test->message : test_status_name(test->status));

    diag_at((struct place){path,
                           test->line ? test->line : test->explained_line, 0},
            "%s", one_line(ctx, text));
}

static void
annotate(TALLOC_CTX *ctx, const struct report *report)
{
    const char *path = one_line(ctx, report->path);

    if (report->is_starter) {
        return; /* what is not begun would stand before what is */
    }
    annotate_messages(ctx, report, path);
    if (report->reason) {
        diag_at((struct place){path, 0, 0}, "%s: %s", report->exercise,
                one_line(ctx, report->reason));
        return;
    }
    for (size_t i = 0; report->compiled && i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];

        if (test->status == TEST_FAIL || test->status == TEST_ERROR) {
            annotate_test(ctx, report, test, path);
        }
    }
}

void
report_write_github(FILE *out, const struct report *reports, size_t count)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    diag_set_format(DIAG_GITHUB);
    diag_set_sink(out);
    for (size_t i = 0; i < count; i++) {
        annotate(ctx, &reports[i]);
    }
    diag_end();
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s: %d of %d points%s (sandbox %s)\n",
                reports[i].exercise, reports[i].score, reports[i].max_score,
                reports[i].is_starter ? ", not begun" : "", reports[i].level);
    }
    diag_set_sink(NULL);
    talloc_free(ctx);
}
