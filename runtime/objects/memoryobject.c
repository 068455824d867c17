/* memoryobject.c -- managed buffers and the views that share them.
 *
 * An exporter is asked once; all views of it, and views of views, register
 * with the managed buffer.  When the last one is released, the exporter gets
 * its buffer back, even if a view object is still referenced.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_memory.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"

/* ---- managed buffers ---------------------------------------------------- */

static _PyManagedBufferObject *
mbuf_new(void)
{
    _PyManagedBufferObject *mbuf =
        PyObject_GC_New(_PyManagedBufferObject, &_PyManagedBuffer_Type);

    if (mbuf) {
        mbuf->flags = 0;
        mbuf->exports = 0;
        mbuf->master.obj = NULL;
        _PyObject_GC_TRACK(mbuf);
    }
    return mbuf;
}

PyObject *
Hb_ManagedBuffer(PyObject *exporter)
{
    _PyManagedBufferObject *mbuf = mbuf_new();

    if (mbuf && PyObject_GetBuffer(exporter, &mbuf->master, PyBUF_FULL_RO)) {
        mbuf->master.obj = NULL;
        Py_CLEAR(mbuf);
    }
    return (PyObject *)mbuf;
}

/* Gives the exporter's buffer back, once. */
static void
mbuf_release(_PyManagedBufferObject *self)
{
    if (self->flags & _Py_MANAGED_BUFFER_RELEASED) {
        return;
    }
    self->flags |= _Py_MANAGED_BUFFER_RELEASED;
    PyObject_GC_UnTrack(self);
    PyBuffer_Release(&self->master);
}

static void
mbuf_dealloc(PyObject *op)
{
    _PyManagedBufferObject *self = HB_MBUF(op);

    mbuf_release(self);
    if (self->flags & _Py_MANAGED_BUFFER_FREE_FORMAT) {
        PyMem_Free(self->master.format);
    }
    PyObject_GC_Del(op);
}

static int
mbuf_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(HB_MBUF(self)->master.obj);
    return 0;
}

static int
mbuf_clear(PyObject *self)
{
    mbuf_release(HB_MBUF(self));
    return 0;
}

PyTypeObject _PyManagedBuffer_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "managedbuffer",
    .tp_basicsize = sizeof(_PyManagedBufferObject),
    .tp_dealloc = mbuf_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = mbuf_traverse,
    .tp_clear = mbuf_clear,
};

/* ---- new views ---------------------------------------------------------- */

static PyMemoryViewObject *
view_new(int ndim)
{
    PyMemoryViewObject *self =
        PyObject_GC_NewVar(PyMemoryViewObject, &PyMemoryView_Type, 3 * ndim);

    if (!self) {
        return NULL;
    }
    self->mbuf = NULL;
    self->hash = -1;
    self->flags = 0;
    self->exports = 0;
    self->view.ndim = ndim;
    self->view.shape = self->ob_array;
    self->view.strides = self->ob_array + ndim;
    self->view.suboffsets = self->ob_array + 2 * ndim;
    self->weakreflist = NULL;
    _PyObject_GC_TRACK(self);
    return self;
}

static void
copy_common(Py_buffer *dest, const Py_buffer *src)
{
    dest->obj = src->obj;
    dest->buf = src->buf;
    dest->len = src->len;
    dest->itemsize = src->itemsize;
    dest->readonly = src->readonly;
    dest->format = src->format ? src->format : "B";
    dest->internal = src->internal;
}

void
Hb_MemoryStridesC(Py_buffer *view)
{
    PyBuffer_FillContiguousStrides(view->ndim, view->shape, view->strides,
                                   (int)view->itemsize, 'C');
}

void
Hb_MemoryStridesF(Py_buffer *view)
{
    PyBuffer_FillContiguousStrides(view->ndim, view->shape, view->strides,
                                   (int)view->itemsize, 'F');
}

void
Hb_MemoryInitLen(Py_buffer *view)
{
    Py_ssize_t len = view->itemsize;
    int i;

    for (i = 0; i < view->ndim; i++) {
        len *= view->shape[i];
    }
    view->len = len;
}

/* A source without shape is one run of items. */
static void
copy_shape(Py_buffer *dest, const Py_buffer *src)
{
    int i;

    if (src->ndim == 0) {
        dest->shape = NULL;
        dest->strides = NULL;
        return;
    }
    for (i = 0; i < src->ndim; i++) {
        dest->shape[i] = src->shape ? src->shape[i] : src->len / src->itemsize;
    }
    if (!src->strides) {
        Hb_MemoryStridesC(dest);
        return;
    }
    for (i = 0; i < src->ndim; i++) {
        dest->strides[i] = src->strides[i];
    }
}

static void
copy_suboffsets(Py_buffer *dest, const Py_buffer *src)
{
    int i;

    if (!src->suboffsets) {
        dest->suboffsets = NULL;
        return;
    }
    for (i = 0; i < src->ndim; i++) {
        dest->suboffsets[i] = src->suboffsets[i];
    }
}

/* PyBuffer_IsContiguous says yes whenever there are no bytes; a view of one
 * dimension goes by its stride all the same. */
static int
is_contiguous(const Py_buffer *view, char order)
{
    if (view->ndim == 1) {
        return view->shape[0] == 1 || view->strides[0] == view->itemsize;
    }
    return PyBuffer_IsContiguous(view, order);
}

void
Hb_MemoryInitFlags(PyObject *op)
{
    PyMemoryViewObject *self = HB_VIEW(op);
    int flags = 0;

    if (self->view.ndim == 0) {
        flags |= _Py_MEMORYVIEW_SCALAR;
    }
    if (is_contiguous(&self->view, 'C')) {
        flags |= _Py_MEMORYVIEW_C;
    }
    if (is_contiguous(&self->view, 'F')) {
        flags |= _Py_MEMORYVIEW_FORTRAN;
    }
    if (self->view.suboffsets) {
        flags |= _Py_MEMORYVIEW_PIL;
        flags &= ~(_Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN);
    }
    self->flags = flags;
}

/* What copy_shape, copy_suboffsets and Hb_MemoryInitFlags do for the usual
 * source: one dimension, nothing behind pointers. */
static void
copy_row(PyMemoryViewObject *self, const Py_buffer *src)
{
    self->view.shape[0] = src->shape[0];
    self->view.strides[0] = src->strides[0];
    self->view.suboffsets = NULL;
    self->flags = is_contiguous(&self->view, 'C')
                      ? _Py_MEMORYVIEW_C | _Py_MEMORYVIEW_FORTRAN
                      : 0;
}

static PyObject *
register_view(PyMemoryViewObject *self, PyObject *mbuf)
{
    self->mbuf = HB_MBUF(Py_NewRef(mbuf));
    self->mbuf->exports++;
    return (PyObject *)self;
}

PyObject *
Hb_MemoryAddView(PyObject *mbuf, const Py_buffer *src)
{
    PyMemoryViewObject *self;

    src = src ? src : &HB_MBUF(mbuf)->master;
    if (src->ndim > PyBUF_MAX_NDIM) {
        PyErr_Format(PyExc_ValueError,
                     "memoryview: number of dimensions must not exceed %d",
                     PyBUF_MAX_NDIM);
        return NULL;
    }
    self = view_new(src->ndim);
    if (!self) {
        return NULL;
    }
    copy_common(&self->view, src);
    if (src->ndim == 1 && src->shape && src->strides && !src->suboffsets) {
        copy_row(self, src);
    }
    else {
        copy_shape(&self->view, src);
        copy_suboffsets(&self->view, src);
        Hb_MemoryInitFlags((PyObject *)self);
    }
    return register_view(self, mbuf);
}

PyObject *
Hb_MemoryAddIncomplete(PyObject *mbuf, const Py_buffer *src, int ndim)
{
    PyMemoryViewObject *self = view_new(ndim);

    if (!self) {
        return NULL;
    }
    copy_common(&self->view, src ? src : &HB_MBUF(mbuf)->master);
    return register_view(self, mbuf);
}

/* ---- the C API ---------------------------------------------------------- */

/* The view of a managed buffer that is taken. */
static PyObject *
view_of(PyObject *mbuf)
{
    PyObject *view = mbuf ? Hb_MemoryAddView(mbuf, NULL) : NULL;

    Py_XDECREF(mbuf);
    return view;
}

PyObject *
PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags)
{
    _PyManagedBufferObject *mbuf = mbuf_new();

    if (mbuf && PyBuffer_FillInfo(&mbuf->master, NULL, memory, size,
                                  flags != PyBUF_WRITE, PyBUF_FULL_RO)) {
        Py_CLEAR(mbuf);
    }
    return view_of((PyObject *)mbuf);
}

PyObject *
PyMemoryView_FromBuffer(const Py_buffer *info)
{
    _PyManagedBufferObject *mbuf;

    if (!info->buf) {
        PyErr_SetString(PyExc_ValueError, "PyMemoryView_FromBuffer(): "
                                          "info->buf must not be NULL");
        return NULL;
    }
    mbuf = mbuf_new();
    if (mbuf) {
        mbuf->master = *info;
        mbuf->master.obj = NULL;
    }
    return view_of((PyObject *)mbuf);
}

PyObject *
PyMemoryView_FromObject(PyObject *op)
{
    if (PyMemoryView_Check(op)) {
        if (Hb_MemoryCheckReleased(op)) {
            return NULL;
        }
        return Hb_MemoryAddView((PyObject *)HB_VIEW(op)->mbuf,
                                &HB_VIEW(op)->view);
    }
    if (!Hb_ExportsBuffer(op)) {
        PyErr_Format(
            PyExc_TypeError,
            "memoryview: a bytes-like object is required, not '%.200s'",
            Py_TYPE(op)->tp_name);
        return NULL;
    }
    return view_of(Hb_ManagedBuffer(op));
}

static int
copy_format(_PyManagedBufferObject *mbuf, const char *format)
{
    mbuf->master.format = _PyMem_Strdup(format ? format : "B");
    if (!mbuf->master.format) {
        PyErr_NoMemory();
        return -1;
    }
    mbuf->flags |= _Py_MANAGED_BUFFER_FREE_FORMAT;
    return 0;
}

/* A view of a bytes object with the items of src without gaps. */
static PyObject *
contiguous_copy(const Py_buffer *src, char order)
{
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, src->len);
    PyObject *mbuf = bytes ? Hb_ManagedBuffer(bytes) : NULL;
    PyObject *self = NULL;
    Py_buffer *dest;
    int i;

    Py_XDECREF(bytes);
    if (mbuf && copy_format(HB_MBUF(mbuf), src->format) == 0) {
        self = Hb_MemoryAddIncomplete(mbuf, NULL, src->ndim);
    }
    Py_XDECREF(mbuf);
    if (!self) {
        return NULL;
    }
    dest = &HB_VIEW(self)->view;
    dest->itemsize = src->itemsize;
    dest->suboffsets = NULL;
    for (i = 0; i < src->ndim; i++) {
        dest->shape[i] = src->shape[i];
    }
    if (order == 'F') {
        Hb_MemoryStridesF(dest);
    }
    else {
        Hb_MemoryStridesC(dest);
    }
    Hb_MemoryInitFlags(self);
    if (Hb_MemoryCopy(dest, src)) {
        Py_CLEAR(self);
    }
    return self;
}

PyObject *
PyMemoryView_GetContiguous(PyObject *op, int buffertype, char order)
{
    PyObject *self = PyMemoryView_FromObject(op);
    PyObject *copy = NULL;
    Py_buffer *view;

    if (!self) {
        return NULL;
    }
    view = &HB_VIEW(self)->view;
    if (buffertype == PyBUF_WRITE && view->readonly) {
        PyErr_SetString(PyExc_BufferError,
                        "underlying buffer is not writable");
    }
    else if (PyBuffer_IsContiguous(view, order)) {
        return self;
    }
    else if (buffertype == PyBUF_WRITE) {
        PyErr_SetString(PyExc_BufferError,
                        "writable contiguous buffer requested for a "
                        "non-contiguous object.");
    }
    else {
        copy = contiguous_copy(view, order);
    }
    Py_DECREF(self);
    return copy;
}

/* ---- release and death -------------------------------------------------- */

int
Hb_MemoryIsReleased(PyObject *op)
{
    PyMemoryViewObject *self = HB_VIEW(op);

    return (self->flags & _Py_MEMORYVIEW_RELEASED) || !self->mbuf ||
           (self->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED);
}

int
Hb_MemoryCheckReleased(PyObject *op)
{
    if (!Hb_MemoryIsReleased(op)) {
        return 0;
    }
    PyErr_SetString(PyExc_ValueError,
                    "operation forbidden on released memoryview object");
    return -1;
}

int
Hb_MemoryRelease(PyObject *op)
{
    PyMemoryViewObject *self = HB_VIEW(op);

    if (self->flags & _Py_MEMORYVIEW_RELEASED) {
        return 0;
    }
    if (self->exports > 0) {
        PyErr_Format(PyExc_BufferError, "memoryview has %zd exported buffer%s",
                     self->exports, self->exports == 1 ? "" : "s");
        return -1;
    }
    self->flags |= _Py_MEMORYVIEW_RELEASED;
    if (self->mbuf && --self->mbuf->exports == 0) {
        mbuf_release(self->mbuf);
    }
    return 0;
}

void
Hb_MemoryDealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Hb_MemoryRelease(self);
    Py_CLEAR(HB_VIEW(self)->mbuf);
    if (HB_VIEW(self)->weakreflist) {
        PyObject_ClearWeakRefs(self);
    }
    PyObject_GC_Del(self);
}

int
Hb_MemoryTraverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(HB_VIEW(self)->mbuf);
    return 0;
}

/* A view whose buffer is in use elsewhere lets the cycle stand. */
int
Hb_MemoryClear(PyObject *self)
{
    if (Hb_MemoryRelease(self)) {
        PyErr_Clear();
    }
    Py_CLEAR(HB_VIEW(self)->mbuf);
    return 0;
}
