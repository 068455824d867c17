/* copies.c -- shallow and deep copies of a list of lists. */
#include <heapbook.h>

HB_EXAMPLE
{
    PyObject *copy = hb_import("copy", "copy");
    PyObject *deepcopy = hb_import("copy", "deepcopy");

    PyObject *original = hb_lit("[[1, 2], [3, 4]]");
    PyObject *shallow = hb_new(copy, original);
    PyObject *deep = hb_new(deepcopy, original);

    hb_show(hb_is(shallow, original));
    hb_show(hb_is(hb_at(shallow, 0), hb_at(original, 0)));
    hb_show(hb_is(hb_at(deep, 0), hb_at(original, 0)));

    PyObject *row = hb_at(shallow, 0);
    hb_call(row, "append", hb_int(3));
    hb_show(original);
    hb_show(shallow);
    hb_show(deep);
    hb_snap("after append", original, shallow, deep);
}
