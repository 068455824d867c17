/* memoryobject_cast.c -- the same bytes, another format or shape.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_getargs.h"
#include "internal/hb_memory.h"

/* The text of a native format in memory that outlives every view. */
static char *
static_format(char letter, int at)
{
    static const char letters[] = "cbBhHiIlLqQnNfd?P";
    static char table[sizeof(letters)][2][3];
    size_t i = (size_t)(strchr(letters, letter) - letters);

    if (at) {
        table[i][1][0] = '@';
        table[i][1][1] = letter;
    }
    else {
        table[i][0][0] = letter;
    }
    return table[i][at];
}

static int
cast_to_bytes_run(PyObject *op, const char *format)
{
    Py_buffer *view = &HB_VIEW(op)->view;
    char from, to;
    Py_ssize_t itemsize = Hb_NativeFormat(&to, format);

    if (itemsize < 0) {
        PyErr_SetString(PyExc_ValueError,
                        "memoryview: destination format must be a native "
                        "single character format prefixed with an optional "
                        "'@'");
        return -1;
    }
    if ((Hb_NativeFormat(&from, view->format) < 0 || !Hb_IsByteFormat(from)) &&
        !Hb_IsByteFormat(to)) {
        PyErr_SetString(PyExc_TypeError, "memoryview: cannot cast between two "
                                         "non-byte formats");
        return -1;
    }
    if (view->len % itemsize) {
        PyErr_SetString(PyExc_TypeError,
                        "memoryview: length is not a multiple of itemsize");
        return -1;
    }
    view->format = static_format(to, format[0] == '@');
    view->itemsize = itemsize;
    view->ndim = 1;
    view->shape[0] = view->len / itemsize;
    view->strides[0] = itemsize;
    view->suboffsets = NULL;
    Hb_MemoryInitFlags(op);
    return 0;
}

/* The bytes that a shape asks for; -1 with an exception. */
static Py_ssize_t
read_shape(Py_ssize_t *shape, PyObject **items, Py_ssize_t ndim,
           Py_ssize_t itemsize)
{
    Py_ssize_t len = itemsize;
    Py_ssize_t i;

    for (i = 0; i < ndim; i++) {
        Py_ssize_t x;

        if (!PyLong_Check(items[i])) {
            PyErr_SetString(PyExc_TypeError, "memoryview.cast(): elements of "
                                             "shape must be integers");
            return -1;
        }
        x = PyLong_AsSsize_t(items[i]);
        if (x == -1 && PyErr_Occurred()) {
            return -1;
        }
        if (x <= 0) {
            PyErr_SetString(PyExc_ValueError,
                            "memoryview.cast(): elements of shape must be "
                            "integers > 0");
            return -1;
        }
        if (x > PY_SSIZE_T_MAX / len) {
            PyErr_SetString(PyExc_ValueError, "memoryview.cast(): "
                                              "product(shape) > SSIZE_MAX");
            return -1;
        }
        len *= x;
        shape[i] = x;
    }
    return len;
}

static int
cast_to_shape(PyObject *op, PyObject *shape, int ndim)
{
    Py_buffer *view = &HB_VIEW(op)->view;
    Py_ssize_t len;

    view->ndim = ndim;
    view->suboffsets = NULL;
    if (ndim == 0) {
        view->shape = NULL;
        view->strides = NULL;
        len = view->itemsize;
    }
    else {
        view->shape = HB_VIEW(op)->ob_array;
        view->strides = view->shape + ndim;
        len = read_shape(view->shape, PySequence_Fast_ITEMS(shape), ndim,
                         view->itemsize);
        if (len < 0) {
            return -1;
        }
        Hb_MemoryStridesC(view);
    }
    if (view->len != len) {
        PyErr_SetString(PyExc_TypeError, "memoryview: product(shape) * "
                                         "itemsize != buffer size");
        return -1;
    }
    Hb_MemoryInitFlags(op);
    return 0;
}

static int
has_zero(const Py_buffer *view)
{
    int i;

    for (i = 0; i < view->ndim; i++) {
        if (view->shape[i] == 0) {
            return 1;
        }
    }
    return 0;
}

/* The number of dimensions that is asked for; -1 with an exception. */
static int
check_cast(PyObject *self, PyObject *shape)
{
    const Py_buffer *view = &HB_VIEW(self)->view;
    Py_ssize_t ndim = 1;

    if (!(HB_VIEW(self)->flags & _Py_MEMORYVIEW_C)) {
        PyErr_SetString(PyExc_TypeError, "memoryview: casts are restricted to "
                                         "C-contiguous views");
        return -1;
    }
    if ((shape || view->ndim != 1) && has_zero(view)) {
        PyErr_SetString(PyExc_TypeError, "memoryview: cannot cast view with "
                                         "zeros in shape or strides");
        return -1;
    }
    if (!shape) {
        return 1;
    }
    if (!PyList_Check(shape) && !PyTuple_Check(shape)) {
        PyErr_SetString(PyExc_TypeError, "shape must be a list or a tuple");
        return -1;
    }
    ndim = PySequence_Fast_GET_SIZE(shape);
    if (ndim > PyBUF_MAX_NDIM) {
        PyErr_SetString(PyExc_ValueError, "memoryview: number of dimensions "
                                          "must not exceed 64");
        return -1;
    }
    if (view->ndim != 1 && ndim != 1) {
        PyErr_SetString(PyExc_TypeError,
                        "memoryview: cast must be 1D -> ND or ND -> 1D");
        return -1;
    }
    return (int)ndim;
}

PyObject *
Hb_MemoryCast(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
              PyObject *kwnames)
{
    static const char *const names[] = {"format", "shape", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "cast"};
    PyObject *out[2], *shape, *result;
    int ndim;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 1, 2, out)) {
        return NULL;
    }
    if (!PyUnicode_Check(out[0])) {
        _PyArg_BadArgument("cast", "argument 'format'", "str", out[0]);
        return NULL;
    }
    shape = out[1];
    if (Hb_MemoryCheckReleased(self) || (ndim = check_cast(self, shape)) < 0) {
        return NULL;
    }
    if (!PyUnicode_IS_ASCII(out[0])) {
        return PyUnicode_AsASCIIString(out[0]); /* fails */
    }
    result = Hb_MemoryAddIncomplete((PyObject *)HB_VIEW(self)->mbuf,
                                    &HB_VIEW(self)->view, Py_MAX(ndim, 1));
    if (result && (cast_to_bytes_run(result, PyUnicode_DATA(out[0])) ||
                   (shape && cast_to_shape(result, shape, ndim)))) {
        Py_CLEAR(result);
    }
    return result;
}
