/* caches.c -- functools: partial, lru_cache, wraps; operator's getters. */
#include <heapbook.h>

static int calls_;

static PyObject *
square(PyObject *Py_UNUSED(self), PyObject *number)
{
    calls_++;
    return PyNumber_Multiply(number, number);
}

static PyMethodDef square_def = {"square", square, METH_O,
                                 "The square of a number."};

static void
use(PyObject *cached, const char *numbers)
{
    for (const char *n = numbers; *n; n++) {
        hb_new(cached, hb_int(*n - '0'));
    }
    PyObject *info = hb_call(cached, "cache_info");
    hb_say("%s: %d calls, %S", numbers, calls_, info);
    calls_ = 0;
}

static void
caching(void)
{
    PyObject *lru_cache = hb_import("functools", "lru_cache");
    PyObject *function = hb_keep(PyCFunction_New(&square_def, NULL));
    PyObject *two = hb_new(lru_cache, hb_int(2));
    PyObject *bounded = hb_new(two, function);
    PyObject *endless = hb_new(hb_new(lru_cache, Py_None), function);
    PyObject *none = hb_new(hb_new(lru_cache, hb_int(0)), function);

    use(bounded, "121312");
    use(endless, "121312");
    use(none, "121312");
    hb_call(bounded, "cache_clear");
    use(bounded, "11");
    hb_show(hb_get(bounded, "__name__"));
    hb_show(hb_get(bounded, "__doc__"));
    hb_show(hb_is(hb_get(bounded, "__wrapped__"), function));
    hb_show(hb_call(bounded, "cache_parameters"));
    hb_raises(hb_try_new(bounded, hb_lit("[]")));
    hb_raises(hb_try_new(bounded));
}

static void
keeping_alive(void)
{
    PyObject *lru_cache = hb_import("functools", "lru_cache");
    PyObject *identity = hb_import("operator", "itemgetter");
    PyObject *cached = hb_new(lru_cache, identity);
    PyObject *key = hb_keep(PyFloat_FromDouble(1.5));

    hb_say("before: %zd", Py_REFCNT(key));
    hb_new(cached, key);
    hb_say("kept by the cache: %d", Py_REFCNT(key) > 1);
    hb_call(cached, "cache_clear");
}

static void
partials(void)
{
    PyObject *partial = hb_import("functools", "partial");
    PyObject *sorted = hb_import("builtins", "sorted");
    PyObject *half = hb_new(partial, sorted);
    PyObject *down = hb_keep(PyObject_Call(
        partial, hb_keep(PyTuple_Pack(1, half)), hb_lit("{'reverse': True}")));

    hb_show(hb_new(down, hb_lit("[2, 3, 1]")));
    hb_say("%R %R", hb_get(down, "args"), hb_get(down, "keywords"));
    hb_show(hb_is(hb_get(down, "func"), sorted));
    hb_raises(hb_try_new(down));
}

static void
getters(void)
{
    PyObject *second = hb_new(hb_import("operator", "itemgetter"), hb_int(1));
    PyObject *both =
        hb_new(hb_import("operator", "itemgetter"), hb_int(0), hb_int(-1));
    PyObject *part =
        hb_new(hb_import("operator", "attrgetter"), hb_str("real.imag"));
    PyObject *upper = hb_new(hb_import("operator", "methodcaller"),
                             hb_str("replace"), hb_str("a"), hb_str("b"));

    hb_show(hb_new(second, hb_str("abc")));
    hb_show(hb_new(both, hb_str("abc")));
    hb_show(hb_new(part, hb_float(2.5)));
    hb_show(hb_new(upper, hb_str("banana")));
    hb_raises(hb_try_new(second, hb_lit("[1]")));
    hb_raises(hb_try_new(part, hb_str("x")));
    hb_say("%R %R %R", second, both, part);
}

static void
ordering(void)
{
    PyObject *key = hb_new(hb_import("functools", "cmp_to_key"),
                           hb_import("operator", "sub"));
    PyObject *list = hb_lit("[3, 1, 2]");

    hb_keep(PyObject_Call(hb_get(list, "sort"), hb_lit("()"),
                          hb_keep(Py_BuildValue("{sO}", "key", key))));
    hb_show(list);
}

HB_EXAMPLE
{
    caching();
    keeping_alive();
    partials();
    getters();
    ordering();
}
