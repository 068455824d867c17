/* memoryobject_compare.c -- equality and hash of views.
 *
 * Items are compared as values: bytes 1, 2 equal ints 1, 2.  Formats that are
 * not native single letters are never equal: the model has no module struct.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_memory.h"

/* How items are compared. */
struct comparison {
    char left, right; /* native letters */
    int ndim;
    const Py_ssize_t *shape;
};

/* -1 with an exception. */
static int
items_equal(const struct comparison *how, const char *p, const char *q)
{
    char left[2] = {how->left, 0}, right[2] = {how->right, 0};
    PyObject *a, *b;
    int equal = -1;

    if (how->left == how->right) {
        return Hb_MemoryItemsEqual(p, q, how->left);
    }
    a = Hb_MemoryUnpack(p, left);
    b = a ? Hb_MemoryUnpack(q, right) : NULL;
    if (b) {
        equal = PyObject_RichCompareBool(a, b, Py_EQ);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return equal;
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
    struct comparison how = {0, 0, v->ndim, v->shape};

    if (!Hb_MemorySameShape(v, w)) {
        return 0;
    }
    if (Hb_NativeFormat(&how.left, v->format) < 0 ||
        Hb_NativeFormat(&how.right, w->format ? w->format : "B") < 0) {
        return 0;
    }
    return all_equal(&how, v, v->buf, w, w->buf, 0);
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
