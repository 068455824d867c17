/* bench_text.c -- str. */
#include "bench.h"

static void
str_concat(long count)
{
    PyObject *left = bench_want(PyUnicode_FromString("twenty characters ab"));
    PyObject *right = bench_want(PyUnicode_FromString("and twelve.."));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyUnicode_Concat(left, right)));
    }
    bench_end();
    Py_DECREF(left);
    Py_DECREF(right);
}

/* One string grows to a thousand pieces, in place where that can be. */
static void
str_append(long count)
{
    PyObject *piece = bench_want(PyUnicode_FromString("piece,"));
    PyObject *text = NULL;
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        if (i % 1000 == 0) {
            Py_XSETREF(text, bench_want(PyUnicode_FromString("a")));
        }
        PyUnicode_Append(&text, piece);
        bench_want(text);
    }
    bench_end();
    Py_XDECREF(text);
    Py_DECREF(piece);
}

static void
str_join(long count)
{
    PyObject *names = bench_names(100);
    PyObject *comma = bench_want(PyUnicode_FromString(", "));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyUnicode_Join(comma, names)));
    }
    bench_end();
    Py_DECREF(comma);
    Py_DECREF(names);
}

static void
str_intern(long count)
{
    PyObject *kept = bench_names(100);
    static const char *const texts[] = {"name_3", "name_14", "name_15",
                                        "name_92"};
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyUnicode_InternFromString(texts[i % 4])));
    }
    bench_end();
    Py_DECREF(kept);
}

static void
str_from_text(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyUnicode_FromString("a text, not so long")));
    }
    bench_end();
}

static void
str_decode(long count)
{
    static const char text[] = "Gr\xc3\xbc\xc3\x9f"
                               "e aus K\xc3\xb6ln \xe2\x82"
                               "\xac";
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(
            PyUnicode_DecodeUTF8(text, sizeof(text) - 1, "strict")));
    }
    bench_end();
}

static void
str_find(long count)
{
    PyObject *names = bench_names(100);
    PyObject *empty = bench_want(PyUnicode_FromString(""));
    PyObject *text = bench_want(PyUnicode_Join(empty, names));
    PyObject *wanted = bench_want(PyUnicode_FromString("_99"));
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done((int)PyUnicode_Find(text, wanted, 0, length, 1));
    }
    bench_end();
    Py_DECREF(names);
    Py_DECREF(empty);
    Py_DECREF(text);
    Py_DECREF(wanted);
}

static void
str_split(long count)
{
    PyObject *text = bench_want(
        PyUnicode_FromString("one two three four five six seven eight"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyUnicode_Split(text, NULL, -1)));
    }
    bench_end();
    Py_DECREF(text);
}

static void
str_format(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(
            PyUnicode_FromFormat("%s has %zd items", "list", (Py_ssize_t)i)));
    }
    bench_end();
}

static void
str_compare(long count)
{
    PyObject *left = bench_want(PyUnicode_FromString("the same beginning a"));
    PyObject *right = bench_want(PyUnicode_FromString("the same beginning b"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyObject_RichCompareBool(left, right, Py_EQ));
    }
    bench_end();
    Py_DECREF(left);
    Py_DECREF(right);
}

static void
str_hash(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *text = bench_want(PyUnicode_FromStringAndSize(
            "0123456789012345678901234567890123456789", 40 - i % 8));

        bench_done(PyObject_Hash(text) == -1 ? -1 : 0);
        Py_DECREF(text);
    }
    bench_end();
}

const struct row text_rows[] = {
    {"str concat", str_concat, 1000000, 3, 0},
    {"str append", str_append, 500000, 3, 0},
    {"str join", str_join, 20000, 3, 0},
    {"str intern", str_intern, 500000, 3, 0},
    {"str from text", str_from_text, 1000000, 3, 0},
    {"str decode", str_decode, 500000, 3, 0},
    {"str find", str_find, 100000, 3, 0},
    {"str split", str_split, 100000, 3, 0},
    {"str format", str_format, 300000, 3, 0},
    {"str compare", str_compare, 2000000, 3, 0},
    {"str hash", str_hash, 500000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
