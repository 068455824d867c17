#include "cmd/verify_compilers.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/progress.h"
#include "base/stream.h"
#include "grade/report_forms.h"
#include "run/pool.h"

/* The neutral report as text, without what may differ. */
static char *
plain_text(TALLOC_CTX *ctx, const struct report *report)
{
    struct report plain = *report;
    char *text, *copy;
    size_t len;
    FILE *out = stream_open(&text, &len);

    plain.compiler = COMPILER_TCC;
    plain.message_count = 0;
    plain.tests = talloc_memdup(ctx, report->tests,
                                report->test_count * sizeof *report->tests);
    for (size_t i = 0; i < plain.test_count; i++) {
        plain.tests[i].duration_ms = 0;
    }
    report_write(out, REPORT_JSON, &plain, 1);
    fclose(out);
    copy = talloc_strndup(ctx, text, len);
    free(text);
    return copy;
}

/* The first line in which the reports differ.  0 when they are the same. */
static int
compare(TALLOC_CTX *ctx, const struct report *report,
        const struct report *other, const char *name)
{
    const char *a = plain_text(ctx, report), *b = plain_text(ctx, other);

    while (*a || *b) {
        size_t left = strcspn(a, "\n"), right = strcspn(b, "\n");

        if (left != right || strncmp(a, b, left)) {
            a += strspn(a, " ");
            b += strspn(b, " ");
            return diag_at((struct place){.path = report->path},
                           "compiled by %s its report says %.*s, by libtcc "
                           "%.*s",
                           name, (int)strcspn(b, "\n"), b,
                           (int)strcspn(a, "\n"), a);
        }
        a += left + (a[left] == '\n');
        b += right + (b[right] == '\n');
    }
    return 0;
}

static void
show_progress(size_t done, size_t total, void *arg)
{
    progress_show(arg, done, total);
}

static int
verify_compiler(const struct answer *answers, size_t count,
                const struct report *reports, struct grade_options options,
                const char *name, int *different)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct report *others = talloc_zero_array(ctx, struct report, count + 1);
    int status;

    options.progress = show_progress;
    options.arg = talloc_asprintf(ctx, "grading with %s", name);
    status = grade_answers(ctx, answers, count, others, &options);
    progress_hide();
    for (size_t i = 0; !status && i < count; i++) {
        different[i] |= compare(ctx, &reports[i], &others[i], name) < 0;
    }
    talloc_free(ctx);
    return status;
}

int
verify_compilers(TALLOC_CTX *ctx, const struct answer *answers, size_t count,
                 const struct report *reports,
                 const struct grade_options *options, int *different,
                 const char **names)
{
    static const struct {
        const char *name;
        enum compiler compiler;
    } others[] = {{"gcc", COMPILER_GCC}, {"clang", COMPILER_CLANG}};

    char *list = talloc_strdup(ctx, "");

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct grade_options with = *options;

        if (pool_missing(others[i].compiler, RUNTIME_MODEL)) {
            continue;
        }
        with.compiler = others[i].compiler;
        list = talloc_asprintf_append(list, "%s%s", *list ? ", " : "",
                                      others[i].name);
        if (verify_compiler(answers, count, reports, with, others[i].name,
                            different)) {
            return -1;
        }
    }
    *names = list;
    return 0;
}
