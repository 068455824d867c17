/* Mutants: each mistake at each place, in its line, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/files.h"
#include "grade/mutate.h"
#include "grade/mutate_tokens.h"
#include "grade/survivors.h"

#include "tap.h"

/* ---- words -------------------------------------------------------------- */

static void
test_tokens(TALLOC_CTX *ctx)
{
    struct tokens *tokens = tokens_read(
        ctx, "#define A \\\n 1\nif (a->b[i] <= \"x;\\\"(\") /* ; */ "
             "{ f(1); }\nelse g(')'); // }\nx = 2;");

    is_int(tokens->list[0].kind, TOKEN_DIRECTIVE, "a directive is one word");
    is_int(tokens->list[1].line, 3, "lines go on behind it");
    ok(token_is(tokens, 1, "if") && token_is(tokens, 4, "->"), "marks");
    is_int(token_closing(tokens, 2), 11, "brackets match");
    is_int(token_opening(tokens, 11), 2, "both ways");
    is(tokens_text(ctx, tokens, 9, 10), "<= \"x;\\\"(\"",
       "a text is one word");
    ok(token_is(tokens, statement_last(tokens, 1), ";"), "if and else");
    is_int(tokens->list[statement_last(tokens, 1)].line, 4, "are one");
    is_int(statement_last(tokens, 12), 18, "a block ends with its brace");
    tokens = tokens_read(ctx, "{ a; if (b) { c; } d; }");
    is(tokens_text(ctx, tokens, statement_before(tokens, 11), 10),
       "if (b) { c; }", "the statement before");
    is_int(statement_before(tokens, 1), 1, "the first has none before it");
    tokens = tokens_read(ctx, "} ) \"open");
    ok(tokens->count == 3 && token_closing(tokens, 0) == 0,
       "nonsense has an end");
}

/* ---- mutants ------------------------------------------------------------ */

static const char SOLUTION[] =
    "#include <Python.h>\n"
    "PyObject *\n"
    "f(PyObject *list, Py_ssize_t n)\n"
    "{\n"
    "    PyObject *copy = PyList_GetSlice(list, 0, n);\n"
    "    if (copy == NULL) {\n"
    "        return NULL;\n"
    "    }\n"
    "    for (Py_ssize_t i = 0; i < n; i++) {\n"
    "        if (PyList_GetItem(list, i) == copy) {\n"
    "            PyList_SetItem(copy, i, Py_NewRef(list));\n"
    "        }\n"
    "    }\n"
    "    Py_INCREF(list);\n"
    "    g(copy);\n"
    "    Py_DECREF(list);\n"
    "    return copy;\n"
    "}\n";

/* Line, name, and a part of the text that only this mutant has. */
static const struct {
    int line;
    const char *what, *text;
} wanted[] = {
    {5, "copy depth: none, PyList_GetSlice(list, 0, n)",
     "copy = Py_NewRef(list);"},
    {5, "copy depth: deep, PyList_GetSlice(list, 0, n)",
     "copy = hb_deeper(PyList_GetSlice(list, 0, n));"},
    {5, "off by one: , 0 plus 1", "PyList_GetSlice(list, 1, n)"},
    {6, "dropped check: if (copy == NULL)", "if (0 && (copy == NULL)) {"},
    {6, "wrong comparison: copy == NULL", "if (copy != NULL) {"},
    {9, "off by one: i < n", "i <= n;"},
    {9, "wrong comparison: i < n", "i >= n;"},
    {9, "off by one: = 0 plus 1", "i = 1;"},
    {10, "borrowed or owned: PyList_GetItem",
     "if (PySequence_GetItem(list, i) == copy)"},
    {10, "wrong comparison: PyList_GetItem(list, i) == copy",
     "PyList_GetItem(list, i) != copy"},
    {10,
     "wrong comparison: equal, not identical, PyList_GetItem(list, i) ==...",
     "(PyObject_RichCompareBool(PyList_GetItem(list, i), copy, Py_EQ) == 1)"},
    {11, "lost INCREF: Py_NewRef(list)", "PyList_SetItem(copy, i, (list));"},
    {14, "lost INCREF: Py_INCREF(list);", "    ;\n    g(copy);"},
    {16, "lost release: Py_DECREF(list);", "g(copy);\n    ;\n"},
    {16, "extra DECREF: Py_DECREF(list);",
     "Py_DECREF(list); Py_DECREF(list);"},
    {16, "early release: Py_DECREF(list);", "Py_DECREF(list); g(copy);\n"},
    {17, "extra DECREF: return copy;", "{ Py_DECREF(copy); return copy; }"}};

enum { WANTED = sizeof wanted / sizeof *wanted };

static const struct mutant *
find(const struct mutants *mutants, int line, const char *what)
{
    for (size_t i = 0; i < mutants->count; i++) {
        if (mutants->list[i].line == line &&
            !strcmp(mutants->list[i].what, what)) {
            return &mutants->list[i];
        }
    }
    return NULL;
}

static int
count_text(const struct mutants *mutants, const char *text)
{
    int count = 0;

    for (size_t i = 0; i < mutants->count; i++) {
        count += strstr(mutants->list[i].text, text) != NULL;
    }
    return count;
}

/* What nobody could notice is not made; what looks like it is. */
static void
test_same(TALLOC_CTX *ctx)
{
    static const struct {
        const char *text, *what;
        int count;
    } rows[] = {
        {"f() { Py_DECREF(a); Py_XDECREF(b); }", "early release", 0},
        {"f() { Py_DECREF(a); Py_DECREF(a); }", "early release", 1},
        {"f() { PyErr_SetString(E, \"x\"); Py_DECREF(a); }", "early", 0},
        {"f() { i = g(l); PyErr_Format(E, \"%R\", i); Py_DECREF(a); }",
         "early", 0},
        {"f() { PyErr_Format(E, \"%R\", a); Py_DECREF(a); }", "early", 1},
        {"f() { i = g(a); PyErr_Format(E, \"%R\", i); Py_DECREF(a); }",
         "early", 1},
        {"f() { n(a, &i); PyErr_Format(E, \"%R\", i); Py_DECREF(a); }",
         "early", 1},
        {"f() { s = NULL; s = PyLong_FromLong(-1); g(s); Py_DECREF(s); }",
         "DECREF(s)", 0},
        {"f() { s = PyLong_FromLong(257); g(s); Py_DECREF(s); }", "DECREF(s)",
         3},
        {"f() { s = PyLong_FromLong(1); s = g(s); Py_DECREF(s); }",
         "DECREF(s)", 3},
        {"f() { o = type->tp_alloc(type, 0); }", ", 0 plus 1", 0},
        {"f() { o = type->tp_alloc(type, n); g(type, 0); }", ", 0 plus 1", 1},
        {"static PyType_Spec s = {\"a.B\", sizeof(B), 0, F, t};", ", 0 plus 1",
         0},
        {"static spec s = {\"a.B\", sizeof(B), 0, F, t};", ", 0 plus 1", 1}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mutants *mutants = mutants_make(ctx, rows[i].text);
        int count = 0;

        for (size_t k = 0; k < mutants->count; k++) {
            count += strstr(mutants->list[k].what, rows[i].what) != NULL;
        }
        is_int(count, rows[i].count, "%s", rows[i].text);
    }
}

static void
test_mutants(TALLOC_CTX *ctx)
{
    struct mutants *mutants = mutants_make(ctx, SOLUTION);

    for (size_t i = 0; i < WANTED; i++) {
        const struct mutant *one =
            find(mutants, wanted[i].line, wanted[i].what);

        if (ok(one != NULL, "line %d: %s", wanted[i].line, wanted[i].what)) {
            ok(strstr(one->text, wanted[i].text) != NULL, "and says so");
            is_int(count_text(mutants, wanted[i].text), 1, "and no other");
        }
    }
    is_int(mutants->count, WANTED, "and these are all");
    for (size_t i = 0; mutants->count != WANTED && i < mutants->count; i++) {
        printf("# %d: %s\n", mutants->list[i].line, mutants->list[i].what);
    }
    mutants = mutants_make(ctx, "int f(int a) { return a == 1 && a == 1; }");
    ok(find(mutants, 1, "wrong comparison: a == 1") &&
           find(mutants, 1, "wrong comparison: a == 1 (2)"),
       "two of a kind in a line have names of their own");
    mutants = mutants_make(ctx, "int f(int a) { return a == -1 && !g(); }");
    ok(find(mutants, 1, "wrong comparison: a == -1") &&
           find(mutants, 1, "wrong comparison: -1 && !g"),
       "signs are shown with what they belong to");
    is_int(mutants_make(ctx, "")->count, 0, "an empty text has none");
    is_int(mutants_make(ctx, "T a[] = {{b, 7}, {NULL, 0}, {0, NULL}};")->count,
           1, "the end of a table has none");
    is_int(mutants_make(ctx, "int a[] = {0, 0};")->count, 2,
           "zeros that are read have");
    test_same(ctx);
    mutants_make(ctx, "Py_DECREF(x)");
    mutants_make(ctx, "f(){ Py_DECREF(x); Py_CLEAR(");
    mutants_make(ctx, "if ( for ( } Py_DECREF( == == return PyList_GetSlice(");
    ok(1, "nonsense is survived");
}

/* ---- excuses ------------------------------------------------------------ */

static char *
judged(TALLOC_CTX *ctx, struct survivors *all, const struct report *reports,
       int *status)
{
    char *text = NULL, *kept;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    diag_set_sink(out);
    *status = survivors_check(all, reports);
    diag_set_sink(NULL);
    fclose(out);
    kept = talloc_strdup(ctx, text);
    free(text);
    return kept;
}

static void
write_excuses(TALLOC_CTX *ctx, const char *folder, const char *text)
{
    file_write(path_join(ctx, folder, "survivors"), text, strlen(text));
}

static void
test_excuses(TALLOC_CTX *ctx, const char *folder)
{
    static const char solution[] = "int f(int a) { return a == 1; }\n";
    struct report reports[8] = {{0}};
    struct survivors *all;
    char *said;
    int status;

    file_write(path_join(ctx, folder, "solution.c"), solution,
               strlen(solution));
    all = survivors_new(ctx, "t/f", folder);
    if (!ok(all && all->mutants->count == 2, "two mutants")) {
        return;
    }
    reports[0] = (struct report){.compiled = 1, .score = 2, .max_score = 3};
    reports[1] = (struct report){.compiled = 1, .score = 3, .max_score = 3};
    said = judged(ctx, all, reports, &status);
    ok(status < 0 && strstr(said, "solution.c:1: error: this mutant loses no "
                                  "points: off by one: == 1 plus 1"),
       "a survivor is named at its line");
    is_int(all->killed * 10 + all->left, 11, "and counted");
    write_excuses(ctx, folder,
                  "solution.c:1: off by one: == 1 plus 1\n    no test asks\n");
    judged(ctx, all, reports, &status);
    ok(status == 0 && all->excused == 1, "it can be excused");
    write_excuses(ctx, folder, "solution.c:1: off by one: == 1 plus 1\n");
    said = judged(ctx, all, reports, &status);
    ok(status < 0 && strstr(said, "no reason"), "but not without a reason");
    write_excuses(ctx, folder,
                  "solution.c:1: off by one: == 1 plus 1\n    so\n"
                  "solution.c:1: wrong comparison: a == 1\n    so\n");
    said = judged(ctx, all, reports, &status);
    ok(status < 0 && strstr(said, "survivors:3: error: no mutant of that"),
       "an excuse for what is killed is stale");
    write_excuses(ctx, folder, "because\n");
    said = judged(ctx, all, reports, &status);
    ok(status < 0 && strstr(said, "survivors:1: error: expected"),
       "a line that is none is refused");
    unlink(path_join(ctx, folder, "survivors"));
    reports[1].compiled = 0;
    judged(ctx, all, reports, &status);
    ok(status == 0 && all->uncompiled == 1,
       "what does not compile does not count");
}

int
main(void)
{
    TALLOC_CTX *ctx = talloc_new(NULL);
    char folder[] = "/tmp/mutate-test-XXXXXX";

    if (!mkdtemp(folder)) {
        return 3;
    }
    test_tokens(ctx);
    test_mutants(ctx);
    test_excuses(ctx, folder);
    tree_remove(folder);
    talloc_free(ctx);
    return tap_end();
}
