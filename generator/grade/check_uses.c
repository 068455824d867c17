#include "grade/check_uses.h"

#include <ctype.h>
#include <string.h>

static int
is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The identifier that ends before `end`, blanks apart. */
static char *
word_before(TALLOC_CTX *ctx, const char *text, size_t start, size_t end)
{
    size_t last = end, first;

    while (last > start && isspace((unsigned char)text[last - 1])) {
        last--;
    }
    for (first = last; first > start && is_letter(text[first - 1]); first--) {
        continue;
    }
    return first < last ? talloc_strndup(ctx, text + first, last - first)
                        : NULL;
}

char *
check_item_name(TALLOC_CTX *ctx, const char *text,
                const struct check_item *item)
{
    size_t at = item->start;

    if (item->kind == ITEM_DIRECTIVE) {
        return NULL;
    }
    if (item->kind == ITEM_FUNCTION) {
        at += strcspn(text + at, "(");
        return word_before(ctx, text, item->start, at);
    }
    at += strcspn(text + at, "=;");
    if (at >= item->end || text[at] != '=') {
        return NULL;
    }
    at = item->start + strcspn(text + item->start, "[=");
    return word_before(ctx, text, item->start, at);
}

/* The end of the literal or comment that begins there; `at` when none does. */
static const char *
skip_quoted(const char *at, const char *end)
{
    const char *from = at;

    if (*at == '"' || *at == '\'') {
        for (at++; at < end && *at != *from; at++) {
            at += *at == '\\' && at + 1 < end;
        }
        return at < end ? at + 1 : end;
    }
    if (at + 1 < end && at[0] == '/' && at[1] == '*') {
        at = strstr(at + 2, "*/");
        return at && at < end ? at + 2 : end;
    }
    if (at + 1 < end && at[0] == '/' && at[1] == '/') {
        return at + strcspn(at, "\n");
    }
    return from;
}

int
check_item_says(const char *text, const struct check_item *item,
                const char *name)
{
    size_t len = strlen(name);
    const char *at = text + item->start, *end = text + item->end;

    while (at < end) {
        const char *after = skip_quoted(at, end);
        size_t word = 0;

        if (after > at) {
            at = after;
            continue;
        }
        while (at + word < end && is_letter(at[word])) {
            word++;
        }
        if (word == len && !memcmp(at, name, len)) {
            return 1;
        }
        at += word ? word : 1;
    }
    return 0;
}

static int
spread_from(const char *text, const struct check_part *from,
            struct check_part *parts, size_t count)
{
    int changed = 0;

    for (size_t i = 0; i < count; i++) {
        struct check_part *to = &parts[i];

        if (!to->name || (from->by_tests <= to->by_tests &&
                          from->by_judges <= to->by_judges)) {
            continue;
        }
        if (check_item_says(text, &from->item, to->name)) {
            to->by_tests |= from->by_tests;
            to->by_judges |= from->by_judges;
            changed = 1;
        }
    }
    return changed;
}

void
check_uses_spread(const char *text, struct check_part *parts, size_t count)
{
    int changed = 1;

    while (changed) {
        changed = 0;
        for (size_t i = 0; i < count; i++) {
            if (parts[i].by_tests || parts[i].by_judges) {
                changed |= spread_from(text, &parts[i], parts, count);
            }
        }
    }
}
