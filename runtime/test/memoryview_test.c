/* memoryview_test.c -- memoryview: locks, parts, casts, items, copies. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

static PyObject *
array_of(const char *text)
{
    return hb_keep(PyByteArray_FromStringAndSize(text, strlen(text)));
}

static PyObject *
view_of(PyObject *exporter)
{
    return hb_keep(PyMemoryView_FromObject(exporter));
}

static Py_ssize_t
exports(PyObject *array)
{
    return ((PyByteArrayObject *)array)->ob_exports;
}

/* ---- lifetimes ---- */

static void
sharing_one_buffer(void)
{
    PyObject *array = array_of("abcd"), *view = view_of(array);
    PyObject *part, *other;

    is_int(Py_REFCNT(array), 2, "a view holds its exporter");
    is_int(exports(array), 1, "by one export");
    part = hb_slice(view, 1, 3);
    is_int(exports(array), 1, "a part of the view adds none");
    is_int(Py_REFCNT(array), 2, "and no reference to the exporter");
    other = view_of(view);
    is_int(exports(array), 1, "nor does a view of the view");
    is_int(hb_sizeof(view), 184, "bytes of a view");
    gives(hb_call_(view, "release", NULL), "None");
    is_int(exports(array), 1, "the others keep the export");
    gives(hb_call_(part, "release", NULL), "None");
    gives(hb_call_(other, "release", NULL), "None");
    is_int(exports(array), 0, "until the last is released");
    gives(hb_call_(other, "release", NULL), "None");
}

static void
released(void)
{
    static const char gone[] =
        "ValueError: operation forbidden on released memoryview object";
    PyObject *view = view_of(array_of("abcd"));

    hb_call(view, "release");
    gives(PyObject_GetItem(view, hb_int(0)), gone);
    gives_int(PyObject_SetItem(view, hb_int(0), hb_int(1)), gone);
    gives(hb_call_(view, "tobytes", NULL), gone);
    gives(hb_call_(view, "cast", hb_str("b"), NULL), gone);
    gives(PyObject_GetAttrString(view, "nbytes"), gone);
    gives(PyMemoryView_FromObject(view), gone);
    gives(PyObject_RichCompare(view, view, Py_EQ), "True");
}

static void
blocked(void)
{
    PyObject *view = view_of(array_of("abcd"));
    Py_buffer buffer;

    is_int(PyObject_GetBuffer(view, &buffer, PyBUF_SIMPLE), 0, "a consumer");
    ok(buffer.obj == view, "gets the buffer from the view");
    gives(hb_call_(view, "release", NULL),
          "BufferError: memoryview has 1 exported buffer");
    PyBuffer_Release(&buffer);
    ok(buffer.obj == NULL, "releasing clears the owner");
    PyBuffer_Release(&buffer);
    gives(hb_call_(view, "release", NULL), "None");
}

/* ---- items ---- */

static void
items(void)
{
    PyObject *array = array_of("abcdef"), *view = view_of(array);
    PyObject *fixed = view_of(hb_lit("b'abcdef'"));

    gives(PyObject_GetItem(view, hb_int(-1)), "102");
    gives(PyObject_GetItem(view, hb_int(6)),
          "IndexError: index out of bounds on dimension 1");
    gives_int(PyObject_SetItem(view, hb_int(0), hb_int('A')), "None");
    gives_int(PyObject_SetItem(view, hb_int(0), hb_int(256)),
              "ValueError: memoryview: invalid value for format 'B'");
    gives_int(PyObject_SetItem(view, hb_int(0), hb_str("a")),
              "TypeError: memoryview: invalid type for format 'B'");
    gives_int(PyObject_DelItem(view, hb_int(0)),
              "TypeError: cannot delete memory");
    gives_int(PyObject_SetItem(fixed, hb_int(0), hb_int(1)),
              "TypeError: cannot modify read-only memory");
    gives_int(PySequence_SetItem(view, 0, hb_int(1)),
              "TypeError: memoryview is not a sequence");
    gives_int(PyObject_SetItem(view,
                               hb_keep(PySlice_New(NULL, hb_int(2), NULL)),
                               hb_lit("b'xyz'")),
              "ValueError: memoryview assignment: lvalue and rvalue have "
              "different structures");
    gives_int(PyObject_SetItem(view,
                               hb_keep(PySlice_New(NULL, hb_int(2), NULL)),
                               hb_slice(view, 1, 3)),
              "None");
    gives(Py_NewRef(array), "bytearray(b'bccdef')");
    gives(PyMemoryView_FromObject(hb_lit("[1]")),
          "TypeError: memoryview: a bytes-like object is required, not "
          "'list'");
    ok(PyObject_Hash(fixed) == PyObject_Hash(hb_lit("b'abcdef'")),
       "a read-only view has the hash of its bytes");
    gives_int(PyObject_Hash(view),
              "ValueError: cannot hash writable memoryview object");
}

static void
steps(void)
{
    PyObject *view = view_of(hb_lit("b'abcdef'"));
    PyObject *back = hb_slice_step(view, Py_None, Py_None, hb_int(-2));

    gives(hb_call_(back, "tobytes", NULL), "b'fdb'");
    gives(PyObject_GetAttrString(back, "strides"), "(-2,)");
    gives(PyObject_GetAttrString(back, "contiguous"), "False");
    gives(hb_call_(back, "cast", hb_str("b"), NULL),
          "TypeError: memoryview: casts are restricted to C-contiguous views");
    gives(hb_call_(hb_slice_step(back, Py_None, Py_None, hb_int(2)), "tolist",
                   NULL),
          "[102, 98]");
    gives(PyObject_GetAttrString(
              hb_slice_step(view, hb_int(3), hb_int(3), hb_int(2)),
              "c_contiguous"),
          "False");
}

/* ---- casts ---- */

static void
casts(void)
{
    PyObject *bytes = hb_lit("b'\\x01\\0\\0\\0\\x02\\0\\0\\0'");
    PyObject *array = hb_keep(PyByteArray_FromObject(bytes));
    PyObject *view = view_of(array);
    PyObject *ints = hb_call(view, "cast", hb_str("i"));
    PyObject *table = hb_call(view, "cast", hb_str("B"), hb_lit("[2, 4]"));

    gives(hb_call_(ints, "tolist", NULL), "[1, 2]");
    gives_int(PyObject_SetItem(ints, hb_int(1), hb_int(-1)), "None");
    gives(hb_call_(table, "tolist", NULL),
          "[[1, 0, 0, 0], [255, 255, 255, 255]]");
    gives(PyObject_GetItem(table, hb_lit("(1, -1)")), "255");
    gives(PyObject_GetItem(table, hb_int(0)),
          "NotImplementedError: multi-dimensional sub-views are not "
          "implemented");
    gives(PyObject_GetAttrString(table, "strides"), "(4, 1)");
    gives(hb_call_(ints, "cast", hb_str("h"), NULL),
          "TypeError: memoryview: cannot cast between two non-byte formats");
    gives(hb_call_(hb_slice(view, 0, 3), "cast", hb_str("i"), NULL),
          "TypeError: memoryview: length is not a multiple of itemsize");
    gives(hb_call_(view, "cast", hb_str("i"), hb_lit("[3]"), NULL),
          "TypeError: memoryview: product(shape) * itemsize != buffer size");
    gives(PyObject_RichCompare(ints, view_of(array), Py_EQ), "False");
}

/* ---- buffers in C ---- */

static void
requests(void)
{
    PyObject *bytes = hb_lit("b'abc'");
    Py_buffer buffer;
    char out[4] = "";

    gives_int(PyObject_GetBuffer(bytes, &buffer, PyBUF_WRITABLE),
              "BufferError: Object is not writable.");
    gives_int(PyObject_GetBuffer(view_of(bytes), &buffer, PyBUF_WRITABLE),
              "BufferError: memoryview: underlying buffer is not writable");
    gives_int(PyObject_GetBuffer(hb_int(1), &buffer, PyBUF_SIMPLE),
              "TypeError: a bytes-like object is required, not 'int'");
    hb_ok(PyObject_GetBuffer(bytes, &buffer, PyBUF_SIMPLE));
    ok(buffer.shape == NULL && buffer.strides == NULL && !buffer.format,
       "a simple request gets no shape");
    PyBuffer_Release(&buffer);
    hb_ok(PyObject_GetBuffer(bytes, &buffer, PyBUF_FULL_RO));
    is(buffer.format, "B", "a full one gets the format");
    is_int(buffer.shape[0], 3, "and the shape");
    is_int(PyBuffer_ToContiguous(out, &buffer, 3, 'C'), 0, "copied out");
    is(out, "abc", "as it is");
    PyBuffer_Release(&buffer);
    is_int(PyObject_CheckBuffer(bytes), 1, "bytes have a buffer");
    is_int(PyObject_CheckBuffer(Py_None), 0, "None has not");
}

static void
memory_without_owner(void)
{
    char memory[] = "abc";
    PyObject *view = hb_keep(PyMemoryView_FromMemory(memory, 3, PyBUF_WRITE));

    gives(PyObject_GetAttrString(view, "obj"), "None");
    gives_int(PyObject_SetItem(view, hb_int(0), hb_int('X')), "None");
    is(memory, "Xbc", "the memory itself is written");
    gives(PyMemoryView_GetContiguous(hb_lit("b'ab'"), PyBUF_WRITE, 'C'),
          "BufferError: underlying buffer is not writable");
}

static void
all(void)
{
    sharing_one_buffer();
    released();
    blocked();
    items();
    steps();
    casts();
    requests();
    memory_without_owner();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
