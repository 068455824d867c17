#include "grade/author_rules.h"

#include <string.h>

#include "base/files.h"
#include "grade/wrong_answer.h"

enum { STARTER, SOLUTION, FIRST_WRONG };

static void
add_answer(struct exercise_answers *exercise, const char *file)
{
    exercise->answers = talloc_realloc(exercise, exercise->answers,
                                       struct answer, exercise->count + 1);
    exercise->answers[exercise->count++] =
        (struct answer){exercise->id, exercise->folder,
                        path_join(exercise, exercise->folder, file)};
}

struct exercise_answers *
exercise_answers_list(TALLOC_CTX *ctx, const char *id, const char *folder)
{
    struct exercise_answers *exercise =
        talloc_zero(ctx, struct exercise_answers);
    char **names =
        folder_list(exercise, path_join(exercise, folder, "wrong"), ".c");

    exercise->id = id;
    exercise->folder = folder;
    add_answer(exercise, "starter.c");
    add_answer(exercise, "solution.c");
    for (; names && *names; names++) {
        add_answer(exercise, path_join(exercise, "wrong", *names));
    }
    return exercise;
}

static char *
check_path(const struct exercise_answers *exercise)
{
    return path_join((TALLOC_CTX *)exercise, exercise->folder, "check.c");
}

static struct place
at(const struct answer *answer, int line)
{
    return (struct place){answer->path, line, 0};
}

/* The first test that did not pass, for the message. */
static const char *
first_trouble(const struct report *report)
{
    if (report->reason) {
        return report->reason;
    }
    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];

        if (test->status == TEST_FAIL || test->status == TEST_ERROR) {
            return test->message;
        }
    }
    return "nothing failed";
}

static const char *
first_name(const struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].status == TEST_FAIL ||
            report->tests[i].status == TEST_ERROR) {
            return report->tests[i].name;
        }
    }
    return "";
}

static int
check_starter(const struct answer *answer, const struct report *report)
{
    if (!report->compiled) {
        return diag_at(
            at(answer, report->message_count ? report->messages[0].line : 0),
            "the starter does not compile: %s",
            report->message_count ? report->messages[0].text : report->reason);
    }
    if (report->score >= report->max_score) {
        return diag_at(at(answer, 0), "the starter gets all of the %d points",
                       report->max_score);
    }
    return 0;
}

/* The line of check.c that the solution does not hold; 0 without. */
static int
first_line(const struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        const struct finding *failure = test_failure(&report->tests[i]);

        if (report->tests[i].status == TEST_FAIL && failure) {
            return failure->line;
        }
    }
    return 0;
}

static int
check_solution(const struct exercise_answers *exercise,
               const struct report *report)
{
    const struct answer *answer = &exercise->answers[SOLUTION];
    int line = first_line(report);

    if (report->message_count > 0) {
        return diag_at(at(answer, report->messages[0].line),
                       "the solution: %s", report->messages[0].text);
    }
    if (report->score != report->max_score || report->max_score == 0) {
        diag_at(at(answer, 0), "the solution gets %d of %d points; %s: %s",
                report->score, report->max_score, first_name(report),
                first_trouble(report));
        if (line > 0) {
            diag_note((struct place){check_path(exercise), line, 0},
                      "what it does not hold");
        }
        return -1;
    }
    return 0;
}

/* The test of that name; NULL when there is none. */
static const struct test_report *
find_test(const struct report *report, const char *name)
{
    for (size_t i = 0; name && i < report->test_count; i++) {
        if (!strcmp(report->tests[i].name, name)) {
            return &report->tests[i];
        }
    }
    return NULL;
}

/* Each test waits for one that is there, and in the end for none. */
static int
check_needs(const struct exercise_answers *exercise,
            const struct report *report)
{
    struct place place = {check_path(exercise), 0, 0};
    int err = 0;

    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i], *needed = test;

        for (size_t steps = 0; needed && needed->needs; steps++) {
            if (steps > report->test_count) {
                err = diag_at(place, "TEST(%s) waits for itself", test->name);
                break;
            }
            needed = find_test(report, needed->needs);
        }
        if (!needed && !find_test(report, test->needs)) {
            err = diag_at(place,
                          "TEST(%s) needs %s, and there is no such "
                          "test",
                          test->name, test->needs);
        }
    }
    return err;
}

/* ---- wrong answers ------------------------------------------------------ */

static int
is_named(const struct wrong_answer *wrong, const char *name)
{
    for (size_t i = 0; i < wrong->fail_count; i++) {
        if (!strcmp(wrong->fails[i], name)) {
            return 1;
        }
    }
    return 0;
}

static int
check_fails(const struct answer *answer, const struct wrong_answer *wrong,
            const struct report *report)
{
    int err = 0;

    for (size_t i = 0; i < report->test_count; i++) {
        const struct test_report *test = &report->tests[i];
        int failed = test->status == TEST_FAIL || test->status == TEST_ERROR;

        if (failed && !is_named(wrong, test->name)) {
            err = diag_at(at(answer, wrong->line),
                          "it fails %s as well, which `fails:` does not "
                          "name: %s",
                          test->name, test->message);
        }
        else if (!failed && is_named(wrong, test->name)) {
            err = diag_at(at(answer, wrong->line),
                          "`fails:` names %s, which it %s", test->name,
                          test->status == TEST_PASS ? "passes" : "skips");
        }
    }
    return err;
}

static int
check_names(const struct answer *answer, const struct wrong_answer *wrong,
            const struct report *report)
{
    int err = 0;

    for (size_t i = 0; i < wrong->fail_count; i++) {
        size_t k = 0;

        while (k < report->test_count &&
               strcmp(report->tests[k].name, wrong->fails[i])) {
            k++;
        }
        if (k == report->test_count) {
            err = diag_at(at(answer, wrong->line),
                          "`fails:` names %s, and there is no such test",
                          wrong->fails[i]);
        }
    }
    return err;
}

static int
check_says(const struct answer *answer, const struct wrong_answer *wrong,
           const struct report *report)
{
    if (!wrong->says ||
        (report->reason && strstr(report->reason, wrong->says))) {
        return 0;
    }
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].message &&
            strstr(report->tests[i].message, wrong->says)) {
            return 0;
        }
    }
    return diag_at(at(answer, wrong->line),
                   "no message says \"%s\"; the first is \"%s\"", wrong->says,
                   first_trouble(report));
}

static int
check_wrong(const struct answer *answer, const struct report *report)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct wrong_answer *wrong;
    size_t len;
    char *text = file_read(ctx, answer->path, &len);
    int err = -1;

    wrong = text ? wrong_answer_parse(ctx, answer->path, text) : NULL;
    if (wrong) {
        err = 0;
        if (wrong->score != report->score ||
            wrong->max_score != report->max_score) {
            err = diag_at(at(answer, wrong->line),
                          "it announces %d/%d and gets %d/%d", wrong->score,
                          wrong->max_score, report->score, report->max_score);
        }
        if (check_fails(answer, wrong, report) ||
            check_names(answer, wrong, report) ||
            check_says(answer, wrong, report)) {
            err = -1;
        }
    }
    talloc_free(ctx);
    return err;
}

/* A4 */
static int
check_all_hit(const struct exercise_answers *exercise,
              const struct report *reports)
{
    const struct report *solution = &reports[SOLUTION];
    char *path = check_path(exercise);
    int err = 0;

    for (size_t i = 0; i < solution->test_count; i++) {
        int hit = 0;

        for (size_t k = FIRST_WRONG; k < exercise->count; k++) {
            const struct report *report = &reports[k];

            hit |= i < report->test_count && report->compiled &&
                   (report->tests[i].status == TEST_FAIL ||
                    report->tests[i].status == TEST_ERROR);
        }
        if (!hit) {
            err = diag_at((struct place){path, 0, 0},
                          "no wrong answer fails the test %s",
                          solution->tests[i].name);
        }
    }
    return err;
}

/* Nothing can be said of answers by a check that does not work. */
static int
check_itself(const struct exercise_answers *exercise,
             const struct report *report)
{
    return report->check_fault ? diag_at((struct place){check_path(exercise),
                                                        report->check_line, 0},
                                         "%s", report->check_fault)
                               : 0;
}

int
author_rules_check(struct exercise_answers *exercise,
                   const struct report *reports)
{
    const struct answer *answers = exercise->answers;
    const struct report *solution = &reports[SOLUTION];
    int err = 0;

    if (check_itself(exercise, solution)) {
        return -1;
    }
    exercise->is_solved =
        solution->max_score > 0 && solution->score == solution->max_score;
    err |= check_starter(&answers[STARTER], &reports[STARTER]);
    err |= check_solution(exercise, solution);
    err |= check_needs(exercise, solution);
    for (size_t i = FIRST_WRONG; i < exercise->count; i++) {
        err |= check_wrong(&answers[i], &reports[i]);
    }
    err |= check_all_hit(exercise, reports);
    return err ? -1 : 0;
}
