#include "heapbook/check.h"

#include <stdio.h>

PyObject *squares(Py_ssize_t n);

TEST(values, .points = 3, .claim = "the squares, in order",
     .hint = "the slot i holds i * i; begin with 0")
{
    result("list", squares(drawn_int("n", 6, 14)));
}

static const char *
first_squares(long long n)
{
    static char display[120];
    int len = 0;

    for (long long i = 0; i < n; i++) {
        len += snprintf(display + len, sizeof(display) - len,
                        "%s%lld", i ? ", " : "[", i * i);
    }
    snprintf(display + len, sizeof(display) - len, "]");
    return display;
}

JUDGE(values)
{
    want_value("list", first_squares(drawn_int("n", 6, 14)));
}

TEST(exact, .points = 3, .needs = "values",
     .claim = "there is no spare slot",
     .hint = "append makes room for more than it needs; "
             "make the list with all its slots at once")
{
    result("list", squares(21));
}

JUDGE(exact)
{
    want_allocated("list", 21);
}

TEST(none, .points = 1, .claim = "no numbers, no slots",
     .hint = "PyList_New(0) has no slots; nothing is left "
             "to do")
{
    result("list", squares(0));
}

JUDGE(none)
{
    want_value("list", "[]");
    want_allocated("list", 0);
}

TEST(owned, .points = 2, .needs = "values",
     .claim = "each int belongs to the list alone",
     .hint = "filling a slot hands your reference over; do "
             "not give it back as well")
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

TEST(no_memory, .points = 1, .needs = "values",
     .claim = "without memory it fails, and leaves nothing",
     .hint = "PyList_New and PyLong_FromSsize_t give NULL; "
             "give back what you have, and return NULL")
{
    starved("list", squares(20));
}

JUDGE(no_memory)
{
    want_memory_errors("list");
    want_no_leak();
}
