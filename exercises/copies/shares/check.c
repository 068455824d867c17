#include "heapbook/check.h"

Py_ssize_t shares(PyObject *a, PyObject *b);

TEST(counts, .points = 2, .claim = "shared rows are counted",
     .hint = "walk over the slots of a, and look for each "
             "of them in b")
{
    PyObject *a = hb_lit("[[1], [2], [3], [4], [5], [6]]");
    PyObject *b = hb_lit("[]");

    for (int i = drawn_int("shared", 2, 5); i > 0; i--) {
        hb_call(b, "append", hb_at(a, i - 1));
    }
    result_int("count", shares(a, b));
    result_int("empty a", shares(hb_lit("[]"), b));
    result_int("empty b", shares(a, hb_lit("[]")));
}

JUDGE(counts)
{
    want_int("count", drawn_int("shared", 2, 5));
    want_int("empty a", 0);
    want_int("empty b", 0);
}

TEST(identity, .points = 2,
     .claim = "equal elements are not shared ones",
     .hint = "ask whether it is the same object, not "
             "whether it is equal")
{
    PyObject *a = hb_lit("[[0], [0]]");
    PyObject *b = hb_lit("[[0]]");

    result_int("count", shares(a, b));
}

JUDGE(identity)
{
    want_int("count", 0);
}

TEST(slots_of_a, .points = 2, .needs = "counts",
     .claim =
         "each slot of a counts once, however often b has it",
     .hint = "leave the inner loop as soon as the slot is "
             "found")
{
    PyObject *row = hb_lit("[0]");
    PyObject *a = hb_keep(Py_BuildValue("[O[]O]", row, row));
    PyObject *b = hb_lit("[]");

    for (int i = drawn_int("times", 2, 5); i > 0; i--) {
        hb_call(b, "append", row);
    }
    result_int("count", shares(a, b));
}

JUDGE(slots_of_a)
{
    want_int("count", 2);
}

TEST(counts_unchanged, .points = 1, .needs = "slots_of_a",
     .claim = "no reference is taken or given back",
     .hint = "look at who owns what PyList_GetItem returns")
{
    PyObject *row = hb_lit("[0]");
    PyObject *a = hb_keep(Py_BuildValue("[OO]", row, row));

    slot("a", a);
    slot("row", row);
    result_int("count", shares(a, a));
}

JUDGE(counts_unchanged)
{
    want_int("count", 2);
    want_refcount("row", 2);
    want_no_leak();
}

TEST(not_a_list, .points = 1,
     .claim = "what is not a list is refused",
     .hint = "PyList_Size says -1 and sets the exception; "
             "hand both on")
{
    result_int("count", shares(hb_lit("[]"), hb_lit("()")));
}

JUDGE(not_a_list)
{
    want_int("count", -1);
    want_raised("count", "SystemError", NULL);
}
