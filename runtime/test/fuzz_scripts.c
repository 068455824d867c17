/* fuzz_scripts.c -- small programs, written by chance with a grammar.
 *
 * A script is a few statements about one corner of the runtime: an iterator
 * that is copied half-way, a list that changes while it is sorted, a class
 * made of odd parts, a weak dictionary under the collector.  Its text is
 * drawn first (fuzz_scripts_grammar.h) and tells all that it does; then it is
 * evaluated, and each statement's answer is shown.  Each script has a seed of
 * its own and keeps nothing: one difference leads to no other.
 *
 * usage: fuzz_scripts SEED STATEMENTS [FIRST]
 *        with FIRST it begins at that script, and tells what it evaluates
 */
#include <limits.h>
#include <sys/resource.h>

#include "fuzz_scripts_tools.h"

#include "fuzz_scripts_grammar.h"

#define LONGEST      6000 /* text of a script */
#define DEEPEST_RULE 7
#define MOST_MEMORY  (2UL << 30) /* then what has no end has one */

static char script[LONGEST];
static size_t written;

/* ---- writing ------------------------------------------------------------ */

static const struct rule *
find_rule(const char *name, size_t len)
{
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(grammar); i++) {
        if (strlen(grammar[i].name) == len &&
            memcmp(grammar[i].name, name, len) == 0) {
            return &grammar[i];
        }
    }
    return NULL;
}

/* The way of that number, of those between " | ", or the last: its number
 * then. */
static const char *
find_way(const char *ways, unsigned *number)
{
    unsigned n = 0;
    const char *bar;

    while (n != *number && (bar = strstr(ways, " | ")) != NULL) {
        ways = bar + 3;
        n++;
    }
    *number = n;
    return ways;
}

/* Deep down the first way is taken, which has no parts. */
static void
write_rule(const struct rule *rule, int deep)
{
    const struct rule *part;
    unsigned n = UINT_MAX;
    const char *c, *end;
    size_t len;

    find_way(rule->ways, &n);
    n = deep > DEEPEST_RULE ? 0 : chance(n + 1);
    c = find_way(rule->ways, &n);
    end = strstr(c, " | ");
    for (end = end != NULL ? end : strchr(c, '\0'); c < end; c++) {
        len = strspn(c + 1, "abcdefghijklmnopqrstuvwxyz");
        part = *c == '<' && c[len + 1] == '>' ? find_rule(c + 1, len) : NULL;
        if (part != NULL) {
            write_rule(part, deep + 1);
            c += len + 1;
        }
        else if (written + 1 < LONGEST) {
            script[written++] = *c;
        }
    }
}

/* ---- evaluating --------------------------------------------------------- */

/* "$a=expression" keeps what it answers; anything else only shows it. */
static void
run_statement(const char *text)
{
    int target = text[0] == '$' && text[2] == '=' ? text[1] - 'a' : -1;
    PyObject *result;

    printf("\n  %s -> ", text);
    if (tells) {
        fflush(stdout);
    }
    result = evaluate_at(target < 0 ? text : text + 3);
    if (result == NULL) {
        put_raised();
        return;
    }
    if (is_calm(result)) {
        show(result);
    }
    if (target >= 0) {
        Py_XSETREF(variables[target], Py_NewRef(result));
    }
    Py_DECREF(result);
}

/* Who holds what, and what only the collector gives back: with CPython more,
 * where its functions of Python and their classes are part of it. */
static void
tell_end(int is_python)
{
    Py_ssize_t collected;
    int i;

    printf("\n  counts");
    for (i = 0; i < VARIABLES; i++) {
        if (variables[i] != NULL) {
            printf(" %zd", is_python ? -1 : count_of(variables[i]));
            printf("%s", PyObject_GC_IsTracked(variables[i]) ? "t" : "");
        }
    }
    printf(" ");
    for (i = 0; i < VARIABLES; i++) {
        Py_CLEAR(variables[i]);
    }
    PyGC_Enable();
    collected = PyGC_Collect();
    printf(" collected %zd", is_python ? -1 : collected);
    PyGC_Disable();
    clear_all(variables, VARIABLES);
}

/* The number of statements. */
static int
step(void)
{
    char *statement, *end;
    int n = 0, is_python;

    calls = 0;
    depth = 0;
    nodes = 0;
    written = 0;
    write_rule(&grammar[0], 0);
    script[written] = '\0';
    is_python = script[0] == '!';
    for (statement = script + is_python; statement != NULL; statement = end) {
        end = strchr(statement, ';');
        if (end != NULL) {
            *end++ = '\0';
        }
        run_statement(statement);
        n++;
    }
    tell_end(is_python);
    printf("\n");
    return n;
}

/* What a script would import: modules of Python leave garbage behind. */
static void
import_all(void)
{
    static const char *const names[] = {
        "array",   "bisect",    "builtins",    "collections", "contextlib",
        "copy",    "functools", "contextvars", "gc",          "heapq",
        "copyreg", "itertools", "operator",    "struct",      "sys",
        "types",   "weakref"};
    size_t i;

    for (i = 0; i < Py_ARRAY_LENGTH(names); i++) {
        Py_XDECREF(PyImport_ImportModule(names[i]));
    }
    PyErr_Clear();
}

int
main(int argc, char **argv)
{
    int count = argc > 2 ? atoi(argv[2]) : 1000;
    int i, first = argc > 3 ? atoi(argv[3]) : 0;
    struct rlimit most = {MOST_MEMORY, MOST_MEMORY};
    unsigned long long seed;

    setrlimit(RLIMIT_AS, &most);
    fuzz_start(argc > 1 ? argv[1] : "1");
    if (freopen("/dev/null", "w", stderr) == NULL) {
        return 1;
    }
    make_classes();
    make_tools();
    import_all();
    tells = argc > 3;
    PyGC_Collect();
    PyGC_Disable();
    seed = state;
    for (i = first; count > 0; i++) {
        state = seed + (unsigned long long)i * 0x9E3779B97F4A7C15ull;
        chance(2);
        chance(2);
        printf("%d ", i);
        count -= step();
    }
    over = 1;
    clear_all(classes, CLASSES);
    fflush(stdout);
    return Py_FinalizeEx() < 0;
}
