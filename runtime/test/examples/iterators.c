/* iterators.c -- itertools, heapq and bisect. */
#include "calls.h"

static const struct row rows[] = {
    {"itertools.count", "'a'", NULL},
    {"itertools.cycle", "1", NULL},
    {"itertools.cycle", "", NULL},
    {"itertools.repeat", "1, 3", NULL},
    {"itertools.repeat", "", NULL},
    {"itertools.repeat", "1", "{'times': 2}"},
    {"itertools.repeat", "1, -5", NULL},
    {"itertools.chain", "[1], [2, 3]", NULL},
    {"itertools.chain", "1", NULL},
    {"itertools.chain", "[1], 2", NULL},
    {"itertools.chain", "", NULL},
    {"itertools.islice", "'abcdefghij', 3", NULL},
    {"itertools.islice", "'abcdefghij', 2, 8, 3", NULL},
    {"itertools.islice", "'abcdefghij', 1, None, 4", NULL},
    {"itertools.islice", "'abc', None", NULL},
    {"itertools.islice", "'abc', 5, 9", NULL},
    {"itertools.islice", "'abc', -1", NULL},
    {"itertools.islice", "'abc', 1, 2, 0", NULL},
    {"itertools.islice", "'abc', 'a'", NULL},
    {"itertools.islice", "'abc', 'a', 2", NULL},
    {"itertools.islice", "'abc'", NULL},
    {"itertools.takewhile", "'@bool', [1, 2, 0, 3]", NULL},
    {"itertools.dropwhile", "'@bool', [1, 2, 0, 3]", NULL},
    {"itertools.filterfalse", "None, [1, 0, 2, '']", NULL},
    {"itertools.filterfalse", "'@len', ['', 'a']", NULL},
    {"itertools.compress", "'abc', [1, 0, 1]", NULL},
    {"itertools.starmap", "'@pow', [(2, 3), [3, 2]]", NULL},
    {"itertools.starmap", "'@pow', [1]", NULL},
    {"itertools.accumulate", "[1, 2, 3]", NULL},
    {"itertools.accumulate", "[1, 2, 3]", "{'initial': 10}"},
    {"itertools.accumulate", "[3, 1, 4], '@max'", NULL},
    {"itertools.accumulate", "[1, 'a']", NULL},
    {"itertools.pairwise", "'abcd'", NULL},
    {"itertools.pairwise", "'a'", NULL},
    {"itertools.zip_longest", "'ab', 'c'", "{'fillvalue': '-'}"},
    {"itertools.zip_longest", "'ab', 'c', []", NULL},
    {"itertools.zip_longest", "'ab'", "{'nope': 1}"},
    {"itertools.product", "'ab', [1, 2]", NULL},
    {"itertools.product", "'ab'", "{'repeat': 3}"},
    {"itertools.product", "'ab'", "{'repeat': 0}"},
    {"itertools.product", "", NULL},
    {"itertools.product", "'ab', []", NULL},
    {"itertools.product", "'ab'", "{'repeat': -1}"},
    {"itertools.permutations", "'abc'", NULL},
    {"itertools.permutations", "'abcd', 2", NULL},
    {"itertools.permutations", "'abcd', 3", NULL},
    {"itertools.permutations", "'abc', 0", NULL},
    {"itertools.permutations", "'abc', 5", NULL},
    {"itertools.permutations", "'abc', -1", NULL},
    {"itertools.permutations", "'abc', 'x'", NULL},
    {"itertools.combinations", "'abcd', 2", NULL},
    {"itertools.combinations", "'abcde', 3", NULL},
    {"itertools.combinations", "'abc', 0", NULL},
    {"itertools.combinations", "'abc', 5", NULL},
    {"itertools.combinations", "'abc', -1", NULL},
    {"itertools.combinations", "'abc'", NULL},
    {"itertools.combinations_with_replacement", "'abc', 2", NULL},
    {"itertools.combinations_with_replacement", "'', 2", NULL},
    {"itertools.takewhile", "1", NULL},
    {"itertools.takewhile", "", "{'a': 1}"},
    {"itertools.tee", "[1], -1", NULL},
    {"itertools.tee", "1", NULL},
    {"heapq.heappop", "[]", NULL},
    {"heapq.heappop", "(1,)", NULL},
    {"heapq.heappush", "(1,), 2", NULL},
    {"heapq.heapreplace", "[], 1", NULL},
    {"heapq.heappushpop", "[], 1", NULL},
    {"heapq.heappushpop", "[1, 3], 2", NULL},
    {"heapq.nlargest", "2, [3, 1, 4, 1, 5]", NULL},
    {"heapq.nsmallest", "2, ['ccc', 'a', 'bb']", "{'key': '@len'}"},
    {"bisect.bisect", "[1, 2, 2, 3], 2", NULL},
    {"bisect.bisect_left", "[1, 2, 2, 3], 2", NULL},
    {"bisect.bisect", "[1, 2], 2, -1", NULL},
    {"bisect.bisect", "['a', 'bb', 'ccc'], 2", "{'key': '@len'}"},
    {"bisect.bisect", "[1, 2], 'a'", NULL},
};

static void
endless(void)
{
    PyObject *islice = hb_import("itertools", "islice");
    PyObject *count = hb_import("itertools", "count");
    PyObject *five = hb_new(count, hb_int(5));
    PyObject *halves = hb_new(count, hb_float(0.5), hb_float(0.5));
    PyObject *cycle = hb_new(hb_import("itertools", "cycle"), hb_str("abc"));
    PyObject *same = hb_new(hb_import("itertools", "repeat"), hb_int(7));
    PyObject *sources[] = {five, halves, cycle, same};

    for (size_t i = 0; i < 4; i++) {
        PyObject *some = hb_new(islice, sources[i], hb_int(7));
        hb_show(hb_keep(PySequence_List(some)));
        hb_say("%zd bytes", hb_sizeof(sources[i]));
    }
    hb_say("%R %R %R", five, halves, same);
}

static void
groups(void)
{
    PyObject *groupby = hb_import("itertools", "groupby");
    PyObject *groups = hb_new(groupby, hb_str("aabbbc"));
    PyObject *pair;

    while ((pair = PyIter_Next(groups)) != NULL) {
        hb_say("%R: %R", PyTuple_GET_ITEM(pair, 0),
               hb_keep(PySequence_List(PyTuple_GET_ITEM(pair, 1))));
        Py_DECREF(pair);
    }
    PyObject *kept = hb_keep(PySequence_List(hb_new(groupby, hb_str("aab"))));
    hb_say("read too late: %R",
           hb_keep(PySequence_List(PyTuple_GET_ITEM(hb_at(kept, 0), 1))));
}

static void
tees(void)
{
    PyObject *list = hb_lit("[[1], [2], [3]]");
    PyObject *both = hb_new(hb_import("itertools", "tee"), list);
    PyObject *first = hb_at(both, 0), *second = hb_at(both, 1);
    PyObject *item = hb_at(list, 0);
    Py_ssize_t before = Py_REFCNT(item);

    hb_keep(PyIter_Next(first));
    hb_say("read ahead: %zd", Py_REFCNT(item) - before);
    hb_show(hb_keep(PySequence_List(second)));
    hb_show(hb_keep(PySequence_List(first)));
    hb_say("passed by both: %zd", Py_REFCNT(item) - before);
}

static void
heaps(void)
{
    PyObject *heap = hb_lit("[5, 2, 8, 1, 9, 3]");
    PyObject *push = hb_import("heapq", "heappush");
    PyObject *pop = hb_import("heapq", "heappop");

    hb_new(hb_import("heapq", "heapify"), heap);
    hb_show(heap);
    hb_new(push, heap, hb_int(0));
    hb_new(push, heap, hb_int(4));
    hb_show(heap);
    while (PyList_GET_SIZE(heap) > 0) {
        hb_say("%R of %R", hb_new(pop, heap), heap);
    }
    PyObject *sorted = hb_lit("[1, 3, 5]");
    hb_new(hb_import("bisect", "insort"), sorted, hb_int(4));
    hb_show(sorted);
}

HB_EXAMPLE
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make_call(&rows[i]);
    }
    endless();
    groups();
    tees();
    heaps();
}
