/* struct_buffers.c -- formats against buffers: pack, unpack and the iterator.
 *
 * Source: CPython 3.11, Modules/_struct.c.
 */
#include "struct.h"

static inline Hb_StructObject *
as_struct(PyObject *op)
{
    return (Hb_StructObject *)op;
}

static int
check_count(PyObject *op, const char *name, Py_ssize_t given)
{
    Py_ssize_t wanted = as_struct(op)->length;

    if (given == wanted) {
        return 0;
    }
    PyErr_Format(Hb_StructStateOf(op)->error,
                 "%s expected %zd items for packing (got %zd)", name, wanted,
                 given);
    return -1;
}

PyObject *
Hb_StructPackMethod(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    Hb_StructObject *self = as_struct(op);

    if (check_count(op, "pack", nargs) < 0) {
        return NULL;
    }
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, self->size);
    if (bytes != NULL &&
        Hb_StructPack(self, PyBytes_AS_STRING(bytes), args) < 0) {
        Py_CLEAR(bytes);
    }
    return bytes;
}

/* ---- places in a buffer ------------------------------------------------- */

/* Counts an offset below 0 from the end.  0, or -1 with an exception, whose
 * text begins with `no_room` when the buffer has too few bytes behind it. */
static int
from_end(PyObject *op, Py_ssize_t *offset, Py_ssize_t len, const char *no_room)
{
    PyObject *error = Hb_StructStateOf(op)->error;
    Py_ssize_t size = as_struct(op)->size;

    if (*offset >= 0) {
        return 0;
    }
    if (*offset + size > 0) {
        PyErr_Format(error, "%s %zd bytes at offset %zd", no_room, size,
                     *offset);
        return -1;
    }
    if (*offset + len < 0) {
        PyErr_Format(error, "offset %zd out of range for %zd-byte buffer",
                     *offset, len);
        return -1;
    }
    *offset += len;
    return 0;
}

static int
check_room(PyObject *op, Py_ssize_t offset, Py_ssize_t len, const char *name,
           const char *doing)
{
    Py_ssize_t size = as_struct(op)->size;

    if (len - offset >= size) {
        return 0;
    }
    PyErr_Format(Hb_StructStateOf(op)->error,
                 "%s requires a buffer of at least %zu bytes for %s %zd bytes "
                 "at offset %zd (actual buffer size is %zd)",
                 name, (size_t)size + (size_t)offset, doing, size, offset,
                 len);
    return -1;
}

static int
pack_at(PyObject *op, Py_buffer *buffer, Py_ssize_t offset,
        PyObject *const *values)
{
    if (from_end(op, &offset, buffer->len, "no space to pack") < 0 ||
        check_room(op, offset, buffer->len, "pack_into", "packing") < 0) {
        return -1;
    }
    return Hb_StructPack(as_struct(op), (char *)buffer->buf + offset, values);
}

PyObject *
Hb_StructPackIntoMethod(PyObject *op, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *error = Hb_StructStateOf(op)->error;
    Py_buffer buffer;

    if (nargs < 2) {
        PyErr_SetString(error, nargs == 0
                                   ? "pack_into expected buffer argument"
                                   : "pack_into expected offset argument");
        return NULL;
    }
    if (check_count(op, "pack_into", nargs - 2) < 0 ||
        !PyArg_Parse(args[0], "w*", &buffer)) {
        return NULL;
    }
    Py_ssize_t offset = PyNumber_AsSsize_t(args[1], PyExc_IndexError);
    int failed = (offset == -1 && PyErr_Occurred()) ||
                 pack_at(op, &buffer, offset, args + 2) < 0;
    PyBuffer_Release(&buffer);
    return failed ? NULL : Py_NewRef(Py_None);
}

PyObject *
Hb_StructUnpackMethod(PyObject *op, PyObject *object)
{
    PyObject *values = NULL;
    Py_buffer buffer;

    if (PyObject_GetBuffer(object, &buffer, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    if (buffer.len == as_struct(op)->size) {
        values = Hb_StructUnpack(as_struct(op), buffer.buf);
    }
    else {
        PyErr_Format(Hb_StructStateOf(op)->error,
                     "unpack requires a buffer of %zd bytes",
                     as_struct(op)->size);
    }
    PyBuffer_Release(&buffer);
    return values;
}

static int
read_offset(PyObject *argument, Py_ssize_t *offset)
{
    PyObject *number = PyNumber_Index(argument);

    *offset = number == NULL ? -1 : PyLong_AsSsize_t(number);
    Py_XDECREF(number);
    return *offset == -1 && PyErr_Occurred() ? -1 : 0;
}

PyObject *
Hb_StructUnpackAt(PyObject *op, PyObject *object, PyObject *where)
{
    PyObject *values = NULL;
    Py_ssize_t offset = 0;
    Py_buffer buffer;

    if (PyObject_GetBuffer(object, &buffer, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    if ((where == NULL || read_offset(where, &offset) == 0) &&
        from_end(op, &offset, buffer.len, "not enough data to unpack") == 0 &&
        check_room(op, offset, buffer.len, "unpack_from", "unpacking") == 0) {
        values = Hb_StructUnpack(as_struct(op), (char *)buffer.buf + offset);
    }
    PyBuffer_Release(&buffer);
    return values;
}

/* ---- the iterator ------------------------------------------------------- */

/*    unpack_iterator: 112 bytes
 *   +-----+----------+
 *   |   0 | ob_base  |
 *   |  16 | compiled |---> Struct; NULL when at the end
 *   |  24 | buffer   |
 *   | 104 | index    |
 *   +-----+----------+
 */
typedef struct {
    PyObject_HEAD
    PyObject *compiled;
    Py_buffer buffer;
    Py_ssize_t index;
} unpack_iterator;

static unpack_iterator *
as_iterator(PyObject *op)
{
    return (unpack_iterator *)op;
}

static int
iterator_traverse(PyObject *op, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(op));
    Py_VISIT(as_iterator(op)->compiled);
    Py_VISIT(as_iterator(op)->buffer.obj);
    return 0;
}

static int
iterator_clear(PyObject *op)
{
    Py_CLEAR(as_iterator(op)->compiled);
    PyBuffer_Release(&as_iterator(op)->buffer);
    return 0;
}

static void
iterator_dealloc(PyObject *op)
{
    PyTypeObject *type = Py_TYPE(op);

    PyObject_GC_UnTrack(op);
    iterator_clear(op);
    PyObject_GC_Del(op);
    Py_DECREF(type);
}

static PyObject *
iterator_next(PyObject *op)
{
    unpack_iterator *self = as_iterator(op);

    if (self->compiled == NULL) {
        return NULL;
    }
    if (self->index >= self->buffer.len) {
        iterator_clear(op);
        return NULL;
    }
    Hb_StructObject *compiled = as_struct(self->compiled);
    PyObject *values =
        Hb_StructUnpack(compiled, (char *)self->buffer.buf + self->index);
    self->index += compiled->size;
    return values;
}

static PyObject *
iterator_length_hint(PyObject *op, PyObject *Py_UNUSED(unused))
{
    unpack_iterator *self = as_iterator(op);

    return PyLong_FromSsize_t(self->compiled == NULL
                                  ? 0
                                  : (self->buffer.len - self->index) /
                                        as_struct(self->compiled)->size);
}

PyObject *
Hb_StructIterUnpackMethod(PyObject *op, PyObject *object)
{
    Hb_StructState *state = Hb_StructStateOf(op);
    Py_ssize_t size = as_struct(op)->size;

    if (size == 0) {
        PyErr_SetString(state->error,
                        "cannot iteratively unpack with a struct of length 0");
        return NULL;
    }
    PyObject *iterator = PyType_GenericAlloc(state->iterator_type, 0);
    if (iterator == NULL) {
        return NULL;
    }
    unpack_iterator *self = as_iterator(iterator);
    if (PyObject_GetBuffer(object, &self->buffer, PyBUF_SIMPLE) < 0) {
        Py_CLEAR(iterator);
    }
    else if (self->buffer.len % size != 0) {
        PyErr_Format(state->error,
                     "iterative unpacking requires a buffer of a multiple of "
                     "%zd bytes",
                     size);
        Py_CLEAR(iterator);
    }
    else {
        self->compiled = Py_NewRef(op);
    }
    return iterator;
}

static PyObject *
iterator_new(PyTypeObject *type, PyObject *Py_UNUSED(args),
             PyObject *Py_UNUSED(kwds))
{
    /* The quotation mark that is missing is missing there. */
    return PyErr_Format(PyExc_TypeError, "Cannot create '%.200s objects",
                        _PyType_Name(type));
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot iterator_slots[] = {
    {Py_tp_new, (void *)iterator_new},
    {Py_tp_dealloc, (void *)iterator_dealloc},
    {Py_tp_getattro, (void *)PyObject_GenericGetAttr},
    {Py_tp_traverse, (void *)iterator_traverse},
    {Py_tp_clear, (void *)iterator_clear},
    {Py_tp_iter, (void *)PyObject_SelfIter},
    {Py_tp_iternext, (void *)iterator_next},
    {Py_tp_methods, iterator_methods},
    {0, NULL},
};

PyType_Spec Hb_StructIteratorSpec = {
    "_struct.unpack_iterator",
    sizeof(unpack_iterator),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    iterator_slots,
};
