/* bench_containers.c -- list, tuple, dict, set. */
#include "bench.h"

/* ---- list --------------------------------------------------------------- */

static void
list_append(long count)
{
    PyObject *list = bench_want(PyList_New(0));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyList_Append(list, Py_True));
    }
    bench_end();
    Py_DECREF(list);
}

static void
list_pop(long count)
{
    PyObject *list = bench_ints(count);
    PyObject *name = bench_want(PyUnicode_InternFromString("pop"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallMethodNoArgs(list, name)));
    }
    bench_end();
    Py_DECREF(name);
    Py_DECREF(list);
}

static void
list_getitem(long count)
{
    PyObject *list = bench_ints(1000), *index;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        index = bench_want(PyLong_FromLong(i % 256));
        Py_DECREF(bench_want(PyObject_GetItem(list, index)));
        Py_DECREF(index);
    }
    bench_end();
    Py_DECREF(list);
}

static void
list_setitem(long count)
{
    PyObject *list = bench_ints(1000);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PySequence_SetItem(list, i % 1000, Py_None));
    }
    bench_end();
    Py_DECREF(list);
}

static void
list_slice(long count)
{
    PyObject *list = bench_ints(1000);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PySequence_GetSlice(list, i % 900, 1000)));
    }
    bench_end();
    Py_DECREF(list);
}

static void
list_find(long count)
{
    PyObject *list = bench_ints(1000);
    PyObject *last = PyList_GET_ITEM(list, 999);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PySequence_Index(list, last) == 999 ? 0 : -1);
    }
    bench_end();
    Py_DECREF(list);
}

static void
list_iterate(long count)
{
    PyObject *list = bench_ints(count), *it, *item;

    bench_begin();
    it = bench_want(PyObject_GetIter(list));
    while ((item = PyIter_Next(it)) != NULL) {
        Py_DECREF(item);
    }
    bench_end();
    Py_DECREF(it);
    Py_DECREF(list);
}

static void
list_sort(long count)
{
    PyObject *list = bench_want(PyList_New(count));
    long i;

    for (i = 0; i < count; i++) {
        PyList_SET_ITEM(
            list, i, bench_want(PyLong_FromLong((long)bench_random(1 << 30))));
    }
    bench_begin();
    bench_done(PyList_Sort(list));
    bench_end();
    Py_DECREF(list);
}

static void
list_sort_str(long count)
{
    PyObject *list = bench_names(count);
    long i;

    for (i = count - 1; i > 0; i--) {
        long other = (long)bench_random((unsigned long)i + 1);
        PyObject *item = PyList_GET_ITEM(list, i);

        PyList_SET_ITEM(list, i, PyList_GET_ITEM(list, other));
        PyList_SET_ITEM(list, other, item);
    }
    bench_begin();
    bench_done(PyList_Sort(list));
    bench_end();
    Py_DECREF(list);
}

static void
tuple_pack(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyTuple_Pack(3, Py_None, Py_True, Py_False)));
    }
    bench_end();
}

/* ---- dict --------------------------------------------------------------- */

static void
set_keys(PyObject *keys, long count)
{
    PyObject *dict = NULL;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        long at = i % PyList_GET_SIZE(keys);

        if (at == 0) {
            Py_XDECREF(dict);
            dict = bench_want(PyDict_New());
        }
        bench_done(PyDict_SetItem(dict, PyList_GET_ITEM(keys, at), Py_None));
    }
    Py_XDECREF(dict);
    bench_end();
    Py_DECREF(keys);
}

static void
get_keys(PyObject *keys, long count)
{
    PyObject *dict = bench_want(PyDict_New());
    long i;

    for (i = 0; i < PyList_GET_SIZE(keys); i++) {
        bench_done(PyDict_SetItem(dict, PyList_GET_ITEM(keys, i), Py_None));
    }
    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *key = PyList_GET_ITEM(keys, i % PyList_GET_SIZE(keys));

        bench_want(PyDict_GetItemWithError(dict, key));
    }
    bench_end();
    Py_DECREF(dict);
    Py_DECREF(keys);
}

static void
dict_set_str(long count)
{
    set_keys(bench_names(1000), count);
}

static void
dict_set_int(long count)
{
    set_keys(bench_ints(1000), count);
}

static void
dict_get_str(long count)
{
    get_keys(bench_names(1000), count);
}

static void
dict_get_int(long count)
{
    get_keys(bench_ints(1000), count);
}

static void
dict_subscript(long count)
{
    PyObject *keys = bench_names(100), *dict = bench_want(PyDict_New());
    long i;

    for (i = 0; i < 100; i++) {
        bench_done(PyDict_SetItem(dict, PyList_GET_ITEM(keys, i), Py_None));
    }
    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *key = PyList_GET_ITEM(keys, i % 100);

        Py_DECREF(bench_want(PyObject_GetItem(dict, key)));
    }
    bench_end();
    Py_DECREF(dict);
    Py_DECREF(keys);
}

static void
dict_delete(long count)
{
    PyObject *keys = bench_ints(count), *dict = bench_want(PyDict_New());
    long i;

    for (i = 0; i < count; i++) {
        bench_done(PyDict_SetItem(dict, PyList_GET_ITEM(keys, i), Py_None));
    }
    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyDict_DelItem(dict, PyList_GET_ITEM(keys, i)));
    }
    bench_end();
    Py_DECREF(dict);
    Py_DECREF(keys);
}

static void
dict_next(long count)
{
    PyObject *keys = bench_ints(count), *dict = bench_want(PyDict_New());
    PyObject *key, *value;
    Py_ssize_t position = 0;
    long i;

    for (i = 0; i < count; i++) {
        bench_done(PyDict_SetItem(dict, PyList_GET_ITEM(keys, i), Py_None));
    }
    bench_begin();
    while (PyDict_Next(dict, &position, &key, &value)) {
        Py_INCREF(key);
        Py_DECREF(key);
    }
    bench_end();
    Py_DECREF(dict);
    Py_DECREF(keys);
}

/* ---- set ---------------------------------------------------------------- */

static void
set_add(long count)
{
    PyObject *keys = bench_ints(1000), *set = NULL;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        if (i % 1000 == 0) {
            Py_XDECREF(set);
            set = bench_want(PySet_New(NULL));
        }
        bench_done(PySet_Add(set, PyList_GET_ITEM(keys, i % 1000)));
    }
    Py_XDECREF(set);
    bench_end();
    Py_DECREF(keys);
}

static void
set_contains(long count)
{
    PyObject *keys = bench_names(1000);
    PyObject *set = bench_want(PySet_New(keys));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PySet_Contains(set, PyList_GET_ITEM(keys, i % 1000)) - 1);
    }
    bench_end();
    Py_DECREF(set);
    Py_DECREF(keys);
}

const struct row container_rows[] = {
    {"list append", list_append, 2000000, 3, 0},
    {"list pop", list_pop, 1000000, 3, 0},
    {"list index", list_getitem, 2000000, 3, 0},
    {"list set item", list_setitem, 2000000, 3, 0},
    {"list slice", list_slice, 20000, 3, 0},
    {"list find", list_find, 2000, 3, 0},
    {"list iterate", list_iterate, 2000000, 3, 0},
    {"list sort of ints", list_sort, 1000000, 1, 0},
    {"list sort of strs", list_sort_str, 100000, 1, 0},
    {"tuple pack", tuple_pack, 1000000, 3, 0},
    {"dict set, str", dict_set_str, 1000000, 3, 0},
    {"dict set, int", dict_set_int, 1000000, 3, 0},
    {"dict get, str", dict_get_str, 2000000, 3, 0},
    {"dict get, int", dict_get_int, 2000000, 3, 0},
    {"dict subscript", dict_subscript, 2000000, 3, 0},
    {"dict delete", dict_delete, 500000, 3, 0},
    {"dict iterate", dict_next, 500000, 3, 0},
    {"set add", set_add, 1000000, 3, 0},
    {"set contains", set_contains, 2000000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
