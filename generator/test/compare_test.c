#include "tap.h"

#include "book/compare.h"

static TALLOC_CTX *ctx;

static int
same(const char *expected, const char *actual)
{
    struct mismatch mismatch;
    return compare_output(ctx, expected, actual, &mismatch);
}

static void
test_equal(void)
{
    ok(same("a\nb\n", "a  \nb\n\n\n"), "blanks at the ends do not count");
    ok(!same(" a\n", "a\n"), "blanks at the beginning do");
    ok(!same("a\n\nb\n", "a\nb\n"), "and so do empty lines inside");
    ok(same("", "\n"), "nothing is nothing");
    ok(same("0x[..] is [..]\n", "0x1 is not so\n"), "any characters");
    ok(same("[..]b\n", "aabab\n"), "as many as it takes");
    ok(!same("[..]b\n", "aaba\n"), "but the rest must come");
    ok(same("a\n...\nz\n", "a\nz\n"), "any lines, also none");
    ok(same("a\n...\nb\n...\nz\n", "a\nx\nb\nb\nz\n"), "and twice");
    ok(same("...\n", "a\nb\n"), "all of it");
    ok(same("a\n...\n", "a\n"), "an end that is open");
    ok(!same("a\n...\nz\n", "a\nb\n"), "the line behind must come");
    ok(!same("...\nb\n", "b\nc\n"), "at the end");
}

static void
test_mismatch(void)
{
    struct mismatch at;
    compare_output(ctx, "one\ntwo\nthree\n", "one\ntoo\nthree\n", &at);
    is_int(at.expected_line, 1, "the line that differs");
    is_int(at.column, 1, "and the column");
    is(at.expected, "two", "what was expected");
    is(at.actual, "too", "what came");
    compare_output(ctx, "one\ntwo\n", "one\n", &at);
    is(at.actual, NULL, "a line is missing");
    is_int(at.expected_line, 1, "the second");
    compare_output(ctx, "one\n", "one\ntwo\n", &at);
    is(at.expected, NULL, "a line too much");
    is(at.actual, "two", "this one");
    compare_output(ctx, "a\n...\nb\nc\n", "a\nx\ny\nb\nd\n", &at);
    is_int(at.expected_line, 3, "behind an elision, as far as it came");
    is(at.actual, "d", "and not where the elision began");
}

static void
accepts(const char *expected, const char *actual, const char *result,
        const char *what)
{
    char *text = compare_accept(ctx, expected, actual);
    is(text, result, "%s", what);
    ok(same(text, actual), "and it agrees with the run");
}

static void
test_accept(void)
{
    accepts("", "a\nb  \n", "a\nb\n", "a new output");
    accepts("a\nb\n", "a\nc\n", "a\nc\n", "a changed line");
    accepts("a [..]\nb\n", "a 1\nc\n", "a [..]\nc\n",
            "an elision in a line stays");
    accepts("a [..]\n", "b 1\n", "b 1\n", "and goes where it does not fit");
    accepts("a\n...\nz\n", "a\n1\n2\nz\ny\n", "a\n...\nz\ny\n",
            "elided lines stay elided");
    accepts("a\n...\nz\n", "b\n1\n2\nz\n", "b\n...\nz\n",
            "a changed line before an elision");
    accepts("a\n...\n", "a\nb\n", "a\n...\n", "an open end stays open");
    accepts("a\n...\nz\n", "b\nz\n", "b\n...\nz\n",
            "an elision of nothing stays");
    accepts("a\nb\nc\n", "a\nc\n", "a\nc\n", "a line that is gone");
}

int
main(void)
{
    ctx = talloc_new(NULL);
    test_equal();
    test_mismatch();
    test_accept();
    talloc_free(ctx);
    return tap_end();
}
