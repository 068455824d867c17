/* What attacks on starved() are graded against. */
#include "heapbook/check.h"

PyObject *pair(PyObject *object);

TEST(value, .points = 2, .claim = "a list of a list and the object")
{
    PyObject *object = hb_lit("1000");

    result("pair", pair(object));
}

JUDGE(value)
{
    want_value("pair", "[[1000], 1000]");
}

TEST(scarce, .points = 8, .claim = "and MemoryError when there is none")
{
    PyObject *object = hb_lit("1000");

    slot("object", object);
    starved("pair", pair(object));
}

JUDGE(scarce)
{
    want_value("pair", "[[1000], 1000]");
    want_memory_errors("pair");
    want_no_leak();
}
