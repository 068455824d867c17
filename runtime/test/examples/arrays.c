/* arrays.c -- array.array: thirteen types, growth, buffers, errors. */
#include "calls.h"

static const struct row rows[] = {
    {"array.array", "", NULL},
    {"array.array", "1", NULL},
    {"array.array", "'x'", NULL},
    {"array.array", "'ii'", NULL},
    {"array.array", "'i', 'a'", NULL},
    {"array.array", "'u', 'abc'", NULL},
    {"array.array", "'i', [1.5]", NULL},
    {"array.array", "'i', ['a']", NULL},
    {"array.array", "'b', [200]", NULL},
    {"array.array", "'b', [-200]", NULL},
    {"array.array", "'B', [256]", NULL},
    {"array.array", "'B', [-1]", NULL},
    {"array.array", "'h', [40000]", NULL},
    {"array.array", "'H', [70000]", NULL},
    {"array.array", "'H', [-1]", NULL},
    {"array.array", "'i', [1099511627776]", NULL},
    {"array.array", "'I', [1099511627776]", NULL},
    {"array.array", "'I', [-1]", NULL},
    {"array.array", "'l', [1180591620717411303424]", NULL},
    {"array.array", "'L', [1180591620717411303424]", NULL},
    {"array.array", "'q', [1180591620717411303424]", NULL},
    {"array.array", "'Q', [-1]", NULL},
    {"array.array", "'f', ['a']", NULL},
    {"array.array", "'f', [0.1, 2]", NULL},
    {"array.array", "'d', [0.1, 2]", NULL},
    {"array.array", "'u', [1]", NULL},
    {"array.array", "'i', 5", NULL},
    {"array.array", "'i', b'abc'", NULL},
    {"array.array", "'i', b'abcd'", NULL},
    {"array.array", "'i'", "{'nope': 1}"},
};

/* A method of a fresh array('i', [1, 2, 3]). */
static const struct row methods[] = {
    {"append", "4", NULL},
    {"append", "'a'", NULL},
    {"extend", "[4, 5]", NULL},
    {"extend", "[4, 'x']", NULL},
    {"extend", "5", NULL},
    {"insert", "1, 9", NULL},
    {"insert", "-1, 9", NULL},
    {"insert", "99, 9", NULL},
    {"insert", "1", NULL},
    {"pop", "", NULL},
    {"pop", "0", NULL},
    {"pop", "7", NULL},
    {"remove", "2", NULL},
    {"remove", "9", NULL},
    {"index", "3", NULL},
    {"index", "3, 0, 2", NULL},
    {"count", "2", NULL},
    {"reverse", "", NULL},
    {"byteswap", "", NULL},
    {"tolist", "", NULL},
    {"tobytes", "", NULL},
    {"tounicode", "", NULL},
    {"fromlist", "[7, 8]", NULL},
    {"fromlist", "[7, 'x']", NULL},
    {"fromlist", "7", NULL},
    {"frombytes", "b'\\x01\\x00\\x00\\x00'", NULL},
    {"frombytes", "b'abc'", NULL},
    {"fromunicode", "'x'", NULL},
    {"__getitem__", "1", NULL},
    {"__getitem__", "-1", NULL},
    {"__getitem__", "3", NULL},
    {"__getitem__", "'x'", NULL},
    {"__setitem__", "1, 7", NULL},
    {"__setitem__", "5, 7", NULL},
    {"__delitem__", "0", NULL},
    {"__mul__", "2", NULL},
    {"__mul__", "-1", NULL},
    {"__imul__", "3", NULL},
    {"__add__", "[1]", NULL},
    {"__iadd__", "[1]", NULL},
    {"__contains__", "2", NULL},
    {"__sizeof__", "", NULL},
    {"__reduce_ex__", "2", NULL},
    {"__copy__", "", NULL},
};

static PyObject *
fresh(void)
{
    return hb_new(hb_import("array", "array"), hb_str("i"),
                  hb_lit("[1, 2, 3]"));
}

static void
call_method(const struct row *row)
{
    PyObject *array = fresh();

    printf("%s(%s) -> ", row->callable, row->args);
    show_result(PyObject_Call(hb_get(array, row->callable),
                              arguments(row->args), NULL));
    hb_say("    %R", array);
}

static void
slices(void)
{
    static const int steps[] = {1, 2, -1, 3};

    for (size_t i = 0; i < 4; i++) {
        for (int low = -4; low <= 4; low += 2) {
            PyObject *array = fresh(), *whole = fresh();
            PyObject *slice =
                hb_keep(PySlice_New(hb_int(low), Py_None, hb_int(steps[i])));

            hb_say("%R %R", slice, hb_keep(PyObject_GetItem(array, slice)));
            hb_ok(PyObject_DelItem(array, slice));
            hb_say("    %R", array);
            hb_raises(PyObject_SetItem(whole, slice, fresh()));
            hb_say("    %R", whole);
        }
    }
}

static void
growth(void)
{
    PyObject *array = hb_new(hb_import("array", "array"), hb_str("h"));
    Py_ssize_t last = -1;

    for (int i = 0; i < 70; i++) {
        if (hb_sizeof(array) != last) {
            last = hb_sizeof(array);
            hb_say("length %d: %zd bytes", i, last);
        }
        hb_call(array, "append", hb_int(i));
    }
    while (PyObject_Size(array) > 0) {
        hb_call(array, "pop");
        if (hb_sizeof(array) != last) {
            last = hb_sizeof(array);
            hb_say("down to %zd: %zd bytes", PyObject_Size(array), last);
        }
    }
}

static void
exports(void)
{
    PyObject *array = fresh();
    PyObject *view = hb_keep(PyMemoryView_FromObject(array));

    hb_say("%R %R", hb_get(view, "format"), hb_get(view, "nbytes"));
    hb_put(view, 0, hb_int(100));
    hb_show(array);
    hb_raises(hb_try_call(array, "append", hb_int(1)));
    hb_raises(hb_try_call(array, "pop"));
    hb_raises(hb_try_put(array, 0, NULL));
    hb_put(array, 1, hb_int(200));
    hb_call(view, "release");
    hb_call(array, "append", hb_int(1));
    hb_show(array);
}

static void
copies(void)
{
    PyObject *array = fresh();
    PyObject *deep = hb_new(hb_import("copy", "deepcopy"), array);

    hb_call(array, "append", hb_int(4));
    hb_show(deep);
    hb_show(hb_bool(PyObject_RichCompareBool(array, deep, Py_GT)));
    PyObject *doubles = hb_new(hb_import("array", "array"), hb_str("d"), deep);
    hb_show(doubles);
    hb_show(hb_bool(PyObject_RichCompareBool(doubles, deep, Py_EQ)));
    hb_raises(PyNumber_Add(doubles, deep));
    hb_raises((PyObject_Hash(array), NULL));
}

HB_EXAMPLE
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        make_call(&rows[i]);
    }
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        call_method(&methods[i]);
    }
    slices();
    growth();
    exports();
    copies();
}
