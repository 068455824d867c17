/* work_tables.c -- walks through graphs, remembered answers, groups. */
#include "work.h"

/* ---- a graph: a dict of sets -------------------------------------------- */

/* The node n leads to 2n, 3n + 1 and n + 7, modulo the number of nodes. */
static PyObject *
some_graph(long nodes)
{
    PyObject *graph = bench_want(PyDict_New());
    long i;

    for (i = 0; i < nodes; i++) {
        PyObject *node = bench_want(PyLong_FromLong(i));
        PyObject *next = bench_want(Py_BuildValue(
            "[lll]", 2 * i % nodes, (3 * i + 1) % nodes, (i + 7) % nodes));
        PyObject *set = bench_want(PySet_New(next));

        bench_done(PyDict_SetItem(graph, node, set));
        Py_DECREF(set);
        Py_DECREF(next);
        Py_DECREF(node);
    }
    return graph;
}

/* Appends the neighbours that nobody has seen to the queue. */
static void
visit_node(PyObject *graph, PyObject *node, PyObject *seen, PyObject *queue)
{
    PyObject *it = bench_want(
        PyObject_GetIter(bench_want(PyDict_GetItemWithError(graph, node))));
    PyObject *next;

    while ((next = PyIter_Next(it)) != NULL) {
        if (!PySet_Contains(seen, next)) {
            bench_done(PySet_Add(seen, next));
            work_method(queue, "append", next);
        }
        Py_DECREF(next);
    }
    Py_DECREF(it);
}

static long
walk_graph(PyObject *graph, PyObject *deque)
{
    PyObject *seen = bench_want(PySet_New(NULL));
    PyObject *queue = bench_want(PyObject_CallNoArgs(deque));
    PyObject *start = bench_want(PyLong_FromLong(1));
    long visited;

    bench_done(PySet_Add(seen, start));
    work_method(queue, "append", start);
    while (PyObject_Size(queue) > 0) {
        PyObject *node =
            bench_want(PyObject_CallMethod(queue, "popleft", NULL));

        visit_node(graph, node, seen, queue);
        Py_DECREF(node);
    }
    visited = (long)PySet_GET_SIZE(seen);
    Py_DECREF(start);
    Py_DECREF(queue);
    Py_DECREF(seen);
    return visited;
}

static void
graph_walk(long count)
{
    PyObject *graph = some_graph(1000);
    PyObject *deque = work_import("collections", "deque");
    long i, visited = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        visited += walk_graph(graph, deque);
    }
    bench_end();
    work_expect("graph walk", visited, 1000 * count);
    Py_DECREF(deque);
    Py_DECREF(graph);
}

/* ---- remembered answers ------------------------------------------------- */

/* The number of ways from (row, column) to (0, 0), by steps up or left. */
static PyObject *
count_ways(PyObject *memo, long row, long column)
{
    PyObject *key = bench_want(Py_BuildValue("(ll)", row, column));
    PyObject *ways = PyObject_GetItem(memo, key);

    if (ways == NULL) {
        PyErr_Clear();
        if (row == 0 || column == 0) {
            ways = bench_want(PyLong_FromLong(1));
        }
        else {
            PyObject *up = count_ways(memo, row - 1, column);
            PyObject *left = count_ways(memo, row, column - 1);

            ways = bench_want(PyNumber_Add(up, left));
            Py_DECREF(left);
            Py_DECREF(up);
        }
        bench_done(PyObject_SetItem(memo, key, ways));
    }
    Py_DECREF(key);
    return ways;
}

static void
ways(long count)
{
    long i, answer = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *memo = bench_want(PyDict_New());
        PyObject *found = count_ways(memo, 15, 15);

        answer = work_long(found);
        Py_DECREF(found);
        Py_DECREF(memo);
    }
    bench_end();
    work_expect("ways", answer, 155117520);
}

/* ---- groups ------------------------------------------------------------- */

/* groups.setdefault(len(word), []).append(word) */
static long
group_words(PyObject *words)
{
    PyObject *groups = bench_want(PyDict_New());
    PyObject *key, *group;
    Py_ssize_t i, position = 0;
    long members = 0;

    for (i = 0; i < PyList_GET_SIZE(words); i++) {
        PyObject *word = PyList_GET_ITEM(words, i);
        PyObject *size = bench_want(PyLong_FromSsize_t(PyObject_Size(word)));
        PyObject *fresh = bench_want(PyList_New(0));

        group = bench_want(
            PyObject_CallMethod(groups, "setdefault", "OO", size, fresh));
        bench_done(PyList_Append(group, word));
        Py_DECREF(group);
        Py_DECREF(fresh);
        Py_DECREF(size);
    }
    while (PyDict_Next(groups, &position, &key, &group)) {
        members += (long)PyList_GET_SIZE(group);
    }
    Py_DECREF(groups);
    return members;
}

static void
groups(long count)
{
    PyObject *words = bench_names(1500);
    long i, members = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        members += group_words(words);
    }
    bench_end();
    work_expect("groups", members, 1500 * count);
    Py_DECREF(words);
}

/* ---- sets --------------------------------------------------------------- */

static long
set_size(PyObject *set)
{
    long size = (long)PySet_Size(bench_want(set));

    Py_DECREF(set);
    return size;
}

static void
set_algebra(long count)
{
    PyObject *numbers = bench_ints(1000);
    PyObject *half = bench_want(PyList_GetSlice(numbers, 0, 600));
    PyObject *rest = bench_want(PyList_GetSlice(numbers, 400, 1000));
    long i, size = 0;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *left = bench_want(PySet_New(half));
        PyObject *right = bench_want(PySet_New(rest));

        size = set_size(PyNumber_And(left, right));
        size += set_size(PyNumber_Or(left, right));
        size += set_size(PyNumber_Subtract(left, right));
        size += set_size(PyNumber_Xor(left, right));
        Py_DECREF(right);
        Py_DECREF(left);
    }
    bench_end();
    work_expect("set algebra", size, 200 + 1000 + 400 + 800);
    Py_DECREF(rest);
    Py_DECREF(half);
    Py_DECREF(numbers);
}

/* {value: key for key, value in table.items()}, and merged with the first */
static void
dict_turned(long count)
{
    PyObject *names = bench_names(400), *table = bench_want(PyDict_New());
    long i, k, size = 0;

    for (k = 0; k < 400; k++) {
        PyObject *number = bench_want(PyLong_FromLong(k * 1000));

        bench_done(PyDict_SetItem(table, PyList_GET_ITEM(names, k), number));
        Py_DECREF(number);
    }
    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *turned = bench_want(PyDict_New()), *item;
        PyObject *items = bench_want(PyMapping_Items(table));
        PyObject *it = bench_want(PyObject_GetIter(items));

        while ((item = PyIter_Next(it)) != NULL) {
            bench_done(PyObject_SetItem(turned, PyTuple_GET_ITEM(item, 1),
                                        PyTuple_GET_ITEM(item, 0)));
            Py_DECREF(item);
        }
        bench_done(PyDict_Update(turned, table));
        size = (long)PyDict_GET_SIZE(turned);
        Py_DECREF(it);
        Py_DECREF(items);
        Py_DECREF(turned);
    }
    bench_end();
    work_expect("dict turned", size, 800);
    Py_DECREF(table);
    Py_DECREF(names);
}

const struct row work_table_rows[] = {
    {"graph walk", graph_walk, 60, 3, 0},
    {"ways", ways, 100, 3, 0},
    {"groups", groups, 100, 3, 0},
    {"set algebra", set_algebra, 300, 3, 0},
    {"dict turned", dict_turned, 300, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
