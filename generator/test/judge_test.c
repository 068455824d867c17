#include "golden.h"

#include <signal.h>

#include "book/chapter.h"
#include "run/judge.h"
#include "run/plan.h"
#include "run/values.h"

static TALLOC_CTX *ctx;

/* Judges one example with this fence and body, which is followed by this
 * output fence, if any; gives what was reported. */
static char *
judged(const char *words, const char *body, const char *output,
       struct result result, const char *against)
{
    char *bytes = NULL;
    size_t len = 0;
    char *text = talloc_asprintf(ctx, "Text.\n\n```c name=x %s\n%s```\n%s",
                                 words, body, output);
    struct source *source = source_new(ctx, "a.md", text, strlen(text));
    struct chapter *chapter = chapter_parse(ctx, source, "A");
    const struct example *example = chapter->examples[0];
    struct unit unit = plan_example(example, COMPILER_TCC, RUNTIME_MODEL);
    result.out = result.out ? result.out : "";
    result.err = result.err ? result.err : "";
    result.err_len = strlen(result.err);
    result.records_len = result.records ? strlen(result.records) : 0;
    FILE *out = open_memstream(&bytes, &len);
    diag_set_sink(out);
    int status = judge_example(chapter, example, &unit, &result, against);
    diag_set_sink(NULL);
    fclose(out);
    char *said = talloc_strdup(ctx, bytes);
    ok((status < 0) == (strstr(said, "error: ") != NULL),
       "the status agrees with what is said");
    free(bytes);
    return said;
}

static const char BODY[] = "int a;\nint b;\n";

static char *
prints(const char *printed, const char *output)
{
    return judged("", BODY, output, (struct result){.out = printed}, NULL);
}

static void
test_output(void)
{
    is(prints("a\nb\n", "\n```output\na\nb\n```\n"), "", "the same");
    is(prints("a\nbX\n", "\n```output\na\nb\n```\n"),
       "a.md:10:2: error: x prints something else\n"
       "  expected: b\n  printed:  bX\n             ^\n"
       "a.md:10:2: note: `heapbook accept` writes what it prints\n",
       "another line, at its place");
    is(prints("a\n", "\n```output\na\nb\n```\n"),
       "a.md:10:1: error: x prints something else\n"
       "  expected: b\n  printed:  (nothing more)\n"
       "a.md:10:1: note: `heapbook accept` writes what it prints\n",
       "a line too few");
    is(prints("a\n", ""),
       "a.md:3:1: error: x prints, and no output fence follows it\n  a\n"
       "a.md:3:1: note: `heapbook accept` writes what it prints\n",
       "no fence for what it prints");
    is(prints("", ""), "", "no fence for nothing");
    is(judged("", BODY, "\n```output\na\n```\n", (struct result){.out = "b\n"},
              "gcc on CPython 3.11"),
       "a.md:9:1: error: x prints something else [gcc on CPython 3.11]\n"
       "  expected: a\n  printed:  b\n            ^\n",
       "which of many runs it was");
}

static void
test_exit(void)
{
    struct result one = {.exit_code = 1, .err = "x\nTypeError: no\n"};
    is(judged("", BODY, "", one, NULL),
       "a.md:3:1: error: it ends with exit code 1, expected 0\n"
       "  x\n  TypeError: no\n"
       "a.md:3:1: note: say exit=1 or raises=NAME if it shall\n",
       "an end that was not announced");
    is(judged("exit=1", BODY, "", one, NULL), "", "one that was");
    is(judged("raises=TypeError", BODY, "", one, NULL), "", "an exception");
    is(judged("raises=Type", BODY, "", one, NULL),
       "a.md:3:1: error: expected Type, found TypeError: no\n",
       "half its name is not enough");
    is(judged("raises=\"TypeError: no\"", BODY, "", one, NULL), "",
       "with its text");
    is(judged("raises=ValueError", BODY, "", (struct result){0}, NULL),
       "a.md:3:1: error: expected ValueError, and it ends without one\n",
       "none came");
    one.line = 5;
    is(judged("exit=2", BODY, "", one, NULL),
       "a.md:5:1: error: it ends with exit code 1, expected 2\n"
       "  x\n  TypeError: no\n",
       "another code, at the line where it ended");
}

static void
test_stopped(void)
{
    struct result killed = {.outcome = KILLED,
                            .signal = SIGSEGV,
                            .line = 5,
                            .reason = "NULL pointer"};
    struct result slow = {.outcome = OVER_TIME,
                          .reason = "no answer within 2 s"};
    is(judged("", BODY, "", killed, NULL), "a.md:5:1: error: NULL pointer\n",
       "a crash, at its line");
    is(judged("signal=SEGV", BODY, "", killed, NULL), "",
       "one that was announced");
    is(judged("signal=ABRT", BODY, "", killed, NULL),
       "a.md:5:1: error: NULL pointer\n", "another one");
    is(judged("signal=ABRT", BODY, "", (struct result){0}, NULL),
       "a.md:3:1: error: it ends with exit code 0, expected SIGABRT\n",
       "none");
    is(judged("", BODY, "", slow, NULL),
       "a.md:3:1: error: no answer within 2 s\n", "an endless loop");
}

static void
test_compiler(void)
{
    struct message messages[] = {{4, 5, 1, "'q' undeclared"},
                                 {5, 0, 0, "unused"},
                                 {2, 1, 1, "in the prelude"}};
    struct result failed = {
        .outcome = NOT_COMPILED, .messages = messages, .message_count = 3};
    is(judged("", BODY, "", failed, NULL),
       "a.md:4:5: error: 'q' undeclared\n"
       "a.md:5:1: warning: unused\n"
       "a.md:3:1: error: in the prelude\n",
       "the compiler's words, at lines of the chapter");
    is(judged("compile_fail=\"q. undec\"", BODY, "", failed, NULL), "",
       "announced");
    is(judged("compile_fail=\"other\"", BODY, "", failed, NULL),
       "a.md:3:1: error: no message of the compiler matches "
       "compile_fail=\"other\"\n"
       "a.md:4:1: note: it says: 'q' undeclared\n"
       "a.md:5:1: note: it says: unused\n"
       "a.md:3:1: note: it says: in the prelude\n",
       "with other words");
    is(judged("compile_fail=x", BODY, "", (struct result){0}, NULL),
       "a.md:3:1: error: it compiles, and compile_fail says that it does "
       "not\n",
       "and it compiles");
    is(judged("no_run", BODY, "", (struct result){.exit_code = 9}, NULL), "",
       "no_run asks for nothing more");
}

static void
test_leak(void)
{
    static const char RECORDS[] =
        "{\"heapbook\":\"records\",\"version\":1}\n"
        "{\"leak\":true,\"type\":\"list\",\"repr\":\"[1]\",\"size\":64,"
        "\"rc\":1,\"line\":4}\n"
        "{\"leak\":true,\"type\":\"memory\",\"repr\":\"\",\"size\":8,"
        "\"rc\":0,\"line\":0}\n";
    is(judged("", BODY, "", (struct result){.records = RECORDS}, NULL),
       "a.md:5:1: error: this list is never freed: [1], 64 bytes, 1 reference "
       "left\n"
       "a.md:3:1: error: 8 bytes are never freed\n",
       "leaks, at the lines that made them");
}

static void
test_values(void)
{
    static const char RECORDS[] =
        "{\"heapbook\":\"records\",\"version\":1}\n"
        "{\"value\":\"n\",\"text\":\"1\",\"line\":1}\nnonsense\n"
        "{\"value\":\"n\",\"text\":\"2\",\"line\":2}\n"
        "{\"plot\":\"s\",\"x\":1,\"y\":2.5,\"line\":3}\n"
        "{\"plot\":\"s\",\"x\":2,\"y\":4,\"line\":3}\n"
        "{\"plot\":\"t\",\"x\":2,\"y\":\"no\",\"line\":3}\n"
        "{\"step\":1,\"label\":\"a\",\"line\":1}\n{\"value\":";
    struct result result = {.records = RECORDS,
                            .records_len = sizeof RECORDS - 1};
    struct values *values = values_read(ctx, &result);
    is(values_find(values, "n")->text, "2", "the last value counts");
    ok(!values_find(values, "m"), "one that is not there");
    is_int(values_series(values, "s")->len, 2, "points of a series");
    ok(values_series(values, "s")->points[0].y == 2.5, "with its numbers");
    is_int(values->series_count, 2, "two series");
    is_int(values->step_count, 1, "pictures are counted");
}

int
main(void)
{
    ctx = talloc_new(NULL);
    test_output();
    test_exit();
    test_stopped();
    test_compiler();
    test_leak();
    test_values();
    talloc_free(ctx);
    return tap_end();
}
