/* What all forms of a report share: counts, and text that is safe to show. */
#include "grade/report_forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/stream.h"

const char *
test_status_name(enum test_status status)
{
    static const char *const names[] = {"pass", "fail", "error", "skip"};

    return names[status];
}

static void
add_test(struct report_sum *sum, const struct test_report *test)
{
    sum->tests++;
    sum->passed += test->status == TEST_PASS;
    sum->failed += test->status == TEST_FAIL;
    sum->errors += test->status == TEST_ERROR;
    sum->skipped += test->status == TEST_SKIP;
    sum->seconds += test->duration_ms / 1000;
}

struct report_sum
report_add_up(const struct report *reports, size_t count)
{
    struct report_sum sum = {0};

    for (size_t i = 0; i < count; i++) {
        sum.score += reports[i].score;
        sum.max_score += reports[i].max_score;
        for (size_t k = 0; k < reports[i].test_count; k++) {
            add_test(&sum, &reports[i].tests[k]);
        }
    }
    return sum;
}

/* ---- text --------------------------------------------------------------- */

/* U+FFFE and U+FFFF are UTF-8, and no character of XML. */
static int
is_noncharacter(const char *at)
{
    return !strncmp(at, "\xEF\xBF", 2) &&
           ((unsigned char)at[2] == 0xBE || (unsigned char)at[2] == 0xBF);
}

/* Puts the part that is UTF-8, and U+FFFD for the byte after it.  How many
 * bytes were used. */
static size_t
put_part(FILE *out, const char *text, size_t len)
{
    size_t good = len;
    int whole = utf8_is_valid(text, len, &good);

    good = whole ? len : good;
    for (size_t i = 0; i < good; i++) {
        if (is_noncharacter(text + i)) {
            fputs("\xEF\xBF\xBD", out);
            i += 2;
        }
        else {
            fputc(text[i], out);
        }
    }
    if (!whole) {
        fputs("\xEF\xBF\xBD", out);
        good++;
    }
    return good;
}

/* The end of the last character that ends within `most` bytes. */
static size_t
cut_at(const char *text, size_t most)
{
    size_t cut = most;

    while (cut > 0 && most - cut < 4 &&
           ((unsigned char)text[cut] & 0xC0) == 0x80) {
        cut--;
    }
    return cut;
}

char *
report_text(TALLOC_CTX *ctx, const char *text, size_t most)
{
    size_t all = text ? strlen(text) : 0, done = 0;
    size_t len = all > most ? cut_at(text, most) : all, size;
    char *made = NULL, *copy;
    FILE *out = stream_open(&made, &size);

    while (done < len) {
        done += put_part(out, text + done, len - done);
    }
    if (len < all) {
        fprintf(out, "\n... %zu more bytes", all - len);
    }
    fclose(out);
    copy = talloc_strdup(ctx, made);
    free(made);
    return copy;
}

/* ---- what went wrong ---------------------------------------------------- */

char *
report_trouble(TALLOC_CTX *ctx, const struct test_report *test)
{
    const struct finding *failure = test_failure(test);
    char *text = talloc_strdup(ctx, "");

    if (test->status == TEST_PASS) {
        return text;
    }
    if (test->status == TEST_FAIL && failure) {
        text = talloc_asprintf_append(text, "%s\nexpected: %s\n     got: %s\n",
                                      failure->what, failure->expected,
                                      failure->actual);
    }
    else if (test->message) {
        text = talloc_asprintf_append(
            text, "%s%s\n", test->status == TEST_SKIP ? "not run: " : "",
            test->message);
    }
    if (test->explanation) {
        text = test->explained_line > 0
                   ? talloc_asprintf_append(text, "line %d: %s\n",
                                            test->explained_line,
                                            test->explanation)
                   : talloc_asprintf_append(text, "%s\n", test->explanation);
    }
    if (test->hint && test->status != TEST_SKIP) {
        text = talloc_asprintf_append(text, "next: %s\n", test->hint);
    }
    return text;
}

char *
report_messages(TALLOC_CTX *ctx, const struct report *report)
{
    char *text = talloc_strdup(ctx, "");

    for (size_t i = 0; i < report->message_count; i++) {
        const struct message *message = &report->messages[i];

        text = talloc_asprintf_append(text, "%s:%d:%d: %s: %s\n", report->path,
                                      message->line, message->column,
                                      message->is_error ? "error" : "warning",
                                      message->text);
    }
    if (report->reason) {
        text = talloc_asprintf_append(text, "%s: %s\n", report->path,
                                      report->reason);
    }
    return text;
}

void
report_write(FILE *out, enum report_form form, const struct report *reports,
             size_t count)
{
    static void (*const writers[REPORT_FORMS])(FILE *, const struct report *,
                                               size_t) = {
        [REPORT_JSON] = report_write_json,
        [REPORT_TAP] = report_write_tap,
        [REPORT_JUNIT] = report_write_junit,
        [REPORT_GITHUB] = report_write_github,
        [REPORT_GRADESCOPE] = report_write_gradescope,
        [REPORT_EXERCISM] = report_write_exercism,
    };

    writers[form](out, reports, count);
}
