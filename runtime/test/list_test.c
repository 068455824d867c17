/* list_test.c -- lists that are looked at, or changed, in the middle.
 *
 * Public API only.  The numbers of comparisons were counted on CPython 3.11
 * with the same sequences.
 */
#include <Python.h>

#include "tap.h"

/* ---- a key that counts, and may do more ---- */

static long comparisons;
static PyObject *victim; /* a list that a comparison changes, or NULL */

/* An item is a list of one int, in an instance of class Key(list). */
static long
key_value(PyObject *key)
{
    return PyLong_AsLong(PyList_GET_ITEM(key, 0));
}

static PyObject *
key_lt(PyObject *self, PyObject *other)
{
    comparisons++;
    if (victim != NULL) {
        PyList_Append(victim, Py_None);
    }
    return PyBool_FromLong(key_value(self) < key_value(other));
}

/* Empties the victim and finds nothing equal. */
static PyObject *
key_eq(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(other))
{
    if (victim != NULL) {
        PyList_SetSlice(victim, 0, PY_SSIZE_T_MAX, NULL);
    }
    return PyBool_FromLong(0);
}

static PyMethodDef key_methods[] = {
    {"__lt__", key_lt, METH_O, NULL},
    {"__eq__", key_eq, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *key_type;

static void
make_key_type(void)
{
    PyMethodDef *def;

    key_type = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O){}", "Key",
                                     &PyList_Type);
    for (def = key_methods; def->ml_name; def++) {
        PyObject *method = PyDescr_NewMethod((PyTypeObject *)key_type, def);

        PyObject_SetAttrString(key_type, def->ml_name, method);
        Py_DECREF(method);
    }
}

static PyObject *
new_key(long value)
{
    return PyObject_CallFunction(key_type, "([l])", value);
}

/* A list of n keys with values that `value` gives. */
static PyObject *
new_keys(long n, long (*value)(long))
{
    PyObject *list = PyList_New(n);
    long i;

    for (i = 0; i < n; i++) {
        PyList_SET_ITEM(list, i, new_key(value(i)));
    }
    return list;
}

/* ---- sorting ---- */

static unsigned long chance_state;

static long
chance(void)
{
    chance_state = (chance_state * 1103515245 + 12345) & 0x7fffffff;
    return (long)(chance_state >> 8);
}

static long
ascending(long i)
{
    return i;
}

static long
descending(long i)
{
    return -i;
}

static long
scattered(long i)
{
    (void)i;
    return chance() % 1000000;
}

static long
few_values(long i)
{
    (void)i;
    return chance() % 10;
}

static long
saw(long i)
{
    return i % 100;
}

static long
two_runs(long i)
{
    return i < 500 ? 2 * i : 2 * (i - 500) + 1;
}

static long
loose_tail(long i)
{
    return i < 1000 ? i : chance() % 1000;
}

static long
many(long i)
{
    (void)i;
    return chance() % 1000;
}

static int
is_sorted(PyObject *list)
{
    Py_ssize_t i;

    for (i = 1; i < PyList_GET_SIZE(list); i++) {
        if (key_value(PyList_GET_ITEM(list, i)) <
            key_value(PyList_GET_ITEM(list, i - 1))) {
            return 0;
        }
    }
    return 1;
}

static void
test_comparisons(void)
{
    static const struct {
        const char *name;
        long n;
        long (*value)(long);
        long comparisons;
    } rows[] = {
        {"ascending", 1000, ascending, 999},
        {"descending", 1000, descending, 999},
        {"scattered", 1000, scattered, 8632},
        {"ten values", 1000, few_values, 6813},
        {"a saw", 1000, saw, 4389},
        {"two runs", 1000, two_runs, 1998},
        {"ten at the end", 1010, loose_tail, 1163},
        {"twenty thousand", 20000, many, 255133},
    };

    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        PyObject *list;

        chance_state = 12345;
        list = new_keys(rows[i].n, rows[i].value);
        comparisons = 0;
        is_int(PyList_Sort(list), 0, "%s: sorts", rows[i].name);
        is_int(comparisons, rows[i].comparisons, "%s: comparisons",
               rows[i].name);
        ok(is_sorted(list), "%s: in order", rows[i].name);
        Py_DECREF(list);
    }
}

/* Sorts pairs by their first item; the second tells where they were. */
static void
test_stability(int reverse)
{
    PyObject *list = PyList_New(0), *item_getter, *key, *args, *kwds, *sort;
    PyObject *operators = PyImport_ImportModule("operator");
    int in_order = 1;
    Py_ssize_t i;

    chance_state = 1;
    for (i = 0; i < 500; i++) {
        PyObject *pair = Py_BuildValue("(ln)", chance() % 7, i);

        PyList_Append(list, pair);
        Py_DECREF(pair);
    }
    item_getter = PyObject_GetAttrString(operators, "itemgetter");
    key = PyObject_CallFunction(item_getter, "i", 0);
    args = PyTuple_New(0);
    kwds = Py_BuildValue("{s:O,s:i}", "key", key, "reverse", reverse);
    sort = PyObject_GetAttrString(list, "sort");
    Py_XDECREF(PyObject_Call(sort, args, kwds));
    for (i = 1; i < 500; i++) {
        PyObject *a = PyList_GET_ITEM(list, i - 1);
        PyObject *b = PyList_GET_ITEM(list, i);
        long x = PyLong_AsLong(PyTuple_GET_ITEM(a, 0));
        long y = PyLong_AsLong(PyTuple_GET_ITEM(b, 0));

        in_order &= reverse ? x >= y : x <= y;
        in_order &= x != y || PyLong_AsLong(PyTuple_GET_ITEM(a, 1)) <
                                  PyLong_AsLong(PyTuple_GET_ITEM(b, 1));
    }
    ok(in_order, "equal keys keep their order, reverse=%d", reverse);
    Py_DECREF(sort);
    Py_DECREF(kwds);
    Py_DECREF(args);
    Py_DECREF(key);
    Py_DECREF(item_getter);
    Py_DECREF(operators);
    Py_DECREF(list);
}

static void
test_change_during_sort(void)
{
    PyObject *list = new_keys(10, descending);

    victim = list;
    is_int(PyList_Sort(list), -1, "a sort notices a change");
    ok(PyErr_ExceptionMatches(PyExc_ValueError), "with ValueError");
    PyErr_Clear();
    victim = NULL;
    is_int(PyList_GET_SIZE(list), 10, "the items are still there");
    Py_DECREF(list);
}

/* ---- searching a list that a comparison empties ---- */

static void
test_change_during_search(const char *method)
{
    PyObject *list = new_keys(5, ascending), *other = new_key(3), *result;

    victim = list;
    result = PyObject_CallMethod(list, method, "(O)", other);
    victim = NULL;
    PyErr_Clear();
    is_int(PyList_GET_SIZE(list), 0, "%s: the list is empty then", method);
    Py_XDECREF(result);
    Py_DECREF(other);
    Py_DECREF(list);
}

/* ---- the list itself as argument ---- */

static void
test_self(void)
{
    PyObject *list = Py_BuildValue("[iii]", 1, 2, 3), *text;

    Py_XDECREF(PyObject_CallMethod(list, "extend", "(O)", list));
    PyList_SetSlice(list, 1, 2, list);
    text = PyObject_Repr(list);
    is(PyUnicode_AsUTF8(text), "[1, 1, 2, 3, 1, 2, 3, 3, 1, 2, 3]",
       "extend and slice assignment by the list itself");
    Py_DECREF(text);
    PyList_Append(list, list);
    text = PyObject_Repr(list);
    is(PyUnicode_AsUTF8(text), "[1, 1, 2, 3, 1, 2, 3, 3, 1, 2, 3, [...]]",
       "repr of a cycle");
    Py_DECREF(text);
    PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL);
    Py_DECREF(list);
}

/* ---- depth ---- */

static void
test_depth(void)
{
    PyObject *list = PyList_New(0);
    long i;

    for (i = 0; i < 200000; i++) {
        PyObject *outer = PyList_New(1);

        PyList_SET_ITEM(outer, 0, list);
        list = outer;
    }
    ok(PyObject_Repr(list) == NULL, "repr of a very deep list fails");
    ok(PyErr_ExceptionMatches(PyExc_RecursionError), "with RecursionError");
    PyErr_Clear();
    Py_DECREF(list);
    ok(1, "a very deep list is freed without depth");
}

int
main(void)
{
    Py_Initialize();
    make_key_type();
    test_comparisons();
    test_stability(0);
    test_stability(1);
    test_change_during_sort();
    test_change_during_search("index");
    test_change_during_search("count");
    test_change_during_search("remove");
    test_change_during_search("__contains__");
    test_self();
    test_depth();
    Py_CLEAR(key_type);
    is_int(Py_FinalizeEx(), 0, "the program ends");
    return tap_end();
}
