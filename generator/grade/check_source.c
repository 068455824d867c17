#include "grade/check_source.h"

#include <ctype.h>
#include <string.h>

#include "base/diag.h"

enum { MOST_TESTS = 64 };

/* One definition: text[start .. end-1], body from its brace on. */
struct item {
    size_t start, body, end;
    int line; /* of its first word */
};

struct splitter {
    TALLOC_CTX *ctx;
    const char *path;
    const char *text;
    size_t at;
    int line;
    struct check_source *out;
};

static int
complain(const struct splitter *splitter, int line, const char *what,
         const char *name)
{
    return diag_at((struct place){splitter->path, line, 0}, what, name);
}

/* ---- reading over text -------------------------------------------------- */

static void
step(struct splitter *splitter)
{
    splitter->line += splitter->text[splitter->at] == '\n';
    splitter->at++;
}

static int
skip_literal(struct splitter *splitter)
{
    char quote = splitter->text[splitter->at];
    int line = splitter->line;

    for (step(splitter); splitter->text[splitter->at] != quote;
         step(splitter)) {
        char c = splitter->text[splitter->at];

        if (!c || c == '\n') {
            return complain(splitter, line, "a literal does not end%s", "");
        }
        if (c == '\\' && splitter->text[splitter->at + 1]) {
            step(splitter);
        }
    }
    step(splitter);
    return 0;
}

static int
skip_comment(struct splitter *splitter)
{
    const char *text = splitter->text;
    int line = splitter->line;

    if (text[splitter->at + 1] == '/') {
        while (text[splitter->at] && text[splitter->at] != '\n') {
            step(splitter);
        }
        return 0;
    }
    step(splitter);
    for (step(splitter); strncmp(text + splitter->at, "*/", 2);
         step(splitter)) {
        if (!text[splitter->at]) {
            return complain(splitter, line, "a comment does not end%s", "");
        }
    }
    step(splitter);
    step(splitter);
    return 0;
}

/* Goes over one character, literal or comment. */
static int
advance(struct splitter *splitter)
{
    char c = splitter->text[splitter->at];
    char next = c ? splitter->text[splitter->at + 1] : 0;

    if (c == '"' || c == '\'') {
        return skip_literal(splitter);
    }
    if (c == '/' && (next == '/' || next == '*')) {
        return skip_comment(splitter);
    }
    step(splitter);
    return 0;
}

static void
skip_directive(struct splitter *splitter)
{
    while (splitter->text[splitter->at] &&
           splitter->text[splitter->at] != '\n') {
        if (splitter->text[splitter->at] == '\\' &&
            splitter->text[splitter->at + 1] == '\n') {
            step(splitter);
        }
        step(splitter);
    }
}

static int
skip_body(struct splitter *splitter)
{
    int depth = 0, line = splitter->line;

    do {
        char c = splitter->text[splitter->at];

        if (!c) {
            return complain(splitter, line, "a brace does not close%s", "");
        }
        depth += (c == '{') - (c == '}');
        if (advance(splitter)) {
            return -1;
        }
    } while (depth > 0);
    return 0;
}

/* ---- items -------------------------------------------------------------- */

/* Finds the next definition of a function.  1; 0 at the end; -1. */
static int
next_function(struct splitter *splitter, struct item *item)
{
    const char *text = splitter->text;
    int depth = 0, after_parenthesis = 0;

    item->start = 0;
    item->line = 0;
    while (text[splitter->at]) {
        char c = text[splitter->at];

        if (c == '#' && !depth && !item->line) {
            skip_directive(splitter);
            continue;
        }
        if (isspace((unsigned char)c) ||
            (c == '/' && strchr("/*", text[splitter->at + 1]))) {
            if (advance(splitter)) {
                return -1;
            }
            continue;
        }
        if (!item->line) {
            item->line = splitter->line;
            item->start = splitter->at;
        }
        if (c == '{' && !depth && after_parenthesis) {
            item->body = splitter->at;
            if (skip_body(splitter)) {
                return -1;
            }
            item->end = splitter->at;
            return 1;
        }
        depth += strchr("({[", c) != NULL;
        depth -= strchr(")}]", c) != NULL;
        if (c == ';' && !depth) {
            item->line = 0;
        }
        after_parenthesis = c == ')';
        if (advance(splitter)) {
            return -1;
        }
    }
    return 0;
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
says(const struct splitter *splitter, const struct item *item,
     const char *word)
{
    const char *found = strstr(splitter->text + item->body, word);

    return found && found < splitter->text + item->end;
}

/* "TEST(name, ...)" or "JUDGE(name)": the name; else NULL. */
static char *
head_name(const struct splitter *splitter, const struct item *item,
          const char *head)
{
    const char *at = splitter->text + item->start;
    size_t len = strlen(head), name;

    if (strncmp(at, head, len)) {
        return NULL;
    }
    at += len;
    at += strspn(at, " \t\n");
    if (*at++ != '(') {
        return NULL;
    }
    at += strspn(at, " \t\n");
    for (name = 0; isalnum((unsigned char)at[name]) || at[name] == '_';
         name++) {
        continue;
    }
    return name ? talloc_strndup(splitter->out, at, name) : NULL;
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
add_test(struct splitter *splitter, const struct item *item, char *name)
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
add_judge(struct splitter *splitter, const struct item *item, char *name)
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
take_item(struct splitter *splitter, const struct item *item)
{
    char *test = head_name(splitter, item, "TEST");
    char *judge = head_name(splitter, item, "JUDGE");

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
    struct splitter splitter = {ctx, path, text, 0, 1, NULL};
    struct item item = {0};
    int more;

    splitter.out = talloc_zero(ctx, struct check_source);
    splitter.out->scenarios = talloc_strdup(splitter.out, text);
    splitter.out->judges = talloc_strdup(splitter.out, text);
    while ((more = next_function(&splitter, &item)) > 0) {
        if (take_item(&splitter, &item)) {
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
