/* nomemory_test.c -- the n-th request for memory fails, for every n.
 *
 * Each scenario is run with the first request failing, then the second, and
 * so on until it succeeds.  Every failure must come out as MemoryError; at
 * the end nothing may be left.
 */
#include "internal/hb_region.h"
#include "failing.h"
#include "tap.h"

/* ---- scenarios: each gives an object, or NULL with an exception --------- */

/* repr(op); takes op, which may be NULL. */
static PyObject *
repr(PyObject *op)
{
    PyObject *text = op ? PyObject_Repr(op) : NULL;

    Py_XDECREF(op);
    return text;
}

/* What a call gave; takes the object it was made on. */
static PyObject *
then(PyObject *op, const char *method)
{
    PyObject *result = op ? PyObject_CallMethod(op, method, NULL) : NULL;

    Py_XDECREF(op);
    return result;
}

/* Appends or adds a new reference; takes both, gives the collection. */
static PyObject *
with_item(PyObject *op, PyObject *item, int (*add)(PyObject *, PyObject *))
{
    if (op && (!item || add(op, item))) {
        Py_CLEAR(op);
    }
    Py_XDECREF(item);
    return op;
}

static PyObject *
make_list(void)
{
    PyObject *list = PyList_New(0);
    int i;

    for (i = 0; list && i < 20; i++) {
        list = with_item(list, PyUnicode_FromFormat("item %d", 50 - i),
                         PyList_Append);
    }
    if (list && PyList_Sort(list)) {
        Py_CLEAR(list);
    }
    return repr(list);
}

static PyObject *
make_set(void)
{
    PyObject *set = PySet_New(NULL);
    int i;

    for (i = 0; set && i < 30; i++) {
        set = with_item(set, PyLong_FromLong(i * 1000), PySet_Add);
    }
    return then(set, "copy");
}

static PyObject *
make_dict(void)
{
    PyObject *dict = PyDict_New();
    int i;

    for (i = 0; dict && i < 40; i++) {
        PyObject *key = PyLong_FromLong(i * 1000);
        PyObject *value = key ? PyFloat_FromDouble(i) : NULL;

        if (!value || PyDict_SetItem(dict, key, value)) {
            Py_CLEAR(dict);
        }
        Py_XDECREF(key);
        Py_XDECREF(value);
    }
    return repr(then(dict, "copy"));
}

/* An attribute of an instance of a new class with this dict. */
static PyObject *
make_instance(PyObject *dict, const char *attribute)
{
    PyObject *type = dict ? PyObject_CallFunction((PyObject *)&PyType_Type,
                                                  "s()O", "T", dict)
                          : NULL;
    PyObject *self = type ? PyObject_CallNoArgs(type) : NULL;
    PyObject *result = NULL;

    if (self && PyObject_SetAttrString(self, "a", Py_None) == 0 &&
        PyObject_SetAttrString(self, "b", self) == 0) {
        result = PyObject_GetAttrString(self, attribute);
    }
    Py_XDECREF(self);
    Py_XDECREF(type);
    Py_XDECREF(dict);
    return result;
}

static PyObject *
make_plain(void)
{
    return make_instance(PyDict_New(), "__dict__");
}

static PyObject *
make_slots(void)
{
    return make_instance(Py_BuildValue("{s(ss)}", "__slots__", "a", "b"), "a");
}

static PyObject *
make_error(void)
{
    PyObject *type, *value, *traceback;

    PyErr_SetString(PyExc_ValueError, "boom");
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return repr(value);
}

static PyObject *
make_deep_copy(void)
{
    PyObject *module = PyImport_ImportModule("copy");
    PyObject *value =
        module ? Py_BuildValue("[[ii]{s[s]}(i[])]", 1, 2, "k", "v", 3) : NULL;
    PyObject *copy =
        value ? PyObject_CallMethod(module, "deepcopy", "(O)", value) : NULL;

    Py_XDECREF(module);
    Py_XDECREF(value);
    return repr(copy);
}

static PyObject *
make_weak(void)
{
    PyObject *module = PyImport_ImportModule("weakref");
    PyObject *dict =
        module ? PyObject_CallMethod(module, "WeakValueDictionary", NULL)
               : NULL;
    PyObject *value = dict ? PySet_New(NULL) : NULL;

    if (!value || PyMapping_SetItemString(dict, "key", value)) {
        Py_CLEAR(dict);
    }
    Py_XDECREF(value);
    Py_XDECREF(module);
    return dict;
}

static PyObject *
make_view(void)
{
    PyObject *bytes = PyByteArray_FromStringAndSize("0123456789abcdef", 16);
    PyObject *view = bytes ? PyMemoryView_FromObject(bytes) : NULL;
    PyObject *cast = view ? PyObject_CallMethod(view, "cast", "s", "i") : NULL;

    Py_XDECREF(bytes);
    Py_XDECREF(view);
    return then(cast, "tolist");
}

static PyObject *
make_text(void)
{
    PyObject *text = PyUnicode_FromString("a,b \xcf\x80,c");
    PyObject *parts =
        text ? PyObject_CallMethod(text, "split", "s", ",") : NULL;

    Py_XDECREF(text);
    return repr(parts);
}

/* What struct keeps of a format may be missing: it is made again. */
static PyObject *
make_struct(void)
{
    PyObject *module = PyImport_ImportModule("struct");
    PyObject *bytes =
        module ? PyObject_CallMethod(module, "pack", "sis", "<i?", 5, "x")
               : NULL;
    PyObject *values =
        bytes ? PyObject_CallMethod(module, "unpack", "sO", "<i?", bytes)
              : NULL;

    Py_XDECREF(module);
    Py_XDECREF(bytes);
    return repr(values);
}

static PyObject *
make_union(void)
{
    return repr(PyNumber_Or((PyObject *)&PyLong_Type, Py_None));
}

static PyObject *
make_stack(void)
{
    PyObject *module = PyImport_ImportModule("contextlib");
    PyObject *stack =
        module ? PyObject_CallMethod(module, "ExitStack", NULL) : NULL;
    PyObject *callback =
        stack ? PyObject_CallMethod(stack, "callback", "Os",
                                    (PyObject *)&PyLong_Type, "5")
              : NULL;
    PyObject *result =
        callback ? PyObject_CallMethod(stack, "close", NULL) : NULL;

    Py_XDECREF(module);
    Py_XDECREF(stack);
    Py_XDECREF(callback);
    return result;
}

/* ---- every n ------------------------------------------------------------ */

static int wrong; /* failures that were not MemoryError */

/* Runs with the n-th request failing; 0 when none failed. */
static int
run(PyObject *(*scenario)(void), long n)
{
    PyObject *result;
    int failed;

    failing_begin(n);
    result = scenario();
    failed = failing_end();
    if (!result && !(failed && PyErr_ExceptionMatches(PyExc_MemoryError))) {
        wrong++;
        PyErr_Print();
    }
    PyErr_Clear();
    Py_XDECREF(result);
    return failed;
}

static void
test(const char *name, PyObject *(*scenario)(void))
{
    long n = 0;

    Py_XDECREF(scenario());
    wrong = 0;
    PyGC_Collect(); /* the free lists are empty */
    while (n < 5000 && run(scenario, n)) {
        PyGC_Collect();
        n++;
    }
    ok(n > 0 && n < 5000, "%s: %ld requests were refused in turn", name, n);
    is_int(wrong, 0, "%s: always MemoryError", name);
}

static int
count(uintptr_t Py_UNUSED(address), size_t Py_UNUSED(size), void *arg)
{
    ++*(int *)arg;
    return 0;
}

int
main(void)
{
    int blocks = 0;

    Py_Initialize();
    test("list", make_list);
    test("set", make_set);
    test("dict", make_dict);
    test("plain instance", make_plain);
    test("slots", make_slots);
    test("exception", make_error);
    test("deep copy", make_deep_copy);
    test("weak dictionary", make_weak);
    test("view", make_view);
    test("text", make_text);
    test("struct", make_struct);
    test("union", make_union);
    test("stack of contexts", make_stack);
    is_int(Py_FinalizeEx(), 0, "the program ends");
    Hb_LiveEach(count, &blocks);
    is_int(blocks, 0, "no block is left");
    return tap_end();
}
