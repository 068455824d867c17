#include "heapbook/check.h"

int bus_init(PyObject *bus, PyObject *passengers);

/* Makes a bus from the passengers, and shows what came of it.
 */
static PyObject *
new_bus(PyObject *passengers)
{
    PyObject *Bus = hb_class("Bus", NULL, NULL, NULL);
    PyObject *bus = hb_new(Bus);

    slot("bus", bus);
    result_int("status", bus_init(bus, passengers));
    return bus;
}

TEST(keeps, .points = 2, .claim = "the bus has the passengers",
     .hint = "set the attribute passengers, and return 0")
{
    new_bus(hb_lit(drawn_list("people", 2, 6, 1, 99)));
}

JUDGE(keeps)
{
    want_int("status", 0);
    want_value("bus.passengers",
               drawn_list("people", 2, 6, 1, 99));
}

TEST(own_list, .points = 2, .needs = "keeps",
     .claim = "the list is the bus's own",
     .hint = "what was passed is still the caller's; store "
             "a list that nobody else has")
{
    PyObject *team = hb_lit("['Ann', 'Bo']");

    slot("team", team);
    new_bus(team);
}

JUDGE(own_list)
{
    want_other("bus.passengers", "team");
    want_value("team", "['Ann', 'Bo']");
}

TEST(same_people, .points = 2, .needs = "keeps",
     .claim = "the people are the same objects",
     .hint = "copy the list only, not what is in it")
{
    PyObject *team = hb_lit("[['Ann'], ['Bo']]");

    slot("team", team);
    new_bus(team);
}

JUDGE(same_people)
{
    want_same("bus.passengers[0]", "team[0]");
    want_same("bus.passengers[1]", "team[1]");
}

TEST(none, .points = 1, .claim = "None means an empty bus",
     .hint = "test for None before you copy")
{
    new_bus(Py_None);
}

JUDGE(none)
{
    want_int("status", 0);
    want_value("bus.passengers", "[]");
}

TEST(empty, .points = 1,
     .claim = "an empty list is copied as well",
     .hint = "an empty list is not None; let both ways "
             "make a new list")
{
    PyObject *nobody = hb_lit("[]");

    slot("nobody", nobody);
    new_bus(nobody);
}

JUDGE(empty)
{
    want_value("bus.passengers", "[]");
    want_other("bus.passengers", "nobody");
}

TEST(any_iterable, .points = 1,
     .claim = "a tuple will do, an int will not",
     .hint = "choose the call that takes any iterable, and "
             "makes a list; return -1 when it fails")
{
    PyObject *Bus = hb_class("Bus", NULL, NULL, NULL);

    new_bus(hb_lit("('Ann', 'Bo')"));
    result_int("an int", bus_init(hb_new(Bus), hb_int(5)));
}

JUDGE(any_iterable)
{
    want_value("bus.passengers", "['Ann', 'Bo']");
    want_raised("an int", "TypeError", NULL);
}

TEST(clean, .points = 1, .needs = "keeps",
     .claim =
         "the bus is the only owner, and nothing is left over",
     .hint = "a new list begins with one reference, and "
             "storing it takes another; one of them is to "
             "be given back")
{
    new_bus(hb_lit("['Ann', 'Bo']"));
}

JUDGE(clean)
{
    want_refcount("bus.passengers", 1);
    want_no_leak();
}
