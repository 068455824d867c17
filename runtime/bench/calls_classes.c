/* calls_classes.c -- classes and their instances, weak references, slices,
 * a sort that calls back. */
#include "calls.h"
#include "heapbook.h"

static PyObject *
give_args(PyObject *Py_UNUSED(self), PyObject *args)
{
    return Py_NewRef(args);
}

static PyMethodDef method_def = {"method", give_args, METH_VARARGS, NULL};

/* A class with a method, a property's getter and __repr__, all from C. */
static PyObject *
point_class(void)
{
    PyObject *dict = bench_want(PyDict_New());
    PyObject *function = bench_want(PyCFunction_New(&method_def, NULL));
    PyObject *method =
        bench_want(PyDescr_NewMethod(&PyBaseObject_Type, &method_def));
    PyObject *property = bench_want(
        PyObject_CallOneArg((PyObject *)&PyProperty_Type, function));
    PyObject *type;

    bench_done(PyDict_SetItemString(dict, "method", method));
    bench_done(PyDict_SetItemString(dict, "whole", property));
    bench_done(PyDict_SetItemString(dict, "constant", Py_None));
    type = bench_want(PyObject_CallFunction((PyObject *)&PyType_Type, "s()O",
                                            "Point", dict));
    Py_DECREF(property);
    Py_DECREF(method);
    Py_DECREF(function);
    Py_DECREF(dict);
    return type;
}

static void
create_class(long count)
{
    PyObject *dict = bench_want(hb_lit("{'x': 1, 'name': 'point'}"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallFunction((PyObject *)&PyType_Type,
                                                   "s()O", "Point", dict)));
    }
    bench_end();
    Py_DECREF(dict);
}

/* Reads an attribute of a point. */
static void
read_name(const char *text, long count)
{
    PyObject *type = point_class(),
             *point = bench_want(PyObject_CallNoArgs(type));

    bench_read(point, text, count);
    Py_DECREF(point);
    Py_DECREF(type);
}

static void
read_method(long count)
{
    read_name("method", count);
}

static void
read_property(long count)
{
    read_name("whole", count);
}

static void
read_constant(long count)
{
    read_name("constant", count);
}

static void
read_dict(long count)
{
    read_name("__dict__", count);
}

static void
read_class(long count)
{
    read_name("__class__", count);
}

static void
call_own_method(long count)
{
    PyObject *type = point_class(),
             *point = bench_want(PyObject_CallNoArgs(type));
    PyObject *name = bench_want(PyUnicode_InternFromString("method"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallMethodOneArg(point, name, Py_None)));
    }
    bench_end();
    Py_DECREF(name);
    Py_DECREF(point);
    Py_DECREF(type);
}

/* A point for a row that calls a function of one object. */
static void
on_point(unaryfunc function, long count)
{
    PyObject *type = point_class(),
             *point = bench_want(PyObject_CallNoArgs(type));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(function(point)));
    }
    bench_end();
    Py_DECREF(point);
    Py_DECREF(type);
}

static PyObject *
compare_self(PyObject *point)
{
    return PyObject_RichCompare(point, Py_None, Py_EQ);
}

static PyObject *
is_instance(PyObject *point)
{
    return PyBool_FromLong(
        PyObject_IsInstance(point, (PyObject *)&PyLong_Type));
}

static PyObject *
reference(PyObject *point)
{
    return PyWeakref_NewRef(point, NULL);
}

static PyObject *
proxy_hash(PyObject *point)
{
    PyObject *proxy = PyWeakref_NewProxy(point, NULL);

    Py_XDECREF(proxy);
    return Py_NewRef(point);
}

static void
point_repr(long count)
{
    on_point(PyObject_Repr, count);
}

static void
point_compare(long count)
{
    on_point(compare_self, count);
}

static void
point_instance(long count)
{
    on_point(is_instance, count);
}

static void
point_reference(long count)
{
    on_point(reference, count);
}

static void
point_proxy(long count)
{
    on_point(proxy_hash, count);
}

static void
point_dir(long count)
{
    on_point(PyObject_Dir, count);
}

static void
weakref_call(long count)
{
    PyObject *type = point_class();
    PyObject *reference = bench_want(PyWeakref_NewRef(type, NULL));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallNoArgs(reference)));
    }
    bench_end();
    Py_DECREF(reference);
    Py_DECREF(type);
}

/* ---- slices, functions that call back ----------------------------------- */

static void
slice_of(const char *display, long count)
{
    PyObject *args = bench_want(hb_lit(display));
    PyObject *slice = bench_want(PyObject_Call(
        (PyObject *)&PySlice_Type, PyTuple_GET_ITEM(args, 1), NULL));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(
            bench_want(PyObject_GetItem(PyTuple_GET_ITEM(args, 0), slice)));
    }
    bench_end();
    Py_DECREF(slice);
    Py_DECREF(args);
}

static void
slice_list(long count)
{
    slice_of("([1, 2, 3, 4, 5, 6, 7, 8], (1, 6))", count);
}

static void
slice_list_step(long count)
{
    slice_of("([1, 2, 3, 4, 5, 6, 7, 8], (None, None, -1))", count);
}

static void
slice_tuple(long count)
{
    slice_of("((1, 2, 3, 4, 5, 6, 7, 8), (1, 6))", count);
}

static void
slice_str(long count)
{
    slice_of("('the quick brown fox', (4, 15))", count);
}

static void
slice_bytes(long count)
{
    slice_of("(b'the quick brown fox', (4, 15))", count);
}

static void
assign_slice(long count)
{
    PyObject *list = bench_want(hb_lit("[1, 2, 3, 4, 5, 6, 7, 8]"));
    PyObject *two = bench_want(hb_lit("[1, 2]"));
    PyObject *four = bench_want(hb_lit("[1, 2, 3, 4]"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyList_SetSlice(list, 2, 4, four));
        bench_done(PyList_SetSlice(list, 2, 6, two));
    }
    bench_end();
    Py_DECREF(four);
    Py_DECREF(two);
    Py_DECREF(list);
}

static PyObject *
import_name(const char *module, const char *name)
{
    PyObject *from = bench_want(PyImport_ImportModule(module));
    PyObject *value = bench_want(PyObject_GetAttrString(from, name));

    Py_DECREF(from);
    return value;
}

static void
sort_by_key(long count)
{
    PyObject *list =
        bench_want(hb_lit("[(3, 'c'), (1, 'b'), (2, 'a'), (0, 'd')]"));
    PyObject *sorted = import_name("builtins", "sorted");
    PyObject *picker = import_name("operator", "itemgetter");
    PyObject *names = bench_want(hb_lit("('key',)"));
    PyObject *one = bench_want(PyLong_FromLong(1));
    PyObject *args[] = {list, bench_want(PyObject_CallOneArg(picker, one))};
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_Vectorcall(sorted, args, 1, names)));
    }
    bench_end();
    Py_DECREF(args[1]);
    Py_DECREF(one);
    Py_DECREF(names);
    Py_DECREF(picker);
    Py_DECREF(sorted);
    Py_DECREF(list);
}

const struct row call_class_rows[] = {
    {"class creation", create_class, 5000, 3, 0},
    {"read a method", read_method, 500000, 3, 0},
    {"read a property", read_property, 500000, 3, 0},
    {"read of the class", read_constant, 1000000, 3, 0},
    {"read __dict__", read_dict, 1000000, 3, 0},
    {"read __class__", read_class, 1000000, 3, 0},
    {"call own method", call_own_method, 500000, 3, 0},
    {"repr of instance", point_repr, 200000, 3, 0},
    {"compare instances", point_compare, 500000, 3, 0},
    {"isinstance, no", point_instance, 1000000, 3, 0},
    {"weakref of instance", point_reference, 500000, 3, 0},
    {"proxy of instance", point_proxy, 500000, 3, 0},
    {"dir of instance", point_dir, 5000, 3, 0},
    {"weakref call", weakref_call, 1000000, 3, 0},
    {"slice of list", slice_list, 500000, 3, 0},
    {"slice, backwards", slice_list_step, 500000, 3, 0},
    {"slice of tuple", slice_tuple, 500000, 3, 0},
    {"slice of str", slice_str, 500000, 3, 0},
    {"slice of bytes", slice_bytes, 500000, 3, 0},
    {"assign to slices", assign_slice, 300000, 3, 0},
    {"sorted by key", sort_by_key, 100000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
