#include "cmd/verify.h"

#include <stdio.h>

#include "base/diag.h"
#include "base/json.h"

static void
report_human(const struct verification *all)
{
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (!verify_is_asked(all, i)) {
            continue;
        }
        if (all->missing[i]) {
            printf("%-20s not checked: %s\n", verify_places[i].name,
                   all->missing[i]);
        }
        else {
            printf("%-20s %zu of %zu good\n", verify_places[i].name,
                   all->count[i] - all->wrong[i], all->count[i]);
        }
    }
    if (all->part != VERIFY_EXERCISES && all->solutions.missing) {
        printf("%-20s not checked: %s\n", "solutions", all->solutions.missing);
    }
    else if (all->part != VERIFY_EXERCISES) {
        printf("%-20s %zu of %zu agree with CPython 3.11\n", "solutions",
               all->solutions.count - all->solutions.wrong,
               all->solutions.count);
    }
    if (all->part != VERIFY_REFERENCE) {
        const char *others = all->exercises.compilers;

        printf("%-20s %zu of %zu good, %zu answers\n", "exercises",
               all->exercises.count - all->exercises.wrong,
               all->exercises.count, all->exercises.answers);
        printf("%-20s %s%s\n", "equal reports", *others ? "libtcc, " : "",
               *others ? others : "not checked: neither gcc nor clang");
    }
}

static void
report_tap(const struct verification *all)
{
    size_t n = 0;

    printf("TAP version 13\n");
    for (size_t i = 0; i < all->len; i++) {
        printf("%sok %zu - %s [%s]\n", all->trials[i].is_wrong ? "not " : "",
               ++n, all->trials[i].example->id,
               verify_places[all->trials[i].place].name);
    }
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (verify_is_asked(all, i) && all->missing[i]) {
            printf("ok %zu - # SKIP %s: %s\n", ++n, verify_places[i].name,
                   all->missing[i]);
        }
    }
    for (size_t i = 0; i < all->solutions.count; i++) {
        printf("%sok %zu - solution of %s [model and CPython 3.11]\n",
               all->solutions.is_wrong[i] ? "not " : "", ++n,
               all->solutions.ids[i]);
    }
    for (size_t i = 0; i < all->exercises.count; i++) {
        printf("%sok %zu - exercise %s\n",
               all->exercises.is_wrong[i] ? "not " : "", ++n,
               all->exercises.ids[i]);
    }
    printf("1..%zu\n", n);
}

static void
set_outcomes(struct json *report, const char *key, size_t count,
             const char **ids, const int *is_wrong)
{
    struct json *list = json_set_list(report, key);

    for (size_t i = 0; i < count; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "id", ids[i]);
        json_set_text(one, "status", is_wrong[i] ? "fail" : "pass");
    }
}

static void
report_json(const struct verification *all)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct json *report = json_new_object(ctx);
    struct json *list;

    json_set_int(report, "version", 1);
    json_set_int(report, "errors", (long long)diag_errors());
    list = json_set_list(report, "examples");
    for (size_t i = 0; i < all->len; i++) {
        struct json *one = json_add_object(list);

        json_set_text(one, "id", all->trials[i].example->id);
        json_set_text(one, "on", verify_places[all->trials[i].place].name);
        json_set_text(one, "status",
                      all->trials[i].is_wrong ? "fail" : "pass");
        json_set_bool(one, "cached", all->results[i].from_cache);
    }
    list = json_set_list(report, "not_checked");
    for (int i = 0; i < PLACE_COUNT; i++) {
        if (verify_is_asked(all, i) && all->missing[i]) {
            struct json *one = json_add_object(list);

            json_set_text(one, "on", verify_places[i].name);
            json_set_text(one, "why", all->missing[i]);
        }
    }
    set_outcomes(report, "solutions", all->solutions.count, all->solutions.ids,
                 all->solutions.is_wrong);
    set_outcomes(report, "exercises", all->exercises.count, all->exercises.ids,
                 all->exercises.is_wrong);
    json_print(stdout, report, 1);
    talloc_free(ctx);
}

int
verify_report(const struct verification *all)
{
    switch (all->options->format) {
    case FORMAT_TAP:
        report_tap(all);
        break;
    case FORMAT_JSON:
        report_json(all);
        break;
    default:
        if (!all->options->quiet) {
            report_human(all);
        }
    }
    if (diag_errors() > 0) {
        return EXIT_WRONG;
    }
    return all->len + all->exercises.count + all->solutions.count > 0
               ? EXIT_GOOD
               : EXIT_SKIPPED;
}
