/* bench_buffers.c -- bytes, bytearray, memoryview. */
#include "bench.h"

static void
view_slice(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 1000));
    PyObject *view = bench_want(PyMemoryView_FromObject(bytes));
    PyObject *low = bench_want(PyLong_FromLong(10));
    PyObject *high = bench_want(PyLong_FromLong(900));
    PyObject *slice = bench_want(PySlice_New(low, high, NULL));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_GetItem(view, slice)));
    }
    bench_end();
    Py_DECREF(slice);
    Py_DECREF(low);
    Py_DECREF(high);
    Py_DECREF(view);
    Py_DECREF(bytes);
}

static void
view_item(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 1000));
    PyObject *view = bench_want(PyMemoryView_FromObject(bytes));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *index = bench_want(PyLong_FromLong(i % 1000));

        Py_DECREF(bench_want(PyObject_GetItem(view, index)));
        Py_DECREF(index);
    }
    bench_end();
    Py_DECREF(view);
    Py_DECREF(bytes);
}

static void
view_set_item(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 1000));
    PyObject *view = bench_want(PyMemoryView_FromObject(bytes));
    PyObject *value = bench_want(PyLong_FromLong(7));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        PyObject *index = bench_want(PyLong_FromLong(i % 1000));

        bench_done(PyObject_SetItem(view, index, value));
        Py_DECREF(index);
    }
    bench_end();
    Py_DECREF(value);
    Py_DECREF(view);
    Py_DECREF(bytes);
}

static void
view_make(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 1000));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyMemoryView_FromObject(bytes)));
    }
    bench_end();
    Py_DECREF(bytes);
}

static void
view_to_list(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 1000));
    PyObject *view = bench_want(PyMemoryView_FromObject(bytes));
    PyObject *cast, *name = bench_want(PyUnicode_InternFromString("tolist"));
    long i;

    memset(PyByteArray_AS_STRING(bytes), 1, 1000);
    cast = bench_want(PyObject_CallMethod(view, "cast", "s", "i"));
    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallMethodNoArgs(cast, name)));
    }
    bench_end();
    Py_DECREF(name);
    Py_DECREF(cast);
    Py_DECREF(view);
    Py_DECREF(bytes);
}

static void
bytearray_append(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 0));
    PyObject *name = bench_want(PyUnicode_InternFromString("append"));
    PyObject *value = bench_want(PyLong_FromLong(65));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyObject_CallMethodOneArg(bytes, name, value)));
    }
    bench_end();
    Py_DECREF(value);
    Py_DECREF(name);
    Py_DECREF(bytes);
}

static void
bytearray_resize(long count)
{
    PyObject *bytes = bench_want(PyByteArray_FromStringAndSize(NULL, 0));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        bench_done(PyByteArray_Resize(bytes, i));
    }
    bench_end();
    Py_DECREF(bytes);
}

static void
bytes_concat(long count)
{
    PyObject *left = bench_want(PyBytes_FromString("twenty characters ab"));
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PySequence_Concat(left, left)));
    }
    bench_end();
    Py_DECREF(left);
}

static void
bytes_from_text(long count)
{
    long i;

    bench_begin();
    for (i = 0; i < count; i++) {
        Py_DECREF(bench_want(PyBytes_FromStringAndSize("0123456789", 10)));
    }
    bench_end();
}

const struct row buffer_rows[] = {
    {"memoryview slice", view_slice, 500000, 3, 0},
    {"memoryview item", view_item, 1000000, 3, 0},
    {"memoryview set item", view_set_item, 1000000, 3, 0},
    {"memoryview new", view_make, 500000, 3, 0},
    {"memoryview to list", view_to_list, 10000, 3, 0},
    {"bytearray append", bytearray_append, 1000000, 3, 0},
    {"bytearray resize", bytearray_resize, 1000000, 3, 0},
    {"bytes concat", bytes_concat, 1000000, 3, 0},
    {"bytes from text", bytes_from_text, 1000000, 3, 0},
    {NULL, NULL, 0, 0, 0},
};
