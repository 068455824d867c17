/* listobject_sort.c -- list.sort(): an adaptive, stable merge sort.
 *
 * The list is cut into runs: stretches that are in order already, or in
 * strictly descending order, which are turned round.  A run shorter than
 * minrun is made longer by binary insertion.  Runs wait on a stack and are
 * merged with their neighbour when the boundary that follows them lies
 * higher in a nearly balanced merge tree ("powersort").  A merge copies the
 * shorter run away and fills the hole from one end; when one side keeps
 * winning, it gallops: it looks exponentially far ahead instead of comparing
 * one by one.
 *
 *   S1  keys are compared by "less than" only, so equal items stay in order
 *   S2  values, when there are keys, move in step with them
 *   S3  whenever a comparison can run foreign code, every item is in the
 *       array or in the temporary one exactly once; on failure all are put
 *       back
 *   S4  while sorting, the list looks empty and `allocated` is -1; whoever
 *       changes it changes that, and is found out at the end
 *
 * Source: CPython 3.11, Objects/listsort.txt; J. I. Munro and S. Wild,
 *         "Nearly-Optimal Mergesorts", 2018.
 */
#include "listobject_sort.h"
#include "internal/hb_long.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"

static void
reverse_items(PyObject **low, PyObject **high)
{
    for (; low < --high; low++) {
        PyObject *item = *low;

        *low = *high;
        *high = item;
    }
}

static void
reverse_place(place p, Py_ssize_t n)
{
    reverse_items(p.keys, p.keys + n);
    if (p.values != NULL) {
        reverse_items(p.values, p.values + n);
    }
}

/* ---- runs ---- */

/* Puts an item at `left`, those from there up to `right` one place on: few, so
 * one by one. */
static inline void
shift(PyObject **items, Py_ssize_t left, Py_ssize_t right, PyObject *item)
{
    for (; right > left; right--) {
        items[right] = items[right - 1];
    }
    items[left] = item;
}

/* Inserts items sorted .. n-1 into the sorted ones before them. */
static int
binary_sort(const merge_state *ms, place p, Py_ssize_t n, Py_ssize_t sorted)
{
    Py_ssize_t i;

    for (i = sorted == 0 ? 1 : sorted; i < n; i++) {
        PyObject *key = p.keys[i], *value = p.values ? p.values[i] : NULL;
        Py_ssize_t left = 0, right = i;

        while (left < right) {
            Py_ssize_t middle = left + ((right - left) >> 1);
            int cmp = less(ms, key, p.keys[middle]);

            if (cmp < 0) {
                return -1;
            }
            if (cmp) {
                right = middle;
            }
            else {
                left = middle + 1;
            }
        }
        shift(p.keys, left, i, key);
        if (p.values != NULL) {
            shift(p.values, left, i, value);
        }
    }
    return 0;
}

/* The length of the run at the front of n > 0 keys; -1 with an exception. */
static Py_ssize_t
count_run(const merge_state *ms, PyObject **keys, Py_ssize_t n,
          int *descending)
{
    Py_ssize_t i;

    *descending = 0;
    if (n == 1) {
        return 1;
    }
    for (i = 1; i < n; i++) {
        int cmp = less(ms, keys[i], keys[i - 1]);

        if (cmp < 0) {
            return -1;
        }
        if (i == 1) {
            *descending = cmp;
        }
        else if (cmp != *descending) {
            break;
        }
    }
    return i;
}

/* n / 2**k rounded up, in 32 .. 64, so that the runs are about a power of
 * two; n itself below 64. */
static Py_ssize_t
min_run(Py_ssize_t n)
{
    Py_ssize_t rest = 0;

    while (n >= 64) {
        rest |= n & 1;
        n >>= 1;
    }
    return n + rest;
}

/* ---- the stack of runs ---- */

static int
merge_at(merge_state *ms, int i)
{
    run *a = &ms->runs[i], *b = a + 1;
    place first = a->at, second = b->at;
    Py_ssize_t na = a->len, nb = b->len;

    a->len = na + nb;
    if (i == ms->run_count - 3) {
        *b = b[1];
    }
    ms->run_count--;
    return Hb_SortMerge(ms, first, na, second, nb);
}

/* The depth, in a perfectly balanced tree over n items, of the boundary
 * between a run of n1 items that starts at `start` and the n2 items behind
 * it: the first bit in which the middles of the two, as fractions of n,
 * differ. */
static int
boundary_power(Py_ssize_t start, Py_ssize_t n1, Py_ssize_t n2, Py_ssize_t n)
{
    Py_ssize_t a = 2 * start + n1, b = a + n1 + n2;
    int power = 1;

    for (;; power++) {
        if (a >= n) {
            a -= n;
            b -= n;
        }
        else if (b >= n) {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

/* Merges what must be merged before a run of n items is put on the stack. */
static int
before_push(merge_state *ms, Py_ssize_t n)
{
    run *top;
    int power;

    if (ms->run_count == 0) {
        return 0;
    }
    top = &ms->runs[ms->run_count - 1];
    power = boundary_power(top->at.keys - ms->base, top->len, n, ms->list_len);
    while (ms->run_count > 1 && ms->runs[ms->run_count - 2].power > power) {
        if (merge_at(ms, ms->run_count - 2) < 0) {
            return -1;
        }
    }
    ms->runs[ms->run_count - 1].power = power;
    return 0;
}

static int
merge_all(merge_state *ms)
{
    while (ms->run_count > 1) {
        int i = ms->run_count - 2;

        if (i > 0 && ms->runs[i - 1].len < ms->runs[i + 1].len) {
            i--;
        }
        if (merge_at(ms, i) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Finds or makes the run at the front of n items; its length, or -1. */
static Py_ssize_t
next_run(const merge_state *ms, place at, Py_ssize_t n, Py_ssize_t min_len)
{
    int descending;
    Py_ssize_t len = count_run(ms, at.keys, n, &descending);

    if (len < 0) {
        return -1;
    }
    if (descending) {
        reverse_place(at, len);
    }
    if (len < min_len) {
        Py_ssize_t want = n < min_len ? n : min_len;

        if (binary_sort(ms, at, want, len) < 0) {
            return -1;
        }
        len = want;
    }
    return len;
}

static int
sort_place(merge_state *ms, place at, Py_ssize_t n)
{
    Py_ssize_t min_len = min_run(n), left = n;

    while (left > 0) {
        Py_ssize_t len = next_run(ms, at, left, min_len);

        if (len < 0 || before_push(ms, len) < 0) {
            return -1;
        }
        ms->runs[ms->run_count++] = (run){.at = at, .len = len};
        at = advance(at, len);
        left -= len;
    }
    return merge_all(ms);
}

/* ---- kinds of keys ---- */

/* The slot's answer as PyObject_RichCompareBool() has it.  A comparison may
 * have changed the type, so that its slot is another by now. */
static int
less_by_slot(const merge_state *ms, PyObject *a, PyObject *b)
{
    PyObject *answer;
    int is;

    if (Py_TYPE(a)->tp_richcompare != ms->compare) {
        return PyObject_RichCompareBool(a, b, Py_LT);
    }
    answer = ms->compare(a, b, Py_LT);
    if (answer == Py_NotImplemented) {
        Py_DECREF(answer);
        return PyObject_RichCompareBool(a, b, Py_LT);
    }
    if (answer == NULL) {
        return -1;
    }
    is = answer == Py_True    ? 1
         : answer == Py_False ? 0
                              : PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return is;
}

/* Tuples are compared by their first items that are not equal. */
static int
less_tuple(const merge_state *ms, PyObject *a, PyObject *b)
{
    Py_ssize_t n = Py_SIZE(a), m = Py_SIZE(b), i;
    int equal = 1;

    for (i = 0; i < n && i < m; i++) {
        equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(a, i),
                                         PyTuple_GET_ITEM(b, i), Py_EQ);
        if (equal <= 0) {
            break;
        }
    }
    if (equal < 0) {
        return -1;
    }
    if (equal) {
        return n < m;
    }
    return less_as(ms, i == 0 ? ms->first : KEYS_ANY, PyTuple_GET_ITEM(a, i),
                   PyTuple_GET_ITEM(b, i));
}

int
Hb_SortLess(const merge_state *ms, keys_kind kind, PyObject *a, PyObject *b)
{
    switch (kind) {
    case KEYS_INT:
        return Hb_LongCompare((PyLongObject *)a, (PyLongObject *)b) < 0;
    case KEYS_TUPLE:
        return less_tuple(ms, a, b);
    case KEYS_ONE_TYPE:
        return less_by_slot(ms, a, b);
    default:
        return PyObject_RichCompareBool(a, b, Py_LT);
    }
}

static keys_kind
kind_of_key(PyObject *key)
{
    if (PyLong_CheckExact(key)) {
        return Hb_LongIsMedium((PyLongObject *)key) ? KEYS_SMALL_INT
                                                    : KEYS_INT;
    }
    if (PyUnicode_CheckExact(key) &&
        PyUnicode_KIND(key) == PyUnicode_1BYTE_KIND) {
        return KEYS_LATIN1;
    }
    if (PyFloat_CheckExact(key)) {
        return KEYS_FLOAT;
    }
    return Py_TYPE(key)->tp_richcompare != NULL ? KEYS_ONE_TYPE : KEYS_ANY;
}

/* The kind that all n > 0 keys have in common, or their first items. */
static keys_kind
kind_of_keys(PyObject **keys, Py_ssize_t n, int in_tuples)
{
    PyObject *key = in_tuples ? PyTuple_GET_ITEM(keys[0], 0) : keys[0];
    PyTypeObject *type = Py_TYPE(key);
    keys_kind kind = kind_of_key(key);
    Py_ssize_t i;

    for (i = 1; i < n && kind != KEYS_ANY; i++) {
        key = in_tuples ? PyTuple_GET_ITEM(keys[i], 0) : keys[i];
        if (Py_TYPE(key) != type) {
            kind = KEYS_ANY;
        }
        else if (kind != KEYS_ONE_TYPE && kind_of_key(key) != kind) {
            kind = PyLong_CheckExact(key) ? KEYS_INT : KEYS_ONE_TYPE;
        }
    }
    return kind;
}

static int
are_tuples(PyObject **keys, Py_ssize_t n)
{
    Py_ssize_t i = 0;

    while (i < n && PyTuple_CheckExact(keys[i]) && Py_SIZE(keys[i]) > 0) {
        i++;
    }
    return i == n;
}

static void
find_kind(merge_state *ms, PyObject **keys, Py_ssize_t n)
{
    int in_tuples = are_tuples(keys, n);
    PyObject *key = in_tuples ? PyTuple_GET_ITEM(keys[0], 0) : keys[0];

    ms->first = kind_of_keys(keys, n, in_tuples);
    ms->kind = in_tuples ? KEYS_TUPLE : ms->first;
    ms->compare = Py_TYPE(key)->tp_richcompare;
}

static void
merge_state_init(merge_state *ms, place at, Py_ssize_t n)
{
    find_kind(ms, at.keys, n);
    ms->list_len = n;
    ms->base = at.keys;
    ms->min_gallop = MIN_GALLOP;
    ms->run_count = 0;
    ms->temp.keys = ms->inline_items;
    ms->temp.values = NULL;
    ms->temp_len = INLINE_ITEMS;
    if (at.values != NULL) {
        ms->temp_len = INLINE_ITEMS / 2;
        ms->temp.values = ms->inline_items + ms->temp_len;
    }
}

/* ---- list.sort() ---- */

/* Sorts n items by their keys, or by themselves.  From the back to the front
 * and back again when `reverse`: equal items keep their order. */
static int
sort_items(place at, Py_ssize_t n, int reverse)
{
    merge_state ms;
    int status = 0;

    if (n < 2) {
        return 0;
    }
    merge_state_init(&ms, at, n);
    if (reverse) {
        reverse_place(at, n);
    }
    status = sort_place(&ms, at, n);
    if (reverse) {
        reverse_place(at, n);
    }
    Hb_SortFreeTemp(&ms);
    return status;
}

/* Calls `function` for each item; the results in a block of their own. */
static PyObject **
make_keys(PyObject *function, PyObject **items, Py_ssize_t n)
{
    PyObject **keys = PyMem_New(PyObject *, n > 0 ? n : 1);
    Py_ssize_t i;

    if (keys == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    for (i = 0; i < n; i++) {
        keys[i] = PyObject_CallOneArg(function, items[i]);
        if (keys[i] == NULL) {
            while (--i >= 0) {
                Py_DECREF(keys[i]);
            }
            PyMem_Free(keys);
            return NULL;
        }
    }
    return keys;
}

static int
sort_by_key(PyObject **items, Py_ssize_t n, PyObject *function, int reverse)
{
    PyObject **keys = make_keys(function, items, n);
    Py_ssize_t i;
    int status;

    if (keys == NULL) {
        return -1;
    }
    status = sort_items((place){keys, items}, n, reverse);
    for (i = 0; i < n; i++) {
        Py_DECREF(keys[i]);
    }
    PyMem_Free(keys);
    return status;
}

/* Throws away what was put into the list meanwhile. */
static void
drop_items(PyObject **items, Py_ssize_t n)
{
    if (items != NULL) {
        while (--n >= 0) {
            Py_XDECREF(items[n]);
        }
        PyMem_Free(items);
    }
}

int
Hb_ListSort(PyListObject *self, PyObject *key, int reverse)
{
    PyObject **items = self->ob_item, **others;
    Py_ssize_t size = Py_SIZE(self), allocated = self->allocated, n_others;
    int status;

    Py_SET_SIZE(self, 0);
    self->ob_item = NULL;
    self->allocated = -1;
    if (key == NULL || key == Py_None) {
        status = sort_items((place){items, NULL}, size, reverse);
    }
    else {
        status = sort_by_key(items, size, key, reverse);
    }
    if (status == 0 && self->allocated != -1) {
        PyErr_SetString(PyExc_ValueError, "list modified during sort");
        status = -1;
    }
    others = self->ob_item;
    n_others = Py_SIZE(self);
    Py_SET_SIZE(self, size);
    self->ob_item = items;
    self->allocated = allocated;
    drop_items(others, n_others);
    return status;
}
