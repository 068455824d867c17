#include "heapbook/check.h"

#include <stdio.h>
#include <string.h>

PyObject *bus_passengers(PyObject *bus);

static PyObject *
new_bus(const char *people)
{
    PyObject *bus = hb_new(hb_class("Bus", NULL, NULL, NULL));

    if (people != NULL) {
        hb_set(bus, "_passengers", hb_lit(people));
    }
    slot("bus", bus);
    return bus;
}

TEST(shows, .points = 2,
     .claim = "the passengers are shown as a tuple",
     .hint = "make a tuple of the list that the attribute "
             "holds")
{
    const char *people = drawn_list("people", 2, 6, 1, 99);

    result("shown", bus_passengers(new_bus(people)));
}

static const char *
as_tuple(const char *list)
{
    static char display[64];

    snprintf(display, sizeof(display), "(%s", list + 1);
    display[strlen(display) - 1] = ')';
    return display;
}

JUDGE(shows)
{
    const char *people = drawn_list("people", 2, 6, 1, 99);

    want_value("shown", as_tuple(people));
    want_value("bus._passengers", people);
}

TEST(same_people, .points = 1, .needs = "shows",
     .claim = "they are the same people",
     .hint = "the tuple holds the people themselves, no "
             "copies")
{
    result("shown",
           bus_passengers(new_bus("[['Ann'], ['Bo']]")));
}

JUDGE(same_people)
{
    want_same("shown[0]", "bus._passengers[0]");
    want_same("shown[1]", "bus._passengers[1]");
}

TEST(balanced, .points = 2, .needs = "shows",
     .claim =
         "the list keeps one owner, and nothing is left over",
     .hint = "after the tuple is made, is there a "
             "reference that you still own?")
{
    result("shown", bus_passengers(new_bus("['Ann', 'Bo']")));
}

JUDGE(balanced)
{
    want_refcount("bus._passengers", 1);
    want_refcount("shown", 1);
    want_no_leak();
}

TEST(no_list, .points = 1,
     .claim = "a bus without a list is an error",
     .hint = "when the attribute cannot be had, the "
             "exception is set already: return NULL")
{
    result("shown", bus_passengers(new_bus(NULL)));
}

JUDGE(no_list)
{
    want_raised("shown", "AttributeError", NULL);
}
