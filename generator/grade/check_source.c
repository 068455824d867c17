#include "grade/check_source.h"

#include <string.h>

#include "base/diag.h"
#include "grade/check_reader.h"

enum { MOST_TESTS = 64 };

struct splitter {
    struct check_reader reader;
    struct check_source *out;
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
    out->tests[out->count++] =
        (struct check_test){.name = name, .line = item->line};
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
    blank(splitter->out->scenarios, item->start, item->end);
    return 0;
}

static int
take_item(struct splitter *splitter, const struct check_item *item)
{
    char *test =
        check_item_head(splitter->out, splitter->reader.text, item, "TEST");
    char *judge =
        check_item_head(splitter->out, splitter->reader.text, item, "JUDGE");

    if (test) {
        return add_test(splitter, item, test);
    }
    if (judge) {
        return add_judge(splitter, item, judge);
    }
    blank(says(splitter, item, "want_") ? splitter->out->scenarios
                                        : splitter->out->judges,
          item->start, item->end);
    return 0;
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
    struct splitter splitter = {{path, text, 0, 1}, NULL};
    struct check_item item;
    int more;

    splitter.out = talloc_zero(ctx, struct check_source);
    splitter.out->scenarios = talloc_strdup(splitter.out, text);
    splitter.out->judges = talloc_strdup(splitter.out, text);
    while ((more = check_reader_next(&splitter.reader, &item)) > 0) {
        if (item.kind == ITEM_FUNCTION && take_item(&splitter, &item)) {
            more = -1;
            break;
        }
    }
    if (more < 0 || check_pairs(&splitter)) {
        talloc_free(splitter.out);
        return NULL;
    }
    return splitter.out;
}
