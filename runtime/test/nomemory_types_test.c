/* nomemory_types_test.c -- each method of each type, and each function of
 * each module, with the n-th request for memory failing, for every n.
 *
 * Nothing is listed by hand but how an object of a type is made
 * (nomemory_types.h).  Methods and functions are found by looking, and get the
 * first of some lists of arguments with which they succeed.  Then they are
 * called on a new object, with the first request failing, then the second,
 * until none fails.  A failure must be MemoryError, the object must still have
 * a repr, and nothing may be left at the end.
 *
 * usage: nomemory_types_test [NAME]   with a name, only that type or module
 */
#include <heapbook.h>

#include "internal/hb_region.h"
#include "failing.h"
#include "nomemory_types.h"
#include "tap.h"
/* ---- calls
 * ------------------------------------------------------------------ */

static PyObject *deepcopy;
static int wrong, requests, calls;

static int
is_left_out(const char *name)
{
    for (size_t i = 0; i < Py_ARRAY_LENGTH(left_out); i++) {
        if (!strcmp(name, left_out[i])) {
            return 1;
        }
    }
    return 0;
}

static int
is_endless(const char *name)
{
    return !strcmp(name, "count") || !strcmp(name, "cycle");
}

/* What a lazy thing gives, or the thing itself; takes it over. */
static PyObject *
worked_off(PyObject *result)
{
    PyObject *item;
    int i;

    if (!result || !PyIter_Check(result)) {
        return result;
    }
    for (i = 0; i < 20 && (item = PyIter_Next(result)) != NULL; i++) {
        Py_DECREF(item);
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(result);
    }
    return result;
}

/* Something to call: a method by its name, or a function; and a way to make
 * what it is called on, which may be nothing. */
struct subject {
    PyObject *callable, *args; /* makes it, unless `make` does */
    PyObject *(*make)(void);
    PyObject *name;     /* of a method */
    PyObject *function; /* called with the object, or with the arguments */
};

static PyObject *
fresh(const struct subject *subject)
{
    PyObject *args, *object;

    if (subject->make) {
        return subject->make();
    }
    if (!subject->callable) {
        return Py_NewRef(Py_None);
    }
    args = PyObject_CallOneArg(deepcopy, subject->args);
    object = PyObject_Call(subject->callable, args, NULL);
    Py_DECREF(args);
    return object;
}

static PyObject *
run(const struct subject *subject, PyObject *object, PyObject *args)
{
    PyObject *method, *result;

    if (subject->function) {
        return worked_off(
            args ? PyObject_Call(subject->function, args, NULL)
                 : PyObject_CallOneArg(subject->function, object));
    }
    method = PyObject_GetAttr(object, subject->name);
    if (!method || !PyCallable_Check(method)) {
        return method;
    }
    result = worked_off(PyObject_Call(method, args, NULL));
    Py_DECREF(method);
    return result;
}

/* A call with the n-th request failing; 0 when none failed. */
static int
run_failing(const struct subject *subject, PyObject *args, long n,
            const char *what)
{
    PyObject *object = fresh(subject), *result, *text;
    PyObject *copy = args ? PyObject_CallOneArg(deepcopy, args) : NULL;
    int failed;

    failing_begin(n);
    result = run(subject, object, copy);
    failed = failing_end();
    if (!result && !PyErr_ExceptionMatches(PyExc_MemoryError)) {
        printf("# %s, request %ld\n", what, n);
        PyErr_Print();
        wrong++;
    }
    PyErr_Clear();
    Py_XDECREF(result);
    text = PyObject_Repr(object); /* it is whole */
    PyErr_Clear();
    Py_XDECREF(text);
    Py_DECREF(object);
    Py_XDECREF(copy);
    return failed;
}

/* One call with every request failing in turn, if it succeeds at all. */
static int
try_call(const struct subject *subject, PyObject *args, const char *what)
{
    PyObject *object = fresh(subject);
    PyObject *copy = args ? PyObject_CallOneArg(deepcopy, args) : NULL;
    PyObject *result = run(subject, object, copy);
    long n = 0;

    Py_DECREF(object);
    Py_XDECREF(copy);
    if (!result) {
        PyErr_Clear();
        return 0;
    }
    Py_DECREF(result);
    while (n < 3000 && run_failing(subject, args, n, what)) {
        n++;
    }
    calls++;
    requests += (int)n;
    return 1;
}

static PyObject *lists; /* the displays of arguments */

static void
try_arguments(struct subject *subject, const char *what)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(lists); i++) {
        if (try_call(subject, PyList_GET_ITEM(lists, i), what)) {
            return;
        }
    }
}

/* ---- types and modules
 * ------------------------------------------------------- */

static void
try_names(struct subject *subject, PyObject *names, const char *of)
{
    char what[200];

    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        subject->name = PyList_GET_ITEM(names, i);
        if (!is_left_out(PyUnicode_AsUTF8(subject->name))) {
            snprintf(what, sizeof(what), "%s.%s", of,
                     PyUnicode_AsUTF8(subject->name));
            try_arguments(subject, what);
        }
    }
}

static void
try_type(struct subject *subject, const char *name)
{
    PyObject *object = fresh(subject), *names;

    wrong = calls = requests = 0;
    if (!object) {
        ok(0, "%s: is made", name);
        PyErr_Print();
        return;
    }
    if (subject->callable) {
        struct subject making = {.function = subject->callable};

        try_call(&making, subject->args, name);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(on_objects); i++) {
        if (on_objects[i].reads_all && is_endless(name)) {
            continue;
        }
        subject->function =
            hb_import(on_objects[i].module, on_objects[i].name);
        try_call(subject, NULL, on_objects[i].name);
    }
    subject->function = NULL;
    names = PyObject_Dir(object);
    try_names(subject, names, name);
    Py_DECREF(names);
    Py_DECREF(object);
    PyGC_Collect();
    is_int(wrong, 0, "%s: %d calls, %d requests refused in turn", name, calls,
           requests);
}

static void
try_module(const char *name)
{
    PyObject *module = hb_import(name, NULL);
    PyObject *names = PyObject_Dir(module);
    struct subject subject = {0};
    char what[200];

    wrong = calls = requests = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        const char *function = PyUnicode_AsUTF8(PyList_GET_ITEM(names, i));

        subject.function = PyObject_GetAttrString(module, function);
        if (PyCallable_Check(subject.function) && !is_left_out(function)) {
            snprintf(what, sizeof(what), "%s.%s", name, function);
            try_arguments(&subject, what);
        }
        Py_DECREF(subject.function);
    }
    Py_DECREF(names);
    PyGC_Collect();
    is_int(wrong, 0, "module %s: %d calls, %d requests refused in turn", name,
           calls, requests);
}

static const char *only;

static int
wanted(const char *name)
{
    return !only || !strcmp(only, name);
}

static void
try_all(void)
{
    values = hb_lit("{1000, 'x'}");
    deepcopy = hb_import("copy", "deepcopy");
    lists = hb_keep(PyList_New(0));
    for (size_t i = 0; i < Py_ARRAY_LENGTH(arguments); i++) {
        hb_ok(PyList_Append(lists, hb_lit(arguments[i])));
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(makers); i++) {
        const struct maker *maker = &makers[i];

        if (wanted(maker->name)) {
            struct subject subject = {
                .callable = hb_import(maker->module, maker->name),
                .args = hb_lit(maker->args)};

            try_type(&subject, maker->name);
        }
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(made); i++) {
        if (wanted(made[i].name)) {
            struct subject subject = {.make = made[i].make};

            try_type(&subject, made[i].name);
        }
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(modules); i++) {
        if (wanted(modules[i])) {
            try_module(modules[i]);
        }
    }
}

static int
count(uintptr_t Py_UNUSED(address), size_t Py_UNUSED(size), void *arg)
{
    ++*(int *)arg;
    return 0;
}

int
main(int argc, char **argv)
{
    int blocks = 0;

    only = argc > 1 ? argv[1] : NULL;
    is_int(hb_main(try_all), 0, "the program ends");
    Hb_LiveEach(count, &blocks);
    is_int(blocks, 0, "no block is left");
    return tap_end();
}
