#include "heapbook/check.h"

#include <stdio.h>

Py_ssize_t offset_of_slot(PyObject *cls, const char *name);

TEST(first, .points = 1, .claim = "the first slot",
     .hint = "get the attribute of the class itself: it is "
             "the descriptor")
{
    PyObject *P = hb_class("P", NULL, "('x', 'y')", NULL);

    result_int("x", offset_of_slot(P, "x"));
}

JUDGE(first)
{
    want_int("x", 16);
}

/* As many slots as are drawn, then m. */
static const char *
slots(void)
{
    static char display[48];
    long long n = drawn_int("before", 1, 5);
    int len = sprintf(display, "(");

    for (long long i = 0; i < n; i++) {
        len += sprintf(display + len, "'%c', ", 'a' + (char)i);
    }
    sprintf(display + len, "'m')");
    return display;
}

TEST(others, .points = 2, .needs = "first",
     .claim = "the others, inherited ones too",
     .hint = "let the lookup find the class that has the "
             "slot")
{
    PyObject *P = hb_class("P", NULL, "('x', 'y')", NULL);
    PyObject *Q = hb_class("Q", P, "('z',)", NULL);
    PyObject *R = hb_class("R", NULL, slots(), NULL);

    result_int("m", offset_of_slot(R, "m"));
    result_int("y", offset_of_slot(P, "y"));
    result_int("z", offset_of_slot(Q, "z"));
    result_int("inherited", offset_of_slot(Q, "x"));
}

JUDGE(others)
{
    want_int("m", 16 + 8 * drawn_int("before", 1, 5));
    want_int("y", 24);
    want_int("z", 32);
    want_int("inherited", 16);
}

TEST(balanced, .points = 1, .needs = "first",
     .claim = "the descriptor is given back",
     .hint = "the descriptor came as a new reference; read "
             "the offset first, then give it back")
{
    PyObject *P = hb_class("P", NULL, "('x',)", NULL);
    PyObject *before = hb_get(P, "x");
    Py_ssize_t count = Py_REFCNT(before);

    result_int("x", offset_of_slot(P, "x"));
    result_int("more", Py_REFCNT(before) - count);
}

JUDGE(balanced)
{
    want_int("more", 0);
    want_no_leak();
}

TEST(missing, .points = 1,
     .claim = "a missing attribute is an error",
     .hint = "the lookup has set the exception: return -1")
{
    PyObject *P = hb_class("P", NULL, "('x',)", NULL);

    result_int("z", offset_of_slot(P, "z"));
}

JUDGE(missing)
{
    want_raised("z", "AttributeError", NULL);
}

TEST(not_a_slot, .points = 2,
     .claim = "an attribute that is no slot is an error",
     .hint = "look at the type of what you found before "
             "you read its struct")
{
    PyObject *P = hb_class("P", NULL, NULL, NULL);

    hb_set(P, "limit", hb_int(5));
    result_int("limit", offset_of_slot(P, "limit"));
}

JUDGE(not_a_slot)
{
    want_raised("limit", "TypeError", NULL);
}
