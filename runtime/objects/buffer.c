/* buffer.c -- the buffer protocol, as exporters and consumers call it.
 *
 * Source: CPython 3.11, Objects/abstract.c; PEP 3118.
 */
#include "Python.h"
#include "internal/pycore_abstract.h"

/* ---- consumers ---------------------------------------------------------- */

int
PyObject_CheckBuffer(PyObject *op)
{
    return Hb_ExportsBuffer(op);
}

int
PyObject_GetBuffer(PyObject *op, Py_buffer *view, int flags)
{
    if (!Hb_ExportsBuffer(op)) {
        PyErr_Format(PyExc_TypeError,
                     "a bytes-like object is required, not '%.100s'",
                     Py_TYPE(op)->tp_name);
        return -1;
    }
    return Py_TYPE(op)->tp_as_buffer->bf_getbuffer(op, view, flags);
}

void
PyBuffer_Release(Py_buffer *view)
{
    PyObject *op = view->obj;
    PyBufferProcs *procs;

    if (!op) {
        return;
    }
    procs = Py_TYPE(op)->tp_as_buffer;
    if (procs && procs->bf_releasebuffer) {
        procs->bf_releasebuffer(op, view);
    }
    view->obj = NULL;
    Py_DECREF(op);
}

/* ---- contiguity --------------------------------------------------------- */

/* Whether at most one dimension has more than one item. */
static int
is_line(const Py_buffer *view)
{
    int long_ones = 0, i;

    for (i = 0; i < view->ndim; i++) {
        long_ones += view->shape[i] > 1;
    }
    return long_ones <= 1;
}

static int
is_fortran(const Py_buffer *view)
{
    Py_ssize_t stride = view->itemsize;
    int i;

    if (view->len == 0) {
        return 1;
    }
    if (!view->strides) {
        return view->ndim <= 1 || is_line(view);
    }
    for (i = 0; i < view->ndim; i++) {
        if (view->shape[i] > 1 && view->strides[i] != stride) {
            return 0;
        }
        stride *= view->shape[i];
    }
    return 1;
}

static int
is_c(const Py_buffer *view)
{
    Py_ssize_t stride = view->itemsize;
    int i;

    if (view->len == 0 || !view->strides) {
        return 1;
    }
    for (i = view->ndim - 1; i >= 0; i--) {
        if (view->shape[i] > 1 && view->strides[i] != stride) {
            return 0;
        }
        stride *= view->shape[i];
    }
    return 1;
}

int
PyBuffer_IsContiguous(const Py_buffer *view, char order)
{
    if (view->suboffsets) {
        return 0;
    }
    switch (order) {
    case 'C':
        return is_c(view);
    case 'F':
        return is_fortran(view);
    case 'A':
        return is_c(view) || is_fortran(view);
    default:
        return 0;
    }
}

void *
PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices)
{
    char *pointer = view->buf;
    int i;

    for (i = 0; i < view->ndim; i++) {
        pointer += view->strides[i] * indices[i];
        if (view->suboffsets && view->suboffsets[i] >= 0) {
            pointer = *(char **)pointer + view->suboffsets[i];
        }
    }
    return pointer;
}

/* ---- copying ------------------------------------------------------------ */

/* Counts up an index, the last number or the first one fastest. */
static void
next_index(const Py_buffer *view, Py_ssize_t *index, char order)
{
    int step = order == 'F' ? 1 : -1;
    int i = order == 'F' ? 0 : view->ndim - 1;

    for (; i >= 0 && i < view->ndim; i += step) {
        if (index[i] < view->shape[i] - 1) {
            index[i]++;
            return;
        }
        index[i] = 0;
    }
}

int
PyBuffer_FromContiguous(const Py_buffer *view, const void *buf, Py_ssize_t len,
                        char order)
{
    Py_ssize_t index[PyBUF_MAX_NDIM] = {0};
    const char *from = buf;
    Py_ssize_t items;

    len = Py_MIN(len, view->len);
    if (PyBuffer_IsContiguous(view, order)) {
        memcpy(view->buf, buf, (size_t)len);
        return 0;
    }
    for (items = len / view->itemsize; items > 0; items--) {
        memcpy(PyBuffer_GetPointer(view, index), from, (size_t)view->itemsize);
        from += view->itemsize;
        next_index(view, index, order);
    }
    return 0;
}

static void
copy_items(Py_buffer *dest, Py_buffer *src)
{
    Py_ssize_t index[PyBUF_MAX_NDIM] = {0};
    Py_ssize_t items = src->itemsize ? src->len / src->itemsize : 0;

    if ((PyBuffer_IsContiguous(dest, 'C') &&
         PyBuffer_IsContiguous(src, 'C')) ||
        (PyBuffer_IsContiguous(dest, 'F') &&
         PyBuffer_IsContiguous(src, 'F'))) {
        memcpy(dest->buf, src->buf, (size_t)src->len);
        return;
    }
    for (; items > 0; items--) {
        memcpy(PyBuffer_GetPointer(dest, index),
               PyBuffer_GetPointer(src, index), (size_t)src->itemsize);
        next_index(src, index, 'C');
    }
}

int
PyObject_CopyData(PyObject *dst, PyObject *src)
{
    Py_buffer to, from;

    if (!PyObject_CheckBuffer(dst) || !PyObject_CheckBuffer(src)) {
        PyErr_SetString(PyExc_TypeError, "both destination and source must be "
                                         "bytes-like objects");
        return -1;
    }
    if (PyObject_GetBuffer(dst, &to, PyBUF_FULL)) {
        return -1;
    }
    if (PyObject_GetBuffer(src, &from, PyBUF_FULL_RO)) {
        PyBuffer_Release(&to);
        return -1;
    }
    if (to.len < from.len) {
        PyErr_SetString(PyExc_BufferError, "destination is too small to "
                                           "receive data from source");
    }
    else {
        copy_items(&to, &from);
    }
    PyBuffer_Release(&from);
    PyBuffer_Release(&to);
    return PyErr_Occurred() ? -1 : 0;
}

/* ---- exporters ---------------------------------------------------------- */

int
PyBuffer_FillInfo(Py_buffer *view, PyObject *exporter, void *buf,
                  Py_ssize_t len, int readonly, int flags)
{
    if (!view) {
        PyErr_SetString(PyExc_BufferError, "PyBuffer_FillInfo: view==NULL "
                                           "argument is obsolete");
        return -1;
    }
    if ((flags & PyBUF_WRITABLE) == PyBUF_WRITABLE && readonly == 1) {
        PyErr_SetString(PyExc_BufferError, "Object is not writable.");
        return -1;
    }
    view->obj = Py_XNewRef(exporter);
    view->buf = buf;
    view->len = len;
    view->readonly = readonly;
    view->itemsize = 1;
    view->format = (flags & PyBUF_FORMAT) == PyBUF_FORMAT ? "B" : NULL;
    view->ndim = 1;
    view->shape = (flags & PyBUF_ND) == PyBUF_ND ? &view->len : NULL;
    view->strides =
        (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &view->itemsize : NULL;
    view->suboffsets = NULL;
    view->internal = NULL;
    return 0;
}

void
PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t *shape,
                               Py_ssize_t *strides, int itemsize, char order)
{
    Py_ssize_t stride = itemsize;
    int i;

    for (i = 0; i < ndim; i++) {
        int at = order == 'F' ? i : ndim - 1 - i;

        strides[at] = stride;
        stride *= shape[at];
    }
}

Py_ssize_t
PyBuffer_SizeFromFormat(const char *format)
{
    PyObject *calcsize = _PyImport_GetModuleAttrString("struct", "calcsize");
    PyObject *result;
    Py_ssize_t size;

    if (!calcsize) {
        return -1;
    }
    result = PyObject_CallFunction(calcsize, "s", format);
    Py_DECREF(calcsize);
    if (!result) {
        return -1;
    }
    size = PyLong_AsSsize_t(result);
    Py_DECREF(result);
    return size;
}
