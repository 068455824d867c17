/* attack_report.h -- whether the report of an answer that means harm says no
 * more than its judges do.
 *
 * What the answer has printed stands in reports: in no form of them may it
 * pass for a line of the report's own. */
#ifndef HEAPBOOK_TEST_ATTACK_REPORT_H
#define HEAPBOOK_TEST_ATTACK_REPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"

/* Lines of the text that begin so. */
static size_t
lines_like(const char *text, const char *head)
{
    size_t count = strncmp(text, head, strlen(head)) == 0;

    for (; (text = strchr(text, '\n')) != NULL; text++) {
        count += strncmp(text + 1, head, strlen(head)) == 0;
    }
    return count;
}

/* To be freed. */
static char *
written(const struct report *report, enum report_form form)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    report_write(out, form, report, 1);
    fclose(out);
    return text;
}

/* A terminal would do it, or turn the line round. */
static int
has_unseen(const char *text)
{
    return strchr(text, 27) || strstr(text, "\xc2\x9b") ||
           strstr(text, "\xe2\x80\xae") || strstr(text, "\xd8\x9c");
}

/* Who reads a report line by line meets as many verdicts as there are tests,
 * whatever the answer has printed. */
static int
has_own_lines_only(const struct report *report)
{
    char *tap = written(report, REPORT_TAP);
    char *github = written(report, REPORT_GITHUB);
    int good =
        lines_like(tap, "ok ") + lines_like(tap, "not ok ") ==
            report->test_count &&
        lines_like(tap, "1..") == 1 && lines_like(tap, "Bail") == 0 &&
        lines_like(github, "::") == lines_like(github, "::error ") +
                                        lines_like(github, "::warning ") &&
        !has_unseen(tap) && !has_unseen(github);

    free(tap);
    free(github);
    return good;
}

/* A report can be printed and read again, whatever the answer has put into
 * it, and nothing in it moves the cursor of a terminal. */
static int
is_printable(TALLOC_CTX *ctx, const struct report *report)
{
    char *text = written(report, REPORT_JSON);
    size_t len = strlen(text);
    int good = json_parse(ctx, text, len, NULL) != NULL;
    FILE *out;

    free(text);
    out = open_memstream(&text, &len);
    report_print_human(out, report);
    fclose(out);
    good = good && !has_unseen(text);
    free(text);
    return good && has_own_lines_only(report);
}

#endif
