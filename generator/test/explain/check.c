#include "heapbook/check.h"
PyObject *first(PyObject *list);
TEST(it, .points = 2, .claim = "it is right")
{
    PyObject *list = hb_lit("[[1], 2]");

    slot("list", list);
    result("first", first(list));
}
JUDGE(it)
{
    want_value("first", "[1]");
    want_refcount("first", 2);
    want_no_leak();
    want_output("");
}
