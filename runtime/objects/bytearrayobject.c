/* bytearrayobject.c -- bytearray: its buffer, the C API, the type.
 *
 * The buffer is longer than the bytes when it has grown in small steps: then
 * appending costs a copy now and again only.  Cutting the front moves
 * ob_start, so a bytearray is a good queue; the room in front comes back when
 * the buffer is next resized.  While a Py_buffer is out, nothing moves.
 *
 * Source: CPython 3.11, Objects/bytearrayobject.c.
 */
#include "internal/hb_bytearray.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_object.h"

#include <stddef.h>

#define SELF(op) ((PyByteArrayObject *)(op))

char _PyByteArray_empty_string[] = "";

/* ---- the buffer --------------------------------------------------------- */

int
Hb_ByteArrayCanResize(PyObject *self)
{
    if (SELF(self)->ob_exports == 0) {
        return 0;
    }
    PyErr_SetString(PyExc_BufferError,
                    "Existing exports of data: object cannot be re-sized");
    return -1;
}

/* Whether a buffer of `alloc` bytes stays for size bytes, `front` unused ones
 * before them and the final 0: there is room, and half of it is used. */
static int
stays(size_t alloc, size_t front, size_t size)
{
    return size + front + 1 <= alloc && size >= alloc / 2;
}

/* Bytes for the buffer that follows one of `alloc`: up to an eighth more, an
 * eighth to spare; else, and when it shrinks, exactly what is needed.  It may
 * come out as large as the old one, which unused bytes at its front filled. */
static size_t
new_alloc(size_t alloc, size_t front, size_t size)
{
    if (size + front + 1 > alloc && (double)size <= (double)alloc * 1.125) {
        return size + (size >> 3) + (size < 9 ? 3 : 6);
    }
    return size + 1;
}

#ifdef HB_HOSTILE
#define MUST_MOVE 1
#else
#define MUST_MOVE 0
#endif

static int
move_buffer(PyByteArrayObject *self, size_t alloc, Py_ssize_t size)
{
    char *buffer;

    if (self->ob_start != self->ob_bytes || MUST_MOVE) {
        buffer = PyObject_Malloc(alloc);
        if (buffer) {
            memcpy(buffer, PyByteArray_AS_STRING(self),
                   (size_t)Py_MIN(size, Py_SIZE(self)));
            PyObject_Free(self->ob_bytes);
        }
    }
    else {
        buffer = PyObject_Realloc(self->ob_bytes, alloc);
    }
    if (!buffer) {
        PyErr_NoMemory();
        return -1;
    }
    self->ob_bytes = self->ob_start = buffer;
    self->ob_alloc = (Py_ssize_t)alloc;
    return 0;
}

int
PyByteArray_Resize(PyObject *op, Py_ssize_t size)
{
    PyByteArrayObject *self = SELF(op);
    size_t front = (size_t)(self->ob_start - self->ob_bytes);
    size_t alloc;

    if (size == Py_SIZE(self)) {
        return 0;
    }
    if (Hb_ByteArrayCanResize(op)) {
        return -1;
    }
    alloc = (size_t)self->ob_alloc;
    if (!stays(alloc, front, (size_t)size)) {
        alloc = new_alloc(alloc, front, (size_t)size);
        if (alloc > (size_t)PY_SSIZE_T_MAX) {
            PyErr_NoMemory();
            return -1;
        }
        if (move_buffer(self, alloc, size)) {
            return -1;
        }
    }
    else if (MUST_MOVE && move_buffer(self, alloc, size)) {
        return -1;
    }
    Py_SET_SIZE(self, size);
    self->ob_start[size] = '\0';
    return 0;
}

/* ---- the C API ---------------------------------------------------------- */

PyObject *
PyByteArray_FromStringAndSize(const char *data, Py_ssize_t size)
{
    PyByteArrayObject *self;

    if (size < 0) {
        PyErr_SetString(
            PyExc_SystemError,
            "Negative size passed to PyByteArray_FromStringAndSize");
        return NULL;
    }
    if (size == PY_SSIZE_T_MAX) {
        return PyErr_NoMemory();
    }
    self = PyObject_New(PyByteArrayObject, &PyByteArray_Type);
    if (!self) {
        return NULL;
    }
    self->ob_bytes = self->ob_start = NULL;
    self->ob_alloc = 0;
    self->ob_exports = 0;
    Py_SET_SIZE(self, 0);
    if (size == 0) {
        return (PyObject *)self;
    }
    self->ob_bytes = PyObject_Malloc((size_t)size + 1);
    if (!self->ob_bytes) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    if (data) {
        memcpy(self->ob_bytes, data, (size_t)size);
    }
    self->ob_bytes[size] = '\0';
    self->ob_start = self->ob_bytes;
    self->ob_alloc = size + 1;
    Py_SET_SIZE(self, size);
    return (PyObject *)self;
}

PyObject *
PyByteArray_FromObject(PyObject *op)
{
    return PyObject_CallOneArg((PyObject *)&PyByteArray_Type, op);
}

Py_ssize_t
PyByteArray_Size(PyObject *op)
{
    return PyByteArray_GET_SIZE(op);
}

char *
PyByteArray_AsString(PyObject *op)
{
    return PyByteArray_AS_STRING(op);
}

static PyObject *
no_concat(PyObject *a, PyObject *b)
{
    return PyErr_Format(PyExc_TypeError, "can't concat %.100s to %.100s",
                        Py_TYPE(b)->tp_name, Py_TYPE(a)->tp_name);
}

static PyObject *
joined(const Py_buffer *va, const Py_buffer *vb)
{
    PyObject *result;

    if (va->len > PY_SSIZE_T_MAX - vb->len) {
        return PyErr_NoMemory();
    }
    result = PyByteArray_FromStringAndSize(NULL, va->len + vb->len);
    if (result && va->len + vb->len) {
        memcpy(SELF(result)->ob_bytes, va->buf, (size_t)va->len);
        memcpy(SELF(result)->ob_bytes + va->len, vb->buf, (size_t)vb->len);
    }
    return result;
}

PyObject *
PyByteArray_Concat(PyObject *a, PyObject *b)
{
    PyObject *result;
    Py_buffer va, vb;

    if (PyObject_GetBuffer(a, &va, PyBUF_SIMPLE)) {
        return no_concat(a, b);
    }
    if (PyObject_GetBuffer(b, &vb, PyBUF_SIMPLE)) {
        PyBuffer_Release(&va);
        return no_concat(a, b);
    }
    result = joined(&va, &vb);
    PyBuffer_Release(&va);
    PyBuffer_Release(&vb);
    return result;
}

/* ---- slots -------------------------------------------------------------- */

static Py_ssize_t
bytearray_length(PyObject *self)
{
    return Py_SIZE(self);
}

static int
bytearray_contains(PyObject *self, PyObject *op)
{
    return _Py_bytes_contains(PyByteArray_AS_STRING(self), Py_SIZE(self), op);
}

static int
bytearray_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    if (!view) {
        PyErr_SetString(PyExc_BufferError, "bytearray_getbuffer: view==NULL "
                                           "argument is obsolete");
        return -1;
    }
    PyBuffer_FillInfo(view, self, PyByteArray_AS_STRING(self), Py_SIZE(self),
                      0, flags);
    SELF(self)->ob_exports++;
    return 0;
}

static void
bytearray_releasebuffer(PyObject *self, Py_buffer *Py_UNUSED(view))
{
    SELF(self)->ob_exports--;
}

static void
bytearray_dealloc(PyObject *self)
{
    if (SELF(self)->ob_exports > 0) {
        PyErr_SetString(PyExc_SystemError, "deallocated bytearray object has "
                                           "exported buffers");
        PyErr_Print();
    }
    PyObject_Free(SELF(self)->ob_bytes);
    Py_TYPE(self)->tp_free(self);
}

/* Four characters for a byte at most. */
static char *
write_escaped(char *out, unsigned char c)
{
    if (c == '\'' || c == '\\') {
        *out++ = '\\';
        *out++ = (char)c;
    }
    else if (c == '\t' || c == '\n' || c == '\r') {
        *out++ = '\\';
        *out++ = c == '\t' ? 't' : c == '\n' ? 'n' : 'r';
    }
    else if (c < ' ' || c >= 0x7f) {
        out += sprintf(out, "\\x%02x", c);
    }
    else {
        *out++ = (char)c;
    }
    return out;
}

/* Single quotes are escaped even between double ones. */
static PyObject *
bytearray_repr(PyObject *self)
{
    const char *name = _PyType_Name(Py_TYPE(self));
    const char *bytes = PyByteArray_AS_STRING(self);
    Py_ssize_t size = Py_SIZE(self), i;
    char quote = '\'';
    char *text, *out;
    PyObject *result;

    if (memchr(bytes, '\'', (size_t)size) &&
        !memchr(bytes, '"', (size_t)size)) {
        quote = '"';
    }
    if (size > (PY_SSIZE_T_MAX - (Py_ssize_t)strlen(name) - 8) / 4) {
        return PyErr_NoMemory();
    }
    text = PyMem_Malloc((size_t)size * 4 + strlen(name) + 8);
    if (!text) {
        return PyErr_NoMemory();
    }
    out = text + sprintf(text, "%s(b%c", name, quote);
    for (i = 0; i < size; i++) {
        out = write_escaped(out, (unsigned char)bytes[i]);
    }
    *out++ = quote;
    *out++ = ')';
    result = PyUnicode_DecodeASCII(text, out - text, NULL);
    PyMem_Free(text);
    return result;
}

static PyObject *
compare_buffers(const Py_buffer *a, const Py_buffer *b, int op)
{
    int order;

    if (a->len != b->len && (op == Py_EQ || op == Py_NE)) {
        return PyBool_FromLong(op == Py_NE);
    }
    order = memcmp(a->buf, b->buf, (size_t)Py_MIN(a->len, b->len));
    if (order != 0) {
        Py_RETURN_RICHCOMPARE(order, 0, op);
    }
    Py_RETURN_RICHCOMPARE(a->len, b->len, op);
}

static PyObject *
bytearray_richcompare(PyObject *self, PyObject *other, int op)
{
    Py_buffer a, b;
    PyObject *result;

    if (!PyObject_CheckBuffer(self) || !PyObject_CheckBuffer(other)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (PyObject_GetBuffer(self, &a, PyBUF_SIMPLE)) {
        PyErr_Clear();
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (PyObject_GetBuffer(other, &b, PyBUF_SIMPLE)) {
        PyErr_Clear();
        PyBuffer_Release(&a);
        Py_RETURN_NOTIMPLEMENTED;
    }
    result = compare_buffers(&a, &b, op);
    PyBuffer_Release(&a);
    PyBuffer_Release(&b);
    return result;
}

/* Formats as bytes do. */
static PyObject *
bytearray_mod(PyObject *self, PyObject *args)
{
    PyObject *bytes, *result;

    if (!PyByteArray_Check(self)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    bytes =
        PyBytes_FromStringAndSize(PyByteArray_AS_STRING(self), Py_SIZE(self));
    result = bytes ? _PyBytes_FormatEx(PyBytes_AS_STRING(bytes),
                                       PyBytes_GET_SIZE(bytes), args, 1)
                   : NULL;
    Py_XDECREF(bytes);
    return result;
}

static PySequenceMethods bytearray_as_sequence = {
    .sq_length = bytearray_length,
    .sq_concat = PyByteArray_Concat,
    .sq_repeat = Hb_ByteArrayRepeat,
    .sq_item = Hb_ByteArrayItem,
    .sq_ass_item = Hb_ByteArrayAssItem,
    .sq_contains = bytearray_contains,
    .sq_inplace_concat = Hb_ByteArrayIConcat,
    .sq_inplace_repeat = Hb_ByteArrayIRepeat,
};

static PyMappingMethods bytearray_as_mapping = {
    .mp_length = bytearray_length,
    .mp_subscript = Hb_ByteArraySubscript,
    .mp_ass_subscript = Hb_ByteArrayAssSubscript,
};

static PyNumberMethods bytearray_as_number = {
    .nb_remainder = bytearray_mod,
};

static PyBufferProcs bytearray_as_buffer = {
    .bf_getbuffer = bytearray_getbuffer,
    .bf_releasebuffer = bytearray_releasebuffer,
};

PyTypeObject PyByteArray_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "bytearray",
    .tp_basicsize = sizeof(PyByteArrayObject),
    .tp_dealloc = bytearray_dealloc,
    .tp_repr = bytearray_repr,
    .tp_as_number = &bytearray_as_number,
    .tp_as_sequence = &bytearray_as_sequence,
    .tp_as_mapping = &bytearray_as_mapping,
    .tp_str = bytearray_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &bytearray_as_buffer,
    .tp_flags =
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_richcompare = bytearray_richcompare,
    .tp_iter = Hb_ByteArrayIter,
    .tp_methods = Hb_ByteArrayMethods,
    .tp_init = Hb_ByteArrayInit,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_Del,
};
