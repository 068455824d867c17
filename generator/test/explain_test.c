/* Explanations: for each cause its sentence and its line, and nothing for what
 * is right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/home.h"
#include "grade/author_rules.h"
#include "grade/grade.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"
#include "run/pool.h"
#include "run/tools.h"

#include "tap.h"

static const char FOLDER[] = "generator/test/explain";

/* What the comment at an answer's end says. */
struct wanted {
    int line;
    const char *sentence; /* its beginning; NULL for none */
};

static struct wanted
read_wanted(TALLOC_CTX *ctx, const char *path)
{
    static const char key[] = "explanation: ";

    size_t len;
    const char *text = file_read(ctx, path, &len);
    const char *line = text ? strstr(text, "/* line: ") : NULL;
    const char *sentence = line ? strstr(line, key) : NULL;
    struct wanted wanted = {0, NULL};

    if (sentence) {
        wanted.line = atoi(line + strlen("/* line: "));
        wanted.sentence =
            talloc_strndup(ctx, sentence + strlen(key),
                           strcspn(sentence + strlen(key), "*") - 1);
    }
    if (wanted.sentence && !strcmp(wanted.sentence, "nothing")) {
        wanted.sentence = NULL;
    }
    return wanted;
}

static void
look_at(TALLOC_CTX *ctx, const struct report *report, const char *path)
{
    const struct test_report *test = &report->tests[0];
    const char *name = strrchr(path, '/') + 1, *got = test->explanation;
    struct wanted wanted = read_wanted(ctx, path);

    is_int(test->explained_line, wanted.line, "%s: its line (%s)", name,
           got             ? got
           : test->message ? test->message
                           : "nothing");
    is_int(test->points, strcmp(name, "solution.c") ? 0 : 2, "%s: its points",
           name);
    if (wanted.sentence) {
        ok(got && !strncmp(got, wanted.sentence, strlen(wanted.sentence)),
           "%s: \"%s\"", name, got ? got : "");
    }
    else {
        ok(!got, "%s: nothing is explained", name);
    }
}

/* The sentence with its line, or its key, is in each form. */
static void
look_at_forms(const struct report *report)
{
    static const struct {
        enum report_form form;
        const char *says;
    } forms[] = {{REPORT_JSON, "\"explained_line\": 11"},
                 {REPORT_TAP, "gives back the tuple that line 8 gave back"},
                 {REPORT_JUNIT, "line 11: gives back the tuple that line 8"},
                 {REPORT_GITHUB, "line=11"},
                 {REPORT_GRADESCOPE, "line 11: gives back the tuple"},
                 {REPORT_EXERCISM, "line 11: gives back the tuple"}};

    char *text = NULL;
    size_t len = 0;
    FILE *out;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        out = open_memstream(&text, &len);
        report_write(out, forms[i].form, report, 1);
        fclose(out);
        ok(strstr(text, forms[i].says) != NULL, "it says %s", forms[i].says);
        free(text);
    }
    out = open_memstream(&text, &len);
    report_print_human(out, report);
    fclose(out);
    ok(strstr(text, "line 11: gives back the tuple that line 8 gave back "
                    "already\n") != NULL,
       "and so for a reader");
    free(text);
}

static void
test_answers(TALLOC_CTX *ctx, const char *who,
             void (*look)(TALLOC_CTX *, const struct report *, const char *))
{
    struct grade_options options = {.seed = 7, .explain = 1};
    struct exercise_answers *all =
        exercise_answers_list(ctx, "test/first", FOLDER);
    struct report *reports = talloc_zero_array(ctx, struct report, all->count);

    is_int(grade_answers(ctx, all->answers, all->count, reports, &options), 0,
           "%zu answers are graded; who looks at sums: %s", all->count, who);
    /* The first is the starter. */
    for (size_t i = 1; i < all->count; i++) {
        look(ctx, &reports[i], all->answers[i].path);
        if (strstr(all->answers[i].path, "two-decrefs")) {
            look_at_forms(&reports[i]);
        }
    }
}

/* Where no compiler can look at sums, all else is explained, and the page's
 * words are cut there. */
static void
look_without(TALLOC_CTX *ctx, const struct report *report, const char *path)
{
    static const char *const of_sums[] = {"computes ", "shifts ", "converts ",
                                          "uses item ", "makes an array"};

    const char *name = strrchr(path, '/') + 1;
    const char *got = report->tests[0].explanation;
    struct wanted wanted = read_wanted(ctx, path);
    const char *before =
        wanted.sentence ? strstr(wanted.sentence, "; before that") : NULL;
    int is_sum = 0;

    for (size_t i = 0; i < sizeof of_sums / sizeof *of_sums; i++) {
        is_sum |= wanted.sentence &&
                  !strncmp(wanted.sentence, of_sums[i], strlen(of_sums[i]));
    }
    if (is_sum) {
        ok(!got, "%s: nothing is explained, but %s", name, got ? got : "that");
    }
    else if (before) {
        is(got,
           talloc_strndup(ctx, wanted.sentence,
                          (size_t)(before - wanted.sentence)),
           "%s: without what was before", name);
    }
}

static void
test_all(const char *who,
         void (*look)(TALLOC_CTX *, const struct report *, const char *))
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct pool_options pool = {.jobs = 2};

    if (!pool_start(&pool)) {
        test_answers(ctx, who, look);
        pool_stop();
    }
    talloc_free(ctx);
}

/* Sums are looked at by whichever compiler is there. */
int
main(void)
{
    struct tools *tools;

    if (home_find(".")) {
        return 3;
    }
    tools = (struct tools *)tools_get();
    if (tools->gcc) {
        test_all("gcc", look_at);
    }
    else {
        ok(1, "# SKIP gcc is not installed");
    }
    tools->gcc = NULL;
    if (tools->clang) {
        test_all("clang", look_at);
    }
    else {
        ok(1, "# SKIP clang is not installed");
    }
    tools->clang = NULL;
    test_all("nobody", look_without);
    return tap_end();
}
