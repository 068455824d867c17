/* bench_objects.c -- classes, attributes, calls, copies, numbers, repr. */
#include "bench.h"

/* type("Point", (), {}) or, with slots, {"__slots__": ("x", "y")} */
static PyObject *
make_class(int slots)
{
    PyObject *dict = bench_want(PyDict_New()), *type;

    if (slots) {
        PyObject *names = bench_want(Py_BuildValue("(ss)", "x", "y"));

        bench_done(PyDict_SetItemString(dict, "__slots__", names));
        Py_DECREF(names);
    }
    type = bench_want(PyObject_CallFunction((PyObject *)&PyType_Type, "s()O",
                                            "Point", dict));
    Py_DECREF(dict);
    return type;
}

/* ---- attributes --------------------------------------------------------- */

static void
read_attribute(int slots, long count)
{
    PyObject *type = make_class(slots);
    PyObject *point = bench_want(PyObject_CallNoArgs(type));

    bench_done(PyObject_SetAttrString(point, "x", Py_None));
    bench_done(PyObject_SetAttrString(point, "y", Py_None));
    bench_read(point, "y", count);
    Py_DECREF(point);
    Py_DECREF(type);
}

static void
write_attribute(int slots, long count)
{
    PyObject *type = make_class(slots);
    PyObject *point = bench_want(PyObject_CallNoArgs(type));
    PyObject *name = bench_want(PyUnicode_InternFromString("y"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyObject_SetAttr(point, name, Py_True));
    }
    bench_end();
    Py_DECREF(name);
    Py_DECREF(point);
    Py_DECREF(type);
}

static void
slot_read(long count)
{
    read_attribute(1, count);
}

static void
slot_write(long count)
{
    write_attribute(1, count);
}

static void
instance_read(long count)
{
    read_attribute(0, count);
}

static void
instance_write(long count)
{
    write_attribute(0, count);
}

static void
attribute_by_text(long count)
{
    PyObject *type = make_class(0);
    PyObject *point = bench_want(PyObject_CallNoArgs(type));
    long i;

    bench_done(PyObject_SetAttrString(point, "height", Py_None));
    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_GetAttrString(point, "height")));
    }
    bench_end();
    Py_DECREF(point);
    Py_DECREF(type);
}

/* ---- instances ---------------------------------------------------------- */

static void
create(int slots, long count)
{
    PyObject *type = make_class(slots);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallNoArgs(type)));
    }
    bench_end();
    Py_DECREF(type);
}

static void
create_plain(long count)
{
    create(0, count);
}

static void
create_slots(long count)
{
    create(1, count);
}

/* Creates, fills two attributes, keeps a thousand of them alive. */
static void
create_and_fill(long count)
{
    PyObject *type = make_class(0), *kept = bench_ints(1000);
    PyObject *x = bench_want(PyUnicode_InternFromString("x"));
    PyObject *y = bench_want(PyUnicode_InternFromString("y"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *point = bench_want(PyObject_CallNoArgs(type));

        bench_done(PyObject_SetAttr(point, x, Py_None));
        bench_done(PyObject_SetAttr(point, y, Py_None));
        bench_done(PyList_SetItem(kept, i % 1000, point));
    }
    bench_end();
    Py_DECREF(x);
    Py_DECREF(y);
    Py_DECREF(kept);
    Py_DECREF(type);
}

/* ---- calls -------------------------------------------------------------- */

static void
call_builtin(long count)
{
    PyObject *module = bench_want(PyImport_ImportModule("builtins"));
    PyObject *len = bench_want(PyObject_GetAttrString(module, "len"));
    PyObject *list = bench_ints(10);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallOneArg(len, list)));
    }
    bench_end();
    Py_DECREF(list);
    Py_DECREF(len);
    Py_DECREF(module);
}

static void
call_method(long count)
{
    PyObject *list = bench_ints(10);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallMethod(list, "count", "i", 5)));
    }
    bench_end();
    Py_DECREF(list);
}

/* ---- copies ------------------------------------------------------------- */

/* [[0, 1, ... 9], ... ten of them] */
static PyObject *
nested_list(void)
{
    PyObject *list = bench_want(PyList_New(10));
    int i;

    for (i = 0; i < 10; i++) {
        PyList_SET_ITEM(list, i, bench_ints(10));
    }
    return list;
}

static void
copy_with(const char *name, PyObject *obj, long count)
{
    PyObject *module = bench_want(PyImport_ImportModule("copy"));
    PyObject *copy = bench_want(PyObject_GetAttrString(module, name));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallOneArg(copy, obj)));
    }
    bench_end();
    Py_DECREF(copy);
    Py_DECREF(module);
    Py_DECREF(obj);
}

static void
copy_list(long count)
{
    copy_with("copy", nested_list(), count);
}

static void
deepcopy_list(long count)
{
    copy_with("deepcopy", nested_list(), count);
}

static void
deepcopy_instance(long count)
{
    PyObject *type = make_class(0);
    PyObject *point = bench_want(PyObject_CallNoArgs(type));

    bench_done(PyObject_SetAttrString(point, "x", Py_None));
    bench_done(PyObject_SetAttrString(point, "y", Py_None));
    Py_DECREF(type);
    copy_with("deepcopy", point, count);
}

/* ---- numbers, repr ------------------------------------------------------ */

static void
int_add(long count)
{
    PyObject *one = bench_want(PyLong_FromLong(1)), *sum = Py_NewRef(one);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_SETREF(sum, bench_want(PyNumber_Add(sum, one)));
    }
    bench_end();
    Py_DECREF(sum);
    Py_DECREF(one);
}

static void
int_multiply(long count)
{
    PyObject *a = bench_want(PyLong_FromString(
        "123456789012345678901234567890123456789012345678", NULL, 10));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyNumber_Multiply(a, a)));
    }
    bench_end();
    Py_DECREF(a);
}

static void
float_add(long count)
{
    PyObject *step = bench_want(PyFloat_FromDouble(0.5));
    PyObject *sum = Py_NewRef(step);
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_SETREF(sum, bench_want(PyNumber_Add(sum, step)));
    }
    bench_end();
    Py_DECREF(sum);
    Py_DECREF(step);
}

static void
repr_of(PyObject *obj, long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_Repr(obj)));
    }
    bench_end();
    Py_DECREF(obj);
}

static void
repr_list(long count)
{
    repr_of(nested_list(), count);
}

static void
repr_dict(long count)
{
    repr_of(bench_want(Py_BuildValue("{s:i,s:d,s:[sss],s:O}", "int", 12345,
                                     "float", 2.5, "strs", "a", "bc", "def",
                                     "none", Py_None)),
            count);
}

const struct row object_rows[] = {
    {"slot read", slot_read, 2000000, 3, 0},
    {"slot write", slot_write, 2000000, 3, 0},
    {"attribute read", instance_read, 2000000, 3, 0},
    {"attribute write", instance_write, 2000000, 3, 0},
    {"attribute by text", attribute_by_text, 1000000, 3, 0},
    {"instance creation", create_plain, 1000000, 3, 0},
    {"slots creation", create_slots, 1000000, 3, 0},
    {"instances filled", create_and_fill, 500000, 3, 0},
    {"call of len", call_builtin, 2000000, 3, 0},
    {"call of a method", call_method, 500000, 3, 0},
    {"copy of a list", copy_list, 100000, 3, 0},
    {"deepcopy of lists", deepcopy_list, 500, 3, 0},
    {"deepcopy, instance", deepcopy_instance, 5000, 3, 0},
    {"int add", int_add, 2000000, 3, 0},
    {"int multiply", int_multiply, 500000, 3, 0},
    {"float add", float_add, 2000000, 3, 0},
    {"repr of lists", repr_list, 5000, 3, 0},
    {"repr of a dict", repr_dict, 30000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
