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
 * The file is compiled twice.  The scenarios have no judge, no function that
 * says want_..., and no other function or value that only those use; the
 * judges have of all functions those that they use.  Lines stay where they
 * are.
 *
 *   T1  a test gives all of its points or none
 *   T2  a test whose `needs` has failed is skipped, and gives none
 *   T3  counts of references are the program's own: neither the harness's
 *       nor those of the pool of heapbook.h are in them.  An argument that
 *       nobody has kept has 0, a result that is the caller's alone has 1
 *
 *   T4  what is not whole has no value, no counts and no parts: a list that
 *       has its items in another one's memory, or says that it has less room
 *       than its block; a dict in which a key is not found; a view of what
 *       nobody has lent it
 *
 * A path is a slot's name, then any number of `.name`, `[3]`, `['key']`;
 * `.obj` of a memoryview is its owner, `.referent` that of a weak reference.
 */
#ifndef HB_CHECK_H
#define HB_CHECK_H

#include <limits.h>

#include "heapbook.h"
#include "heapbook/judge.h"

/* Begin the two halves of a test; the fields of struct hb_test follow the
 * name. */
#ifdef HB_CHECK_JUDGES
#define TEST(test, ...)                                                       \
    const struct hb_test hb_about_##test = {.name = #test, __VA_ARGS__}
#else
#define TEST(test, ...) void hb_test_##test(void)
#endif
#define JUDGE(test) void hb_judge_##test(void)

/* What a test says of itself, behind its name:
 *
 *     .points = 3          what it gives; 1 and more
 *     .claim = "..."       what must be true: a sentence without full stop
 *     .hint = "..."        one next step, shown when it has failed
 *     .needs = "name"      a test that must pass first, else this is skipped
 *     .hidden = 1          only grade, verify and dev check run it
 */

/* ---- in a scenario ------------------------------------------------------ */

/* Keeps an object that the judge will look at: an argument, a class.
 * Borrowed.  A test keeps each name once. */
#define slot(name, object) hb_slot_((name), (PyObject *)(object))

/* Keeps what a call of the student's function returned.  The reference is
 * taken over; for NULL the exception that is set is kept. */
#define result(name, owned) hb_result_((name), (PyObject *)(owned))

/* The same for a call that returns a number; with an exception set, that. */
#define result_int(name, number) hb_result_int_((name), (number))

/* Counts what the block that follows does, into numbers of these names:
 *
 *     counted("append") {
 *         result_int("status", append(list, item));
 *     }
 *
 * append.allocations, append.frees and append.resizes are calls of the
 * allocator; append.moved is how many pointers resizing has copied to another
 * place; append.peak is the most memory in use above what was, in bytes;
 * append.comparisons are calls of == and <, hash and repr on objects of
 * counting(): whatever tells one from another.  They are numbers that the
 * answer's process has counted: worth a few points, not an exam. */
#define counted(name) for (hb_count_begin_(); hb_count_end_(name);)

/* An object that is compared and hashed as the value is, and is counted.
 * Owns: the pool of heapbook.h. */
#define counting(value) hb_counting_((PyObject *)(value))

/* Calls until all memory has been there: the first time the first request for
 * memory is refused, then the second one, and so on; the last time none.
 *
 *     starved("copy", copy_rows(matrix));
 *
 * Each call of which a request was refused must end in NULL (a call that gives
 * an int, in -1) with MemoryError; see want_memory_errors.  What the last call
 * returned, or the first that ended otherwise, is kept as by `result`.  The
 * arguments must be as before when a call has failed. */
#define starved(name, call)                                                   \
    while (hb_starve_begin_()) {                                              \
        hb_starve_end_((name), (PyObject *)(call));                           \
    }
#define starved_int(name, call)                                               \
    while (hb_starve_begin_()) {                                              \
        hb_starve_int_end_((name), (call));                                   \
    }

/* ---- in both ------------------------------------------------------------ */

/* Drawn from the seed of the report, the test and the name, and so the same
 * in the scenario and in its judge: a number, displays of a list of numbers,
 * of a list of such lists, of bytes, of a str of small letters.  Not for the
 * answer, which would have what the judge expects.  Numbers are from low to
 * high, lengths from shortest to longest (64 at most, 8 rows).
 *
 * Owns: texts stay for the next 15 calls. */
long long drawn_int(const char *name, long long low, long long high);
const char *drawn_list(const char *name, int shortest, int longest,
                       long long low, long long high);
const char *drawn_rows(const char *name, int fewest, int most, int longest,
                       long long low, long long high);
const char *drawn_bytes(const char *name, int shortest, int longest);
const char *drawn_text(const char *name, int shortest, int longest);

/* ---- in a judge --------------------------------------------------------- */

/* The value, as a Python display: "[[1, 2], {'a': b'x'}]", or as one of
 * bytearray(b'...'), memoryview(b'...'), frozenset({...}), set(). */
#define want_value(path, display) hb_want_value_(__LINE__, (path), (display))

/* The two paths lead to one object; to two. */
#define want_same(path, other)  hb_want_same_(__LINE__, (path), (other), 1)
#define want_other(path, other) hb_want_same_(__LINE__, (path), (other), 0)

/* The value at the path is that at the other one, whatever it is. */
#define want_equal(path, other) hb_want_equal_(__LINE__, (path), (other))

/* want_value for an argument, in other words. */
#define want_unchanged(path, display)                                         \
    hb_want_unchanged_(__LINE__, (path), (display))

/* Counts: references; items that there is room for, in a list, bytearray or
 * array; buffers that a bytearray, array or memoryview has given out; weak
 * references; slots of the table of a dict or set, and how many of them were
 * ever used, deleted ones too; bytes before a memoryview's first in the
 * buffer of its owner; bytes of one of its items. */
#define want_refcount(path, count)                                            \
    hb_want_count_(__LINE__, HB_COUNT_REFERENCES, (path), (count))
#define want_allocated(path, count)                                           \
    hb_want_count_(__LINE__, HB_COUNT_ROOM, (path), (count))
#define want_exports(path, count)                                             \
    hb_want_count_(__LINE__, HB_COUNT_EXPORTS, (path), (count))
#define want_weakrefs(path, count)                                            \
    hb_want_count_(__LINE__, HB_COUNT_WEAKREFS, (path), (count))
#define want_table(path, count)                                               \
    hb_want_count_(__LINE__, HB_COUNT_TABLE, (path), (count))
#define want_entries(path, count)                                             \
    hb_want_count_(__LINE__, HB_COUNT_ENTRIES, (path), (count))
#define want_offset(path, count)                                              \
    hb_want_count_(__LINE__, HB_COUNT_OFFSET, (path), (count))
#define want_itemsize(path, count)                                            \
    hb_want_count_(__LINE__, HB_COUNT_ITEMSIZE, (path), (count))

/* Whether (1 or 0): a dict shares its keys with other instances; the garbage
 * collector tracks the object; what a weak reference refers to is alive; an
 * instance can have attributes beside its slots; a memoryview is read-only. */
#define want_split(path, yes)                                                 \
    hb_want_count_(__LINE__, HB_COUNT_SPLIT, (path), (yes))
#define want_tracked(path, yes)                                               \
    hb_want_count_(__LINE__, HB_COUNT_TRACKED, (path), (yes))
#define want_alive(path, yes)                                                 \
    hb_want_count_(__LINE__, HB_COUNT_ALIVE, (path), (yes))
#define want_dict(path, yes)                                                  \
    hb_want_count_(__LINE__, HB_COUNT_DICT, (path), (yes))
#define want_readonly(path, yes)                                              \
    hb_want_count_(__LINE__, HB_COUNT_READONLY, (path), (yes))

/* Of a memoryview, as Python shows it: "(2, 3)". */
#define want_shape(path, display)                                             \
    hb_want_shape_(__LINE__, (path), (display), 0)
#define want_strides(path, display)                                           \
    hb_want_shape_(__LINE__, (path), (display), 1)

/* The name of its type, without the module. */
#define want_type(path, name) hb_want_type_(__LINE__, (path), (name))

/* The call returned NULL, or a number below 0, with an exception of this type
 * (by name); `text` NULL for any. */
#define want_raised(name, type, text)                                         \
    hb_want_raised_(__LINE__, (name), (type), (text))

/* Every call of starved() that got too little memory ended in MemoryError. */
#define want_memory_errors(name) hb_want_memory_errors_(__LINE__, (name))

/* A number: of result_int or counted. */
#define want_int(name, number)                                                \
    hb_want_int_(__LINE__, (name), (number), (number))
#define want_at_most(name, number)                                            \
    hb_want_int_(__LINE__, (name), LLONG_MIN, (number))
#define want_at_least(name, number)                                           \
    hb_want_int_(__LINE__, (name), (number), LLONG_MAX)
#define want_between(name, low, high)                                         \
    hb_want_int_(__LINE__, (name), (low), (high))

/* The number itself, to compute with; 0 when there is none. */
#define number_of(name) hb_number_(name)

/* All that the test's process has printed on stdout, to the last byte; "" for
 * nothing.  What it prints on stderr is not looked at. */
#define want_output(text) hb_want_output_(__LINE__, (text))

/* Whatever the judge has computed; `what` is the sentence that is shown. */
#define want_true(what, condition) hb_want_true_(__LINE__, (condition), (what))

/* Every object that the slots reach has as many references as there are
 * places in the heap, and slots, that hold one. */
#define want_counts_agree() hb_want_counts_agree_(__LINE__)

/* The scenario gave everything back, and the interpreter ended: no block is
 * left; the answer has left nothing to the pool of heapbook.h; and the counts
 * of what the slots reached agreed.  Where marks are given, a second observer
 * must have seen the same (quarantine.h). */
#define want_no_leak() hb_want_no_leak_(__LINE__)

/* Advice, which gives and takes no points: the answer calls a function or
 * macro of this name, or does not. */
#define want_call(name)    hb_want_call_(__LINE__, (name), 1)
#define want_no_call(name) hb_want_call_(__LINE__, (name), 0)

/* ---- what the macros call ----------------------------------------------- */

void hb_slot_(const char *name, PyObject *object);
void hb_result_(const char *name, PyObject *owned);
void hb_result_int_(const char *name, long long number);
void hb_count_begin_(void);
int hb_count_end_(const char *name);
PyObject *hb_counting_(PyObject *value);
int hb_starve_begin_(void);
void hb_starve_end_(const char *name, PyObject *owned);
void hb_starve_int_end_(const char *name, long long number);

void hb_want_value_(int line, const char *path, const char *display);
void hb_want_unchanged_(int line, const char *path, const char *display);
void hb_want_equal_(int line, const char *path, const char *other);
void hb_want_same_(int line, const char *path, const char *other, int same);

enum hb_count {
    HB_COUNT_REFERENCES,
    HB_COUNT_ROOM,
    HB_COUNT_EXPORTS,
    HB_COUNT_TABLE,
    HB_COUNT_ENTRIES,
    HB_COUNT_WEAKREFS,
    HB_COUNT_OFFSET,
    HB_COUNT_ITEMSIZE,
    HB_COUNT_SPLIT,
    HB_COUNT_TRACKED,
    HB_COUNT_ALIVE,
    HB_COUNT_DICT,
    HB_COUNT_READONLY
};

void hb_want_count_(int line, enum hb_count what, const char *path,
                    long long count);
void hb_want_shape_(int line, const char *path, const char *shape,
                    int strides);
void hb_want_type_(int line, const char *path, const char *name);
void hb_want_raised_(int line, const char *name, const char *type,
                     const char *text);
void hb_want_memory_errors_(int line, const char *name);
void hb_want_int_(int line, const char *name, long long low, long long high);
long long hb_number_(const char *name);
void hb_want_output_(int line, const char *expected);
void hb_want_true_(int line, int condition, const char *what);
void hb_want_counts_agree_(int line);
void hb_want_no_leak_(int line);
void hb_want_call_(int line, const char *name, int yes);

#endif
