/* What compilers say, where they say it, and what their programs do. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/home.h"
#include "run/messages.h"
#include "run/pool.h"
#include "run/pragma.h"
#include "run/tcc_messages.h"

#include "tap.h"

enum { FIRST_LINE = 101 }; /* of the texts, in the author's file */

struct trial {
    const char *name;
    const char *text;
    enum outcome outcome;
    int line;         /* of the author's file: message or crash */
    const char *says; /* a part of the first message, or of the reason */
    const char *out;  /* NULL for any */
};

static const struct trial trials[] = {
    {"prints", "#include <stdio.h>\nint main(void) { puts(\"hi\"); }\n", RAN,
     0, NULL, "hi\n"},
    {"what the C library keeps apart",
     "#include <stdio.h>\n#include <stdlib.h>\n"
     "static void bye(void)\n{\n    puts(\"bye\");\n}\n"
     "int main(void)\n{\n    return atexit(bye);\n}\n",
     RAN, 0, NULL, "bye\n"},
    {"hides addresses",
     "#include <stdio.h>\nint main(void)\n{\n    int x;\n"
     "    printf(\"%p 0xff 0xdddddddddddddddd\\n\", (void *)&x);\n"
     "    return 0;\n}\n",
     RAN, 0, NULL, "0x\xe2\x80\xa6 0xff 0xdddddddddddddddd\n"},
    {"undeclared function", "int main(void)\n{\n    return nobody(3);\n}\n",
     NOT_COMPILED, 103, "implicit declaration of function", NULL},
    {"undeclared variable", "int main(void)\n{\n    return x;\n}\n",
     NOT_COMPILED, 103, "undeclared", NULL},
    {"missing definition",
     "int bar(void);\n\nint main(void)\n{\n    return bar();\n}\n",
     NOT_COMPILED, 0, "undefined", NULL},
    {"no main", "int x;\n", NOT_COMPILED, 0, "main", NULL},
    {"syntax", "int main(void)\n{\n    return 1 +;\n}\n", NOT_COMPILED, 0,
     NULL, NULL},
    {"exit code", "int main(void) { return 3; }\n", RAN, 0,
     "ended with exit code 3", ""},
};

enum { TRIALS = sizeof trials / sizeof *trials };

static struct result
run(TALLOC_CTX *ctx, const char *text, enum compiler compiler,
    enum runtime_kind runtime)
{
    struct pool_options options = {.jobs = 1};
    struct unit unit = {.name = "test",
                        .path = "test.md",
                        .line = FIRST_LINE,
                        .text = text,
                        .compiler = compiler,
                        .runtime = runtime};
    struct result result = {.outcome = TOOL_FAILED, .out = "", .err = ""};

    pool_run(ctx, &unit, 1, &result, &options);
    return result;
}

/* What only the assembler refuses has no place in the text. */
static void
test_assembler(TALLOC_CTX *ctx)
{
    const char *missing = pool_missing(COMPILER_GCC, RUNTIME_MODEL);
    struct result result;

    if (missing) {
        ok(1, "words of the assembler # SKIP %s", missing);
        return;
    }
    result = run(ctx,
                 "int a __attribute__((section(\"\\0\"))) = 1;\n"
                 "int main(void)\n{\n    return 0;\n}\n",
                 COMPILER_GCC, RUNTIME_MODEL);
    is_int(result.outcome, NOT_COMPILED, "a section of no name");
    ok(result.reason && strstr(result.reason, "Error: "),
       "\"%s\" is the assembler's reason",
       result.reason ? result.reason : "none");
}

static void
test_trial(const struct trial *trial, const struct result *result,
           const char *on)
{
    const char *first = result->message_count ? result->messages[0].text
                        : result->reason      ? result->reason
                                              : "";
    int line = result->message_count ? result->messages[0].line : result->line;

    is_int(result->outcome, trial->outcome, "%s on %s", trial->name, on);
    if (trial->line) {
        is_int(line, trial->line, "%s on %s: the line", trial->name, on);
    }
    if (trial->says) {
        ok(strstr(first, trial->says) != NULL ||
               strstr(result->err, trial->says) != NULL,
           "%s on %s: says \"%s\"", trial->name, on, first);
    }
    if (trial->out) {
        is(result->out, trial->out, "%s on %s: prints", trial->name, on);
    }
}

static void
test_compiler(TALLOC_CTX *ctx, enum compiler compiler, const char *name)
{
    const char *missing = pool_missing(compiler, RUNTIME_MODEL);

    if (missing) {
        ok(1, "# SKIP %s: %s", name, missing);
        return;
    }
    for (size_t i = 0; i < TRIALS; i++) {
        struct result result =
            run(ctx, trials[i].text, compiler, RUNTIME_MODEL);

        test_trial(&trials[i], &result, name);
    }
}

/* libtcc alone knows the line of a crash without a sanitizer. */
static void
test_lines(TALLOC_CTX *ctx)
{
    struct result result =
        run(ctx,
            "#include <stdio.h>\n"
            "static int\nread_it(int *at)\n{\n    return *at;\n}\n\n"
            "int main(void)\n{\n    puts(\"so far\");\n"
            "    return read_it((int *)8);\n}\n",
            COMPILER_TCC, RUNTIME_MODEL);

    is_int(result.outcome, KILLED, "a NULL pointer ends it");
    is_int(result.signal, SIGSEGV, "by the signal");
    is(result.reason, "NULL pointer", "in words");
    is_int(result.line, FIRST_LINE + 4, "at its line");
    is(result.out, "so far\n", "and what it had printed is there");
}

static void
test_sanitizers(TALLOC_CTX *ctx)
{
    const char *missing = pool_missing(COMPILER_GCC, RUNTIME_ASAN);
    struct result result;

    if (missing) {
        ok(1, "# SKIP sanitizers: %s", missing);
        return;
    }
    result = run(ctx,
                 "#include <stdlib.h>\nint main(void)\n{\n"
                 "    volatile char *p = malloc(8);\n"
                 "    volatile int i = 9;\n"
                 "    char c = p[i];\n    free((void *)p);\n"
                 "    return c == 'x';\n}\n",
                 COMPILER_GCC, RUNTIME_ASAN);
    is(result.reason, "access beyond the end of a block", "a sentence");
    is_int(result.line, FIRST_LINE + 5, "at its line");
    result = run(ctx,
                 "int main(int argc, char **argv)\n{\n"
                 "    int big = 2147483647;\n    (void)argv;\n"
                 "    return big + argc == 3;\n}\n",
                 COMPILER_GCC, RUNTIME_ASAN);
    ok(result.reason && strstr(result.reason, "signed integer overflow"),
       "what is undefined is named: %s", result.reason);
    is_int(result.line, FIRST_LINE + 4, "at its line");
}

static void
test_python(TALLOC_CTX *ctx)
{
    const char *missing = pool_missing(COMPILER_PYTHON, RUNTIME_CPYTHON);
    struct result result;

    if (missing) {
        ok(1, "# SKIP Python: %s", missing);
        return;
    }
    result = run(ctx, "print({'b', 'a', 'c'}, 'caf\xc3\xa9')\n",
                 COMPILER_PYTHON, RUNTIME_CPYTHON);
    is(result.out, "{'c', 'a', 'b'} caf\xc3\xa9\n",
       "Python prints, with hash seed 0");
    result = run(ctx, "open('/etc/shadow').read()\n", COMPILER_PYTHON,
                 RUNTIME_CPYTHON);
    ok(strstr(result.err, "PermissionError") != NULL, "and reads no file");
}

/* ---- without a process ----------------------------------------------------
 */

static void
test_messages(TALLOC_CTX *ctx)
{
    struct result result = {0};
    int line;

    messages_parse(ctx,
                   "program.c: In function 'main':\n"
                   "program.c:7:12: error: 'x' undeclared\n"
                   "program.c:7:12: note: each is reported once\n"
                   "program.c:9: warning: unused\n"
                   "In file included from program.c:2:\n"
                   "/usr/include/list.h:5:1: error: unknown type\n"
                   "program.c:(.text+0x5): undefined reference to `bar'\n",
                   "program.c", 11, &result);
    is_int(result.message_count, 4, "four messages");
    is_int(result.messages[0].line, 17, "at the author's line");
    is_int(result.messages[0].column, 12, "and column");
    is(result.messages[0].text, "'x' undeclared", "word for word");
    is_int(result.messages[1].is_error, 0, "a warning is none");
    is_int(result.messages[2].line, 12, "a header's stands at its include");
    is(result.messages[3].text, "undefined reference to `bar'",
       "the linker's is one");
    is(sanitizer_sentence(ctx,
                          "==1==ERROR: AddressSanitizer: heap-use-after-free "
                          "on address\n    #0 0x1 in PyList /lib.c:3\n"
                          "    #1 0x2 in main program.c:12\n",
                          "program.c", &line),
       "use of memory that was freed", "a sanitizer's report");
    is_int(line, 12, "at the first line of the program");
    ok(!sanitizer_sentence(ctx, "nothing", "program.c", &line), "or none");
}

static void
test_too_many_messages(void)
{
    static struct child_report report;
    int last = REPORT_MESSAGES - 1;

    for (int i = 0; i < REPORT_MESSAGES + 5; i++) {
        tcc_message_take(&report, NULL, "<string>:3: warning: unused");
    }
    is_int(report.message_count, REPORT_MESSAGES, "warnings are dropped");
    ok(!tcc_messages_fail(&report), "and fail nothing");
    tcc_message_take(&report, NULL, "<string>:8: error: ';' expected");
    tcc_message_take(&report, NULL, "<string>:9: error: another");
    is(report.messages[last].text, "';' expected",
       "the first error stands in place of the last");
    is_int(report.messages[last].line, 8, "with its line");
    ok(tcc_messages_fail(&report), "and fails the text");
}

static void
test_masks(void)
{
    char text[] = "at 0x7f12345678 and 0x200000000010, not 0x1234 in /x/y/a";
    size_t len = addresses_mask(text, strlen(text));

    is(text, "at 0x\xe2\x80\xa6 and 0x\xe2\x80\xa6, not 0x1234 in /x/y/a",
       "addresses are masked");
    folder_mask(text, len, "/x/y");
    is(text, "at 0x\xe2\x80\xa6 and 0x\xe2\x80\xa6, not 0x1234 in a",
       "and the scratch folder");
}

static void
test_pragmas(void)
{
    static const struct {
        const char *text;
        int line;
    } table[] = {
        {"int x;\n#pragma comment(lib, \"c\")\n", 2},
        {"#pragma once\n#pragma pack(1)\n", 0},
        {"  #  pragma  comment  (lib)\n", 1},
        {"/* */ # /* */ pragma /* */ comment\n", 1},
        {"#pra\\\ngma comment\n", 2},
        {"%:pragma comment\n", 1},
        {"char *s = \"\\n#pragma comment\";\n", 0},
        {"// #pragma comment\n", 0},
        {"/* \n#pragma comment\n*/ int x;\n", 0},
        {"/* /* */ \n#pragma comment\n", 2},
        {"#if 0\nisn't\n#endif\n#pragma comment\n", 4},
        {"// \\\n#pragma comment\n", 0},
        {"char *s = \"\n/* \";\n#pragma comment\n", 3},
        {"\xef\xbb\xbf#pragma comment\n", 1},
        {"// \\ \n#pragma comment\n", 2},
        {"// ?\?/\n#pragma comment\n", 2},
        {"?\?=pragma comment\n", 1},
        {"#define P _Pragma(\"comment(lib)\")\n", 1},
        {"int comment; /* pragma */\n#define comment pragma\n", 0},
        {"#pragma commentary\n", 0},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        is_int(pragma_refused(table[i].text) != 0, table[i].line != 0,
               "pragma %zu is %s", i, table[i].line ? "refused" : "let in");
    }
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    if (home_find(".")) {
        return 3;
    }
    test_messages(ctx);
    test_too_many_messages();
    test_masks();
    test_pragmas();
    test_compiler(ctx, COMPILER_TCC, "tcc");
    test_assembler(ctx);
    test_compiler(ctx, COMPILER_GCC, "gcc");
    test_compiler(ctx, COMPILER_CLANG, "clang");
    test_lines(ctx);
    test_sanitizers(ctx);
    test_python(ctx);
    pool_stop();
    talloc_free(ctx);
    return tap_end();
}
