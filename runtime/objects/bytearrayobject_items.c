/* bytearrayobject_items.c -- items, slices, and what bytearray() takes.
 *
 * Source: CPython 3.11, Objects/bytearrayobject.c.
 */
#include "internal/hb_bytearray.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_bytesobject.h"

#define SELF(op) ((PyByteArrayObject *)(op))

int
Hb_ByteValue(PyObject *number)
{
    int overflow;
    long value;

    Py_ssize_t small;

    if (Hb_IsSmallIndex(number, &small) && small >= 0 && small < 256) {
        return (int)small;
    }
    value = PyLong_AsLongAndOverflow(number, &overflow);
    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (value < 0 || value >= 256) {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return (int)value;
}

/* ---- reading ------------------------------------------------------------ */

static int
out_of_range(void)
{
    PyErr_SetString(PyExc_IndexError, "bytearray index out of range");
    return -1;
}

PyObject *
Hb_ByteArrayItem(PyObject *self, Py_ssize_t index)
{
    if (index < 0 || index >= Py_SIZE(self)) {
        out_of_range();
        return NULL;
    }
    return PyLong_FromLong((unsigned char)PyByteArray_AS_STRING(self)[index]);
}

static PyObject *
get_slice(PyObject *self, PyObject *key)
{
    Py_ssize_t start, stop, step, length, i;
    const char *from = PyByteArray_AS_STRING(self);
    PyObject *result;
    char *to;

    if (PySlice_Unpack(key, &start, &stop, &step) < 0) {
        return NULL;
    }
    length = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (length <= 0) {
        return PyByteArray_FromStringAndSize("", 0);
    }
    if (step == 1) {
        return PyByteArray_FromStringAndSize(from + start, length);
    }
    result = PyByteArray_FromStringAndSize(NULL, length);
    to = result ? PyByteArray_AS_STRING(result) : NULL;
    for (i = 0; result && i < length; i++) {
        to[i] = from[start + i * step];
    }
    return result;
}

static PyObject *
bad_key(PyObject *key)
{
    return PyErr_Format(PyExc_TypeError,
                        "bytearray indices must be integers or slices, "
                        "not %.200s",
                        Py_TYPE(key)->tp_name);
}

PyObject *
Hb_ByteArraySubscript(PyObject *self, PyObject *key)
{
    Py_ssize_t index;

    if (PySlice_Check(key)) {
        return get_slice(self, key);
    }
    if (!_PyIndex_Check(key)) {
        return bad_key(key);
    }
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return Hb_ByteArrayItem(self, index < 0 ? index + Py_SIZE(self) : index);
}

/* ---- writing runs ------------------------------------------------------- */

/* Makes a run of bytes shorter: what is cut from the front is skipped, what
 * is cut elsewhere is closed.  Without memory for a smaller buffer the bytes
 * are cut all the same. */
static int
cut(PyObject *self, Py_ssize_t low, Py_ssize_t high, Py_ssize_t less)
{
    char *buffer = PyByteArray_AS_STRING(self);
    Py_ssize_t size = Py_SIZE(self);

    if (Hb_ByteArrayCanResize(self)) {
        return -1;
    }
    if (low == 0) {
        SELF(self)->ob_start += less;
    }
    else {
        memmove(buffer + high - less, buffer + high, (size_t)(size - high));
    }
    if (PyByteArray_Resize(self, size - less)) {
        Py_SET_SIZE(self, size - less);
        SELF(self)->ob_start[size - less] = '\0';
        return -1;
    }
    return 0;
}

static int
widen(PyObject *self, Py_ssize_t high, Py_ssize_t more)
{
    Py_ssize_t size = Py_SIZE(self);
    char *buffer;

    if (size > PY_SSIZE_T_MAX - more) {
        PyErr_NoMemory();
        return -1;
    }
    if (PyByteArray_Resize(self, size + more)) {
        return -1;
    }
    buffer = PyByteArray_AS_STRING(self);
    memmove(buffer + high + more, buffer + high, (size_t)(size - high));
    return 0;
}

/* Puts `count` bytes in the place of [low, high). */
static int
replace_run(PyObject *self, Py_ssize_t low, Py_ssize_t high, const char *bytes,
            Py_ssize_t count)
{
    Py_ssize_t growth = count - (high - low);

    if ((growth < 0 && cut(self, low, high, -growth)) ||
        (growth > 0 && widen(self, high, growth))) {
        return -1;
    }
    if (count > 0) {
        memcpy(PyByteArray_AS_STRING(self) + low, bytes, (size_t)count);
    }
    return 0;
}

int
Hb_ByteArraySetSlice(PyObject *self, Py_ssize_t low, Py_ssize_t high,
                     PyObject *values)
{
    Py_buffer view = {.buf = NULL};
    int status;

    if (values == self) {
        values = PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(self),
                                               Py_SIZE(self));
        if (!values) {
            return -1;
        }
        status = Hb_ByteArraySetSlice(self, low, high, values);
        Py_DECREF(values);
        return status;
    }
    if (values && PyObject_GetBuffer(values, &view, PyBUF_SIMPLE)) {
        PyErr_Format(PyExc_TypeError, "can't set bytearray slice from %.100s",
                     Py_TYPE(values)->tp_name);
        return -1;
    }
    low = Py_MAX(low, 0);
    high = Py_MIN(Py_MAX(high, low), Py_SIZE(self));
    status = replace_run(self, low, high, view.buf, values ? view.len : 0);
    if (values) {
        PyBuffer_Release(&view);
    }
    return status;
}

int
Hb_ByteArrayAssItem(PyObject *self, Py_ssize_t index, PyObject *value)
{
    /* Converted first: its __index__ may shorten the bytearray. */
    int byte = value == NULL ? 0 : Hb_ByteValue(value);

    if (byte < 0) {
        return -1;
    }
    if (index < 0 || index >= Py_SIZE(self)) {
        return out_of_range();
    }
    if (value == NULL) {
        return Hb_ByteArraySetSlice(self, index, index + 1, NULL);
    }
    PyByteArray_AS_STRING(self)[index] = (char)byte;
    return 0;
}

/* ---- writing with steps ------------------------------------------------- */

static int
delete_steps(PyObject *self, Py_ssize_t start, Py_ssize_t step,
             Py_ssize_t length)
{
    char *buffer = PyByteArray_AS_STRING(self);
    Py_ssize_t size = Py_SIZE(self), i;
    size_t at; /* beyond the end it is not limited by PY_SSIZE_T_MAX */

    if (Hb_ByteArrayCanResize(self)) {
        return -1;
    }
    if (length == 0) {
        return 0;
    }
    if (step < 0) {
        start += step * (length - 1);
        step = -step;
    }
    for (i = 0, at = (size_t)start; i < length; i++, at += (size_t)step) {
        Py_ssize_t keep = Py_MIN(step - 1, size - (Py_ssize_t)at - 1);

        memmove(buffer + at - i, buffer + at + 1, (size_t)keep);
    }
    if (at < (size_t)size) {
        memmove(buffer + at - length, buffer + at, (size_t)size - at);
    }
    return PyByteArray_Resize(self, size - length);
}

static int
assign_steps(PyObject *self, Py_ssize_t start, Py_ssize_t step,
             Py_ssize_t length, const char *bytes, Py_ssize_t count)
{
    char *buffer = PyByteArray_AS_STRING(self);
    Py_ssize_t i;

    if (count == 0) {
        return delete_steps(self, start, step, length);
    }
    if (count != length) {
        PyErr_Format(PyExc_ValueError,
                     "attempt to assign bytes of size %zd to extended slice "
                     "of size %zd",
                     count, length);
        return -1;
    }
    for (i = 0; i < length; i++) {
        buffer[start + i * step] = bytes[i];
    }
    return 0;
}

static int
set_slice(PyObject *self, PyObject *key, const char *bytes, Py_ssize_t count)
{
    Py_ssize_t start, stop, step, length;

    if (PySlice_Unpack(key, &start, &stop, &step) < 0) {
        return -1;
    }
    length = PySlice_AdjustIndices(Py_SIZE(self), &start, &stop, step);
    if (step == 1) {
        return replace_run(self, start, Py_MAX(start, stop), bytes, count);
    }
    return assign_steps(self, start, step, length, bytes, count);
}

/* Anything but a bytearray is copied first, so that it cannot be self. */
static int
assign_slice(PyObject *self, PyObject *key, PyObject *values)
{
    int status;

    if (!values) {
        return set_slice(self, key, NULL, 0);
    }
    if (values != self && PyByteArray_Check(values)) {
        return set_slice(self, key, PyByteArray_AS_STRING(values),
                         Py_SIZE(values));
    }
    if (PyNumber_Check(values) || PyUnicode_Check(values)) {
        PyErr_SetString(PyExc_TypeError,
                        "can assign only bytes, buffers, or iterables of "
                        "ints in range(0, 256)");
        return -1;
    }
    values = PyByteArray_FromObject(values);
    if (!values) {
        return -1;
    }
    status = assign_slice(self, key, values);
    Py_DECREF(values);
    return status;
}

int
Hb_ByteArrayAssSubscript(PyObject *self, PyObject *key, PyObject *value)
{
    Py_ssize_t index;
    int byte = 0;

    if (PySlice_Check(key)) {
        Py_ssize_t start, stop, step;

        /* A bad slice is said before a bad value. */
        return PySlice_Unpack(key, &start, &stop, &step) < 0
                   ? -1
                   : assign_slice(self, key, value);
    }
    if (!_PyIndex_Check(key)) {
        bad_key(key);
        return -1;
    }
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) {
        return -1;
    }
    /* First the value: to make a byte of it may run code that resizes. */
    if (value) {
        byte = Hb_ByteValue(value);
        if (byte < 0) {
            return -1;
        }
    }
    index = index < 0 ? index + Py_SIZE(self) : index;
    if (index < 0 || index >= Py_SIZE(self)) {
        return out_of_range();
    }
    if (!value) {
        return Hb_ByteArraySetSlice(self, index, index + 1, NULL);
    }
    PyByteArray_AS_STRING(self)[index] = (char)byte;
    return 0;
}

/* ---- joining and repeating ---------------------------------------------- */

PyObject *
Hb_ByteArrayIConcat(PyObject *self, PyObject *other)
{
    Py_ssize_t size;
    Py_buffer view;

    if (PyObject_GetBuffer(other, &view, PyBUF_SIMPLE)) {
        return PyErr_Format(PyExc_TypeError, "can't concat %.100s to %.100s",
                            Py_TYPE(other)->tp_name, Py_TYPE(self)->tp_name);
    }
    size = Py_SIZE(self);
    if (size > PY_SSIZE_T_MAX - view.len) {
        PyBuffer_Release(&view);
        return PyErr_NoMemory();
    }
    if (PyByteArray_Resize(self, size + view.len)) {
        PyBuffer_Release(&view);
        return NULL;
    }
    memcpy(PyByteArray_AS_STRING(self) + size, view.buf, (size_t)view.len);
    PyBuffer_Release(&view);
    return Py_NewRef(self);
}

PyObject *
Hb_ByteArrayRepeat(PyObject *self, Py_ssize_t count)
{
    Py_ssize_t size = Py_SIZE(self);
    PyObject *result;

    count = Py_MAX(count, 0);
    if (count > 0 && size > PY_SSIZE_T_MAX / count) {
        return PyErr_NoMemory();
    }
    result = PyByteArray_FromStringAndSize(NULL, size * count);
    if (result && size > 0 && count > 0) {
        _PyBytes_Repeat(PyByteArray_AS_STRING(result), size * count,
                        PyByteArray_AS_STRING(self), size);
    }
    return result;
}

PyObject *
Hb_ByteArrayIRepeat(PyObject *self, Py_ssize_t count)
{
    Py_ssize_t size = Py_SIZE(self);
    char *buffer;

    count = Py_MAX(count, 0);
    if (count > 0 && size > PY_SSIZE_T_MAX / count) {
        return PyErr_NoMemory();
    }
    if (PyByteArray_Resize(self, size * count)) {
        return NULL;
    }
    if (size && count) {
        buffer = PyByteArray_AS_STRING(self);
        _PyBytes_Repeat(buffer, size * count, buffer, size);
    }
    return Py_NewRef(self);
}

/* ---- bytearray(source, encoding, errors) -------------------------------- */

static int
init_encoded(PyObject *self, PyObject *text, const char *encoding,
             const char *errors)
{
    PyObject *encoded, *result;

    if (!encoding) {
        PyErr_SetString(PyExc_TypeError,
                        "string argument without an encoding");
        return -1;
    }
    encoded = PyUnicode_AsEncodedString(text, encoding, errors);
    if (!encoded) {
        return -1;
    }
    result = Hb_ByteArrayIConcat(self, encoded);
    Py_DECREF(encoded);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* 1 when the source was a number of bytes; 0 when it is none; -1. */
static int
init_zeros(PyObject *self, PyObject *source)
{
    Py_ssize_t count;

    if (!_PyIndex_Check(source)) {
        return 0;
    }
    count = PyNumber_AsSsize_t(source, PyExc_OverflowError);
    if (count == -1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
            return -1;
        }
        PyErr_Clear();
        return 0;
    }
    if (count < 0) {
        PyErr_SetString(PyExc_ValueError, "negative count");
        return -1;
    }
    if (count > 0) {
        if (PyByteArray_Resize(self, count)) {
            return -1;
        }
        memset(PyByteArray_AS_STRING(self), 0, (size_t)count);
    }
    return 1;
}

static int
init_buffer(PyObject *self, PyObject *source)
{
    Py_buffer view;
    int status;

    if (PyObject_GetBuffer(source, &view, PyBUF_FULL_RO)) {
        return -1;
    }
    status = PyByteArray_Resize(self, view.len);
    if (status == 0) {
        status = PyBuffer_ToContiguous(PyByteArray_AS_STRING(self), &view,
                                       view.len, 'C');
    }
    PyBuffer_Release(&view);
    return status;
}

/* Lists and tuples say how long they are, and an exact int cannot change that:
 * 0, or -1 with an exception; 1, and empty, when another item is met. */
static int
init_sequence(PyObject *self, PyObject *source)
{
    Py_ssize_t size = PySequence_Fast_GET_SIZE(source), i;

    if (PyByteArray_Resize(self, size)) {
        return -1;
    }
    for (i = 0; i < size; i++) {
        PyObject *item = PySequence_Fast_GET_ITEM(source, i);
        int byte;

        if (!PyLong_CheckExact(item)) {
            return PyByteArray_Resize(self, 0) ? -1 : 1;
        }
        byte = Hb_ByteValue(item);
        if (byte < 0) {
            return -1;
        }
        PyByteArray_AS_STRING(self)[i] = (char)byte;
    }
    return 0;
}

static int
init_iterable(PyObject *self, PyObject *source)
{
    PyObject *iterator = PyObject_GetIter(source);
    PyObject *item;

    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Format(PyExc_TypeError,
                         "cannot convert '%.200s' object to bytearray",
                         Py_TYPE(source)->tp_name);
        }
        return -1;
    }
    while ((item = PyIter_Next(iterator)) != NULL) {
        int byte = Hb_ByteValue(item);

        Py_DECREF(item);
        if (byte < 0 || PyByteArray_Resize(self, Py_SIZE(self) + 1)) {
            break;
        }
        PyByteArray_AS_STRING(self)[Py_SIZE(self) - 1] = (char)byte;
    }
    Py_DECREF(iterator);
    return PyErr_Occurred() ? -1 : 0;
}

static int
init_from(PyObject *self, PyObject *source)
{
    int status = init_zeros(self, source);

    if (status) {
        return status < 0 ? -1 : 0;
    }
    if (PyObject_CheckBuffer(source)) {
        return init_buffer(self, source);
    }
    if (PyList_CheckExact(source) || PyTuple_CheckExact(source)) {
        status = init_sequence(self, source);
        if (status <= 0) {
            return status;
        }
    }
    return init_iterable(self, source);
}

int
Hb_ByteArrayInit(PyObject *self, PyObject *args, PyObject *kwds)
{
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "bytearray"};
    const char *encoding = NULL, *errors = NULL, *name = "bytearray";
    PyObject *out[3], *source;

    if (Hb_UnpackTupleAndDict(args, kwds, &parser, 0, 3, out) ||
        Hb_TextArgument(name, "argument 'encoding'", out[1], &encoding) ||
        Hb_TextArgument(name, "argument 'errors'", out[2], &errors)) {
        return -1;
    }
    source = out[0];
    if (Py_SIZE(self) != 0 && PyByteArray_Resize(self, 0)) {
        return -1;
    }
    if (source && PyUnicode_Check(source)) {
        return init_encoded(self, source, encoding, errors);
    }
    if (encoding || errors) {
        PyErr_SetString(PyExc_TypeError,
                        encoding ? "encoding without a string argument"
                                 : "errors without a string argument");
        return -1;
    }
    return source ? init_from(self, source) : 0;
}
