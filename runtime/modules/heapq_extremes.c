/* heapq_extremes.c -- nlargest and nsmallest: the n best of many.
 *
 * One item is what max() or min() find; with n items or fewer, all are
 * sorted.  Otherwise a heap holds the best n so far, the worst of them first,
 * so that each further item costs one comparison as a rule.  An entry is
 * (item, order), with a key (key, order, item): the order, by which the
 * earlier of equals comes first, keeps items from being compared that are
 * equal by their key.
 *
 * Source: CPython 3.11, Lib/heapq.py.
 */
#include "heapq.h"
#include "internal/pycore_list.h"
#include "internal/pycore_object.h"

struct search {
    PyObject *it;
    PyObject *key;    /* None: the item itself */
    Py_ssize_t order; /* of the next entry */
    int greatest;
};

/* ---- few items ---------------------------------------------------------- */

static PyObject *
call_builtin(const char *name, PyObject *arg, const char *option,
             PyObject *value, PyObject *key)
{
    PyObject *function = _PyImport_GetModuleAttrString("builtins", name);
    PyObject *args = function ? PyTuple_Pack(1, arg) : NULL;
    PyObject *kwds =
        args ? Py_BuildValue("{sOsO}", option, value, "key", key) : NULL;
    PyObject *result = kwds ? PyObject_Call(function, args, kwds) : NULL;
    Py_XDECREF(kwds);
    Py_XDECREF(args);
    Py_XDECREF(function);
    return result;
}

/* [the best item], or [] when there is none. */
static PyObject *
only_one(struct search *search)
{
    PyObject *none = PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type);
    if (none == NULL) {
        return NULL;
    }
    PyObject *best = call_builtin(search->greatest ? "max" : "min", search->it,
                                  "default", none, search->key);
    PyObject *result = NULL;
    if (best != NULL) {
        result = PyList_New(best != none);
    }
    if (result != NULL && best != none) {
        PyList_SET_ITEM(result, 0, Py_NewRef(best));
    }
    Py_XDECREF(best);
    Py_DECREF(none);
    return result;
}

/* sorted(iterable)[:n] */
static PyObject *
all_sorted(struct search *search, PyObject *iterable, PyObject *n)
{
    PyObject *sorted =
        call_builtin("sorted", iterable, "reverse",
                     search->greatest ? Py_True : Py_False, search->key);
    PyObject *slice = sorted ? PySlice_New(NULL, n, NULL) : NULL;
    PyObject *result = slice ? PyObject_GetItem(sorted, slice) : NULL;
    Py_XDECREF(slice);
    Py_XDECREF(sorted);
    return result;
}

/* 1 when iterable says that it has n items or fewer, 0 otherwise, -1 with an
 * exception. */
static int
has_at_most(PyObject *iterable, PyObject *n)
{
    Py_ssize_t size = PyObject_Size(iterable);
    if (size < 0) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError) &&
            !PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return -1;
        }
        PyErr_Clear();
        return 0;
    }
    PyObject *limit = PyLong_FromSsize_t(size);
    int is = limit == NULL ? -1 : PyObject_RichCompareBool(n, limit, Py_GE);
    Py_XDECREF(limit);
    return is;
}

/* ---- entries ------------------------------------------------------------ */

/* What items are compared by. */
static PyObject *
rank(struct search *search, PyObject *item)
{
    return search->key == Py_None ? Py_NewRef(item)
                                  : PyObject_CallOneArg(search->key, item);
}

static PyObject *
make_entry(struct search *search, PyObject *by, PyObject *item)
{
    PyObject *order = PyLong_FromSsize_t(search->order), *entry;
    if (order == NULL) {
        return NULL;
    }
    entry = search->key == Py_None ? PyTuple_Pack(2, by, order)
                                   : PyTuple_Pack(3, by, order, item);
    Py_DECREF(order);
    search->order += search->greatest ? -1 : 1;
    return entry;
}

static PyObject *
first_entries(struct search *search, Py_ssize_t n)
{
    PyObject *entries = PyList_New(0), *item;
    while (entries != NULL && n-- > 0 &&
           (item = PyIter_Next(search->it)) != NULL) {
        PyObject *by = rank(search, item);
        PyObject *entry = by == NULL ? NULL : make_entry(search, by, item);
        if (entry == NULL || PyList_Append(entries, entry) < 0) {
            Py_CLEAR(entries);
        }
        Py_XDECREF(entry);
        Py_XDECREF(by);
        Py_DECREF(item);
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(entries);
    }
    return entries;
}

/* Puts item into the heap if it is better than the worst there. */
static int
consider(struct search *search, PyObject *entries, PyObject *item)
{
    PyObject *by = rank(search, item);
    if (by == NULL) {
        return -1;
    }
    PyObject *worst =
        Py_NewRef(PyTuple_GET_ITEM(PyList_GET_ITEM(entries, 0), 0));
    int is = search->greatest ? PyObject_RichCompareBool(worst, by, Py_LT)
                              : PyObject_RichCompareBool(by, worst, Py_LT);
    Py_DECREF(worst);
    if (is > 0) {
        PyObject *entry = make_entry(search, by, item), *old = NULL;
        if (entry != NULL) {
            old = Hb_HeapReplace(entries, entry, !search->greatest);
            Py_DECREF(entry);
        }
        is = old == NULL ? -1 : 0;
        Py_XDECREF(old);
    }
    Py_DECREF(by);
    return is;
}

static int
consider_the_rest(struct search *search, PyObject *entries)
{
    PyObject *item;
    while ((item = PyIter_Next(search->it)) != NULL) {
        int status = consider(search, entries, item);
        Py_DECREF(item);
        if (status < 0) {
            return -1;
        }
    }
    return PyErr_Occurred() ? -1 : 0;
}

static PyObject *
items_of(struct search *search, PyObject *entries)
{
    Py_ssize_t at = search->key == Py_None ? 0 : 2;
    PyObject *items = PyList_New(0);
    for (Py_ssize_t i = 0; items != NULL && i < PyList_GET_SIZE(entries);
         i++) {
        PyObject *entry = PyList_GET_ITEM(entries, i);
        if (PyList_Append(items, PyTuple_GET_ITEM(entry, at)) < 0) {
            Py_CLEAR(items);
        }
    }
    return items;
}

static PyObject *
best_of_many(struct search *search, PyObject *n)
{
    Py_ssize_t most = PyNumber_AsSsize_t(n, PyExc_OverflowError);
    if (most == -1 && PyErr_Occurred()) {
        return NULL;
    }
    PyObject *entries = first_entries(search, most), *items = NULL;
    if (entries == NULL || PyList_GET_SIZE(entries) == 0) {
        return entries;
    }
    search->order = search->greatest ? -most : most;
    if (Hb_HeapMake(entries, !search->greatest) == 0 &&
        consider_the_rest(search, entries) == 0 &&
        Hb_ListSort((PyListObject *)entries, NULL, search->greatest) == 0) {
        items = items_of(search, entries);
    }
    Py_DECREF(entries);
    return items;
}

/* ---- the functions ------------------------------------------------------ */

static PyObject *
search_in(struct search *search, PyObject *iterable, PyObject *n)
{
    PyObject *one = PyLong_FromLong(1);
    int is_one = PyObject_RichCompareBool(n, one, Py_EQ);
    Py_DECREF(one);
    int few = is_one == 0 ? has_at_most(iterable, n) : 0;
    if (is_one < 0 || few < 0) {
        return NULL;
    }
    if (few) {
        return all_sorted(search, iterable, n);
    }
    search->it = PyObject_GetIter(iterable);
    if (search->it == NULL) {
        return NULL;
    }
    PyObject *result = is_one ? only_one(search) : best_of_many(search, n);
    Py_DECREF(search->it);
    return result;
}

PyObject *
Hb_HeapqLargest(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"n", "iterable", "key", NULL};
    struct search search = {.key = Py_None, .greatest = 1};
    PyObject *n, *iterable;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|O:nlargest", names, &n,
                                     &iterable, &search.key)) {
        return NULL;
    }
    return search_in(&search, iterable, n);
}

PyObject *
Hb_HeapqSmallest(PyObject *Py_UNUSED(module), PyObject *args, PyObject *kwds)
{
    static char *names[] = {"n", "iterable", "key", NULL};
    struct search search = {.key = Py_None, .greatest = 0};
    PyObject *n, *iterable;
    if (!PyArg_ParseTupleAndKeywords(args, kwds, "OO|O:nsmallest", names, &n,
                                     &iterable, &search.key)) {
        return NULL;
    }
    return search_in(&search, iterable, n);
}
