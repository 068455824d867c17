#include "heapbook/check.h"

PyObject *copy_rows(PyObject *matrix);

static void
copy_of(const char *display)
{
    PyObject *matrix = hb_lit(display);

    slot("matrix", matrix);
    result("copy", copy_rows(matrix));
}

TEST(equal, .points = 2,
     .claim = "the copy is equal to the matrix",
     .hint = "make one new list per row first, and put "
             "each where it was")
{
    copy_of(drawn_rows("matrix", 2, 4, 4, 0, 99));
}

JUDGE(equal)
{
    const char *rows = drawn_rows("matrix", 2, 4, 4, 0, 99);

    want_value("copy", rows);
    want_value("matrix", rows);
    want_other("copy", "matrix");
}

TEST(rows_are_new, .points = 3, .needs = "equal",
     .claim = "every row of the copy is a new list",
     .hint = "a copy of the matrix still holds the old "
             "rows; copy each row as well")
{
    PyObject *matrix = hb_lit("[[1, 2], [3, 4], []]");

    slot("matrix", matrix);
    slot("row", hb_at(matrix, 0));
    result("copy", copy_rows(matrix));
}

JUDGE(rows_are_new)
{
    want_same("matrix[0]", "row");
    want_other("copy[0]", "row");
    want_other("copy[1]", "matrix[1]");
    want_other("copy[2]", "matrix[2]");
}

TEST(elements_are_shared, .points = 2, .needs = "equal",
     .claim = "the elements of the rows are shared",
     .hint = "one level down is enough: what a row holds "
             "goes into the new row as it is")
{
    copy_of("[[[1], 'a b'], [[2]]]");
}

JUDGE(elements_are_shared)
{
    want_same("copy[0][0]", "matrix[0][0]");
    want_same("copy[0][1]", "matrix[0][1]");
    want_same("copy[1][0]", "matrix[1][0]");
}

TEST(empty, .points = 1,
     .claim = "an empty matrix gives a new empty list",
     .hint = "let the loop run no times; a new list is "
             "made all the same")
{
    copy_of("[]");
}

JUDGE(empty)
{
    want_value("copy", "[]");
    want_other("copy", "matrix");
}

TEST(owned, .points = 2, .needs = "rows_are_new",
     .claim = "each new list has one owner, "
              "and nothing is left over",
     .hint = "count for each object that you made: who "
             "holds it at the end, and who gave it back on "
             "the way out")
{
    copy_of("[[1000, 2000], [3000, 4000]]");
    result("no rows", copy_rows(hb_lit("[[1000], 5]")));
}

JUDGE(owned)
{
    want_refcount("copy", 1);
    want_refcount("copy[0]", 1);
    want_refcount("copy[1]", 1);
    want_refcount("matrix[0]", 1);
    want_raised("no rows", "SystemError", NULL);
    want_no_leak();
}
