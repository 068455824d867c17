/* memoryobject_compare.c -- equality and hash of views.
 *
 * Items are compared as values: bytes 1, 2 equal ints 1, 2.  Formats that are
 * not native single letters are read by module struct; what it cannot read is
 * equal to nothing.
 *
 * Source: CPython 3.11, Objects/memoryobject.c, memory_richcompare(),
 *         unpack_cmp(), struct_get_unpacker().
 */
#include "internal/hb_memory.h"

/* How the items of one side are read. */
struct item_reader {
    char letter;      /* a native format; 0 for any other */
    Py_ssize_t size;  /* bytes of an item */
    PyObject *unpack; /* owned; Struct(format).unpack_from, if there is no
                         letter */
};

/* How items are compared. */
struct comparison {
    struct item_reader left, right;
    int ndim;
    const Py_ssize_t *shape;
};

/* 1; 0 when struct does not know the format; -1 with an exception. */
static int
reader_init(struct item_reader *reader, const Py_buffer *view)
{
    const char *format = view->format ? view->format : "B";
    PyObject *module, *compiled;

    *reader = (struct item_reader){.size = view->itemsize};
    if (Hb_NativeFormat(&reader->letter, format) >= 0) {
        return 1;
    }
    reader->letter = 0;
    module = PyImport_ImportModule("struct");
    compiled =
        module ? PyObject_CallMethod(module, "Struct", "s", format) : NULL;
    if (compiled) {
        reader->unpack = PyObject_GetAttrString(compiled, "unpack_from");
    }
    Py_XDECREF(compiled);
    Py_XDECREF(module);
    if (reader->unpack) {
        return 1;
    }
    if (PyErr_ExceptionMatches(PyExc_ImportError) ||
        PyErr_ExceptionMatches(PyExc_MemoryError)) {
        return -1;
    }
    PyErr_Clear();
    return 0;
}

/* The value at `p`: an item of more than one value is a tuple. */
static PyObject *
read_item(const struct item_reader *reader, const char *p)
{
    char letter[2] = {reader->letter, 0};
    PyObject *bytes, *values, *value;

    if (reader->letter) {
        return Hb_MemoryUnpack(p, letter);
    }
    bytes = PyBytes_FromStringAndSize(p, reader->size);
    values = bytes ? PyObject_CallOneArg(reader->unpack, bytes) : NULL;
    Py_XDECREF(bytes);
    if (!values || PyTuple_GET_SIZE(values) != 1) {
        return values;
    }
    value = Py_NewRef(PyTuple_GET_ITEM(values, 0));
    Py_DECREF(values);
    return value;
}

/* -1 with an exception. */
static int
items_equal(const struct comparison *how, const char *p, const char *q)
{
    PyObject *a, *b;
    int equal = -1;

    if (how->left.letter && how->left.letter == how->right.letter) {
        return Hb_MemoryItemsEqual(p, q, how->left.letter);
    }
    a = read_item(&how->left, p);
    b = a ? read_item(&how->right, q) : NULL;
    if (b) {
        equal = PyObject_RichCompareBool(a, b, Py_EQ);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return equal;
}

/* Whether the items of the last dimension lie behind each other, and are equal
 * when their bytes are. */
static int
is_run(const struct comparison *how, const Py_buffer *v, const Py_buffer *w,
       int dim)
{
    return dim == how->ndim - 1 && !v->suboffsets && !w->suboffsets &&
           how->left.letter && how->left.letter == how->right.letter &&
           strchr("bBhHiIlLqQnNcP", how->left.letter) &&
           v->strides[dim] == v->itemsize && w->strides[dim] == v->itemsize;
}

static int
all_equal(const struct comparison *how, const Py_buffer *v, char *p,
          const Py_buffer *w, char *q, int dim)
{
    Py_ssize_t i;
    int equal = 1;

    if (dim == how->ndim) {
        return items_equal(how, p, q);
    }
    if (is_run(how, v, w, dim)) {
        return memcmp(p, q, (size_t)(how->shape[dim] * v->itemsize)) == 0;
    }
    for (i = 0; i < how->shape[dim] && equal == 1; i++) {
        equal = all_equal(how, v, HB_ADJUST(p, v->suboffsets, dim), w,
                          HB_ADJUST(q, w->suboffsets, dim), dim + 1);
        p += v->strides[dim];
        q += w->strides[dim];
    }
    return equal;
}

static int
views_equal(const Py_buffer *v, const Py_buffer *w)
{
    struct comparison how = {.ndim = v->ndim, .shape = v->shape};
    int equal;

    if (!Hb_MemorySameShape(v, w)) {
        return 0;
    }
    equal = reader_init(&how.left, v);
    if (equal == 1) {
        equal = reader_init(&how.right, w);
    }
    if (equal == 1) {
        equal = all_equal(&how, v, v->buf, w, w->buf, 0);
    }
    Py_XDECREF(how.left.unpack);
    Py_XDECREF(how.right.unpack);
    return equal;
}

/* Compares with a view, or with the buffer of anything else; -2 when that has
 * none. */
static int
compare_with(PyObject *self, PyObject *other)
{
    Py_buffer buffer;
    int equal;

    if (Hb_MemoryIsReleased(self)) {
        return self == other;
    }
    if (PyMemoryView_Check(other)) {
        if (Hb_MemoryIsReleased(other)) {
            return self == other;
        }
        return views_equal(&HB_VIEW(self)->view, &HB_VIEW(other)->view);
    }
    if (PyObject_GetBuffer(other, &buffer, PyBUF_FULL_RO)) {
        PyErr_Clear();
        return -2;
    }
    equal = views_equal(&HB_VIEW(self)->view, &buffer);
    PyBuffer_Release(&buffer);
    return equal;
}

PyObject *
Hb_MemoryRichCompare(PyObject *self, PyObject *other, int op)
{
    int equal;

    if ((op != Py_EQ && op != Py_NE) || !PyMemoryView_Check(self)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    equal = compare_with(self, other);
    if (equal == -2) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}

/* ---- hash --------------------------------------------------------------- */

static Py_hash_t
hash_items(const Py_buffer *view)
{
    Py_hash_t hash;
    char *mem;

    if (PyBuffer_IsContiguous(view, 'C')) {
        return _Py_HashBytes(view->buf, view->len);
    }
    mem = PyMem_Malloc((size_t)view->len);
    if (!mem) {
        PyErr_NoMemory();
        return -1;
    }
    hash = Hb_MemoryToContiguous(mem, view, 'C')
               ? -1
               : _Py_HashBytes(mem, view->len);
    PyMem_Free(mem);
    return hash;
}

Py_hash_t
Hb_MemoryHash(PyObject *self)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    char letter;

    if (HB_VIEW(self)->hash != -1) {
        return HB_VIEW(self)->hash;
    }
    if (Hb_MemoryCheckReleased(self)) {
        return -1;
    }
    if (!view->readonly) {
        PyErr_SetString(PyExc_ValueError,
                        "cannot hash writable memoryview object");
        return -1;
    }
    if (Hb_NativeFormat(&letter, view->format) < 0 ||
        !Hb_IsByteFormat(letter)) {
        PyErr_SetString(PyExc_ValueError, "memoryview: hashing is restricted "
                                          "to formats 'B', 'b' or 'c'");
        return -1;
    }
    if (view->obj && PyObject_Hash(view->obj) == -1) {
        return -1; /* what can change must not be a key through a view */
    }
    HB_VIEW(self)->hash = hash_items(view);
    return HB_VIEW(self)->hash;
}
