#include "cmd/verify_exercises.h"

#include "base/progress.h"
#include "cmd/mutants.h"
#include "cmd/verify_compilers.h"
#include "grade/author_rules.h"
#include "grade/check_source.h"

/* Every run of verify plays the tests in the same order. */
enum { SEED = 1 };

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("grading", done, total);
}

void
verify_exercises_set_aside(TALLOC_CTX *ctx, struct course *course,
                           const struct options *options,
                           struct exercise_tally *tally)
{
    size_t left = 0;

    *tally = (struct exercise_tally){
        .compilers = "",
        .ids = talloc_zero_array(ctx, const char *, course->exercise_count),
        .is_wrong = talloc_zero_array(ctx, int, course->exercise_count)};
    for (size_t i = 0; i < course->exercise_count; i++) {
        struct exercise *exercise = course->exercises[i];

        if (!options_want(options, exercise->id) ||
            check_source_read(ctx, exercise->folder)) {
            course->exercises[left++] = exercise;
            continue;
        }
        tally->ids[tally->count] = exercise->id;
        tally->is_wrong[tally->count++] = 1;
        tally->wrong++;
    }
    course->exercise_count = left;
}

static void
append(TALLOC_CTX *ctx, struct exercise_tally *tally,
       const struct exercise_tally *aside)
{
    size_t all = tally->count + aside->count + 1;

    tally->ids = talloc_realloc(ctx, tally->ids, const char *, all);
    tally->is_wrong = talloc_realloc(ctx, tally->is_wrong, int, all);
    for (size_t i = 0; i < aside->count; i++) {
        tally->ids[tally->count] = aside->ids[i];
        tally->is_wrong[tally->count++] = aside->is_wrong[i];
    }
    tally->wrong += aside->wrong;
}

static size_t
list_answers(TALLOC_CTX *ctx, const struct course *course,
             const struct options *options,
             struct exercise_answers **exercises, size_t *answer_count)
{
    size_t count = 0;

    *answer_count = 0;
    for (size_t i = 0; i < course->exercise_count; i++) {
        const struct exercise *exercise = course->exercises[i];

        if (options_want(options, exercise->id)) {
            exercises[count] =
                exercise_answers_list(ctx, exercise->id, exercise->folder);
            *answer_count += exercises[count++]->count;
        }
    }
    return count;
}

static void
judge(struct exercise_answers *const *exercises, size_t count,
      const struct report *reports, const int *different,
      struct exercise_tally *tally)
{
    for (size_t i = 0; i < count; i++) {
        tally->ids[i] = exercises[i]->id;
        tally->is_wrong[i] = author_rules_check(exercises[i], reports) < 0;
        for (size_t k = 0; k < exercises[i]->count; k++) {
            tally->is_wrong[i] |= *different++;
        }
        reports += exercises[i]->count;
    }
}

static int
judge_mutants(TALLOC_CTX *ctx, struct exercise_answers *const *exercises,
              struct exercise_tally *tally)
{
    struct survivors **mutants =
        talloc_zero_array(ctx, struct survivors *, tally->count + 1);

    tally->wrong = 0;
    if (mutants_check(ctx, exercises, tally->count, mutants,
                      tally->is_wrong)) {
        return -1;
    }
    for (size_t i = 0; i < tally->count; i++) {
        tally->wrong += tally->is_wrong[i] != 0;
        tally->answers += mutants[i] ? mutants[i]->mutants->count : 0;
    }
    return 0;
}

int
verify_exercises(TALLOC_CTX *ctx, const struct course *course,
                 const struct options *options, struct exercise_tally *tally)
{
    struct grade_options grade = {
        .seed = SEED, .hidden = 1, .progress = show_progress};
    struct exercise_answers **exercises = talloc_zero_array(
        ctx, struct exercise_answers *, course->exercise_count + 1);
    struct answer *answers;
    struct report *reports;
    struct exercise_tally aside = *tally;
    size_t n = 0;
    int status, *different;

    *tally = (struct exercise_tally){0};
    tally->count =
        list_answers(ctx, course, options, exercises, &tally->answers);
    tally->ids = talloc_zero_array(ctx, const char *, tally->count + 1);
    tally->is_wrong = talloc_zero_array(ctx, int, tally->count + 1);
    answers = talloc_zero_array(ctx, struct answer, tally->answers + 1);
    reports = talloc_zero_array(ctx, struct report, tally->answers + 1);
    different = talloc_zero_array(ctx, int, tally->answers + 1);
    for (size_t i = 0; i < tally->count; i++) {
        for (size_t k = 0; k < exercises[i]->count; k++) {
            answers[n++] = exercises[i]->answers[k];
        }
    }
    status = grade_answers(ctx, answers, n, reports, &grade);
    progress_hide();
    if (status || verify_compilers(ctx, answers, n, reports, &grade, different,
                                   &tally->compilers)) {
        return -1;
    }
    judge(exercises, tally->count, reports, different, tally);
    if (judge_mutants(ctx, exercises, tally)) {
        return -1;
    }
    append(ctx, tally, &aside);
    return 0;
}
