#include "grade/wrong_answer.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"

/* The first comment, without its marks; NULL when the text does not begin
 * with one. */
static char *
first_comment(TALLOC_CTX *ctx, const char *text)
{
    const char *start = text + strspn(text, " \t\r\n");
    const char *end = strncmp(start, "/*", 2) ? NULL : strstr(start, "*/");

    return end ? talloc_strndup(ctx, start + 2, (size_t)(end - start - 2))
               : NULL;
}

/* What stands behind "key:"; a value goes on until the next key's line. */
static const char *
value_of(const char *comment, const char *key)
{
    size_t len = strlen(key);

    for (const char *at = comment; (at = strstr(at, key)) != NULL; at++) {
        if (at[len] == ':' &&
            (at == comment || !isalnum((unsigned char)at[-1]))) {
            return at + len + 1;
        }
    }
    return NULL;
}

static void
take_names(struct wrong_answer *wrong, const char *at)
{
    for (;;) {
        size_t len = 0;

        at += strspn(at, " \t\r\n,");
        while (isalnum((unsigned char)at[len]) || at[len] == '_') {
            len++;
        }
        /* The next key ends the list. */
        if (len == 0 || at[len] == ':') {
            return;
        }
        wrong->fails = talloc_realloc(wrong, wrong->fails, const char *,
                                      wrong->fail_count + 2);
        wrong->fails[wrong->fail_count++] = talloc_strndup(wrong, at, len);
        wrong->fails[wrong->fail_count] = NULL;
        at += len;
    }
}

static void
take_says(struct wrong_answer *wrong, const char *at)
{
    const char *start = strchr(at, '"');
    const char *end = start ? strchr(start + 1, '"') : NULL;

    if (end) {
        wrong->says =
            talloc_strndup(wrong, start + 1, (size_t)(end - start - 1));
    }
}

struct wrong_answer *
wrong_answer_parse(TALLOC_CTX *ctx, const char *path, const char *text)
{
    struct wrong_answer *wrong = talloc_zero(ctx, struct wrong_answer);
    char *comment = first_comment(wrong, text);
    const char *score = comment ? value_of(comment, "score") : NULL;
    const char *fails = comment ? value_of(comment, "fails") : NULL;
    const char *says = comment ? value_of(comment, "says") : NULL;

    wrong->line = 1;
    if (!score ||
        sscanf(score, " %d/%d", &wrong->score, &wrong->max_score) != 2) {
        diag_at((struct place){path, 1, 0},
                "expected a comment with `score: N/MAX` at the beginning");
        talloc_free(wrong);
        return NULL;
    }
    wrong->fails = talloc_zero_array(wrong, const char *, 1);
    if (fails) {
        take_names(wrong, fails);
    }
    if (says) {
        take_says(wrong, says);
    }
    return wrong;
}
