/* bytesobject.c -- bytes: making, resizing, and the type's slots.
 *
 *      ob_refcnt  ob_type  ob_size
 *      ob_shash             -1 until asked for (B2)
 *      ob_sval[ob_size + 1] the bytes and a zero behind them (B1)
 *
 * Source: CPython 3.11, Objects/bytesobject.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/hb_bytesobject.h"
#include "internal/hb_small.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_object.h"

#define BYTES(op) ((PyBytesObject *)(op))
#define IMMORTAL  999999999

/* b'' and the bytes of length 1: static, so that they lie in no arena (B3). */
static PyBytesObject empty;

static struct {
    PyBytesObject bytes; /* ob_sval[0] */
    char end;            /* ob_sval[1], in the padding's place */
} characters[256];

int
_PyBytes_InitTypes(void)
{
    for (int i = -1; i < 256; i++) {
        PyBytesObject *bytes = i < 0 ? &empty : &characters[i].bytes;

        Py_SET_TYPE(bytes, &PyBytes_Type);
        Py_SET_REFCNT(bytes, IMMORTAL);
        Py_SET_SIZE((PyVarObject *)bytes, i >= 0);
        bytes->ob_shash = -1;
        if (i >= 0) {
            bytes->ob_sval[0] = (char)i;
        }
    }
    return 0;
}

/* ---- making ----------------------------------------------------------------
 */

static PyObject *
new_bytes(Py_ssize_t size)
{
    PyBytesObject *bytes;

    if ((size_t)size > (size_t)PY_SSIZE_T_MAX - _PyBytes_HEADER) {
        PyErr_SetString(PyExc_OverflowError, "byte string is too large");
        return NULL;
    }
    bytes = Hb_ObjectMalloc(_PyBytes_HEADER + (size_t)size);
    if (!bytes) {
        return PyErr_NoMemory();
    }
    _PyObject_InitVar((PyVarObject *)bytes, &PyBytes_Type, size);
    bytes->ob_shash = -1;
    bytes->ob_sval[size] = '\0';
    return (PyObject *)bytes;
}

PyObject *
PyBytes_FromStringAndSize(const char *data, Py_ssize_t size)
{
    PyObject *bytes;

    if (size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to "
                                           "PyBytes_FromStringAndSize");
        return NULL;
    }
    if (size == 1 && data) {
        return Py_NewRef(&characters[(unsigned char)*data].bytes);
    }
    if (size == 0) {
        return Py_NewRef(&empty);
    }
    bytes = new_bytes(size);
    if (bytes && data) {
        memcpy(BYTES(bytes)->ob_sval, data, (size_t)size);
    }
    return bytes;
}

PyObject *
PyBytes_FromString(const char *text)
{
    size_t size = strlen(text);

    if (size > (size_t)PY_SSIZE_T_MAX - _PyBytes_HEADER) {
        PyErr_SetString(PyExc_OverflowError, "byte string is too long");
        return NULL;
    }
    return PyBytes_FromStringAndSize(text, (Py_ssize_t)size);
}

/* ---- asking ---- */

static int
expect_bytes(PyObject *op)
{
    if (PyBytes_Check(op)) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "expected bytes, %.200s found",
                 Py_TYPE(op)->tp_name);
    return 0;
}

Py_ssize_t
PyBytes_Size(PyObject *op)
{
    return expect_bytes(op) ? Py_SIZE(op) : -1;
}

char *
PyBytes_AsString(PyObject *op)
{
    return expect_bytes(op) ? BYTES(op)->ob_sval : NULL;
}

int
PyBytes_AsStringAndSize(PyObject *op, char **data, Py_ssize_t *size)
{
    if (!data) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (!expect_bytes(op)) {
        return -1;
    }
    *data = BYTES(op)->ob_sval;
    if (size) {
        *size = Py_SIZE(op);
    }
    else if (strlen(*data) != (size_t)Py_SIZE(op)) {
        PyErr_SetString(PyExc_ValueError, "embedded null byte");
        return -1;
    }
    return 0;
}

/* ---- changing, while nobody looks ---- */

/* *op becomes a fresh copy of its first `size` bytes. */
static int
replace_by_copy(PyObject **op, Py_ssize_t size)
{
    PyObject *copy = new_bytes(size);

    if (copy) {
        memcpy(BYTES(copy)->ob_sval, BYTES(*op)->ob_sval,
               (size_t)Py_MIN(size, Py_SIZE(*op)));
    }
    Py_SETREF(*op, copy);
    return copy ? 0 : -1;
}

int
_PyBytes_Resize(PyObject **op, Py_ssize_t size)
{
    PyObject *bytes = *op;
    PyBytesObject *moved;

    if (!PyBytes_Check(bytes) || size < 0) {
        *op = NULL;
        Py_XDECREF(bytes);
        PyErr_BadInternalCall();
        return -1;
    }
    if (Py_SIZE(bytes) == size) {
        return 0;
    }
    if (size == 0) {
        Py_SETREF(*op, Py_NewRef(&empty));
        return 0;
    }
    if (Py_SIZE(bytes) == 0) {
        return replace_by_copy(op, size);
    }
    if (Py_REFCNT(bytes) != 1) {
        *op = NULL;
        Py_DECREF(bytes);
        PyErr_BadInternalCall();
        return -1;
    }
    moved = PyObject_Realloc(bytes, _PyBytes_HEADER + (size_t)size);
    if (!moved) {
        *op = NULL;
        PyObject_Free(bytes);
        PyErr_NoMemory();
        return -1;
    }
    *op = (PyObject *)moved;
    Py_SET_SIZE((PyVarObject *)moved, size);
    moved->ob_sval[size] = '\0';
    moved->ob_shash = -1;
    return 0;
}

static PyObject *bytes_concat(PyObject *a, PyObject *b);

void
PyBytes_Concat(PyObject **op, PyObject *tail)
{
    PyObject *joined;

    if (!*op) {
        return;
    }
    if (!tail) {
        Py_CLEAR(*op);
        return;
    }
    joined = bytes_concat(*op, tail);
    Py_SETREF(*op, joined);
}

void
PyBytes_ConcatAndDel(PyObject **op, PyObject *tail)
{
    PyBytes_Concat(op, tail);
    Py_XDECREF(tail);
}

/* ---- slots ---- */

static void
bytes_dealloc(PyObject *op)
{
    Hb_InstanceFree(op);
}

PyObject *
PyBytes_Repr(PyObject *op, int smartquotes)
{
    return Hb_UnicodeReprBytes(BYTES(op)->ob_sval, Py_SIZE(op), smartquotes);
}

static PyObject *
bytes_repr(PyObject *op)
{
    return PyBytes_Repr(op, 1);
}

static PyObject *
bytes_str(PyObject *op)
{
    return bytes_repr(op);
}

static Py_hash_t
bytes_hash(PyObject *op)
{
    PyBytesObject *bytes = BYTES(op);

    if (bytes->ob_shash == -1) {
        bytes->ob_shash = _Py_HashBytes(bytes->ob_sval, Py_SIZE(op));
    }
    return bytes->ob_shash;
}

static PyObject *
bytes_richcompare(PyObject *a, PyObject *b, int op)
{
    Py_ssize_t shorter;
    int sign;

    if (!PyBytes_Check(a) || !PyBytes_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    shorter = Py_MIN(Py_SIZE(a), Py_SIZE(b));
    sign = a == b
               ? 0
               : memcmp(BYTES(a)->ob_sval, BYTES(b)->ob_sval, (size_t)shorter);
    if (sign == 0) {
        sign = (Py_SIZE(a) > Py_SIZE(b)) - (Py_SIZE(a) < Py_SIZE(b));
    }
    Py_RETURN_RICHCOMPARE(sign, 0, op);
}

static Py_ssize_t
bytes_length(PyObject *op)
{
    return Py_SIZE(op);
}

static PyObject *
concat_buffers(const Py_buffer *a, const Py_buffer *b)
{
    PyObject *result;

    if (a->len > PY_SSIZE_T_MAX - b->len) {
        return PyErr_NoMemory();
    }
    result = PyBytes_FromStringAndSize(NULL, a->len + b->len);
    if (result) {
        memcpy(BYTES(result)->ob_sval, a->buf, (size_t)a->len);
        memcpy(BYTES(result)->ob_sval + a->len, b->buf, (size_t)b->len);
    }
    return result;
}

static PyObject *
bytes_concat(PyObject *a, PyObject *b)
{
    Py_buffer left = {.len = -1}, right = {.len = -1};
    PyObject *result = NULL;

    if (PyObject_GetBuffer(a, &left, PyBUF_SIMPLE) != 0 ||
        PyObject_GetBuffer(b, &right, PyBUF_SIMPLE) != 0) {
        PyErr_Format(PyExc_TypeError, "can't concat %.100s to %.100s",
                     Py_TYPE(b)->tp_name, Py_TYPE(a)->tp_name);
    }
    else if (left.len == 0 && PyBytes_CheckExact(b)) {
        result = Py_NewRef(b);
    }
    else if (right.len == 0 && PyBytes_CheckExact(a)) {
        result = Py_NewRef(a);
    }
    else {
        result = concat_buffers(&left, &right);
    }
    if (left.len != -1) {
        PyBuffer_Release(&left);
    }
    if (right.len != -1) {
        PyBuffer_Release(&right);
    }
    return result;
}

void
_PyBytes_Repeat(char *dst, Py_ssize_t dst_len, const char *src,
                Py_ssize_t src_len)
{
    Py_ssize_t done = src_len;

    if (dst_len == 0 || src_len == 0) {
        return;
    }
    if (src_len == 1) {
        memset(dst, src[0], (size_t)dst_len);
        return;
    }
    if (src != dst) {
        memcpy(dst, src, (size_t)src_len);
    }
    while (done < dst_len) {
        Py_ssize_t part = Py_MIN(done, dst_len - done);

        memcpy(dst + done, dst, (size_t)part);
        done += part;
    }
}

static PyObject *
bytes_repeat(PyObject *op, Py_ssize_t n)
{
    PyObject *result;
    Py_ssize_t size;

    n = Py_MAX(n, 0);
    if (n > 0 && Py_SIZE(op) > PY_SSIZE_T_MAX / n) {
        PyErr_SetString(PyExc_OverflowError, "repeated bytes are too long");
        return NULL;
    }
    size = Py_SIZE(op) * n;
    if (size == Py_SIZE(op) && PyBytes_CheckExact(op)) {
        return Py_NewRef(op);
    }
    if (size > PY_SSIZE_T_MAX - (Py_ssize_t)sizeof(PyBytesObject)) {
        return PyErr_NoMemory();
    }
    result = new_bytes(size); /* even for no bytes */
    if (result) {
        _PyBytes_Repeat(BYTES(result)->ob_sval, size, BYTES(op)->ob_sval,
                        Py_SIZE(op));
    }
    return result;
}

static int
bytes_contains(PyObject *op, PyObject *value)
{
    return _Py_bytes_contains(BYTES(op)->ob_sval, Py_SIZE(op), value);
}

static PyObject *
bytes_item(PyObject *op, Py_ssize_t i)
{
    if (i < 0 || i >= Py_SIZE(op)) {
        PyErr_SetString(PyExc_IndexError, "index out of range");
        return NULL;
    }
    return PyLong_FromLong((unsigned char)BYTES(op)->ob_sval[i]);
}

static PyObject *
bytes_slice(PyObject *op, PyObject *slice)
{
    Py_ssize_t start, stop, step, size;
    PyObject *result;

    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) {
        return NULL;
    }
    size = PySlice_AdjustIndices(Py_SIZE(op), &start, &stop, step);
    if (size <= 0) {
        return Py_NewRef(&empty);
    }
    if (start == 0 && step == 1 && size == Py_SIZE(op) &&
        PyBytes_CheckExact(op)) {
        return Py_NewRef(op);
    }
    if (step == 1) {
        return PyBytes_FromStringAndSize(BYTES(op)->ob_sval + start, size);
    }
    result = PyBytes_FromStringAndSize(NULL, size);
    for (Py_ssize_t i = 0; result && i < size; i++, start += step) {
        BYTES(result)->ob_sval[i] = BYTES(op)->ob_sval[start];
    }
    return result;
}

static PyObject *
bytes_subscript(PyObject *op, PyObject *key)
{
    Py_ssize_t i;

    if (PySlice_Check(key)) {
        return bytes_slice(op, key);
    }
    if (!_PyIndex_Check(key)) {
        return PyErr_Format(PyExc_TypeError,
                            "byte indices must be integers or slices, not "
                            "%.200s",
                            Py_TYPE(key)->tp_name);
    }
    i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return bytes_item(op, i < 0 ? i + Py_SIZE(op) : i);
}

static int
bytes_getbuffer(PyObject *op, Py_buffer *view, int flags)
{
    return PyBuffer_FillInfo(view, op, BYTES(op)->ob_sval, Py_SIZE(op), 1,
                             flags);
}

static PyObject *
bytes_mod(PyObject *op, PyObject *args)
{
    if (!PyBytes_Check(op)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return _PyBytes_FormatEx(BYTES(op)->ob_sval, Py_SIZE(op), args, 0);
}

static PyObject *
bytes_getnewargs(PyObject *op, PyObject *ignored)
{
    (void)ignored;
    return Py_BuildValue(
        "(N)", PyBytes_FromStringAndSize(BYTES(op)->ob_sval, Py_SIZE(op)));
}

static PyObject *
bytes_to_bytes(PyObject *op, PyObject *ignored)
{
    (void)ignored;
    return PyBytes_CheckExact(op)
               ? Py_NewRef(op)
               : PyBytes_FromStringAndSize(BYTES(op)->ob_sval, Py_SIZE(op));
}

static PyMethodDef bytes_methods[] = {
    HB_BYTES_METHODS,
    {"__getnewargs__", bytes_getnewargs, METH_NOARGS, NULL},
    {"__bytes__", bytes_to_bytes, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyNumberMethods bytes_as_number = {
    .nb_remainder = bytes_mod,
};

static PySequenceMethods bytes_as_sequence = {
    .sq_length = bytes_length,
    .sq_concat = bytes_concat,
    .sq_repeat = bytes_repeat,
    .sq_item = bytes_item,
    .sq_contains = bytes_contains,
};

static PyMappingMethods bytes_as_mapping = {
    .mp_length = bytes_length,
    .mp_subscript = bytes_subscript,
};

static PyBufferProcs bytes_as_buffer = {
    .bf_getbuffer = bytes_getbuffer,
};

PyTypeObject PyBytes_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "bytes",
    .tp_basicsize = _PyBytes_HEADER,
    .tp_itemsize = sizeof(char),
    .tp_dealloc = bytes_dealloc,
    .tp_repr = bytes_repr,
    .tp_as_number = &bytes_as_number,
    .tp_as_sequence = &bytes_as_sequence,
    .tp_as_mapping = &bytes_as_mapping,
    .tp_hash = bytes_hash,
    .tp_str = bytes_str,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_as_buffer = &bytes_as_buffer,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE |
                Py_TPFLAGS_BYTES_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = PyDoc_STR("bytes(source=b'', encoding, errors)"),
    .tp_richcompare = bytes_richcompare,
    .tp_iter = Hb_BytesIter,
    .tp_methods = bytes_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = Hb_BytesNew,
    .tp_free = PyObject_Free,
};
