/* `heapbook dev check`: every rule that an exercise must hold. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/progress.h"
#include "cmd/dev.h"
#include "cmd/exercise_list.h"
#include "cmd/mutants.h"
#include "cmd/verify_compilers.h"
#include "grade/author_rules.h"
#include "grade/check_source.h"
#include "grade/solution_unit.h"
#include "run/pool.h"

enum { SEED = 1 };

/* All exercises that are proved, side by side. */
struct proof {
    TALLOC_CTX *ctx;
    const struct options *options;
    size_t all;   /* entries of each list below */
    size_t count; /* the first, which have a check.c that can be read */
    const char **ids, **folders;
    struct exercise_answers **answers;
    struct survivors **mutants;
    int *wrong;
};

/* ---- which -------------------------------------------------------------- */

static int
is_named(const char *id, const char *const *names, size_t count)
{
    const char *slash = strrchr(id, '/');

    for (size_t i = 0; i < count; i++) {
        if (!strcmp(id, names[i]) || (slash && !strcmp(slash + 1, names[i]))) {
            return 1;
        }
    }
    return count == 0;
}

/* Where check.c cannot be read there is nothing to run: such go behind. */
static void
add_exercises(struct proof *proof, const char **ids, size_t len)
{
    const char **unread = talloc_zero_array(proof->ctx, const char *, len + 1);
    size_t unread_count = 0;

    for (size_t i = 0; i < len; i++) {
        char *folder = path_join(proof->ctx, EXERCISES_FOLDER, ids[i]);

        if (check_source_read(proof->ctx, folder)) {
            proof->ids[proof->count++] = ids[i];
        }
        else {
            unread[unread_count++] = ids[i];
        }
    }
    memcpy(proof->ids + proof->count, unread, unread_count * sizeof *unread);
    proof->all = proof->count + unread_count;
    for (size_t i = 0; i < proof->all; i++) {
        proof->folders[i] =
            path_join(proof->ctx, EXERCISES_FOLDER, proof->ids[i]);
        proof->wrong[i] = i >= proof->count;
    }
}

static int
not_found(TALLOC_CTX *ctx, const char *name, const char *const *ids)
{
    char *folder = path_join(ctx, EXERCISES_FOLDER, name);

    if (strchr(name, '/') && folder_exists(folder)) {
        return diag_at((struct place){folder, 0, 0}, "there is no check.c");
    }
    diag_at((struct place){0}, "there is no exercise \"%s\"", name);
    diag_suggest((struct place){0}, name, ids);
    return -1;
}

static int
choose(struct proof *proof, const char *const *names, size_t name_count)
{
    size_t len, chosen = 0;
    const char **ids = exercise_list(proof->ctx, proof->options, &len);

    if (!ids) {
        return -1;
    }
    for (size_t i = 0; i < name_count; i++) {
        size_t k = 0;

        while (k < len && !is_named(ids[k], names + i, 1)) {
            k++;
        }
        if (k == len) {
            return not_found(proof->ctx, names[i], ids);
        }
    }
    for (size_t i = 0; i < len; i++) {
        if (is_named(ids[i], names, name_count)) {
            ids[chosen++] = ids[i];
        }
    }
    proof->ids = talloc_zero_array(proof->ctx, const char *, chosen + 1);
    proof->folders = talloc_zero_array(proof->ctx, const char *, chosen + 1);
    proof->answers =
        talloc_zero_array(proof->ctx, struct exercise_answers *, chosen + 1);
    proof->mutants =
        talloc_zero_array(proof->ctx, struct survivors *, chosen + 1);
    proof->wrong = talloc_zero_array(proof->ctx, int, chosen + 1);
    add_exercises(proof, ids, chosen);
    return 0;
}

/* ---- texts -------------------------------------------------------------- */

static void
check_texts(struct proof *proof)
{
    for (size_t i = 0; i < proof->all; i++) {
        const char *folder = proof->folders[i];
        struct exercise *exercise = exercise_read(proof->ctx, folder, folder);

        proof->answers[i] =
            exercise_answers_list(proof->ctx, proof->ids[i], folder);
        proof->wrong[i] |=
            !exercise || author_rules_texts(exercise, proof->answers[i]) < 0;
    }
}

/* Runs a program of the author's own without its words, and gives its exit
 * code; 127 when it is not there. */
static int
run_program(char *const *argv)
{
    posix_spawn_file_actions_t actions;
    int status = 0, err;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    err = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (err || waitpid(pid, &status, 0) != pid) {
        return 127;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static int
check_layout_of(const char *path)
{
    char *argv[] = {(char *)"clang-format", (char *)"--dry-run",
                    (char *)"-Werror",      (char *)"--fallback-style=none",
                    (char *)path,           NULL};

    if (run_program(argv) == 0) {
        return 0;
    }
    diag_at((struct place){path, 0, 0}, "clang-format lays it out otherwise");
    diag_note((struct place){0}, "`clang-format -i %s`", path);
    return -1;
}

/* 0 when there is no clang-format. */
static int
check_layout(struct proof *proof)
{
    char *argv[] = {(char *)"clang-format", (char *)"--version", NULL};

    if (run_program(argv) != 0) {
        return 0;
    }
    for (size_t i = 0; i < proof->all; i++) {
        const struct exercise_answers *all = proof->answers[i];

        proof->wrong[i] |= check_layout_of(
            path_join(proof->ctx, proof->folders[i], "check.c"));
        for (size_t k = 0; k < all->count; k++) {
            proof->wrong[i] |= check_layout_of(all->answers[k].path);
        }
    }
    return 1;
}

/* ---- compilers ---------------------------------------------------------- */

static void
check_compiled(struct proof *proof, size_t i, const struct unit *unit,
               const struct result *result)
{
    const char *name = unit->compiler == COMPILER_GCC ? "gcc" : "clang";

    if (result->outcome == RAN) {
        return;
    }
    proof->wrong[i] = 1;
    diag_at(solution_unit_place(
                proof->ctx, proof->folders[i],
                result->message_count ? result->messages[0].line : 0),
            "%s [%s]",
            result->message_count ? result->messages[0].text : result->reason,
            name);
}

/* Solutions and scenarios compile with all warnings.  -1: nothing could be
 * compiled. */
static int
check_warnings(struct proof *proof, enum compiler compiler)
{
    struct pool_options pool = {.jobs = proof->options->jobs,
                                .trust = proof->options->trust_code};
    struct unit *units =
        talloc_zero_array(proof->ctx, struct unit, proof->count + 1);
    struct result *results =
        talloc_zero_array(proof->ctx, struct result, proof->count + 1);
    size_t *which = talloc_zero_array(proof->ctx, size_t, proof->count + 1);
    size_t count = 0;

    for (size_t i = 0; i < proof->count; i++) {
        if (solution_unit(proof->ctx, proof->ids[i], proof->folders[i],
                          &units[count])) {
            proof->wrong[i] = 1;
            continue;
        }
        units[count].compiler = compiler;
        units[count].compile_only = 1;
        which[count++] = i;
    }
    if (pool_run(proof->ctx, units, count, results, &pool)) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        check_compiled(proof, which[i], &units[i], &results[i]);
    }
    return 0;
}

/* ---- answers ------------------------------------------------------------ */

static void
show_progress(size_t done, size_t total, void *arg)
{
    (void)arg;
    progress_show("grading", done, total);
}

/* When all else is right: the reports are the same, whoever compiles. */
static int
compare_compilers(struct proof *proof, const struct answer *answers,
                  size_t total, const struct report *reports,
                  struct grade_options options)
{
    int *different = talloc_zero_array(proof->ctx, int, total + 1);
    const char *compilers;

    for (size_t i = 0; i < proof->count; i++) {
        if (proof->wrong[i]) {
            return 0;
        }
    }
    if (verify_compilers(proof->ctx, answers, total, reports, &options,
                         different, &compilers)) {
        return -1;
    }
    for (size_t i = 0; i < proof->count; i++) {
        for (size_t k = 0; k < proof->answers[i]->count; k++) {
            proof->wrong[i] |= *different++;
        }
    }
    return 0;
}

static int
check_answers(struct proof *proof)
{
    struct grade_options grade = {
        .seed = SEED, .hidden = 1, .progress = show_progress};
    struct answer *all = talloc_array(proof->ctx, struct answer, 1);
    struct report *reports;
    size_t total = 0, at = 0;

    for (size_t i = 0; i < proof->count; i++) {
        for (size_t k = 0; k < proof->answers[i]->count; k++) {
            all = talloc_realloc(proof->ctx, all, struct answer, total + 1);
            all[total++] = proof->answers[i]->answers[k];
        }
    }
    reports = talloc_zero_array(proof->ctx, struct report, total + 1);
    if (grade_answers(proof->ctx, all, total, reports, &grade)) {
        return -1;
    }
    progress_hide();
    for (size_t i = 0; i < proof->count; i++) {
        proof->wrong[i] |=
            author_rules_check(proof->answers[i], reports + at) < 0;
        at += proof->answers[i]->count;
    }
    return compare_compilers(proof, all, total, reports, grade);
}

/* ---- the result --------------------------------------------------------- */

static void
print_exercise(const struct proof *proof, size_t i)
{
    const struct survivors *mutants = proof->mutants[i];

    printf("%-5s %-32s %2zu answers", proof->wrong[i] ? "wrong" : "good",
           proof->ids[i], proof->answers[i]->count);
    if (mutants) {
        printf(", %3zu mutants: %zu killed, %zu excused",
               mutants->mutants->count - mutants->uncompiled, mutants->killed,
               mutants->excused);
        if (mutants->left) {
            printf(", %zu left", mutants->left);
        }
    }
    else if (!proof->answers[i]->is_solved) {
        fputs("; no mutant is looked at until the solution is right", stdout);
    }
    putchar('\n');
}

static void
print_mutants(const struct survivors *all)
{
    for (size_t i = 0; i < all->mutants->count; i++) {
        printf("      %-16s solution.c:%d: %s\n", all->fates[i],
               all->mutants->list[i].line, all->mutants->list[i].what);
    }
}

static int
print_all(const struct proof *proof, const char *skipped)
{
    size_t wrong = 0;

    for (size_t i = 0; i < proof->all; i++) {
        wrong += proof->wrong[i] != 0;
        if (!proof->options->quiet) {
            print_exercise(proof, i);
        }
        if (proof->options->verbose && proof->mutants[i]) {
            print_mutants(proof->mutants[i]);
        }
    }
    if (*skipped && !proof->options->quiet) {
        printf("not checked, because it is not installed:%s\n", skipped);
    }
    return wrong ? EXIT_WRONG : EXIT_GOOD;
}

int
dev_check(TALLOC_CTX *ctx, const char *const *names, size_t count,
          const struct options *options)
{
    struct proof proof = {.ctx = ctx, .options = options};
    struct pool_options pool = {.jobs = options->jobs,
                                .trust = options->trust_code};
    const int has_gcc = !pool_missing(COMPILER_GCC, RUNTIME_MODEL);
    const int has_clang = !pool_missing(COMPILER_CLANG, RUNTIME_MODEL);
    char *skipped = talloc_strdup(ctx, "");

    /* Before a check.c is read: the workers must not know it. */
    if (pool_start(&pool)) {
        return EXIT_TOOL;
    }
    if (choose(&proof, names, count)) {
        return EXIT_USAGE;
    }
    check_texts(&proof);
    if (!check_layout(&proof)) {
        skipped = talloc_strdup_append(skipped, " clang-format (layout)");
    }
    if ((has_gcc && check_warnings(&proof, COMPILER_GCC)) ||
        (has_clang && check_warnings(&proof, COMPILER_CLANG)) ||
        check_answers(&proof) ||
        mutants_check(ctx, proof.answers, proof.count, proof.mutants,
                      proof.wrong)) {
        return EXIT_TOOL;
    }
    skipped = talloc_asprintf_append(
        skipped, "%s%s", has_gcc ? "" : " gcc (warnings, reports)",
        has_clang ? "" : " clang (warnings, reports)");
    return print_all(&proof, skipped);
}
