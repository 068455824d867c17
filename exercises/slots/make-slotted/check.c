#include "heapbook/check.h"

#include <stdio.h>
#include <string.h>

PyObject *make_slotted(const char *name, PyObject *fields);

/* Any name, without its quotes. */
static const char *
field(void)
{
    static char name[16];
    size_t len;

    snprintf(name, sizeof(name), "%s",
             drawn_text("field", 3, 8) + 1);
    len = strlen(name);
    name[len - 1] = '\0';
    return name;
}

TEST(fills, .points = 2, .claim = "each field can be filled",
     .hint = "call type with a name, bases and a "
             "dictionary that has __slots__")
{
    char fields[32];
    PyObject *cls, *p;

    snprintf(fields, sizeof(fields), "['x', '%s']", field());
    cls = hb_keep(make_slotted("P", hb_lit(fields)));
    p = hb_new(cls);
    hb_set(p, "x", hb_int(1));
    hb_set(p, field(), hb_int(2));
    slot("p", p);
}

JUDGE(fills)
{
    char path[16];

    snprintf(path, sizeof(path), "p.%s", field());
    want_value("p.x", "1");
    want_value(path, "2");
}

TEST(no_dict, .points = 3, .needs = "fills",
     .claim = "there is no dictionary, and no other attribute",
     .hint = "a class that has __slots__ in its namespace "
             "when it is made gives its instances no "
             "dictionary")
{
    PyObject *cls = hb_keep(make_slotted("P", hb_lit("['x']")));
    PyObject *p = hb_new(cls);

    slot("p", p);
    result_int("other", hb_try_set(p, "z", hb_int(1)));
    result_int("size", Py_TYPE(p)->tp_basicsize);
}

JUDGE(no_dict)
{
    want_dict("p", 0);
    want_raised("other", "AttributeError",
                "'P' object has no attribute 'z'");
    want_int("size", 24);
}

TEST(named, .points = 1, .claim = "the class has its name",
     .hint = "the name is the first argument of type")
{
    PyObject *cls =
        hb_keep(make_slotted("Point", hb_lit("[]")));

    slot("name", hb_get(cls, "__name__"));
}

JUDGE(named)
{
    want_value("name", "'Point'");
}

TEST(own_copy, .points = 2, .needs = "fills",
     .claim = "the list stays the caller's",
     .hint = "a list can change later; put a tuple of the "
             "fields under __slots__")
{
    PyObject *fields = hb_lit("['x', 'y']");
    PyObject *cls = hb_keep(make_slotted("P", fields));

    slot("fields", fields);
    hb_call(fields, "append", hb_str("z"));
    slot("slots", hb_get(cls, "__slots__"));
}

JUDGE(own_copy)
{
    want_value("fields", "['x', 'y', 'z']");
    want_value("slots", "('x', 'y')");
    want_refcount("fields", 0);
}

TEST(refuses, .points = 1,
     .claim = "a field must be an identifier",
     .hint = "type refuses the name itself: give back what "
             "you made, and return NULL")
{
    PyObject *fields = hb_lit("['x']");

    result("cls", make_slotted("P", hb_lit("['no name']")));
    starved("starved", make_slotted("P", fields));
}

JUDGE(refuses)
{
    want_raised("cls", "TypeError",
                "__slots__ must be identifiers");
    want_memory_errors("starved");
    want_no_leak();
}
