/* buffers.c -- facts about bytearray, memoryview and the buffer protocol. */

#define ARRAY(op) ((PyByteArrayObject *)(op))

/* bytearray(display) */
static PyObject *
bytes_of(PyObject *source)
{
    return hb_new((PyObject *)&PyByteArray_Type, source);
}

static PyObject *
zero_bytes(long n)
{
    PyObject *bytes = hb_keep(PyByteArray_FromStringAndSize(NULL, n));

    memset(PyByteArray_AS_STRING(bytes), 0, n);
    return bytes;
}

static void
write_array(FILE *out, long n, PyObject *bytes)
{
    fprintf(out, "[%ld, %zd, %zd]", n, ARRAY(bytes)->ob_alloc,
            hb_sizeof(bytes));
}

/* ---- growth ------------------------------------------------------------- */

FACT("c", "bytearray.append_growth_0_2000_len_alloc_sizeof")
{
    PyObject *bytes = zero_bytes(0);
    Py_ssize_t last = 0;

    putc('[', out);
    write_array(out, 0, bytes);
    for (int i = 1; i <= 2000; i++) {
        hb_call(bytes, "append", hb_int(1));
        if (ARRAY(bytes)->ob_alloc != last) {
            last = ARRAY(bytes)->ob_alloc;
            fputs(", ", out);
            write_array(out, i, bytes);
        }
    }
    putc(']', out);
}

FACT("python", "bytearray.append_growth_to_199")
{
    PyObject *bytes = zero_bytes(0);
    Py_ssize_t last = 0;

    fputs("[[0, 0]", out);
    for (int i = 1; i < 200; i++) {
        hb_call(bytes, "append", hb_int(1));
        if (ARRAY(bytes)->ob_alloc != last) {
            last = ARRAY(bytes)->ob_alloc;
            fprintf(out, ", [%d, %zd]", i, last);
        }
    }
    putc(']', out);
}

FACT("c", "bytearray.FromStringAndSize_n_alloc_sizeof")
{
    for (int n = 0; n <= 12; n++) {
        fputs(n ? ", " : "[", out);
        write_array(
            out, n,
            hb_keep(PyByteArray_FromStringAndSize("abcdefghijklmnop", n)));
    }
    putc(']', out);
}

static PyObject *
from_bytes(long n)
{
    return bytes_of(hb_keep(
        PyBytes_FromStringAndSize(PyByteArray_AS_STRING(zero_bytes(n)), n)));
}

static PyObject *
from_int(long n)
{
    return bytes_of(hb_int(n));
}

static PyObject *
from_range(long n)
{
    return bytes_of(hb_new((PyObject *)&PyRange_Type, hb_int(n)));
}

static PyObject *
added(long n)
{
    return hb_keep(PySequence_InPlaceConcat(zero_bytes(0), from_bytes(n)));
}

static PyObject *
extended(long n)
{
    PyObject *bytes = zero_bytes(0);

    hb_call(bytes, "extend", hb_keep(PySequence_Repeat(hb_lit("[1]"), n)));
    return bytes;
}

static PyObject *
sliced(long n)
{
    return hb_slice(zero_bytes(256), 0, n);
}

static void
write_sizes_of(FILE *out, PyObject *(*make)(long))
{
    static const long sizes[] = {0, 1, 5, 10, 16, 100, 200};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        fputs(i ? ", " : "[", out);
        write_array(out, sizes[i], make(sizes[i]));
    }
    putc(']', out);
}

#define SIZES_FACT(name, make)                                                \
    FACT("c", name)                                                           \
    {                                                                         \
        write_sizes_of(out, make);                                            \
    }

SIZES_FACT("bytearray.of_bytes", from_bytes)
SIZES_FACT("bytearray.of_int", from_int)
SIZES_FACT("bytearray.of_range", from_range)
SIZES_FACT("bytearray.iadd_bytes_to_empty", added)
SIZES_FACT("bytearray.extend_list", extended)
SIZES_FACT("bytearray.slice_copy", sliced)

#ifndef HB_HOSTILE

FACT("c", "bytearray.del_front_10_from_100_len_alloc_startoffset")
{
    PyObject *bytes = zero_bytes(100);
    int first = 1;

    putc('[', out);
    while (PyByteArray_Size(bytes) >= 10) {
        PySequence_DelSlice(bytes, 0, 10);
        fprintf(out, "%s[%zd, %zd, %zd]", first ? "" : ", ",
                PyByteArray_Size(bytes), ARRAY(bytes)->ob_alloc,
                ARRAY(bytes)->ob_start - ARRAY(bytes)->ob_bytes);
        first = 0;
    }
    putc(']', out);
}

#endif

FACT("c", "bytearray.resize_sequence_from_100_size_alloc")
{
    static const int sizes[] = {99, 60, 51, 50,  49,  40,  10, 5,
                                0,  3,  4,  100, 101, 120, 300};
    PyObject *bytes = zero_bytes(100);

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        PyByteArray_Resize(bytes, sizes[i]);
        fprintf(out, "%s[%d, %zd]", i ? ", " : "[", sizes[i],
                ARRAY(bytes)->ob_alloc);
    }
    putc(']', out);
}

/* ---- buffers ------------------------------------------------------------ */

FACT("c", "buffer.PyObject_CheckBuffer")
{
    PyObject *bytes = hb_lit("b'a'");

    struct {
        const char *name;
        PyObject *object;
    } rows[] = {
        {"b'a'", bytes},
        {"bytearray(b'a')", bytes_of(bytes)},
        {"memoryview(b'a')", hb_keep(PyMemoryView_FromObject(bytes))},
        {"array.array('i',[1])",
         hb_new(hb_import("array", "array"), hb_str("i"), hb_lit("[1]"))},
        {"'a'", hb_str("a")},
        {"[1]", hb_lit("[1]")},
        {"(1,)", hb_lit("(1,)")},
        {"1", hb_int(1)},
        {"None", Py_None},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        fputs(i ? ", " : "{", out);
        write_text(out, rows[i].name);
        fprintf(out, ": %d", PyObject_CheckBuffer(rows[i].object));
    }
    putc('}', out);
}

/* The measured program had a view of it already: two exports. */
FACT("c", "buffer.simple_request_on_bytearray")
{
    PyObject *bytes = zero_bytes(11);
    Py_ssize_t before;
    Py_buffer view;
    int rc;

    hb_keep(PyMemoryView_FromObject(bytes));
    before = Py_REFCNT(bytes);
    rc = PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE);
    fprintf(out,
            "{\"rc\": %d, \"format_null\": %d, \"shape_null\": %d, "
            "\"strides_null\": %d, \"exports\": %zd, \"refcnt_delta\": %zd}",
            rc, view.format == NULL, view.shape == NULL, view.strides == NULL,
            ARRAY(bytes)->ob_exports, Py_REFCNT(bytes) - before);
    PyBuffer_Release(&view);
}

/* ---- memoryview --------------------------------------------------------- */

FACT("c", "memoryview.bytearray_fields")
{
    PyObject *bytes = zero_bytes(11);
    PyObject *mv = hb_keep(PyMemoryView_FromObject(bytes));
    Py_buffer *v = PyMemoryView_GET_BUFFER(mv);

    fprintf(out,
            "{\"len\": %zd, \"itemsize\": %zd, \"ndim\": %d, \"readonly\": %d,"
            " \"format\": \"%s\", \"shape0\": %zd, \"stride0\": %zd, "
            "\"suboffsets_null\": %d, \"buf_is_bytearray_data\": %d, "
            "\"base_is_bytearray\": %d, \"sizeof\": %zd}",
            v->len, v->itemsize, v->ndim, v->readonly, v->format, v->shape[0],
            v->strides[0], v->suboffsets == NULL,
            v->buf == PyByteArray_AsString(bytes),
            PyMemoryView_GET_BASE(mv) == bytes, hb_sizeof(mv));
}

FACT("c", "memoryview.slice_2_8_2_fields")
{
    PyObject *bytes = zero_bytes(11);
    PyObject *mv = hb_keep(PyMemoryView_FromObject(bytes));
    PyObject *part = hb_slice_step(mv, hb_int(2), hb_int(8), hb_int(2));
    Py_buffer *v = PyMemoryView_GET_BUFFER(part);

    fprintf(out,
            "{\"len\": %zd, \"shape0\": %zd, \"stride0\": %zd, "
            "\"buf_offset\": %zd, \"sizeof\": %zd, "
            "\"view_obj_is_bytearray\": %d}",
            v->len, v->shape[0], v->strides[0],
            (char *)v->buf - PyByteArray_AsString(bytes), hb_sizeof(part),
            v->obj == bytes);
}

FACT("c", "memoryview.reversed_fields")
{
    PyObject *bytes = zero_bytes(11);
    PyObject *mv = hb_keep(PyMemoryView_FromObject(bytes));
    PyObject *part = hb_slice_step(mv, Py_None, Py_None, hb_int(-1));
    Py_buffer *v = PyMemoryView_GET_BUFFER(part);

    fprintf(out, "{\"len\": %zd, \"stride0\": %zd, \"buf_offset\": %zd}",
            v->len, v->strides[0],
            (char *)v->buf - PyByteArray_AsString(bytes));
}

FACT("c", "memoryview.FromMemory_write")
{
    static char memory[8] = "abcdefg";
    PyObject *mv = hb_keep(PyMemoryView_FromMemory(memory, 7, PyBUF_WRITE));

    fprintf(out, "{\"readonly\": %d, \"obj_is_none\": %d, \"sizeof\": %zd}",
            PyMemoryView_GET_BUFFER(mv)->readonly,
            hb_get(mv, "obj") == Py_None, hb_sizeof(mv));
}

/* Whether a contiguous view of an object lies in the bytes. */
static int
shares(PyObject *bytes, PyObject *of)
{
    PyObject *mv = hb_keep(PyMemoryView_GetContiguous(of, PyBUF_READ, 'C'));
    char *buf = PyMemoryView_GET_BUFFER(mv)->buf;

    return buf >= PyByteArray_AsString(bytes) &&
           buf < PyByteArray_AsString(bytes) + 11;
}

FACT("c", "memoryview.GetContiguous_of_bytearray_shares_memory")
{
    PyObject *bytes = zero_bytes(11);

    write_bool(out, shares(bytes, bytes));
}

FACT("c", "memoryview.GetContiguous_of_strided_slice_shares_memory")
{
    PyObject *bytes = zero_bytes(11);
    PyObject *mv = hb_keep(PyMemoryView_FromObject(bytes));

    write_bool(out, shares(bytes, hb_slice_step(mv, hb_int(2), hb_int(8),
                                                hb_int(2))));
}
