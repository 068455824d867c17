/* What attacks on counted() are graded against. */
#include "heapbook/check.h"

#include <stdio.h>
#include <string.h>

PyObject *twice(PyObject *list);

TEST(value, .points = 2, .claim = "all elements, twice")
{
    result("twice", twice(hb_lit("[1, 2, 3]")));
}

JUDGE(value)
{
    want_value("twice", "[1, 2, 3, 1, 2, 3]");
}

/* The elements of the drawn list, twice. */
static const char *
drawn_twice(void)
{
    static char display[400];
    const char *list = drawn_list("list", 20, 30, 0, 9);

    snprintf(display, sizeof(display), "%.*s, %s", (int)strlen(list) - 1, list,
             list + 1);
    return display;
}

TEST(room, .points = 4, .needs = "value",
     .claim = "memory is asked for once for the list, once for its slots")
{
    PyObject *list = hb_lit(drawn_list("list", 20, 30, 0, 9));

    counted("call")
    {
        result("twice", twice(list));
    }
    for (int i = 0; i < 5000; i++) {
        hb_int(i); /* time passes, and an alarm could use it */
    }
}

JUDGE(room)
{
    want_value("twice", drawn_twice());
    want_at_most("call.allocations", 2);
    want_int("call.resizes", 0);
    want_int("call.frees", 0);
}

TEST(most, .points = 4, .needs = "value",
     .claim = "no more than the list is in use at a time")
{
    PyObject *list = hb_lit(drawn_list("list", 20, 30, 0, 9));

    result_int("n", PyList_Size(list));
    counted("call")
    {
        result("twice", twice(list));
    }
    for (int i = 0; i < 5000; i++) {
        hb_int(i);
    }
}

JUDGE(most)
{
    want_value("twice", drawn_twice());
    want_at_most("call.peak", 16 * number_of("n") + 80);
}
