#include "grade/mutate_same.h"

#include <stdlib.h>
#include <string.h>

static int
is_one_of(const struct tokens *tokens, size_t i, const char *const *words)
{
    while (*words && !token_is(tokens, i, *words)) {
        words++;
    }
    return *words != NULL;
}

static int
are_equal(const struct tokens *tokens, size_t i, size_t k)
{
    const struct token *a = &tokens->list[i], *b = &tokens->list[k];

    return i < tokens->count && k < tokens->count &&
           a->end - a->start == b->end - b->start &&
           !memcmp(tokens->text + a->start, tokens->text + b->start,
                   a->end - a->start);
}

int
is_decref(const struct tokens *tokens, size_t i)
{
    static const char *const words[] = {"Py_DECREF", "Py_XDECREF", "Py_CLEAR",
                                        NULL};

    return is_one_of(tokens, i, words) && token_is(tokens, i + 1, "(");
}

/* The bracket that encloses word i; i when there is none. */
static size_t
enclosing(const struct tokens *tokens, size_t i)
{
    for (size_t at = i; at-- > 0;) {
        if (token_is(tokens, at, ")") || token_is(tokens, at, "}")) {
            at = token_opening(tokens, at);
        }
        else if (token_is(tokens, at, "(") || token_is(tokens, at, "{")) {
            return at;
        }
    }
    return i;
}

/* ---- S1 and S2 ---------------------------------------------------------- */

/* Whether one of words first .. last is the one at `name`. */
static int
is_among(const struct tokens *tokens, size_t first, size_t last, size_t name)
{
    for (size_t i = first; i <= last; i++) {
        if (are_equal(tokens, i, name)) {
            return 1;
        }
    }
    return 0;
}

/* Whether what the name at `made` is set to has to do with the one at `name`:
 * "item = PyList_GET_ITEM(list, 0)", "PyDict_Next(list, &at, &item, NULL)"
 * with list. */
static int
comes_from(const struct tokens *tokens, size_t made, size_t name)
{
    for (size_t i = 1; i + 1 < tokens->count; i++) {
        size_t open = i, last = i;

        if (!are_equal(tokens, i, made)) {
            continue;
        }
        if (token_is(tokens, i + 1, "=")) {
            last = statement_last(tokens, i);
        }
        else if (token_is(tokens, i - 1, "&")) {
            open = enclosing(tokens, i);
            last = token_closing(tokens, open);
        }
        if (last > open && is_among(tokens, open, last, name)) {
            return 1;
        }
    }
    return 0;
}

static int
is_apart(const struct tokens *tokens, size_t first, size_t last, size_t name)
{
    for (size_t i = first; i <= last; i++) {
        if (tokens->list[i].kind == TOKEN_NAME &&
            (are_equal(tokens, i, name) || comes_from(tokens, i, name))) {
            return 0;
        }
    }
    return 1;
}

int
same_before(const struct tokens *tokens, size_t before, size_t i)
{
    static const char *const raising[] = {"PyErr_SetString", "PyErr_SetNone",
                                          "PyErr_NoMemory", "PyErr_Format",
                                          NULL};
    size_t last = statement_last(tokens, before);

    if (!is_decref(tokens, i)) {
        return 0;
    }
    if (is_decref(tokens, before)) {
        return !are_equal(tokens, before + 2, i + 2);
    }
    return is_one_of(tokens, before, raising) &&
           is_apart(tokens, before, last, i + 2);
}

/* ---- S3 ----------------------------------------------------------------- */

/* "PyLong_FromLong(-1);" from word i on. */
static int
is_small_number(const struct tokens *tokens, size_t i)
{
    static const char *const makers[] = {"PyLong_FromLong",
                                         "PyLong_FromSsize_t", NULL};
    int negative = token_is(tokens, i + 2, "-");
    size_t at = i + 2 + (size_t)negative;

    return is_one_of(tokens, i, makers) && token_is(tokens, i + 1, "(") &&
           at < tokens->count && tokens->list[at].kind == TOKEN_NUMBER &&
           token_is(tokens, at + 1, ")") &&
           strtol(tokens->text + tokens->list[at].start, NULL, 10) <=
               (negative ? 5 : 256);
}

int
is_shared_number(const struct tokens *tokens, size_t i)
{
    int numbers = 0;

    for (size_t k = 0; k + 2 < tokens->count; k++) {
        if (!are_equal(tokens, k, i) || !token_is(tokens, k + 1, "=")) {
            continue;
        }
        if (is_small_number(tokens, k + 2)) {
            numbers++;
        }
        else if (!token_is(tokens, k + 2, "NULL")) {
            return 0;
        }
    }
    return numbers > 0;
}

/* ---- S4 ----------------------------------------------------------------- */

int
is_no_items(const struct tokens *tokens, size_t i)
{
    size_t open = enclosing(tokens, i);

    if (!token_is(tokens, i, "0") || open == i || open < 3) {
        return 0;
    }
    return token_is(tokens, open, "(")
               ? token_is(tokens, open - 1, "tp_alloc") &&
                     token_is(tokens, i + 1, ")")
               : token_is(tokens, open - 1, "=") &&
                     token_is(tokens, open - 3, "PyType_Spec");
}
