#include "grade/check_source.h"

#include <string.h>

#include "base/diag.h"
#include "base/files.h"
#include "grade/check_uses.h"

enum { MOST_TESTS = 64 };

struct splitter {
    struct check_reader reader;
    struct check_source *out;
    struct check_part *parts;
    size_t count;
};

static int
complain(const struct splitter *splitter, int line, const char *what,
         const char *name)
{
    return diag_at((struct place){splitter->reader.path, line, 0}, what, name);
}

static void
blank(char *half, size_t start, size_t end)
{
    for (; start < end; start++) {
        if (half[start] != '\n') {
            half[start] = ' ';
        }
    }
}

static int
says(const struct splitter *splitter, const struct check_item *item,
     const char *word)
{
    const char *found = strstr(splitter->reader.text + item->body, word);

    return found && found < splitter->reader.text + item->end;
}

static struct check_test *
find_test(const struct check_source *source, const char *name)
{
    for (size_t i = 0; i < source->count; i++) {
        if (!strcmp(source->tests[i].name, name)) {
            return &source->tests[i];
        }
    }
    return NULL;
}

/* The lines between the braces, a level less indented. */
static char *
lines_within(TALLOC_CTX *ctx, const char *text, const struct check_item *item)
{
    const char *at = text + item->body + 1, *end = text + item->end - 1;
    char *out = talloc_strdup(ctx, "");

    at += *at == '\n';
    while (at < end) {
        size_t blanks = strspn(at, " "), len;

        at += blanks < 4 ? blanks : 4;
        len = at < end ? strcspn(at, "\n") + 1 : 0;
        len = len < (size_t)(end - at) ? len : (size_t)(end - at);
        out = talloc_strndup_append_buffer(out, at, len);
        at += len;
    }
    return out;
}

static int
add_test(struct splitter *splitter, const struct check_item *item, char *name)
{
    struct check_source *out = splitter->out;

    if (find_test(out, name)) {
        return complain(splitter, item->line,
                        "there are two tests of the name %s", name);
    }
    if (out->count == MOST_TESTS) {
        return complain(splitter, item->line,
                        "more than 64 tests; %s is one too many", name);
    }
    out->tests =
        talloc_realloc(out, out->tests, struct check_test, out->count + 1);
    out->tests[out->count++] = (struct check_test){
        .name = name,
        .line = item->line,
        .code = lines_within(out, splitter->reader.text, item)};
    blank(out->judges, item->body, item->end);
    out->judges[item->body] = ';';
    return 0;
}

static int
add_judge(struct splitter *splitter, const struct check_item *item, char *name)
{
    struct check_test *test = find_test(splitter->out, name);

    if (!test) {
        return complain(splitter, item->line,
                        "JUDGE(%s) has no test of its name above it", name);
    }
    if (test->judge_line) {
        return complain(splitter, item->line,
                        "there are two judges of the name %s", name);
    }
    test->judge_line = item->line;
    test->asks_leaks = says(splitter, item, "want_no_leak");
    test->code = talloc_asprintf(
        splitter->out, "%s\n%s", test->code,
        lines_within(splitter->out, splitter->reader.text, item));
    blank(splitter->out->scenarios, item->start, item->end);
    return 0;
}

/* A test, a judge, or neither: 0; -1 when it cannot be. */
static int
take_head(struct splitter *splitter, struct check_part *part)
{
    const char *text = splitter->reader.text;
    char *test = check_item_head(splitter->out, text, &part->item, "TEST");
    char *judge = check_item_head(splitter->out, text, &part->item, "JUDGE");

    if (test || judge) {
        part->name = NULL;
        part->is_head = 1;
        part->by_tests = test != NULL;
        part->by_judges = judge != NULL;
    }
    else if (part->item.kind == ITEM_FUNCTION &&
             says(splitter, &part->item, "want_")) {
        part->by_judges = part->is_claim = 1;
    }
    return test    ? add_test(splitter, &part->item, test)
           : judge ? add_judge(splitter, &part->item, judge)
                   : 0;
}

/* Data whose value names something that its half has not cannot be there. */
static int
names_missing(const struct splitter *splitter, const struct check_part *part,
              int from_judges)
{
    for (size_t i = 0; i < splitter->count; i++) {
        const struct check_part *other = &splitter->parts[i];

        if (other->name && other != part &&
            (from_judges ? other->not_judges : other->not_scenarios) &&
            check_item_says(splitter->reader.text, &part->item, other->name)) {
            return 1;
        }
    }
    return 0;
}

/* What a half does not use, and what would not compile in it, is left out:
 * a judge's own values never stand beside the student's code. */
static void
choose_halves(struct splitter *splitter)
{
    int changed = 1;

    for (size_t i = 0; i < splitter->count; i++) {
        struct check_part *part = &splitter->parts[i];

        part->not_judges =
            part->name && part->item.kind == ITEM_FUNCTION && !part->by_judges;
        part->not_scenarios =
            part->name &&
            (part->is_claim || (part->by_judges && !part->by_tests));
    }
    while (changed) {
        changed = 0;
        for (size_t i = 0; i < splitter->count; i++) {
            struct check_part *part = &splitter->parts[i];

            if (part->name && part->item.kind == ITEM_DECLARATION) {
                int no_judges = names_missing(splitter, part, 1);
                int no_scenarios = names_missing(splitter, part, 0);

                changed |= no_judges > part->not_judges ||
                           no_scenarios > part->not_scenarios;
                part->not_judges |= no_judges;
                part->not_scenarios |= no_scenarios;
            }
        }
    }
}

static void
blank_halves(struct splitter *splitter)
{
    for (size_t i = 0; i < splitter->count; i++) {
        const struct check_part *part = &splitter->parts[i];

        if (part->not_judges) {
            blank(splitter->out->judges, part->item.start, part->item.end);
        }
        if (part->not_scenarios) {
            blank(splitter->out->scenarios, part->item.start, part->item.end);
        }
    }
}

/* -1, reported. */
static int
read_parts(struct splitter *splitter)
{
    struct check_item item;
    int more;

    while ((more = check_reader_next(&splitter->reader, &item)) > 0) {
        struct check_part *part;

        splitter->parts =
            talloc_realloc(splitter->out, splitter->parts, struct check_part,
                           splitter->count + 1);
        part = &splitter->parts[splitter->count++];
        *part = (struct check_part){
            .item = item,
            .name =
                check_item_name(splitter->out, splitter->reader.text, &item)};
        if (take_head(splitter, part)) {
            return -1;
        }
    }
    return more;
}

static int
check_pairs(const struct splitter *splitter)
{
    const struct check_source *out = splitter->out;
    int err = 0;

    for (size_t i = 0; i < out->count; i++) {
        if (!out->tests[i].judge_line) {
            err = complain(splitter, out->tests[i].line,
                           "TEST(%s) has no judge", out->tests[i].name);
        }
    }
    if (!out->count) {
        err = complain(splitter, 1, "there is no TEST(...)%s", "");
    }
    return err;
}

struct check_source *
check_source_parse(TALLOC_CTX *ctx, const char *path, const char *text)
{
    struct splitter splitter = {{path, text, 0, 1}, NULL, NULL, 0};

    splitter.out = talloc_zero(ctx, struct check_source);
    splitter.out->scenarios = talloc_strdup(splitter.out, text);
    splitter.out->judges = talloc_strdup(splitter.out, text);
    if (read_parts(&splitter) || check_pairs(&splitter)) {
        talloc_free(splitter.out);
        return NULL;
    }
    check_uses_spread(text, splitter.parts, splitter.count);
    choose_halves(&splitter);
    blank_halves(&splitter);
    return splitter.out;
}

struct check_source *
check_source_read(TALLOC_CTX *ctx, const char *folder)
{
    char *path = path_join(ctx, folder, "check.c");
    size_t len;
    char *text = file_read(ctx, path, &len);

    return text ? check_source_parse(ctx, path, text) : NULL;
}
