/* What students get of a check.c, and what they do not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "grade/check_source.h"
#include "grade/check_visible.h"

#include "tap.h"

static const char CHECK[] =
    "#include \"heapbook/check.h\"\n"
    "\n"
    "#define SECRET \"[11, 22]\"\n"
    "#define POINTS 3\n"
    "#define UNUSED 4\n"
    "\n"
    "PyObject *twice(PyObject *list);\n"
    "\n"
    "/* The answers to what is hidden. */\n"
    "static const char *const answers[] = {SECRET, \"[33]\"};\n"
    "\n"
    "static void\n"
    "play(const char *display)\n"
    "{\n"
    "    result(\"twice\", twice(hb_lit(display)));\n"
    "}\n"
    "\n"
    "static void\n"
    "want_secret(void)\n"
    "{\n"
    "    want_value(\"twice\", answers[0]);\n"
    "}\n"
    "\n"
    "/* A visible one. */\n"
    "TEST(shown, .points = POINTS, .claim = \"says .hidden = 1\")\n"
    "{\n"
    "    play(\"[1]\");\n"
    "}\n"
    "\n"
    "JUDGE(shown)\n"
    "{\n"
    "    want_value(\"twice\", \"[1, 1]\");\n"
    "}\n"
    "\n"
    "/* Nobody should know of the empty list. */\n"
    "TEST(secret, .points = POINTS, .hidden = 1)\n"
    "{\n"
    "    play(\"[]\");\n"
    "}\n"
    "\n"
    "JUDGE(secret)\n"
    "{\n"
    "    want_secret();\n"
    "}\n"
    "\n"
    "TEST(open, .points = 1, .hidden = 0)\n"
    "{\n"
    "    play(\"[2]\");\n"
    "}\n"
    "\n"
    "JUDGE(open)\n"
    "{\n"
    "    want_no_leak();\n"
    "}\n";

static const struct {
    const char *text;
    int stays;
} parts[] = {
    {"TEST(shown", 1},     {"JUDGE(shown)", 1},
    {"A visible one", 1},  {"TEST(open", 1},
    {"play(const", 1},     {"#define POINTS", 1},
    {"#define UNUSED", 1}, {"twice(PyObject", 1},
    {"#include", 1},       {"secret", 0},
    {"SECRET", 0},         {"answers", 0},
    {"Nobody should", 0},  {"The answers to", 0},
    {"11, 22", 0},         {"33", 0},
};

static void
test_parts(TALLOC_CTX *ctx)
{
    size_t hidden = 99;
    char *visible = check_visible(ctx, "check.c", CHECK, &hidden);

    if (!ok(visible != NULL, "a check without its hidden tests")) {
        return;
    }
    is_int(hidden, 1, "one test was hidden");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        is_int(strstr(visible, parts[i].text) != NULL, parts[i].stays,
               "\"%s\" %s", parts[i].text, parts[i].stays ? "stays" : "goes");
    }
    ok(check_source_parse(ctx, "check.c", visible) != NULL,
       "what is left is a check");
    is(check_visible(ctx, "check.c", visible, &hidden), visible,
       "a second time nothing more goes");
    is_int(hidden, 0, "and nothing is hidden");
}

/* Ways to write it; only a plain 0 is not hidden. */
static void
test_heads(TALLOC_CTX *ctx)
{
    static const struct {
        const char *head;
        int hidden;
    } table[] = {
        {"TEST(a)", 0},
        {"TEST(a, .hidden = 0)", 0},
        {"TEST(a, .hidden = 1)", 1},
        {"TEST(a, .hidden=true)", 1},
        {"TEST(a,\n .hidden\n = SOME)", 1},
        {"TEST(a, .hidden = 0x1)", 1},
        {"TEST(a, .claim = \"a \\\" .hidden = 1\")", 0},
        {"TEST(a, .claim = \"(\", .hidden = 1)", 1},
        {"TEST(a, .hiddenly = 1)", 0},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char *text =
            talloc_asprintf(ctx, "%s { } JUDGE(a) { }", table[i].head);
        size_t hidden = 99;

        check_visible(ctx, "check.c", text, &hidden);
        is_int(hidden, table[i].hidden, "head %zu is %s", i,
               table[i].hidden ? "hidden" : "not");
    }
}

static void
test_mistakes(TALLOC_CTX *ctx)
{
    static const char *const table[] = {"TEST(a) {", "TEST(a, \"x\n) { }",
                                        "/* TEST(a) { }"};
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    diag_set_sink(out);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        ok(!check_visible(ctx, "check.c", table[i], NULL),
           "mistake %zu is refused", i);
    }
    diag_set_sink(NULL);
    fclose(out);
    free(text);
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);

    test_parts(ctx);
    test_heads(ctx);
    test_mistakes(ctx);
    talloc_free(ctx);
    return tap_end();
}
