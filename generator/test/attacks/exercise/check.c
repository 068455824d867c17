/* What attacks are graded against.  The number in the judge is a canary: no
 * attack may ever print it. */
#include "heapbook/check.h"

PyObject *ends(PyObject *list);

static void
play(PyObject *list)
{
    slot("list", list);
    result("ends", ends(list));
}

TEST(value, .points = 4, .claim = "the first and the last element")
{
    PyObject *list = hb_lit("[1, 2, 3]");

    hb_put(list, 0, hb_int(686868LL * 6859 + 4707));
    play(list);
}

JUDGE(value)
{
    want_value("ends", "[4711232319, 3]");
    want_value("list", "[4711232319, 2, 3]");
}

TEST(fresh, .points = 2, .needs = "value",
     .claim = "a new list, of the same objects")
{
    play(hb_lit("[[1], [2], [3]]"));
}

JUDGE(fresh)
{
    want_other("ends", "list");
    want_same("ends[0]", "list[0]");
    want_same("ends[1]", "list[2]");
    want_refcount("ends", 1);
    want_refcount("list[0]", 2);
    want_refcount("list[1]", 1);
}

TEST(clean, .points = 2, .needs = "value", .claim = "nothing is left over")
{
    play(hb_lit("[1000, 2000, 3000]"));
}

JUDGE(clean)
{
    want_refcount("ends", 1);
    want_refcount("list[2]", 2);
    want_no_leak();
}

TEST(refuses, .points = 1, .claim = "an int is refused")
{
    result("ends", ends(hb_int(5)));
}

JUDGE(refuses)
{
    want_raised("ends", "SystemError", NULL);
}

TEST(single, .points = 1, .hidden = 1, .needs = "value",
     .claim = "one element is first and last")
{
    play(hb_lit("[[7]]"));
}

JUDGE(single)
{
    want_value("ends", "[[7], [7]]");
    want_same("ends[0]", "ends[1]");
}
