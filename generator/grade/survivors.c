#include "grade/survivors.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"

static const char HEAD[] = "solution.c:";

struct excuse {
    int line;         /* of the file */
    int at;           /* line of the solution */
    const char *what; /* as mutate.h names it */
    int has_reason, is_used;
};

struct excuses {
    const char *path;
    struct excuse *list;
    size_t count;
};

struct survivors *
survivors_new(TALLOC_CTX *ctx, const char *id, const char *folder)
{
    struct survivors *all = talloc_zero(ctx, struct survivors);
    size_t len;
    char *text;

    all->id = id;
    all->folder = folder;
    all->path = path_join(all, folder, "solution.c");
    text = file_read(all, all->path, &len);
    if (!text) {
        talloc_free(all);
        return NULL;
    }
    all->mutants = mutants_make(all, text);
    all->answers =
        talloc_zero_array(all, struct answer, all->mutants->count + 1);
    all->fates = talloc_zero_array(all, const char *, all->mutants->count + 1);
    for (size_t i = 0; i < all->mutants->count; i++) {
        all->answers[i] =
            (struct answer){id, folder, all->path, all->mutants->list[i].text};
    }
    return all;
}

/* ---- the file ----------------------------------------------------------- */

static int
take_head(struct excuses *excuses, int number, const char *line)
{
    struct excuse excuse = {.line = number};
    char *end = NULL;

    if (!strncmp(line, HEAD, sizeof HEAD - 1)) {
        excuse.at = (int)strtol(line + sizeof HEAD - 1, &end, 10);
    }
    if (!end || strncmp(end, ": ", 2)) {
        return diag_at((struct place){excuses->path, number, 0},
                       "expected `solution.c:LINE: MUTANT`, or a reason that "
                       "is indented");
    }
    excuse.what = talloc_strdup(excuses, end + 2);
    excuses->list = talloc_realloc(excuses, excuses->list, struct excuse,
                                   excuses->count + 1);
    excuses->list[excuses->count++] = excuse;
    return 0;
}

static int
take_line(struct excuses *excuses, int number, const char *line)
{
    if (!line[strspn(line, " \t\r")]) {
        return 0;
    }
    if (!isspace((unsigned char)*line)) {
        return take_head(excuses, number, line);
    }
    if (!excuses->count) {
        return diag_at((struct place){excuses->path, number, 0},
                       "a reason, and no mutant above it");
    }
    excuses->list[excuses->count - 1].has_reason = 1;
    return 0;
}

/* NULL, reported; none where there is no such file. */
static struct excuses *
excuses_read(TALLOC_CTX *ctx, const char *folder)
{
    struct excuses *excuses = talloc_zero(ctx, struct excuses);
    char *rest, *line;
    size_t len;
    int err = 0;

    excuses->path = path_join(excuses, folder, "survivors");
    rest = file_try_read(excuses, excuses->path, &len);
    for (int number = 1; (line = strsep(&rest, "\n")) != NULL; number++) {
        err |= take_line(excuses, number, line);
    }
    if (err) {
        talloc_free(excuses);
        return NULL;
    }
    return excuses;
}

/* ---- judging ------------------------------------------------------------ */

static struct excuse *
find_excuse(const struct excuses *excuses, const struct mutant *mutant)
{
    for (size_t i = 0; i < excuses->count; i++) {
        struct excuse *excuse = &excuses->list[i];

        if (excuse->at == mutant->line &&
            !strcmp(excuse->what, mutant->what)) {
            return excuse;
        }
    }
    return NULL;
}

static const char *
fate_of(struct survivors *all, const struct report *report,
        struct excuse *excuse)
{
    if (!report->compiled) {
        all->uncompiled++;
        return "does not compile";
    }
    if (report->score < report->max_score) {
        all->killed++;
        return "killed";
    }
    if (excuse) {
        excuse->is_used = 1;
        all->excused++;
        return "excused";
    }
    all->left++;
    return NULL;
}

static int
judge_mutant(struct survivors *all, size_t i, const struct report *report,
             struct excuse *excuse)
{
    const struct mutant *mutant = &all->mutants->list[i];
    const char *fate = fate_of(all, report, excuse);

    all->fates[i] = fate ? fate : "survives";
    return fate ? 0
                : diag_at((struct place){all->path, mutant->line, 0},
                          "this mutant loses no points: %s", mutant->what);
}

static int
judge_excuse(const struct excuses *excuses, const struct excuse *excuse)
{
    struct place place = {excuses->path, excuse->line, 0};

    if (!excuse->has_reason) {
        return diag_at(place, "there is no reason under it");
    }
    if (!excuse->is_used) {
        return diag_at(place,
                       "no mutant of that name survives in line %d "
                       "of solution.c",
                       excuse->at);
    }
    return 0;
}

static void
explain(const struct survivors *all)
{
    const char *name = strrchr(all->path, '/');

    diag_note((struct place){0},
              "make a claim in check.c that notices, or excuse it in "
              "%.*s/survivors: the line `%s:LINE: MUTANT`, and the reason "
              "indented under it",
              (int)(name - all->path), all->path, name + 1);
}

int
survivors_check(struct survivors *all, const struct report *reports)
{
    struct excuses *excuses = excuses_read(all, all->folder);
    int err = 0;

    all->killed = all->excused = all->left = all->uncompiled = 0;
    for (size_t i = 0; excuses && i < all->mutants->count; i++) {
        err |= judge_mutant(all, i, &reports[i],
                            find_excuse(excuses, &all->mutants->list[i]));
    }
    if (all->left > 0) {
        explain(all);
    }
    for (size_t i = 0; excuses && i < excuses->count; i++) {
        err |= judge_excuse(excuses, &excuses->list[i]);
    }
    return excuses && !err ? 0 : -1;
}
