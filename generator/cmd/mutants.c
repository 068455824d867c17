#include "cmd/mutants.h"

#include "base/progress.h"

/* A mutant that loops need not be waited for as long as a student. */
enum { MUTANT_MS = 1000, SEED = 1 };

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("grading mutants", done, total);
}

int
mutants_check(TALLOC_CTX *ctx, struct exercise_answers *const *exercises,
              size_t count, struct survivors **list, int *wrong)
{
    struct grade_options options = {.seed = SEED,
                                    .hidden = 1,
                                    .timeout_ms = MUTANT_MS,
                                    .progress = show_progress};
    struct answer *answers = talloc_array(ctx, struct answer, 1);
    struct report *reports;
    size_t total = 0, at = 0;
    int status;

    for (size_t i = 0; i < count; i++) {
        list[i] =
            exercises[i]->is_solved
                ? survivors_new(ctx, exercises[i]->id, exercises[i]->folder)
                : NULL;
        for (size_t k = 0; list[i] && k < list[i]->mutants->count; k++) {
            answers = talloc_realloc(ctx, answers, struct answer, total + 1);
            answers[total++] = list[i]->answers[k];
        }
    }
    reports = talloc_zero_array(ctx, struct report, total + 1);
    status = grade_answers(ctx, answers, total, reports, &options);
    progress_hide();
    for (size_t i = 0; status == 0 && i < count; i++) {
        const struct report *own = reports + at;
        size_t mutants = list[i] ? list[i]->mutants->count : 0;

        at += mutants;
        wrong[i] |= !list[i] || survivors_check(list[i], own) < 0;
    }
    return status;
}
