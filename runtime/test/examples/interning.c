/* interning.c -- which equal objects are one. */
#include <heapbook.h>

HB_EXAMPLE
{
    hb_show(hb_is(hb_int(256), hb_int(256)));
    hb_show(hb_is(hb_int(257), hb_int(257)));
    hb_show(hb_is(hb_str("a"), hb_str("a")));
    hb_show(hb_is(hb_str(""), hb_str("")));
    hb_show(hb_is(hb_str("hello"), hb_str("hello")));
    hb_show(hb_is(hb_lit("'hello'"), hb_lit("'hello'")));
    hb_show(hb_is(hb_lit("'hello world'"), hb_lit("'hello world'")));

    PyObject *s = PyUnicode_FromString("hello world");
    PyObject *t = PyUnicode_FromString("hello world");
    hb_say("equal %d, same %d", PyUnicode_Compare(s, t) == 0, s == t);
    PyUnicode_InternInPlace(&s);
    PyUnicode_InternInPlace(&t);
    hb_say("interned: same %d, state %d, refs %zd", s == t,
           (int)PyUnicode_CHECK_INTERNED(s), Py_REFCNT(s));
    hb_show(hb_is(hb_keep(PyTuple_New(0)), hb_keep(PyTuple_New(0))));
    hb_show(
        hb_is(hb_keep(PyFrozenSet_New(NULL)), hb_keep(PyFrozenSet_New(NULL))));
    hb_say("sizes: int %zd, str 'a' %zd, tuple () %zd", hb_sizeof(hb_int(1)),
           hb_sizeof(hb_str("a")), hb_sizeof(hb_lit("()")));
    Py_DECREF(s);
    Py_DECREF(t);
}
