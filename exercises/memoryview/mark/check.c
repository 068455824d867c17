#include "heapbook/check.h"

#include <stdio.h>

int mark(PyObject *data, Py_ssize_t lo, Py_ssize_t hi);

/* A bytearray of n zeros. */
static PyObject *
zeros(Py_ssize_t n)
{
    PyObject *type = (PyObject *)&PyByteArray_Type;
    PyObject *data = hb_new(type, hb_int(n));

    slot("data", data);
    return data;
}

TEST(marks, .points = 3,
     .claim = "the range is set, the rest is not",
     .hint = "hi is the first byte that is not set")
{
    Py_ssize_t lo = drawn_int("lo", 0, 3);

    result_int("status",
               mark(zeros(8), lo, drawn_int("hi", lo + 1, 7)));
}

/* Eight bytes, those from lo to hi - 1 set. */
static const char *
marked(long long lo, long long hi)
{
    static char display[60];
    int len = sprintf(display, "bytearray(b'");

    for (long long i = 0; i < 8; i++) {
        len += sprintf(display + len, "%s",
                       i < lo || i >= hi ? "\\x00" : "\\xff");
    }
    sprintf(display + len, "')");
    return display;
}

JUDGE(marks)
{
    long long lo = drawn_int("lo", 0, 3);

    want_int("status", 0);
    want_value("data", marked(lo, drawn_int("hi", lo + 1, 7)));
}

TEST(whole, .points = 1, .needs = "marks",
     .claim = "the whole buffer, and an empty range",
     .hint = "the last byte may be set, and lo may be "
             "equal to hi")
{
    PyObject *data = zeros(3);

    result_int("first", mark(data, 1, 1));
    result_int("second", mark(data, 0, 3));
}

JUDGE(whole)
{
    want_int("first", 0);
    want_int("second", 0);
    want_value("data", "bytearray(b'\\xff\\xff\\xff')");
}

TEST(unlocked, .points = 2, .needs = "marks",
     .claim = "the owner is not locked afterwards",
     .hint = "as long as one buffer is out, the bytearray "
             "cannot change its size; release it")
{
    result_int("status", mark(zeros(6), 2, 4));
}

JUDGE(unlocked)
{
    want_exports("data", 0);
    want_no_leak();
}

TEST(out_of_range, .points = 2,
     .claim = "a range outside is refused, and changes nothing",
     .hint = "compare lo and hi with 0, with each other "
             "and with view.len before you write; this way "
             "out releases the buffer, too")
{
    PyObject *data = zeros(4);

    result_int("high", mark(data, 2, 5));
    result_int("low", mark(data, -1, 2));
    result_int("crossed", mark(data, 3, 1));
}

JUDGE(out_of_range)
{
    want_raised("high", "ValueError", NULL);
    want_raised("low", "ValueError", NULL);
    want_raised("crossed", "ValueError", NULL);
    want_value("data", "bytearray(b'\\x00\\x00\\x00\\x00')");
    want_exports("data", 0);
}

TEST(read_only, .points = 2, .claim = "bytes are left alone",
     .hint = "ask for memory that may be written to, and "
             "hand the refusal on")
{
    PyObject *data = hb_lit("b'abc'");

    slot("data", data);
    result_int("status", mark(data, 0, 2));
}

JUDGE(read_only)
{
    want_raised("status", "BufferError", NULL);
    want_value("data", "b'abc'");
}
