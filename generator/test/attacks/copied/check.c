/* What attacks by objects that are not whole are graded against. */
#include "heapbook/check.h"

PyObject *copied(PyObject *object);

static void
play(PyObject *object)
{
    slot("object", object);
    result("copy", copied(object));
}

static void
judge(const char *display)
{
    want_value("copy", display);
    want_other("copy", "object");
    want_value("object", display);
}

TEST(list, .points = 1, .claim = "a list is copied")
{
    play(hb_lit("[1000, 2000, 3000]"));
}

JUDGE(list)
{
    judge("[1000, 2000, 3000]");
}

TEST(text, .points = 1, .claim = "a str is copied")
{
    play(hb_lit("'abracadabra'"));
}

JUDGE(text)
{
    judge("'abracadabra'");
}

TEST(number, .points = 1, .claim = "an int is copied")
{
    play(hb_lit("123456789012345"));
}

JUDGE(number)
{
    judge("123456789012345");
}

TEST(tables, .points = 2, .claim = "dicts are copied")
{
    PyObject *words = hb_lit("{'one': 1000, 'two': 2000}");

    play(hb_lit("{'one': 1000, 'two': 2000, 3000: 'three'}"));
    slot("words", words);
    result("same words", copied(words));
}

JUDGE(tables)
{
    judge("{'one': 1000, 'two': 2000, 3000: 'three'}");
    want_value("same words", "{'one': 1000, 'two': 2000}");
    want_other("same words", "words");
}

TEST(few, .points = 1, .claim = "a set is copied")
{
    play(hb_lit("{1000, 2000}"));
}

JUDGE(few)
{
    judge("{1000, 2000}");
}

TEST(bytes, .points = 1, .claim = "bytes are copied")
{
    play(hb_lit("b'abracadabra'"));
}

JUDGE(bytes)
{
    judge("b'abracadabra'");
}

TEST(buffer, .points = 1, .claim = "a bytearray is copied")
{
    play(PyByteArray_FromStringAndSize("abracadabra", 11));
}

JUDGE(buffer)
{
    judge("bytearray(b'abracadabra')");
}

TEST(rows, .points = 2, .claim = "rows are copied")
{
    play(hb_lit("[[1000, 2000], [3000, 4000]]"));
}

JUDGE(rows)
{
    judge("[[1000, 2000], [3000, 4000]]");
    want_other("copy[0]", "object[0]");
    want_same("copy[0][0]", "object[0][0]");
}
