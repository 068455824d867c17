#include "heapbook/check.h"

int trim(PyObject *list);

/* A list of n elements that was grown by append, then trimmed;
   the first of them is a list, the others are ints. */
static void
trimmed(int n)
{
    PyObject *list = hb_keep(PyList_New(0));
    PyObject *first = hb_lit("[1000]");

    for (int i = 0; i < n; i++) {
        hb_call(list, "append", i ? hb_int(1000 + i) : first);
    }
    slot("list", list);
    slot("first", first);
    result_int("status", trim(list));
}

TEST(same_elements, .points = 2,
     .claim = "the elements are still there",
     .hint = "look at what keeps the elements alive while "
             "the list is empty")
{
    trimmed(5);
}

JUDGE(same_elements)
{
    want_int("status", 0);
    want_value("list", "[[1000], 1001, 1002, 1003, 1004]");
    want_same("list[0]", "first");
}

TEST(little_room, .points = 4, .needs = "same_elements",
     .claim = "at most three slots are unused",
     .hint = "when is the memory given back? empty the "
             "list between, then fill it in one go")
{
    trimmed(17);
}

JUDGE(little_room)
{
    want_allocated("list", 20);
}

TEST(empty, .points = 1,
     .claim = "an empty list has no room, and a tuple is "
              "refused",
     .hint = "0 is a length like others: return 0; of what "
             "is not a list PyList_Size says -1: so do you")
{
    trimmed(0);
    result_int("a tuple", trim(hb_lit("()")));
}

JUDGE(empty)
{
    want_int("status", 0);
    want_allocated("list", 0);
    want_raised("a tuple", "SystemError", NULL);
}

TEST(counts, .points = 2, .needs = "same_elements",
     .claim = "each element has one reference, and nothing is "
              "left over",
     .hint = "the slice is a list of yours; give it back "
             "when the elements are in their place")
{
    trimmed(9);
}

JUDGE(counts)
{
    want_refcount("list[0]", 1);
    want_refcount("list[8]", 1);
    want_no_leak();
}
