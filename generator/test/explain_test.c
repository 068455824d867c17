/* Explanations: for each cause its sentence and its line, and nothing for what
 * is right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "grade/grade.h"
#include "grade/report_forms.h"
#include "grade/report_print.h"
#include "run/pool.h"

#include "tap.h"

static const char CHECK[] = "#include \"heapbook/check.h\"\n"
                            "PyObject *first(PyObject *list);\n"
                            "TEST(it, .points = 2, .claim = \"it is right\")\n"
                            "{\n"
                            "    PyObject *list = hb_lit(\"[[1], 2]\");\n"
                            "\n"
                            "    slot(\"list\", list);\n"
                            "    result(\"first\", first(list));\n"
                            "}\n"
                            "JUDGE(it)\n"
                            "{\n"
                            "    want_value(\"first\", \"[1]\");\n"
                            "    want_refcount(\"first\", 2);\n"
                            "    want_no_leak();\n"
                            "}\n";

/* The body of first(list) begins at line 7. */
#define HEAD                                                                  \
    "#include <Python.h>\n"                                                   \
    "#include <stdlib.h>\n"                                                   \
    "#include <string.h>\n"                                                   \
    "static int zero = 0, depth = 9;\n"                                       \
    "PyObject *first(PyObject *list)\n"                                       \
    "{\n"
#define BAD  "    return PyList_New(0);\n"
#define GOOD "    return Py_NewRef(PyList_GET_ITEM(list, 0));\n"

static const struct {
    const char *name, *body;
    int line;
    const char *sentence; /* NULL when there is nothing to explain */
} answers[] = {
    {"right", GOOD, 0, NULL},
    {"another value", "    return PyList_New(0);\n", 0, NULL},
    {"reading NULL",
     "    PyListObject *no = NULL;\n    return no->ob_item[0];", 8,
     "reads through a NULL pointer"},
    {"writing NULL", "    int *no = NULL;\n    *no = 1;\n" BAD, 8,
     "writes through a NULL pointer"},
    {"NULL for a function of a header",
     "    PyObject *no = NULL;\n\n    Py_INCREF(no);\n    return no;\n", 9,
     "Py_INCREF is given a NULL pointer"},
    {"NULL for a macro", "    return PyList_GET_ITEM((PyObject *)0, 3);\n", 7,
     "PyList_GET_ITEM is given a NULL pointer"},
    {"NULL for the runtime", "\n    return PyList_GetItem(NULL, 0);\n", 8,
     "PyList_GetItem meets a NULL pointer"},
    {"NULL for the C library",
     "    char text[9];\n    strcpy(text, (char *)0);\n" BAD, 8,
     "reads through a NULL pointer"},
    {"calling NULL", "    PyObject *(*no)(void) = NULL;\n    return no();\n",
     8, "calls a function through a NULL pointer"},
    {"calling an object", "    return ((unaryfunc)(void *)list)(list);\n", 7,
     "calls a pointer that is no function"},
    {"no pointer", "    return *(PyObject **)0x123456789abc;\n", 7,
     "uses a pointer that points to no memory"},
    {"endless", "    if (depth++) {\n        return first(list);\n    }\n" BAD,
     8, "calls itself without end: the stack is full at depth about "},
    {"large", "    volatile char much[9000000];\n    much[depth] = 1;\n" BAD,
     8, "needs more room for local variables than the stack has"},
    {"a list that is gone",
     "    PyObject *mine = PyList_New(2);\n    Py_DECREF(mine);\n\n"
     "    PyList_SET_ITEM(mine, 0, NULL);\n" BAD,
     10, "uses the list that line 8 gave back"},
    {"a float that is gone",
     "    PyObject *mine = PyFloat_FromDouble(1.5);\n    Py_DECREF(mine);\n"
     "    PyObject_IsTrue(mine);\n" BAD,
     9, "uses the float that line 8 gave back"},
    {"memory that is gone",
     "    char *mine = PyMem_Malloc(24);\n    PyMem_Free(mine);\n"
     "    mine[3] = 0;\n" BAD,
     9, "uses the block of 24 bytes that line 8 gave back"},
    {"gone in the same line",
     "    PyObject *mine = PyList_New(2);\n"
     "    Py_DECREF(mine); Py_SIZE(mine);\n" BAD,
     8, "uses the list that this line gave back"},
    {"two DECREFs",
     "    PyObject *mine = PyTuple_New(2);\n    Py_DECREF(mine);\n\n\n"
     "    Py_DECREF(mine);\n" BAD,
     11, "gives back the tuple that line 8 gave back already"},
    {"a DECREF and a CLEAR",
     "    PyObject *mine = PyDict_New();\n    Py_DECREF(mine);\n"
     "    Py_CLEAR(mine);\n" BAD,
     9, "gives back the dict that line 8 gave back already"},
    {"free twice",
     "    void *mine = PyMem_Malloc(9);\n    PyMem_Free(mine);\n"
     "    PyMem_Free(mine);\n" BAD,
     9, "uses the block of 9 bytes that line 8 gave back"},
    {"used afterwards",
     "    PyObject *mine = PyList_New(0);\n    Py_DECREF(mine);\n"
     "    return mine;\n",
     8,
     "gives back the list, which is used afterwards: one DECREF too many, or "
     "an INCREF is missing"},
    {"borrowed", "    return PyList_GET_ITEM(list, 0);\n", 0,
     "the list is given back more often than it was taken: an INCREF is "
     "missing, or there is one DECREF too many"},
    {"moved",
     "    char *mine = PyMem_Malloc(24), *old = mine;\n"
     "    mine = PyMem_Realloc(mine, 99);\n    *old = 1;\n" BAD,
     9, "uses memory that line 8 moved when it changed its size"},
    {"behind a tuple",
     "    PyObject *mine = PyTuple_New(2);\n"
     "    for (int i = 0; i < 2000000; i++) {\n"
     "        PyTuple_SET_ITEM(mine, i, NULL);\n    }\n" BAD,
     9, "writes behind the end of the tuple that line 7 made"},
    {"one byte behind",
     "    char *mine = PyMem_Malloc(5);\n    mine[5] = 0;\n" BAD, 8,
     "writes behind the end of the block of 5 bytes that line 7 made"},
    {"reading behind",
     "    char *mine = PyMem_Calloc(6, 2);\n    return PyLong_FromLong("
     "mine[12]);\n",
     8, "reads behind the end of the block of 12 bytes that line 7 made"},
    {"before a block",
     "    PyObject **mine = PyMem_Malloc(24);\n"
     "    return Py_NewRef(mine[-4]);\n",
     8, "uses a pointer that it read outside of a block"},
    {"not set",
     "    PyObject **mine = PyMem_Malloc(24);\n"
     "    return Py_NewRef(mine[1]);\n",
     8, "uses memory that nothing was put into yet"},
    {"by 0", "    return PyLong_FromLong(1 / zero);\n", 7, "divides by zero"},
    {"by 0, long", "    return PyLong_FromLong(1L % zero);\n", 7,
     "divides by zero"},
    {"by -1", "    return PyLong_FromLong((-2147483647 - 1) / (zero - 1));\n",
     7, "divides the smallest number by -1, which overflows"},
    {"abort", "\n    abort();\n", 8, "abort() was called"},
    {"fatal", "    Py_FatalError(\"no\");\n", 7,
     "abort() was called: Fatal Python error: first: no"},
    {"NULL alone", "    return NULL;\n", 0,
     "NULL was returned, but no exception was set"},
    {"both", "    PyErr_SetString(PyExc_TypeError, \"no\");\n" GOOD, 0,
     "a value was returned, but an exception was set too"},
};

enum { ANSWERS = sizeof answers / sizeof *answers };

static void
write_text(const char *path, const char *text)
{
    file_write(path, text, strlen(text));
}

static void
look_at(const struct report *report, size_t i)
{
    const struct test_report *test = &report->tests[0];
    const char *name = answers[i].name, *expected = answers[i].sentence;
    const char *got = test->explanation;

    is_int(test->explained_line, answers[i].line, "%s: its line (%s)", name,
           got             ? got
           : test->message ? test->message
                           : "nothing");
    is_int(test->points, i ? 0 : 2, "%s: its points", name);
    if (expected) {
        ok(got && !strncmp(got, expected, strlen(expected)), "%s: \"%s\"",
           name, got ? got : "");
    }
    else {
        ok(!got, "%s: nothing is explained", name);
    }
}

/* The sentence with its line, or its key, is in each form. */
static void
look_at_forms(const struct report *report)
{
    static const struct {
        enum report_form form;
        const char *says;
    } forms[] = {{REPORT_JSON, "\"explained_line\": 11"},
                 {REPORT_TAP, "gives back the tuple that line 8 gave back"},
                 {REPORT_JUNIT, "line 11: gives back the tuple that line 8"},
                 {REPORT_GITHUB, "line=11"},
                 {REPORT_GRADESCOPE, "line 11: gives back the tuple"},
                 {REPORT_EXERCISM, "line 11: gives back the tuple"}};

    char *text = NULL;
    size_t len = 0;
    FILE *out;

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        out = open_memstream(&text, &len);
        report_write(out, forms[i].form, report, 1);
        fclose(out);
        ok(strstr(text, forms[i].says) != NULL, "it says %s", forms[i].says);
        free(text);
    }
    out = open_memstream(&text, &len);
    report_print_human(out, report);
    fclose(out);
    ok(strstr(text, "line 11: gives back the tuple that line 8 gave back "
                    "already\n") != NULL,
       "and so for a reader");
    free(text);
}

static void
test_answers(TALLOC_CTX *ctx, const char *folder)
{
    struct grade_options options = {.seed = 7, .explain = 1};
    struct answer list[ANSWERS];
    struct report reports[ANSWERS];

    for (size_t i = 0; i < ANSWERS; i++) {
        list[i] = (struct answer){
            .exercise = "test/first",
            .folder = folder,
            .path = talloc_asprintf(ctx, "%s/answer-%zu.c", folder, i)};
        write_text(list[i].path,
                   talloc_asprintf(ctx, HEAD "%s}\n", answers[i].body));
    }
    is_int(grade_answers(ctx, list, ANSWERS, reports, &options), 0,
           "%d answers are graded", ANSWERS);
    for (size_t i = 0; i < ANSWERS; i++) {
        look_at(&reports[i], i);
        if (!strcmp(answers[i].name, "two DECREFs")) {
            look_at_forms(&reports[i]);
        }
    }
}

static void
test_missing(TALLOC_CTX *ctx, const char *folder)
{
    struct grade_options options = {.seed = 7};
    struct answer answer = {.exercise = "test/first",
                            .folder = folder,
                            .path =
                                talloc_asprintf(ctx, "%s/other.c", folder)};
    struct report report;

    write_text(answer.path, "#include <Python.h>\n"
                            "PyObject *last(PyObject *list)\n"
                            "{\n"
                            "    return list;\n"
                            "}\n");
    is_int(grade_answers(ctx, &answer, 1, &report, &options), 0,
           "an answer without the function");
    is_int(report.score, 0, "has no points");
    if (is_int(report.message_count, 1, "and one message")) {
        is(report.messages[0].text,
           "first is not defined here: PyObject *first(PyObject *list);",
           "which says what is missing");
    }
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    struct pool_options pool = {.jobs = 2};
    char folder[] = "/tmp/explain-test-XXXXXX";

    if (home_find(".") || !mkdtemp(folder) || pool_start(&pool)) {
        return 3;
    }
    write_text(talloc_asprintf(ctx, "%s/check.c", folder), CHECK);
    test_answers(ctx, folder);
    test_missing(ctx, folder);
    pool_stop();
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
