/* check.h -- how an exercise is checked: scenarios and judges.
 *
 *     #include "heapbook/check.h"
 *
 *     PyObject *copy_rows(PyObject *matrix);          the student's function
 *
 *     TEST(rows_are_new, .points = 3,
 *          .claim = "every row of the copy is a new list")
 *     {
 *         PyObject *matrix = hb_lit("[[1, 2], [3, 4]]");
 *
 *         slot("matrix", matrix);
 *         result("copy", copy_rows(matrix));
 *     }
 *
 *     JUDGE(rows_are_new)
 *     {
 *         want_other("copy[0]", "matrix[0]");
 *         want_refcount("copy", 1);
 *         want_no_leak();
 *     }
 *
 * A test has two halves, and they never meet.  The scenario runs beside the
 * student's code, in a process of its own: it builds arguments, calls, and
 * leaves what came in named slots.  Then that process dies.  The judge runs
 * elsewhere, later, and reads the heap that was left.  So while the student's
 * code lives, nobody in its process knows what is expected.
 *
 * The file is compiled twice.  For the scenarios all judges are taken out,
 * and all functions that say want_...; for the judges all functions that do
 * not.  Lines stay where they are.
 *
 *   T1  a test gives all of its points or none
 *   T2  a test whose `needs` has failed is skipped, and gives none
 *   T3  counts of references are the program's own: neither the harness's
 *       nor those of the pool of heapbook.h are in them.  An argument that
 *       nobody has kept has 0, a result that is the caller's alone has 1
 *
 * A path is a slot's name, then any number of `.name`, `[3]`, `['key']`.
 */
#ifndef HB_CHECK_H
#define HB_CHECK_H

#include "heapbook.h"
#include "heapbook/judge.h"

#ifdef HB_CHECK_JUDGES
#define TEST(test, ...)                                                       \
    const struct hb_test hb_about_##test = {.name = #test, __VA_ARGS__}
#else
#define TEST(test, ...) void hb_test_##test(void)
#endif
#define JUDGE(test) void hb_judge_##test(void)

/* ---- in a scenario ------------------------------------------------------ */

/* Keeps an object that the judge will look at: an argument, a class.
 * Borrowed. */
#define slot(name, object) hb_slot_((name), (PyObject *)(object))

/* Keeps what a call of the student's function returned.  The reference is
 * taken over; for NULL the exception that is set is kept. */
#define result(name, owned) hb_result_((name), (PyObject *)(owned))

/* The same for a call that returns a number; with an exception set, that. */
#define result_int(name, number) hb_result_int_((name), (number))

/* ---- in a judge --------------------------------------------------------- */

/* The value, as a Python display: "[[1, 2], {'a': b'x'}]", or as one of
 * bytearray(b'...'), memoryview(b'...'), frozenset({...}), set(). */
#define want_value(path, display) hb_want_value_(__LINE__, (path), (display))

/* The two paths lead to one object; to two. */
#define want_same(path, other)  hb_want_same_(__LINE__, (path), (other), 1)
#define want_other(path, other) hb_want_same_(__LINE__, (path), (other), 0)

/* Counts: references; items that there is room for, in a list or bytearray;
 * buffers that a bytearray or memoryview has given out. */
#define want_refcount(path, count)                                            \
    hb_want_count_(__LINE__, HB_COUNT_REFERENCES, (path), (count))
#define want_allocated(path, count)                                           \
    hb_want_count_(__LINE__, HB_COUNT_ROOM, (path), (count))
#define want_exports(path, count)                                             \
    hb_want_count_(__LINE__, HB_COUNT_EXPORTS, (path), (count))

/* The name of its type, without the module. */
#define want_type(path, name) hb_want_type_(__LINE__, (path), (name))

/* The call returned NULL with an exception of this type (by name); `text`
 * NULL for any. */
#define want_raised(name, type, text)                                         \
    hb_want_raised_(__LINE__, (name), (type), (text))

/* A result_int. */
#define want_int(name, number) hb_want_int_(__LINE__, (name), (number))

/* The scenario was played a second time, its slots given back, and the
 * interpreter ended: no block is left. */
#define want_no_leak() hb_want_no_leak_(__LINE__)

/* ---- what the macros call ----------------------------------------------- */

void hb_slot_(const char *name, PyObject *object);
void hb_result_(const char *name, PyObject *owned);
void hb_result_int_(const char *name, long long number);

void hb_want_value_(int line, const char *path, const char *display);
void hb_want_same_(int line, const char *path, const char *other, int same);

enum hb_count { HB_COUNT_REFERENCES, HB_COUNT_ROOM, HB_COUNT_EXPORTS };

void hb_want_count_(int line, enum hb_count what, const char *path,
                    long long count);
void hb_want_type_(int line, const char *path, const char *name);
void hb_want_raised_(int line, const char *name, const char *type,
                     const char *text);
void hb_want_int_(int line, const char *name, long long number);
void hb_want_no_leak_(int line);

#endif
