/* What attacks on claims about states are graded against. */
#include "heapbook/check.h"

PyObject *made(PyObject *kind, PyObject *from);

static void
play(const char *kind, PyObject *from)
{
    slot("from", from);
    result("made", made(hb_str(kind), from));
}

TEST(keys, .points = 2, .claim = "a dict of pairs")
{
    play("dict", hb_lit("[[-5, 1], [(1, 2), 3], [2.5, 4], [b'x', 5], "
                        "[100000000000, 6], [True, 7], [None, 8]]"));
}

JUDGE(keys)
{
    want_value("made", "{-5: 1, (1, 2): 3, 2.5: 4, b'x': 5, "
                       "100000000000: 6, True: 7, None: 8}");
}

TEST(table, .points = 1, .claim = "its table is no larger than needed")
{
    PyObject *dict = hb_lit("{}");

    for (int i = 0; i < 40; i++) {
        hb_call(dict, "__setitem__", hb_int(i), hb_int(i));
    }
    for (int i = 3; i < 40; i++) {
        hb_call(dict, "__delitem__", hb_int(i));
    }
    play("table", dict);
}

JUDGE(table)
{
    want_value("made", "{0: 0, 1: 1, 2: 2}");
    want_table("made", 8);
    want_entries("made", 3);
}

TEST(array, .points = 1, .claim = "an array without room to spare")
{
    play("array", hb_new(hb_import("array", "array"), hb_str("q"),
                         hb_lit("[7, 8, 9]")));
}

JUDGE(array)
{
    want_type("made", "array");
    want_other("made", "from");
    want_allocated("made", 3);
}

TEST(set, .points = 1, .claim = "a set with no traces of what was in it")
{
    play("set", hb_lit("[1000, 2000, 3000]"));
}

JUDGE(set)
{
    want_value("made", "{1000, 3000}");
    want_entries("made", 2);
    want_table("made", 8);
}

TEST(tracked, .points = 1, .claim = "a tuple that the collector tracks")
{
    play("tracked", hb_lit("[1000]"));
}

JUDGE(tracked)
{
    want_value("made", "([1000],)");
    want_same("made[0]", "from");
    want_tracked("made", 1);
}

TEST(view, .points = 2, .claim = "a view of all but the first byte")
{
    play("view", hb_new((PyObject *)&PyByteArray_Type, hb_lit("b'abcd'")));
}

JUDGE(view)
{
    want_value("made", "memoryview(b'bcd')");
    want_shape("made", "(3,)");
    want_offset("made", 1);
    want_same("made.obj", "from");
    want_exports("from", 1);
}

TEST(weak, .points = 1, .claim = "a weak reference")
{
    play("weak", hb_lit("{1000}"));
}

JUDGE(weak)
{
    want_alive("made", 1);
    want_same("made.referent", "from");
}

TEST(least, .points = 1, .claim = "the least, by three comparisons")
{
    PyObject *list = hb_lit("[0, 0, 0, 0]");

    for (int i = 0; i < 4; i++) {
        hb_put(list, i, counting(hb_int(drawn_int("x", 300, 310) + i * i)));
    }
    slot("list", list);
    counted("call")
    {
        result("made", made(hb_str("least"), list));
    }
}

JUDGE(least)
{
    want_same("made", "list[0]");
    want_at_most("call.comparisons", 3);
    want_at_least("call.comparisons", 1);
}
