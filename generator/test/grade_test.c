/* Grading: what good answers get, what bad ones get, and what those get that
 * try to look good. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "base/home.h"
#include "grade/check_source.h"
#include "grade/grade.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"
#include "grade/submission.h"
#include "grade/wrong_answer.h"
#include "run/hands.h"
#include "run/pool.h"

#include "tap.h"

static const char CHECK[] =
    "#include \"heapbook/check.h\"\n"
    "\n"
    "PyObject *twice(PyObject *list); int PyList_Reverse(PyObject *list);\n"
    "\n"
    "static void\n"
    "play(const char *display)\n"
    "{\n"
    "    PyObject *list = hb_lit(display);\n"
    "\n"
    "    slot(\"list\", list); PyList_Reverse(list); PyList_Reverse(list); "
    "PyErr_Clear();\n"
    "    result(\"twice\", twice(list));\n"
    "}\n"
    "\n"
    "static void\n"
    "both(const char *one, const char *two)\n"
    "{\n"
    "    want_value(\"list\", one);\n"
    "    want_value(\"twice\", two);\n"
    "}\n"
    "\n"
    "TEST(value, .points = 3, .claim = \"the items come twice\",\n"
    "     .hint = \"look at PySequence_Repeat\")\n"
    "{\n"
    "    play(\"[1, 'b', (2.5, None)]\");\n"
    "}\n"
    "\n"
    "JUDGE(value)\n"
    "{\n"
    "    both(\"[1, 'b', (2.5, None)]\",\n"
    "         \"[1, 'b', (2.5, None), 1, 'b', (2.5, None)]\");\n"
    "}\n"
    "\n"
    "TEST(fresh, .points = 2, .needs = \"value\",\n"
    "     .claim = \"the list is new, the items are not\")\n"
    "{\n"
    "    play(\"[[7]]\");\n"
    "}\n"
    "\n"
    "JUDGE(fresh)\n"
    "{\n"
    "    want_other(\"twice\", \"list\");\n"
    "    want_same(\"twice[0]\", \"list[0]\");\n"
    "    want_same(\"twice[1]\", \"list[0]\");\n"
    "    want_refcount(\"list[0]\", 3);\n"
    "    want_refcount(\"twice\", 1);\n"
    "    want_type(\"twice\", \"list\");\n"
    "}\n"
    "\n"
    "TEST(clean, .points = 1, .claim = \"nothing is left over\")\n"
    "{\n"
    "    play(\"[1000, 2000]\");\n"
    "}\n"
    "\n"
    "JUDGE(clean)\n"
    "{\n"
    "    want_no_leak();\n"
    "}\n"
    "\n"
    "TEST(refuses, .points = 1, .hidden = 1, .claim = \"an int is refused\")\n"
    "{\n"
    "    play(\"5\");\n"
    "}\n"
    "\n"
    "JUDGE(refuses)\n"
    "{\n"
    "    want_raised(\"twice\", \"TypeError\", NULL);\n"
    "}\n";

#define HEAD "#include <Python.h>\n#include <stdio.h>\n#include <signal.h>\n"
#define GOOD "PySequence_Concat(list, list)"

/* Bodies of twice(list). */
static const struct {
    const char *name, *body;
    int score;         /* of 7 */
    const char *first; /* a part of the first message; NULL when full */
} answers[] = {
    {"good", "return " GOOD ";", 7, NULL},
    {"alias", "return Py_NewRef(list);", 1, "twice: expected"},
    {"borrowed", "return list;", 0, NULL},
    {"leak", "Py_XINCREF(list); return " GOOD ";", 6,
     "blocks left over: expected none"},
    {"garbage", "PyList_New(3); return " GOOD ";", 6,
     "blocks left over: expected none"},
    {"more blocks than lie apart",
     "for (int i = 0; i < 20000; i++) Py_XDECREF(PyList_New(3)); return " GOOD
     ";",
     7, NULL},
    {"garbage behind them",
     "for (int i = 0; i < 20000; i++) Py_XDECREF(PyList_New(3)); "
     "PyList_New(3); return " GOOD ";",
     6, "blocks left over: expected none"},
    {"a slice that is given back twice",
     "PyObject *s = PySlice_New(NULL, NULL, NULL); Py_XDECREF(s); "
     "Py_XDECREF(s); return " GOOD ";",
     6, "blocks left over: expected none"},
    {"extra owner", "PyObject *p = " GOOD "; return Py_XNewRef(p);", 4,
     "reference count of twice: expected 1, got 2"},
    {"deep",
     "PyObject *m = PyImport_ImportModule(\"copy\"); PyObject *c = "
     "PyObject_CallMethod(m, \"deepcopy\", \"(O)\", list); PyObject *r = "
     "PySequence_Concat(c, c); Py_XDECREF(r ? c : NULL); Py_DECREF(m); "
     "return r;",
     5, "twice[0] and list[0]: expected one object, got two objects"},
    {"NULL without an exception", "return NULL;", 1, "NULL"},
    {"exception and result",
     "PyErr_SetString(PyExc_ValueError, \"x\"); return " GOOD ";", 2,
     "an exception is set as well"},
    {"crash", "(void)list; return *(PyObject **)8;", 0,
     "NULL pointer at line 7"},
    {"loop", "for (;;) ;", 0, "no answer within 1 s"},
    {"exits with 0", "exit(0);", 0, "exit code 0 before the test was over"},
    {"exits quietly", "_exit(0);", 0, "before the test was over"},
    {"prints a verdict",
     "puts(\"ok 1 - value\\nok 2 - fresh\\n# score 7 of 7\"); _exit(0);", 0,
     "before the test was over"},
    {"writes findings",
     "char b[4096] = {2}; write(3, b, sizeof b); write(4, b, 9); _exit(0);", 0,
     "before the test was over"},
    {"aborts", "abort();", 0, "abort() was called"},
    {"forks", "fork(); return " GOOD ";", 0, "tried to start a process"},
    {"looks for the check",
     "fopen(\"exercises/check.c\", \"r\"); return " GOOD ";", 0,
     "tried to open a file"},
    {"frees what it returns",
     "PyObject *p = " GOOD "; Py_XDECREF(p); return p;", 1, NULL},
    {"returns a number", "(void)list; return (PyObject *)1234567;", 0, NULL},
    {"returns memory", "static char b[999]; return (PyObject *)b;", 0, NULL},
    {"returns a forged list",
     "static PyListObject l; l.ob_base.ob_base.ob_refcnt = 1; "
     "l.ob_base.ob_base.ob_type = &PyList_Type; return (PyObject *)&l;",
     0, NULL},
    {"returns a forged list in the heap",
     "PyListObject *l = (PyListObject *)PyList_New(0); "
     "l->ob_base.ob_size = 1 << 30; l->ob_item = (PyObject **)8; "
     "return (PyObject *)l;",
     0, NULL},
    {"has a function that check.c declares",
     "return " GOOD "; } int PyList_Reverse(PyObject *l) { (void)l; return 0;",
     7, NULL},
    {"has a function that the tests call",
     "return " GOOD "; } PyObject *hb_lit(const char *t) { return 0;", 0,
     "it does not compile"},
    {"breaks the region",
     "memset((void *)0x200000000000, 7, 1 << 20); "
     "return " GOOD ";",
     0, NULL},
};

enum { ANSWERS = sizeof answers / sizeof *answers };

/* ---- the halves -----------------------------------------------------------
 */

static void
test_halves(TALLOC_CTX *ctx)
{
    struct check_source *check = check_source_parse(ctx, "check.c", CHECK);

    if (!ok(check != NULL, "the check is taken apart")) {
        return;
    }
    is_int(check->count, 4, "four tests");
    is(check->tests[1].name, "fresh", "in the order of the file");
    is_int(check->tests[1].line, 33, "at their lines");
    is(check->tests[0].code,
       "play(\"[1, 'b', (2.5, None)]\");\n"
       "\n"
       "both(\"[1, 'b', (2.5, None)]\",\n"
       "     \"[1, 'b', (2.5, None), 1, 'b', (2.5, None)]\");\n",
       "with what stands in their braces");
    is_int(check->tests[2].asks_leaks, 1, "one asks about leaks");
    is_int(check->tests[1].asks_leaks, 0, "and one does not");
    ok(!strstr(check->scenarios, "want_"), "no claim beside the student");
    ok(!strstr(check->scenarios, "TypeError"), "and nothing expected");
    ok(!strstr(check->judges, "twice(list)"), "no call beside the judges");
    is_int(strlen(check->scenarios), strlen(CHECK), "lines stay: scenarios");
    is_int(strlen(check->judges), strlen(CHECK), "lines stay: judges");
}

/* Helpers go where they are used; so does data, with what it names. */
static void
test_helpers(TALLOC_CTX *ctx)
{
    static const char text[] =
        "int answer(int);\n"
        "static const char expected[] = \"SECRET\";\n"
        "static int power(int n) { return n ? 2 * power(n - 1) : 1; }\n"
        "static int both(void) { return 3; }\n"
        "static int call(void) { return answer(both()); }\n"
        "static int (*const table[])(void) = {call};\n"
        "static void (*const more[])(int) = {a_claim};\n"
        "static void a_claim(int n) { want_int(expected, power(n)); }\n"
        "TEST(one, .points = 1) { result_int(\"n\", table[0]()); }\n"
        "JUDGE(one) { a_claim(both()); }\n";

    static const struct {
        const char *says;
        int scenarios, judges;
    } table[] = {{"int answer(int);", 1, 1}, {"SECRET", 0, 1},
                 {"2 * power", 0, 1},        {"return 3", 1, 1},
                 {"answer(both())", 1, 0},   {"{call}", 1, 0},
                 {"{a_claim}", 0, 1},        {"want_int", 0, 1}};
    struct check_source *check = check_source_parse(ctx, "check.c", text);

    if (!ok(check != NULL, "helpers are taken apart")) {
        return;
    }
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const char *says = table[i].says;

        is_int(strstr(check->scenarios, says) != NULL, table[i].scenarios,
               "beside the student, or not: %s", says);
        is_int(strstr(check->judges, says) != NULL, table[i].judges,
               "beside the judges, or not: %s", says);
    }
}

static void
test_mistakes(TALLOC_CTX *ctx)
{
    static const struct {
        const char *text, *says;
    } table[] = {
        {"int x;", "there is no TEST"},
        {"TEST(a) { }", "TEST(a) has no judge"},
        {"JUDGE(a) { }", "JUDGE(a) has no test"},
        {"TEST(a) { } TEST(a) { } JUDGE(a) { }", "two tests of the name a"},
        {"TEST(a) { } JUDGE(a) { } JUDGE(a) { }", "two judges"},
        {"TEST(a) { ", "check.c:1:9: error: a brace does not close"},
        {"int x;\nTEST(a) { \"x\n }",
         "check.c:2:11: error: a literal does not end"},
        {"TEST(a) { /* }", "check.c:1:11: error: a comment does not end"},
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);

        diag_set_sink(out);
        ok(!check_source_parse(ctx, "check.c", table[i].text),
           "it is refused: %s", table[i].says);
        diag_set_sink(NULL);
        fclose(out);
        ok(strstr(text, table[i].says) != NULL, "and says so");
        free(text);
    }
}

/* ---- answers --------------------------------------------------------------
 */

static void
write_text(const char *path, const char *text)
{
    file_write(path, text, strlen(text));
}

static const char *
first_message(const struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].message) {
            return report->tests[i].message;
        }
    }
    return report->reason ? report->reason : "";
}

static int
all_passed(const struct report *report)
{
    for (size_t i = 0; i < report->test_count; i++) {
        if (report->tests[i].status != TEST_PASS) {
            return 0;
        }
    }
    return 1;
}

static void
test_answers(TALLOC_CTX *ctx, const char *folder)
{
    struct grade_options options = {
        .seed = 7, .hidden = 1, .timeout_ms = 1000};
    struct answer list[ANSWERS];
    struct report reports[ANSWERS];

    for (size_t i = 0; i < ANSWERS; i++) {
        list[i] = (struct answer){
            .exercise = "test/twice",
            .folder = folder,
            .path = talloc_asprintf(ctx, "%s/answer-%zu.c", folder, i)};
        write_text(list[i].path,
                   talloc_asprintf(ctx,
                                   HEAD "\nPyObject *twice(PyObject *list)\n"
                                        "{\n%s\n}\n",
                                   answers[i].body));
    }
    is_int(grade_answers(ctx, list, ANSWERS, reports, &options), 0,
           "%d answers are graded", ANSWERS);
    for (size_t i = 0; i < ANSWERS; i++) {
        const char *message = first_message(&reports[i]);

        is_int(reports[i].max_score, 7, "%s: of 7", answers[i].name);
        is_int(reports[i].score, answers[i].score, "%s: its points (%s)",
               answers[i].name, message);
        ok(all_passed(&reports[i]) == (answers[i].score == 7),
           "%s: passes all or does not", answers[i].name);
        if (answers[i].first) {
            ok(strstr(message, answers[i].first) != NULL, "%s: says \"%s\"",
               answers[i].name, message);
        }
    }
}

/* Each answer tells who has played it, and an explanation who has played it
 * again: a block is as large as the number of its worker's process. */
static void
test_strangers(TALLOC_CTX *ctx, const char *folder)
{
    enum { STRANGERS = 6, MOST = 2 * STRANGERS };

    static const char text[] =
        HEAD "#include <unistd.h>\n"
             "PyObject *twice(PyObject *list)\n"
             "{\n"
             "    int n = 16 * getppid() + 1;\n"
             "    volatile char *block = PyMem_Malloc(n);\n"
             "    printf(\"%d\\n\", n);\n"
             "    PyMem_Free((void *)(block + 0 * block[n]));\n"
             "    return NULL;\n"
             "}\n";

    struct grade_options options = {.seed = 7, .hidden = 1, .explain = 1};
    struct answer list[STRANGERS];
    struct report reports[STRANGERS];
    int who[MOST], same = 0;

    for (size_t i = 0; i < STRANGERS; i++) {
        list[i] = (struct answer){.exercise = "test/twice",
                                  .folder = folder,
                                  .path = "twice.c",
                                  .text = text};
    }
    grade_answers(ctx, list, STRANGERS, reports, &options);
    for (size_t i = 0; i < STRANGERS; i++) {
        const struct test_report *test = &reports[i].tests[0];
        const char *block =
            test->explanation ? strstr(test->explanation, "block of ") : NULL;

        who[2 * i] = atoi(test->output);
        who[2 * i + 1] = block ? atoi(block + strlen("block of ")) : 0;
        ok(who[2 * i] && block, "answer %zu was played, and again", i);
    }
    for (size_t i = 0; i < MOST; i++) {
        for (size_t k = 0; k < i; k++) {
            same += who[i] == who[k];
        }
    }
    is_int(same, 0, "each answer has a worker of its own, and each replay");
}

/* Where only losses tell the level, full marks are given without it. */
static void
test_level(TALLOC_CTX *ctx, const char *folder)
{
    struct grade_options options = {.seed = 7, .hidden = 1};
    struct report reports[2];

    for (int of_losses = 0; of_losses <= 1; of_losses++) {
        options.level_of_losses = of_losses;
        for (int i = 0; i < 2; i++) {
            struct answer answer = {
                "test/twice", folder,
                talloc_asprintf(ctx, "%s/answer-%d.c", folder, i)};

            grade_answers(ctx, &answer, 1, &reports[i], &options);
        }
        ok(reports[0].score == 7 && (*reports[0].level == 0) == of_losses,
           "full marks: level \"%s\"", reports[0].level);
        ok(reports[1].score < 7 && *reports[1].level, "less: level \"%s\"",
           reports[1].level);
    }
}

static void
test_hidden_and_seed(TALLOC_CTX *ctx, const char *folder)
{
    struct grade_options options = {.seed = 1};
    struct answer answer = {"test/twice", folder,
                            talloc_asprintf(ctx, "%s/answer-0.c", folder)};
    struct report report;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    for (unsigned seed = 1; seed <= 4; seed++) {
        options.seed = seed;
        grade_answers(ctx, &answer, 1, &report, &options);
        is_int(report.score, 6, "seed %u: all but the hidden test", seed);
        is_int(report.seed, seed, "and the seed is reported");
        is(report.tests[0].name, "value", "in the order of the file");
    }
    report_write(out, REPORT_JSON, &report, 1);
    report_write(out, REPORT_TAP, &report, 1);
    report_print_human(out, &report);
    fclose(out);
    ok(strstr(text, "\"max_score\": 6") != NULL, "as JSON");
    ok(strstr(text, "1..3\nok 1 - value: the items come twice") != NULL,
       "as TAP");
    ok(strstr(text, "test/twice: 6 of 6 points") != NULL, "for a reader");
    free(text);
}

/* ---- submissions ----------------------------------------------------------
 */

static void
refused(TALLOC_CTX *ctx, const char *path, const char *says)
{
    const char *why = NULL;

    ok(!submission_read(ctx, path, &why) && why && strstr(why, says),
       "refused: %s", says);
}

static void
test_submissions(TALLOC_CTX *ctx, const char *folder)
{
    char *path = talloc_asprintf(ctx, "%s/submission.c", folder);
    char *other = talloc_asprintf(ctx, "%s/link.c", folder);
    char *large = talloc_zero_array(ctx, char, 300001);
    const char *why;

    write_text(path, "int main;\n");
    is(submission_read(ctx, path, &why), "int main;\n", "a file is read");
    write_text(path, "\xef\xbb\xbfint main;\n");
    is(submission_read(ctx, path, &why), "int main;\n",
       "without the mark that some editors begin it with");
    ok(!symlink(path, other), "a link is made");
    refused(ctx, other, "link");
    unlink(other);
    ok(!mkfifo(other, 0600), "a pipe is made");
    refused(ctx, other, "not a regular file");
    refused(ctx, folder, "not a regular file");
    refused(ctx, "/dev/zero", "not a regular file");
    refused(ctx, "/nowhere", "No such file");
    memset(large, 'x', 300000);
    write_text(path, large);
    refused(ctx, path, "larger than 256 KiB");
    large[5000] = '\0';
    write_text(path, large);
    refused(ctx, path, "line 1 is longer than 4096");
    write_text(path, "ok\n\xc3(\n");
    refused(ctx, path, "line 2 is not UTF-8");
    file_write(path, "ok\n\0", 4);
    refused(ctx, path, "line 2 has a NUL");
}

static void
test_wrong_answers(TALLOC_CTX *ctx)
{
    struct wrong_answer *wrong =
        wrong_answer_parse(ctx, "w.c",
                           "/* score: 3/10\n   fails: one_a, two\n"
                           "   says: \"a, b: c\" */\nint x;");

    if (ok(wrong != NULL, "a head is read")) {
        is_int(wrong->score * 100 + wrong->max_score, 310, "its score");
        is_int(wrong->fail_count, 2, "its tests");
        is(wrong->fails[0], "one_a", "by name");
        is(wrong->says, "a, b: c", "its words");
    }
    diag_set_sink(fopen("/dev/null", "w"));
    ok(!wrong_answer_parse(ctx, "w.c", "int x;"), "it must be there");
    diag_set_sink(NULL);
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct pool_options pool = {.jobs = 2};
    char folder[] = "/tmp/grade-test-XXXXXX";

    hands_widen();
    if (home_find(".") || !mkdtemp(folder) || pool_start(&pool)) {
        return 3;
    }
    write_text(talloc_asprintf(ctx, "%s/check.c", folder), CHECK);
    test_halves(ctx);
    test_helpers(ctx);
    test_mistakes(ctx);
    test_answers(ctx, folder);
    test_strangers(ctx, folder);
    test_level(ctx, folder);
    test_hidden_and_seed(ctx, folder);
    test_submissions(ctx, folder);
    test_wrong_answers(ctx);
    pool_stop();
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
