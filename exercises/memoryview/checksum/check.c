#include "heapbook/check.h"

#include <stdio.h>
#include <stdlib.h>

PyObject *checksum(PyObject *exporter);

TEST(sums, .points = 2,
     .claim = "the bytes of bytes are summed",
     .hint = "get the buffer, add up view.len bytes at "
             "view.buf")
{
    PyObject *bytes = hb_lit(drawn_list("bytes", 2, 9, 1, 127));

    result("sum", checksum(hb_keep(PyBytes_FromObject(bytes))));
}

/* The sum of the numbers of a display, as a display. */
static const char *
sum_of(const char *list)
{
    static char display[24];
    long sum = 0;

    for (char *end; *list != ']'; list = end) {
        sum += strtol(list + 1, &end, 10);
    }
    snprintf(display, sizeof(display), "%ld", sum);
    return display;
}

JUDGE(sums)
{
    want_value("sum",
               sum_of(drawn_list("bytes", 2, 9, 1, 127)));
}

TEST(high_bytes, .points = 2, .needs = "sums",
     .claim = "bytes above 127 count as what they are",
     .hint = "say which type one byte has when you read it")
{
    result("sum", checksum(hb_lit("b'\\xff\\xfe'")));
}

JUDGE(high_bytes)
{
    want_value("sum", "509");
}

TEST(any_exporter, .points = 2, .needs = "sums",
     .claim = "a bytearray will do, and is free afterwards",
     .hint = "every buffer that was got must be released, "
             "on each way out")
{
    PyObject *data =
        hb_keep(PyByteArray_FromStringAndSize("\1\2\3", 3));

    PyObject *view = hb_keep(PyMemoryView_FromObject(data));

    slot("data", data);
    result("sum", checksum(data));
    result("part", checksum(hb_slice(view, 0, 2)));
    hb_call(view, "release");
}

JUDGE(any_exporter)
{
    want_value("sum", "6");
    want_value("part", "3");
    want_exports("data", 0);
    want_no_leak();
}

TEST(empty, .points = 1, .claim = "nothing sums to nothing",
     .hint = "view.len is 0: the sum is an int, too")
{
    result("sum", checksum(hb_lit("b''")));
}

JUDGE(empty)
{
    want_value("sum", "0");
}

TEST(refuses, .points = 1, .claim = "a str is refused",
     .hint = "when PyObject_GetBuffer fails it has said "
             "why: return NULL")
{
    result("sum", checksum(hb_lit("'AB'")));
}

JUDGE(refuses)
{
    want_raised("sum", "TypeError", NULL);
}
