#include "heapbook/check.h"

PyObject *squares(Py_ssize_t n);

TEST(values, .points = 3, .claim = "the squares, in order")
{
    result("list", squares(5));
}

JUDGE(values)
{
    want_value("list", "[0, 1, 4, 9, 16]");
}

TEST(exact, .points = 3, .needs = "values",
     .claim = "there is no spare slot")
{
    result("list", squares(21));
}

JUDGE(exact)
{
    want_allocated("list", 21);
}

TEST(none, .points = 1, .claim = "no numbers, no slots")
{
    result("list", squares(0));
}

JUDGE(none)
{
    want_value("list", "[]");
    want_allocated("list", 0);
}

TEST(owned, .points = 2, .needs = "values",
     .claim = "each int belongs to the list alone")
{
    result("list", squares(40));
}

JUDGE(owned)
{
    want_refcount("list", 1);
    want_refcount("list[30]", 1);
    want_refcount("list[39]", 1);
    want_no_leak();
}
