/* memoryobject_copy.c -- items to items, whatever the strides.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_memory.h"

/* ---- structure ---------------------------------------------------------- */

static const char *
skip_at(const char *format)
{
    return format[0] == '@' ? format + 1 : format;
}

static int
same_format(const Py_buffer *a, const Py_buffer *b)
{
    return strcmp(skip_at(a->format), skip_at(b->format)) == 0 &&
           a->itemsize == b->itemsize;
}

/* Dimensions behind one of size 0 do not matter. */
int
Hb_MemorySameShape(const Py_buffer *a, const Py_buffer *b)
{
    int i;

    if (a->ndim != b->ndim) {
        return 0;
    }
    for (i = 0; i < a->ndim; i++) {
        if (a->shape[i] != b->shape[i]) {
            return 0;
        }
        if (a->shape[i] == 0) {
            break;
        }
    }
    return 1;
}

/* ---- copying ------------------------------------------------------------ */

/* Where the items of one side are, from a dimension on. */
struct side {
    const Py_ssize_t *strides;
    const Py_ssize_t *suboffsets; /* or NULL */
};

static char *
adjust(char *ptr, const struct side *side, int dim)
{
    return HB_ADJUST(ptr, side->suboffsets, dim);
}

/* Copies to memory of its own, without gaps, in C's order. */
static char *
gather(const Py_ssize_t *shape, int ndim, int dim, Py_ssize_t itemsize,
       const struct side *src, const char *from, char *to)
{
    Py_ssize_t i;

    if (dim == ndim) {
        memcpy(to, from, (size_t)itemsize);
        return to + itemsize;
    }
    for (i = 0; i < shape[dim]; i++) {
        const char *item = adjust((char *)from, src, dim);

        to = gather(shape, ndim, dim + 1, itemsize, src, item, to);
        from += src->strides[dim];
    }
    return to;
}

static const char *
scatter(const Py_ssize_t *shape, int ndim, int dim, Py_ssize_t itemsize,
        const struct side *dest, char *to, const char *from)
{
    Py_ssize_t i;

    if (dim == ndim) {
        memcpy(to, from, (size_t)itemsize);
        return from + itemsize;
    }
    for (i = 0; i < shape[dim]; i++) {
        from = scatter(shape, ndim, dim + 1, itemsize, dest,
                       adjust(to, dest, dim), from);
        to += dest->strides[dim];
    }
    return from;
}

/* Both sides may be the same memory, so the items rest in between. */
static int
copy_through(const Py_buffer *dest, const Py_buffer *src)
{
    struct side from = {src->strides, src->suboffsets};
    struct side to = {dest->strides, dest->suboffsets};
    char *between = PyMem_Malloc((size_t)src->len);

    if (!between) {
        PyErr_NoMemory();
        return -1;
    }
    gather(src->shape, src->ndim, 0, src->itemsize, &from, src->buf, between);
    scatter(dest->shape, dest->ndim, 0, dest->itemsize, &to, dest->buf,
            between);
    PyMem_Free(between);
    return 0;
}

int
Hb_MemoryCopy(const Py_buffer *dest, const Py_buffer *src)
{
    Py_ssize_t one = 1, stride = src->itemsize;
    Py_buffer run = *src;

    if (!same_format(dest, src) || !Hb_MemorySameShape(dest, src)) {
        PyErr_SetString(PyExc_ValueError,
                        "memoryview assignment: lvalue and rvalue have "
                        "different structures");
        return -1;
    }
    if (!run.strides && run.ndim <= 1) {
        run.strides = &stride;
        run.shape = run.shape ? run.shape : &one;
    }
    if (PyBuffer_IsContiguous(dest, 'C') && PyBuffer_IsContiguous(src, 'C')) {
        memmove(dest->buf, src->buf, (size_t)src->len);
        return 0;
    }
    return copy_through(dest, &run);
}

/* ---- to a run of bytes -------------------------------------------------- */

/* Dimensions with suboffsets cannot be turned round, as a row must be found
 * before its items: a copy in the order of C is. */
static int
turn_suboffsets(char *mem, const Py_buffer *src)
{
    Py_ssize_t strides[PyBUF_MAX_NDIM];
    Py_buffer flat = *src;

    flat.buf = PyMem_Malloc((size_t)Py_MAX(src->len, 1));
    if (!flat.buf) {
        PyErr_NoMemory();
        return -1;
    }
    Hb_MemoryToContiguous(flat.buf, src, 'C');
    flat.suboffsets = NULL;
    flat.strides = strides;
    Hb_MemoryStridesC(&flat);
    Hb_MemoryToContiguous(mem, &flat, 'F');
    PyMem_Free(flat.buf);
    return 0;
}

/* Gathering visits the last dimension fastest; for Fortran's order the
 * dimensions are turned round. */
int
Hb_MemoryToContiguous(char *mem, const Py_buffer *src, char order)
{
    Py_ssize_t shape[PyBUF_MAX_NDIM], strides[PyBUF_MAX_NDIM];
    struct side from = {src->strides, src->suboffsets};
    int i;

    if (order != 'F' || src->ndim < 2) {
        gather(src->shape, src->ndim, 0, src->itemsize, &from, src->buf, mem);
        return 0;
    }
    if (src->suboffsets) {
        return turn_suboffsets(mem, src);
    }
    for (i = 0; i < src->ndim; i++) {
        shape[i] = src->shape[src->ndim - 1 - i];
        strides[i] = src->strides[src->ndim - 1 - i];
    }
    from.strides = strides;
    gather(shape, src->ndim, 0, src->itemsize, &from, src->buf, mem);
    return 0;
}

int
PyBuffer_ToContiguous(void *buf, const Py_buffer *view, Py_ssize_t len,
                      char order)
{
    Py_ssize_t strides[PyBUF_MAX_NDIM];
    Py_buffer full = *view;

    if (len != view->len) {
        PyErr_SetString(PyExc_ValueError,
                        "PyBuffer_ToContiguous: len != view->len");
        return -1;
    }
    if (PyBuffer_IsContiguous(view, order)) {
        memcpy(buf, view->buf, (size_t)len);
        return 0;
    }
    if (!full.strides) {
        full.strides = strides;
        Hb_MemoryStridesC(&full);
    }
    if (order == 'A') {
        order = PyBuffer_IsContiguous(view, 'F') ? 'F' : 'C';
    }
    return Hb_MemoryToContiguous(buf, &full, order);
}
