/* Rules that are about the texts of an exercise: A5 to A7. */
#include "grade/author_rules.h"

#include <ctype.h>
#include <string.h>

#include "base/files.h"

enum { COLUMNS = 64 };

/* ---- A5 ----------------------------------------------------------------- */

/* Small letters, digits and one more character between them. */
static int
is_name(const char *name, char between)
{
    int good = islower((unsigned char)*name);

    for (size_t i = 1; good && name[i]; i++) {
        good = islower((unsigned char)name[i]) ||
               isdigit((unsigned char)name[i]) ||
               (name[i] == between && name[i - 1] != between && name[i + 1] &&
                name[i + 1] != between);
    }
    return good;
}

static int
check_name(const char *path, const char *what, const char *name, char between)
{
    return is_name(name, between)
               ? 0
               : diag_at((struct place){path, 0, 0},
                         "the name of %s, \"%s\", is not made of small "
                         "letters, digits and '%c'",
                         what, name, between);
}

/* "wrong/off-by-one.c": "off-by-one" */
static char *
file_name(TALLOC_CTX *ctx, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;

    return talloc_strndup(ctx, name, strcspn(name, "."));
}

static int
check_names(const struct exercise *exercise,
            const struct exercise_answers *answers)
{
    int err =
        check_name(exercise->path, "the chapter", exercise->chapter, '-') |
        check_name(exercise->path, "the exercise", exercise->name, '-');

    for (size_t i = 0; i < answers->count; i++) {
        const char *path = answers->answers[i].path;

        err |= check_name(path, "the file", file_name((void *)answers, path),
                          '-');
    }
    for (size_t i = 0; i < exercise->claim_count; i++) {
        err |= check_name(exercise->path, "a test", exercise->claims[i].name,
                          '_');
    }
    return err;
}

/* ---- A6 ----------------------------------------------------------------- */

static int
check_claims(const struct exercise *exercise)
{
    int err = 0;

    for (size_t i = 0; i < exercise->claim_count; i++) {
        const struct claim *claim = &exercise->claims[i];

        if (claim->points <= 0) {
            err |= diag_at((struct place){exercise->path, 0, 0},
                           "TEST(%s) gives no points", claim->name);
        }
        if (!strcmp(claim->title, claim->name)) {
            err |= diag_at((struct place){exercise->path, 0, 0},
                           "TEST(%s) has no .claim", claim->name);
        }
    }
    return err;
}

static int
check_prompt(const struct exercise *exercise)
{
    struct place place = {exercise->path, 1, 0};
    int err = check_claims(exercise);

    if (!exercise->front->title || !exercise->front->points) {
        err |= diag_at(place, "the front matter has no %s",
                       exercise->front->title ? "points" : "title");
    }
    if (!exercise->tree->first) {
        err |= diag_at(place, "there is no prompt");
    }
    if (!exercise->hint_count) {
        err |= diag_at(place, "there is no hint (a section `## Hint: ...`)");
    }
    for (size_t i = 0; i < exercise->hint_count; i++) {
        const struct hint *hint = &exercise->hints[i];

        place.line = hint->line;
        if (!strcmp(hint->title, "Hint") || !hint->body->first) {
            err |= diag_at(place, "a hint has a question and an answer: "
                                  "`## Hint: Who owns it?`, and a text");
        }
    }
    return err;
}

/* ---- A7 ----------------------------------------------------------------- */

/* In columns: what begins a character of UTF-8. */
static size_t
width(const char *line, size_t len)
{
    size_t columns = 0;

    for (size_t i = 0; i < len; i++) {
        columns += (line[i] & 0xc0) != 0x80;
    }
    return columns;
}

static int
check_lines(const char *path)
{
    size_t len;
    char *text = file_read(NULL, path, &len);
    int err = text ? 0 : -1, number = 1;

    for (const char *at = text; at && *at; number++) {
        size_t end = strcspn(at, "\n");
        struct place place = {path, number, 0};

        if (width(at, end) > COLUMNS) {
            err |= diag_at(place, "%zu columns; pages have room for %d",
                           width(at, end), COLUMNS);
        }
        if (memchr(at, '\t', end) ||
            (end > 0 && (at[end - 1] == ' ' || at[end - 1] == '\r'))) {
            err |= diag_at(place, "a tab, or a blank at the end of the line");
        }
        if (!at[end]) {
            err |= diag_at(place, "the last line has no end");
        }
        at += end + (at[end] == '\n');
    }
    talloc_free(text);
    return err;
}

int
author_rules_texts(const struct exercise *exercise,
                   const struct exercise_answers *answers)
{
    char *check = path_join((void *)answers, answers->folder, "check.c");
    int err = check_names(exercise, answers) | check_prompt(exercise) |
              check_lines(check);

    for (size_t i = 0; i < answers->count; i++) {
        err |= check_lines(answers->answers[i].path);
    }
    return err ? -1 : 0;
}
