/* memoryobject_index.c -- items, slices, assignment, iteration.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_memory.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"

/* ---- addresses ---------------------------------------------------------- */

static char *
in_dimension(const Py_buffer *view, char *ptr, int dim, Py_ssize_t index)
{
    Py_ssize_t items = view->shape[dim];

    if (index < 0) {
        index += items;
    }
    if (index < 0 || index >= items) {
        PyErr_Format(PyExc_IndexError, "index out of bounds on dimension %d",
                     dim + 1);
        return NULL;
    }
    ptr += view->strides[dim] * index;
    return HB_ADJUST(ptr, view->suboffsets, dim);
}

static char *
at_tuple(const Py_buffer *view, PyObject *tuple)
{
    Py_ssize_t n = PyTuple_GET_SIZE(tuple);
    char *ptr = view->buf;
    Py_ssize_t dim;

    if (n > view->ndim) {
        PyErr_Format(PyExc_TypeError,
                     "cannot index %zd-dimension view with %zd-element tuple",
                     (Py_ssize_t)view->ndim, n);
        return NULL;
    }
    for (dim = 0; ptr && dim < n; dim++) {
        Py_ssize_t index =
            PyNumber_AsSsize_t(PyTuple_GET_ITEM(tuple, dim), PyExc_IndexError);

        if (index == -1 && PyErr_Occurred()) {
            return NULL;
        }
        ptr = in_dimension(view, ptr, (int)dim, index);
    }
    return ptr;
}

/* ---- kinds of keys ------------------------------------------------------ */

static int
is_multi(PyObject *key, int (*check)(PyObject *))
{
    Py_ssize_t i;

    if (!PyTuple_Check(key)) {
        return 0;
    }
    for (i = 0; i < PyTuple_GET_SIZE(key); i++) {
        if (!check(PyTuple_GET_ITEM(key, i))) {
            return 0;
        }
    }
    return 1;
}

static int
is_index(PyObject *op)
{
    return _PyIndex_Check(op);
}

static int
is_slice(PyObject *op)
{
    return PySlice_Check(op);
}

static int
is_multislice(PyObject *key)
{
    return is_multi(key, is_slice) && PyTuple_GET_SIZE(key) > 0;
}

static int
bad_scalar_index(void)
{
    PyErr_SetString(PyExc_TypeError, "invalid indexing of 0-dim memory");
    return -1;
}

/* Narrows the first dimension of a view to a slice. */
static int
narrow(Py_buffer *view, PyObject *key)
{
    Py_ssize_t start, stop, step, length;

    if (PySlice_Unpack(key, &start, &stop, &step) < 0) {
        return -1;
    }
    length = PySlice_AdjustIndices(view->shape[0], &start, &stop, step);
    view->buf = (char *)view->buf + view->strides[0] * start;
    view->shape[0] = length;
    view->strides[0] *= step;
    return 0;
}

/* ---- reading ------------------------------------------------------------ */

static PyObject *
item_at(PyObject *self, Py_ssize_t index)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    const char *format = Hb_MemoryFormat(view);
    char *ptr;

    if (!format) {
        return NULL;
    }
    if (view->ndim == 0) {
        bad_scalar_index();
        return NULL;
    }
    if (view->ndim > 1) {
        PyErr_SetString(PyExc_NotImplementedError,
                        "multi-dimensional sub-views are not implemented");
        return NULL;
    }
    ptr = in_dimension(view, view->buf, 0, index);
    return ptr ? Hb_MemoryUnpack(ptr, format) : NULL;
}

PyObject *
Hb_MemoryItem(PyObject *self, Py_ssize_t index)
{
    return Hb_MemoryCheckReleased(self) ? NULL : item_at(self, index);
}

static PyObject *
item_multi(PyObject *self, PyObject *tuple)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    const char *format = Hb_MemoryFormat(view);
    char *ptr;

    if (!format) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(tuple) < view->ndim) {
        PyErr_SetString(PyExc_NotImplementedError,
                        "sub-views are not implemented");
        return NULL;
    }
    ptr = at_tuple(view, tuple);
    if (!ptr || Hb_MemoryCheckReleased(self)) {
        return NULL;
    }
    return Hb_MemoryUnpack(ptr, format);
}

static PyObject *
get_slice(PyObject *self, PyObject *key)
{
    PyObject *sliced = Hb_MemoryAddView((PyObject *)HB_VIEW(self)->mbuf,
                                        &HB_VIEW(self)->view);

    if (!sliced) {
        return NULL;
    }
    if (narrow(&HB_VIEW(sliced)->view, key)) {
        Py_DECREF(sliced);
        return NULL;
    }
    Hb_MemoryInitLen(&HB_VIEW(sliced)->view);
    Hb_MemoryInitFlags(sliced);
    return sliced;
}

static PyObject *
get_scalar(PyObject *self, PyObject *key)
{
    const char *format;

    if (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0) {
        format = Hb_MemoryFormat(&HB_VIEW(self)->view);
        return format ? Hb_MemoryUnpack(HB_VIEW(self)->view.buf, format)
                      : NULL;
    }
    if (key == Py_Ellipsis) {
        return Py_NewRef(self);
    }
    bad_scalar_index();
    return NULL;
}

PyObject *
Hb_MemorySubscript(PyObject *self, PyObject *key)
{
    if (Hb_MemoryCheckReleased(self)) {
        return NULL;
    }
    if (HB_VIEW(self)->view.ndim == 0) {
        return get_scalar(self, key);
    }
    Py_ssize_t index;

    if (Hb_IsSmallIndex(key, &index)) {
        return item_at(self, index);
    }
    if (_PyIndex_Check(key)) {
        index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && PyErr_Occurred()) {
            return NULL;
        }
        return Hb_MemoryItem(self, index);
    }
    if (PySlice_Check(key)) {
        return get_slice(self, key);
    }
    if (is_multi(key, is_index)) {
        return item_multi(self, key);
    }
    if (is_multislice(key)) {
        PyErr_SetString(PyExc_NotImplementedError,
                        "multi-dimensional slicing is not implemented");
        return NULL;
    }
    PyErr_SetString(PyExc_TypeError, "memoryview: invalid slice key");
    return NULL;
}

/* ---- writing ------------------------------------------------------------ */

/* The code of an index, and the conversion of an item that is no int, may
 * have released the view: looks again. */
static int
store(PyObject *self, char *ptr, PyObject *value, const char *format)
{
    char item[sizeof(long double)];
    char letter;

    if (!ptr || Hb_MemoryCheckReleased(self)) {
        return -1;
    }
    if (PyLong_CheckExact(value)) {
        return Hb_MemoryPack(ptr, value, format);
    }
    if (Hb_MemoryPack(item, value, format) || Hb_MemoryCheckReleased(self)) {
        return -1;
    }
    memcpy(ptr, item, (size_t)Hb_NativeFormat(&letter, format));
    return 0;
}

static int
set_slice(PyObject *self, PyObject *key, PyObject *value)
{
    Py_buffer dest = HB_VIEW(self)->view;
    Py_ssize_t shape = dest.shape[0], stride = dest.strides[0];
    Py_buffer src;
    int status = -1;

    if (PyObject_GetBuffer(value, &src, PyBUF_FULL_RO)) {
        return -1;
    }
    dest.shape = &shape;
    dest.strides = &stride;
    if (narrow(&dest, key) == 0 && !Hb_MemoryCheckReleased(self)) {
        dest.len = shape * dest.itemsize;
        status = Hb_MemoryCopy(&dest, &src);
    }
    PyBuffer_Release(&src);
    return status;
}

static int
set_scalar(PyObject *self, PyObject *key, PyObject *value, const char *format)
{
    if (key == Py_Ellipsis ||
        (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0)) {
        return store(self, HB_VIEW(self)->view.buf, value, format);
    }
    return bad_scalar_index();
}

static int
no_sub_view(void)
{
    PyErr_SetString(PyExc_NotImplementedError,
                    "sub-views are not implemented");
    return -1;
}

static int
set_at(PyObject *self, PyObject *key, PyObject *value, const char *format)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    Py_ssize_t index;

    if (view->ndim > 1) {
        return no_sub_view();
    }
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return -1;
    }
    return store(self, in_dimension(view, view->buf, 0, index), value, format);
}

static const char *
check_writable(PyObject *self, PyObject *value)
{
    const char *format;

    if (Hb_MemoryCheckReleased(self) ||
        !(format = Hb_MemoryFormat(&HB_VIEW(self)->view))) {
        return NULL;
    }
    if (HB_VIEW(self)->view.readonly) {
        PyErr_SetString(PyExc_TypeError, "cannot modify read-only memory");
        return NULL;
    }
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "cannot delete memory");
        return NULL;
    }
    return format;
}

int
Hb_MemoryAssSubscript(PyObject *self, PyObject *key, PyObject *value)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    const char *format = check_writable(self, value);

    if (!format) {
        return -1;
    }
    if (view->ndim == 0) {
        return set_scalar(self, key, value, format);
    }
    if (_PyIndex_Check(key)) {
        return set_at(self, key, value, format);
    }
    if (PySlice_Check(key) && view->ndim == 1) {
        return set_slice(self, key, value);
    }
    if (is_multi(key, is_index)) {
        return PyTuple_GET_SIZE(key) < view->ndim
                   ? no_sub_view()
                   : store(self, at_tuple(view, key), value, format);
    }
    if (PySlice_Check(key) || is_multislice(key)) {
        PyErr_SetString(PyExc_NotImplementedError,
                        "memoryview slice assignments are currently "
                        "restricted to ndim = 1");
        return -1;
    }
    PyErr_SetString(PyExc_TypeError, "memoryview: invalid slice key");
    return -1;
}

/* ---- all items ---------------------------------------------------------- */

Py_ssize_t
Hb_MemoryLength(PyObject *self)
{
    if (Hb_MemoryCheckReleased(self)) {
        return -1;
    }
    return HB_VIEW(self)->view.ndim == 0 ? 1 : HB_VIEW(self)->view.shape[0];
}

static PyObject *
list_from(const Py_buffer *view, char *ptr, int dim, const char *format)
{
    PyObject *list;
    Py_ssize_t i;

    if (dim == view->ndim) {
        return Hb_MemoryUnpack(ptr, format);
    }
    list = PyList_New(view->shape[dim]);
    for (i = 0; list && i < view->shape[dim]; i++) {
        PyObject *item = list_from(view, HB_ADJUST(ptr, view->suboffsets, dim),
                                   dim + 1, format);

        if (!item) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, i, item);
        ptr += view->strides[dim];
    }
    return list;
}

PyObject *
Hb_MemoryToList(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    const char *format;

    if (Hb_MemoryCheckReleased(self) || !(format = Hb_MemoryFormat(view))) {
        return NULL;
    }
    return list_from(view, view->buf, 0, format);
}

/* ---- the iterator ------------------------------------------------------- */

/*    struct memory_iterator: 48 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   | 16 | index   |
 *   | 24 | view    |---> memoryview; NULL when it is through
 *   | 32 | length  |
 *   | 40 | format  |---> in the view's buffer, not owned
 *   +----+---------+
 */
struct memory_iterator {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *view;
    Py_ssize_t length;
    const char *format;
};

static PyObject *
iterator_next(PyObject *op)
{
    struct memory_iterator *self = (struct memory_iterator *)op;
    const Py_buffer *view;
    char *ptr;

    if (!self->view) {
        return NULL;
    }
    if (self->index < self->length) {
        if (Hb_MemoryCheckReleased(self->view)) {
            return NULL;
        }
        view = &HB_VIEW(self->view)->view;
        ptr = in_dimension(view, view->buf, 0, self->index++);
        return ptr ? Hb_MemoryUnpack(ptr, self->format) : NULL;
    }
    Py_CLEAR(self->view);
    return NULL;
}

static int
iterator_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((struct memory_iterator *)self)->view);
    return 0;
}

static void
iterator_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((struct memory_iterator *)self)->view);
    PyObject_GC_Del(self);
}

PyTypeObject _PyMemoryIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "memory_iterator",
    .tp_basicsize = sizeof(struct memory_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
};

/* Of a view that was released there comes an iterator, with the exception
 * set: the length is asked for last, and nobody looks at it. */
PyObject *
Hb_MemoryIter(PyObject *view)
{
    struct memory_iterator *self;
    const char *format;

    if (HB_VIEW(view)->view.ndim == 0) {
        bad_scalar_index();
        return NULL;
    }
    if (HB_VIEW(view)->view.ndim > 1) {
        PyErr_SetString(PyExc_NotImplementedError,
                        "multi-dimensional sub-views are not implemented");
        return NULL;
    }
    format = Hb_MemoryFormat(&HB_VIEW(view)->view);
    self = format
               ? PyObject_GC_New(struct memory_iterator, &_PyMemoryIter_Type)
               : NULL;
    if (!self) {
        return NULL;
    }
    self->format = format;
    self->length = Hb_MemoryLength(view);
    self->index = 0;
    self->view = Py_NewRef(view);
    _PyObject_GC_TRACK(self);
    return (PyObject *)self;
}
