/* Each claim of heapbook/check.h, once where it holds and once where it does
 * not, through the whole of the grader: scenario, dead heap, judge, report. */
#include "grade/grade.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/home.h"
#include "run/pool.h"

#include "tap.h"

/* A scenario, a claim that holds, one that fails, and what the report says
 * that it found. */
static const struct row {
    const char *scenario, *holds, *fails, *found;
} rows[] = {
    {"slot(\"x\", hb_lit(\"[1, [2], 'three']\"));",
     "want_value(\"x\", \"[1, [2], 'three']\");",
     "want_value(\"x\", \"[1, [2], 'four']\");", "[1, [2], 'three']"},
    {"PyObject *x = hb_lit(\"[1]\");\n"
     "hb_put(x, 0, x); slot(\"x\", x);\n"
     "hb_del(x); ",
     "want_value(\"x\", \"[[...]]\"); want_same(\"x[0]\", \"x\");",
     "want_value(\"x\", \"[[[...]]]\");", "[[...]]"},
    {"PyObject *x = hb_new((PyObject *)&PyList_Type, hb_lit(\"'range_'\"));\n"
     "slot(\"x\", x);",
     "want_value(\"x[0]\", \"'r'\"); want_value(\"x[-1]\", \"'_'\");",
     "want_value(\"x[9]\", \"'r'\");", "nothing at x[9]"},
    {"PyObject *x = hb_keep(PyUnicode_New(700, 127));\n"
     "memset(PyUnicode_DATA(x), 'a', 700);\n"
     "slot(\"x\", x);\n"
     "PyObject *y = hb_keep(PyUnicode_New(700, 127));\n"
     "memset(PyUnicode_DATA(y), 'a', 700);\n"
     "slot(\"y\", y);\n"
     "PyObject *z = hb_keep(PyUnicode_New(700, 127));\n"
     "memset(PyUnicode_DATA(z), 'a', 700);\n"
     "PyUnicode_WriteChar(z, 699, 'b');\n"
     "slot(\"z\", z);",
     "want_equal(\"x\", \"y\");", "want_equal(\"x\", \"z\");", NULL},
    {"slot(\"x\", hb_lit(\"[1, 2]\"));", "want_unchanged(\"x\", \"[1, 2]\");",
     "want_unchanged(\"x\", \"[1]\");", "[1, 2]"},
    {"PyObject *x = hb_lit(\"[[1], [1]]\"); slot(\"x\", x);\n"
     "slot(\"y\", PyList_GetItem(x, 0));",
     "want_same(\"x[0]\", \"y\"); want_other(\"x[0]\", \"x[1]\");",
     "want_same(\"x[0]\", \"x[1]\");", "two objects"},
    {"PyObject *x = hb_lit(\"[7]\"); slot(\"x\", x);\n"
     "slot(\"y\", hb_keep(Py_BuildValue(\"[OO]\", x, x)));",
     "want_refcount(\"x\", 2);", "want_refcount(\"x\", 3);", "2"},
    {"PyObject *x = hb_lit(\"[]\"); slot(\"x\", x);\n"
     "for (int i = 0; i < 5; i++) { PyList_Append(x, Py_None); }",
     "want_allocated(\"x\", 8);", "want_allocated(\"x\", 5);", "8"},
    {"PyObject *x = hb_lit(\"[]\"); slot(\"x\", x);\n"
     "for (int i = 0; i < 9; i++) { PyList_Append(x, Py_None); }\n"
     "((PyListObject *)x)->allocated = 9;\n"
     "slot(\"y\", hb_lit(\"[1]\"));",
     "want_allocated(\"y\", 1);", "want_allocated(\"x\", 9);",
     "<list that says it has less room than it has>"},
    {"PyObject *x = hb_keep(PyUnicode_New(70000, 127)), *y, *z;\n"
     "memset(PyUnicode_DATA(x), 'a', 70000);\n"
     "y = hb_keep(PyUnicode_FromFormat(\"%U\", x));\n"
     "z = hb_keep(PyUnicode_New(70000, 127));\n"
     "memset(PyUnicode_DATA(z), 'a', 69999);\n"
     "PyUnicode_WriteChar(z, 69999, 'b');\n"
     "slot(\"x\", x); slot(\"y\", y); slot(\"z\", z);",
     "want_equal(\"x\", \"y\");", "want_equal(\"x\", \"z\");", NULL},
    {"PyObject *x = hb_lit(\"[1]\"), *y = hb_lit(\"[1]\"), *z = "
     "hb_lit(\"[]\");\n"
     "((PyListObject *)z)->ob_item = ((PyListObject *)x)->ob_item;\n"
     "((PyListObject *)z)->allocated = 1; Py_SET_SIZE(z, 1);\n"
     "slot(\"w\", hb_lit(\"[1]\"));\n"
     "slot(\"x\", x); slot(\"y\", y); slot(\"z\", Py_NewRef(z));",
     "want_equal(\"w\", \"y\");", "want_equal(\"x\", \"z\");",
     "<list whose memory is another's as well>"},
    {"slot(\"x\", hb_lit(\"[1]\"));", "want_value(\"x\", \"[1]\");",
     "want_int(\"x\", 1);", "the object [1]"},
    {"PyObject *t = hb_keep(PyErr_NewException(\"x.KeyError: a\", NULL,\n"
     "NULL)); PyErr_SetString(t, \"b\"); result(\"x\", NULL);",
     "want_raised(\"x\", \"KeyError: a\", \"b\");",
     "want_raised(\"x\", \"KeyError\", \"a: b\");", "KeyError: a: b"},
    {"PyObject *x = hb_keep(PyByteArray_FromStringAndSize(\"abc\", 3));\n"
     "slot(\"x\", x);\n"
     "slot(\"v\", hb_keep(PyMemoryView_FromObject(x)));",
     "want_exports(\"x\", 1); want_same(\"v.obj\", \"x\");",
     "want_exports(\"x\", 0);", "1"},
    {"PyObject *x = hb_keep(PyByteArray_FromStringAndSize(\"abcdef\", 6));\n"
     "PyObject *v = hb_keep(PyMemoryView_FromObject(x));\n"
     "slot(\"w\", hb_keep(PySequence_GetSlice(v, 2, 5)));",
     "want_offset(\"w\", 2); want_shape(\"w\", \"(3,)\");"
     "want_strides(\"w\", \"(1,)\"); want_itemsize(\"w\", 1);"
     "want_readonly(\"w\", 0);",
     "want_offset(\"w\", 0);", "2"},
    {"PyObject *v = hb_keep(PyMemoryView_FromObject(hb_lit(\"b'abcdef'\")));\n"
     "slot(\"r\", hb_slice_step(v, Py_None, Py_None, hb_int(-1)));\n"
     "slot(\"s\", hb_slice_step(v, hb_int(1), Py_None, hb_int(2)));\n"
     "slot(\"e\", hb_slice_step(v, hb_int(6), Py_None, hb_int(3)));",
     "want_value(\"r\", \"memoryview(b'fedcba')\");"
     "want_value(\"e\", \"memoryview(b'')\");",
     "want_value(\"s\", \"memoryview(b'ace')\");", "memoryview(b'bdf')"},
    {"slot(\"v\", hb_keep(PyMemoryView_FromObject(hb_lit(\"b'ab'\"))));",
     "want_readonly(\"v\", 1); want_shape(\"v\", \"(2,)\");",
     "want_shape(\"v\", \"(3,)\");", "(2,)"},
    {"slot(\"x\", hb_lit(\"{1: 2, 3: 4}\"));",
     "want_table(\"x\", 8); want_entries(\"x\", 2); want_split(\"x\", 0);",
     "want_table(\"x\", 16);", "8"},
    {"PyObject *x = hb_lit(\"{1, 2, 3, 4, 5}\"); slot(\"x\", x);",
     "want_table(\"x\", 16); want_entries(\"x\", 5);",
     "want_entries(\"x\", 4);", "5"},
    /* Types of modules that the judge's process has not imported. */
    {"PyObject *x = hb_new(hb_import(\"array\", \"array\"), hb_str(\"h\"),\n"
     "                     hb_lit(\"[7, 8]\"));\n"
     "slot(\"x\", x);\n"
     "slot(\"d\", hb_new(hb_import(\"collections\", \"deque\")));\n"
     "slot(\"o\", hb_new(hb_import(\"collections\", \"OrderedDict\"),\n"
     "                 hb_lit(\"{1: 2}\")));",
     "want_type(\"x\", \"array\"); want_allocated(\"x\", 2);"
     "want_exports(\"x\", 0); want_type(\"d\", \"deque\");"
     "want_type(\"o\", \"OrderedDict\"); want_value(\"o\", \"{1: 2}\");",
     "want_type(\"d\", \"list\");", "deque"},
    {"slot(\"x\", hb_lit(\"[1]\")); slot(\"n\", hb_lit(\"1000\"));\n"
     "hb_call(hb_import(\"gc\", NULL), \"collect\");\n"
     "slot(\"y\", hb_lit(\"[2]\")); slot(\"c\", hb_class(\"C\", NULL, NULL,\n"
     "                                            NULL));",
     "want_tracked(\"x\", 1); want_tracked(\"y\", 1);"
     "want_tracked(\"c\", 1);",
     "want_tracked(\"c\", 0);", "tracks it"},
    {"slot(\"x\", hb_lit(\"[1]\")); slot(\"n\", hb_lit(\"1000\"));",
     "want_tracked(\"x\", 1); want_tracked(\"n\", 0);",
     "want_tracked(\"x\", 0);", "tracks it"},
    {"PyObject *x = hb_lit(\"{1, 2}\"); slot(\"x\", x);\n"
     "slot(\"r\", hb_keep(PyWeakref_NewRef(x, NULL)));",
     "want_weakrefs(\"x\", 1); want_alive(\"r\", 1);"
     "want_same(\"r.referent\", \"x\");",
     "want_weakrefs(\"x\", 2);", "1"},
    {"PyObject *x = PySet_New(NULL);\n"
     "slot(\"r\", hb_keep(PyWeakref_NewRef(x, NULL)));\n"
     "Py_DECREF(x);",
     "want_alive(\"r\", 0);", "want_alive(\"r\", 1);", "dead"},
    {"PyObject *type = (PyObject *)&PyType_Type;\n"
     "PyObject *c = hb_new(type, hb_lit(\"'C'\"), hb_lit(\"()\"),\n"
     "                     hb_lit(\"{'__slots__': ('a',)}\"));\n"
     "PyObject *p = hb_new(type, hb_lit(\"'P'\"), hb_lit(\"()\"),\n"
     "                     hb_lit(\"{}\"));\n"
     "slot(\"x\", hb_new(c)); slot(\"y\", hb_new(p));",
     "want_dict(\"x\", 0); want_dict(\"y\", 1); want_type(\"x\", \"C\");",
     "want_dict(\"y\", 0);", "in a dict"},
    {"slot(\"x\", hb_lit(\"(1,)\"));", "want_type(\"x\", \"tuple\");",
     "want_type(\"x\", \"list\");", "tuple"},
    {"PyObject *type = (PyObject *)&PyType_Type;\n"
     "slot(\"x\", hb_new(hb_new(type, hb_lit(\"'list'\"), hb_lit(\"()\"),\n"
     "                        hb_lit(\"{}\"))));",
     "want_dict(\"x\", 1);", "want_type(\"x\", \"list\");",
     "list of its own making"},
    {"result(\"x\", PyNumber_Long(hb_lit(\"'a'\")));",
     "want_raised(\"x\", \"ValueError\", NULL);",
     "want_raised(\"x\", \"TypeError\", NULL);",
     "ValueError: invalid literal for int() with base 10: 'a'"},
    {"result_int(\"n\", PyList_Append(Py_None, Py_None));\n"
     "result_int(\"m\", (PyErr_SetNone(PyExc_KeyError), 0));",
     "want_raised(\"n\", \"SystemError\", NULL);",
     "want_raised(\"m\", \"KeyError\", NULL);", "0, and an exception is set"},
    {"result_int(\"n\", 7);",
     "want_int(\"n\", 7); want_at_most(\"n\", 7); want_at_least(\"n\", 7);"
     "want_between(\"n\", 6, 8); want_true(\"odd\", number_of(\"n\") % 2);",
     "want_at_most(\"n\", 6);", "7"},
    {"result_int(\"n\", 7);", "want_at_least(\"n\", 3);",
     "want_between(\"n\", 8, 9);", "7"},
    {"result_int(\"n\", 7);", "want_true(\"seven\", number_of(\"n\") == 7);",
     "want_true(\"eight\", number_of(\"n\") == 8);", "false"},
    {"PyObject *x = hb_lit(\"[[1000], 2]\"); slot(\"x\", x);",
     "want_counts_agree();", "want_no_leak(); want_refcount(\"x\", 9);", "0"},
    {"PyObject *x = hb_lit(\"[[1000]]\"); slot(\"x\", x);\n"
     "Py_INCREF(PyList_GetItem(x, 0));",
     "want_refcount(\"x[0]\", 2);", "want_counts_agree();",
     "list [1000] has 2 references, and 1 place holds one"},
    /* What the pool holds for tests is not what an answer has left there. */
    {"PyObject *c = hb_class(\"C\", NULL, \"('x',)\", NULL), *x = hb_new(c);\n"
     "hb_set(x, \"x\", hb_get(c, \"x\")); slot(\"x\", x);\n"
     "hb_call(hb_import(\"gc\", NULL), \"collect\");",
     "want_no_leak();", "want_no_leak(); want_dict(\"x\", 1);", "none"},
    {"PyList_New(3);", "want_true(\"played\", 1);", "want_no_leak();",
     "2 blocks, 96 bytes"},
    {"PyObject *x = hb_lit(\"[]\"); slot(\"x\", x);\n"
     "counted(\"append\") {\n"
     "    for (int i = 0; i < 9; i++) { PyList_Append(x, Py_None); }\n"
     "}\n"
     "PyObject *a = counting(hb_int(1)), *b = counting(hb_int(1));\n"
     "counted(\"compare\") {\n"
     "    result_int(\"equal\", PyObject_RichCompareBool(a, b, Py_EQ));\n"
     "}\n"
     "counted(\"hash\") {\n"
     "    result_int(\"same\", PyObject_Hash(a) == PyObject_Hash(b));\n"
     "}",
     "want_int(\"compare.comparisons\", 1); want_int(\"equal\", 1);"
     "want_int(\"hash.comparisons\", 2); want_int(\"same\", 1);"
     "want_between(\"append.allocations\", 1, 3);"
     "want_at_most(\"append.moved\", 12); want_int(\"append.frees\", 0);"
     "want_at_least(\"append.peak\", 128); want_no_leak();",
     "want_int(\"compare.comparisons\", 2);", "1"},
    {"PyObject *x = hb_lit(\"[[1], [2]]\"); slot(\"x\", x);\n"
     "starved(\"y\", PyList_GetSlice(x, 0, 2));\n"
     "starved(\"never\", PyNumber_Add(x, Py_None));\n"
     "starved_int(\"n\", PyList_Append(x, Py_None));",
     "want_memory_errors(\"y\"); want_value(\"y\", \"[[1], [2]]\");"
     "want_raised(\"never\", \"TypeError\", NULL);"
     "want_memory_errors(\"n\"); want_int(\"n\", 0);"
     "want_value(\"x\", \"[[1], [2], None]\"); want_no_leak();",
     "want_memory_errors(\"x\");", "there is no starved call of that name"},
    {"PyObject *p;\n"
     "starved(\"same\", (p = PyList_New(0)) ? p\n"
     "                : (PyErr_Clear(), PyList_New(0)));\n"
     "starved(\"other\", (p = PyList_New(0)) ? p\n"
     "                : (PyErr_Clear(), Py_NewRef(Py_None)));",
     "want_memory_errors(\"same\"); want_no_leak();",
     "want_memory_errors(\"other\");", "none: the result is None"},
    {"starved(\"y\", (PyList_New(1), Py_NewRef(Py_None)));",
     "want_true(\"played\", 1);", "want_memory_errors(\"y\");",
     "none: the result is None"},
    {"starved_int(\"n\", PyList_New(1) ? 1 : -2);",
     "want_true(\"played\", 1); want_int(\"n\", 1);",
     "want_memory_errors(\"n\"); want_no_leak();", "2 blocks, 80 bytes"},
    {"slot(\"x\", hb_lit(drawn_rows(\"m\", 1, 4, 3, 0, 99)));\n"
     "slot(\"y\", hb_lit(drawn_list(\"l\", 2, 5, -9, 9)));\n"
     "slot(\"b\", hb_lit(drawn_bytes(\"b\", 3, 6)));\n"
     "slot(\"t\", hb_lit(drawn_text(\"t\", 3, 6)));\n"
     "result_int(\"n\", drawn_int(\"n\", 10, 1000000));",
     "want_value(\"x\", drawn_rows(\"m\", 1, 4, 3, 0, 99));"
     "want_value(\"y\", drawn_list(\"l\", 2, 5, -9, 9));"
     "want_value(\"b\", drawn_bytes(\"b\", 3, 6));"
     "want_value(\"t\", drawn_text(\"t\", 3, 6));"
     "want_int(\"n\", drawn_int(\"n\", 10, 1000000));",
     "want_int(\"n\", drawn_int(\"another\", 10, 1000000));", NULL},
    {"printf(\"a 1\\nb \\xc3\\xa9\\n\");",
     "want_output(\"a 1\\nb \xc3\xa9\\n\");",
     "want_output(\"a 1\\nb  e\\n\");", "\"b \xc3\xa9\\n\""},
    {"printf(\"3\");", "want_output(\"3\");", "want_output(\"3\\n\");",
     "\"3\""},
    {"fprintf(stderr, \"a\\n\");", "want_output(\"\");",
     "want_output(\"a\\n\");", "nothing more"},
    {"printf(\"1\\n2\\n3\");", "want_output(\"1\\n2\\n3\");",
     "want_output(\"1\\n2\\n\");", "\"3\""},
    {"for (int i = 0; i < 300; i++) { printf(\"\\xc3\\xa9\"); }\n"
     "printf(\"\\033[2J\\\"\\\\\\t\\r\\n\");",
     "want_true(\"printed\", 1);", "want_output(\"\");", NULL},
    {"fwrite(\"a\\0b\\n\", 1, 4, stdout);", "want_true(\"printed\", 1);",
     "want_output(\"a\\n\");", "\"a\\x00b\\n\""},
    /* An allocator that hands on all requests is nothing to hide in. */
    {"PyMemAllocatorEx usual; PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &usual);\n"
     "PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &usual);\n"
     "PyObject *x = hb_lit(\"[[1000], 2]\"); slot(\"x\", x);\n"
     "PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &usual);",
     "want_no_leak();", "want_no_leak(); want_refcount(\"x\", 9);", "0"},
    /* What a claim about leaks has played again counts once. */
    {"setvbuf(stdout, NULL, _IOFBF, 1 << 16); printf(\"once\\n\");",
     "want_output(\"once\\n\"); want_no_leak();",
     "want_output(\"once\\nonce\\n\"); want_no_leak();", "nothing more"},
};

enum { ROWS = sizeof rows / sizeof *rows };

static const char answer_text[] =
    "#include <Python.h>\n"
    "/* PyList_Append(no) */\n"
    "const char *text = \"PyList_Append(no)\";\n"
    "PyObject *\nanswer(void)\n{\n    return PyList_New (0);\n}\n";

static void
write_text(const char *path, const char *text)
{
    is_int(file_write(path, text, strlen(text)) < 0, 0, "%s is written", path);
}

static void
put_test(FILE *out, size_t row, const char *kind, const char *claims)
{
    fprintf(out,
            "TEST(%s_%zu, .points = 1, .claim = \"row\")\n{\n%s\n}\n"
            "JUDGE(%s_%zu)\n{\n%s\n}\n",
            kind, row, rows[row].scenario, kind, row, claims);
}

/* Gives the text of a check.c; a check has 64 tests at most. */
static char *
check_text(size_t from, size_t to)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    fprintf(out, "#include \"heapbook/check.h\"\n#include <string.h>\n");
    for (size_t i = from; i < to; i++) {
        put_test(out, i, "holds", rows[i].holds);
        put_test(out, i, "fails", rows[i].fails);
    }
    fprintf(out, "TEST(advice, .points = 1, .claim = \"advice\")\n{\n"
                 "result_int(\"n\", 1);\n}\nJUDGE(advice)\n{\n"
                 "want_int(\"n\", 1);\nwant_call(\"PyList_New\");\n"
                 "want_no_call(\"PyList_Append\");\n"
                 "want_no_call(\"PyList_New\");\n}\n");
    fclose(out);
    return text;
}

static void
test_row(const struct report *report, size_t row, size_t at)
{
    const struct test_report *holds = &report->tests[at];
    const struct test_report *fails = &report->tests[at + 1];
    const struct finding *failure = test_failure(fails);

    is_int(holds->status, TEST_PASS, "row %zu holds: %s", row,
           rows[row].holds);
    if (holds->message) {
        printf("# %s\n", holds->message);
    }
    is_int(fails->status, TEST_FAIL, "row %zu fails: %s", row,
           rows[row].fails);
    if (rows[row].found) {
        is(failure ? failure->actual : "", rows[row].found, "and says why");
    }
    ok(!holds->heap && fails->heap && strstr(fails->heap, "\"end\":1"),
       "and shows the heap");
}

static void
test_advice(const struct test_report *test)
{
    is_int(test->status, TEST_PASS, "advice takes no points");
    is_int((long)test->finding_count, 4, "four findings");
    if (test->finding_count == 4) {
        ok(test->findings[1].passed && test->findings[1].advisory,
           "a call is found, with a blank before its parenthesis");
        ok(test->findings[2].passed, "comments and literals are no calls");
        ok(!test->findings[3].passed, "and a call can be unwanted");
    }
}

static void
test_rows(TALLOC_CTX *ctx, const char *folder, size_t from, size_t to)
{
    struct grade_options options = {.seed = 11, .hidden = 1};
    struct answer answer = {.exercise = "test/claims", .folder = folder};
    struct report report;
    char *text = check_text(from, to);

    answer.path = path_join(ctx, folder, "answer.c");
    write_text(answer.path, answer_text);
    write_text(path_join(ctx, folder, "check.c"), text);
    free(text);
    is_int(grade_answers(ctx, &answer, 1, &report, &options), 0,
           "rows %zu to %zu are graded", from, to - 1);
    ok(report.compiled && !report.reason, "%s",
       report.reason ? report.reason : "they compile");
    for (size_t i = from; i < to; i++) {
        test_row(&report, i, 2 * (i - from));
    }
    test_advice(&report.tests[2 * (to - from)]);
}

int
main(void)
{
    struct pool_options pool = {.jobs = 1};
    TALLOC_CTX *ctx = talloc_new(NULL);
    char folder[] = "/tmp/claims-test-XXXXXX";

    if (home_find(".") || !mkdtemp(folder) || pool_start(&pool)) {
        return 1;
    }
    test_rows(ctx, folder, 0, ROWS / 2);
    test_rows(ctx, folder, ROWS / 2, ROWS);
    pool_stop();
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
