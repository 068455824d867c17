/* bytes_new.c -- bytes from other objects.
 *
 * Source: CPython 3.11, Objects/bytesobject.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_getargs.h"
#include "internal/hb_bytesobject.h"
#include "internal/hb_long.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_object.h"

/* ---- from an object ---- */

static PyObject *
from_buffer(PyObject *op)
{
    Py_buffer view;
    PyObject *bytes;

    if (PyObject_GetBuffer(op, &view, PyBUF_FULL_RO) < 0) {
        return NULL;
    }
    bytes = PyBytes_FromStringAndSize(NULL, view.len);
    if (bytes && PyBuffer_ToContiguous(PyBytes_AS_STRING(bytes), &view,
                                       view.len, 'C') < 0) {
        Py_CLEAR(bytes);
    }
    PyBuffer_Release(&view);
    return bytes;
}

/* A number in 0 .. 255, or -1. */
static int
byte_value(PyObject *item)
{
    Py_ssize_t value = PyNumber_AsSsize_t(item, NULL);

    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (value < 0 || value > 255) {
        PyErr_SetString(PyExc_ValueError, "bytes must be in range(0, 256)");
        return -1;
    }
    return (int)value;
}

/* Writes the items behind each other; where the next would go, or NULL. */
static char *
write_items(_PyBytesWriter *writer, PyObject *iterator, Py_ssize_t room,
            char *at)
{
    PyObject *item;

    for (Py_ssize_t i = 0; (item = PyIter_Next(iterator)) != NULL; i++) {
        int value = byte_value(item);

        Py_DECREF(item);
        if (value < 0) {
            return NULL;
        }
        if (i >= room) {
            at = _PyBytesWriter_Prepare(writer, at, room + 1);
            if (!at) {
                return NULL;
            }
            room = writer->allocated;
        }
        *at++ = (char)value;
    }
    return PyErr_Occurred() ? NULL : at;
}

static PyObject *
from_iterator(PyObject *iterator, PyObject *op)
{
    Py_ssize_t room = PyObject_LengthHint(op, 64);
    _PyBytesWriter writer;
    char *at;

    if (room == -1 && PyErr_Occurred()) {
        return NULL;
    }
    _PyBytesWriter_Init(&writer);
    at = _PyBytesWriter_Alloc(&writer, room);
    if (!at) {
        return NULL;
    }
    writer.overallocate = 1;
    at = write_items(&writer, iterator, writer.allocated, at);
    if (!at) {
        _PyBytesWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyBytesWriter_Finish(&writer, at);
}

/* A list or tuple of exact ints in 0 .. 255, at least two: nothing is called,
 * so that it does not change.  NULL without an exception for another one. */
static PyObject *
from_small_ints(PyObject *op)
{
    Py_ssize_t size = PySequence_Fast_GET_SIZE(op), i;
    PyObject **items = PySequence_Fast_ITEMS(op), *bytes;

    for (i = 0; i < size && PyLong_CheckExact(items[i]); i++) {
        PyLongObject *item = (PyLongObject *)items[i];

        if (Py_SIZE(item) != 0 &&
            (Py_SIZE(item) != 1 || item->ob_digit[0] > 255)) {
            return NULL;
        }
    }
    if (i < size || size < 2) {
        return NULL;
    }
    bytes = PyBytes_FromStringAndSize(NULL, size);
    for (i = 0; bytes && i < size; i++) {
        PyLongObject *item = (PyLongObject *)items[i];

        PyBytes_AS_STRING(bytes)[i] = (char)Hb_LongMedium(item);
    }
    return bytes;
}

/* A tuple's length cannot change: no writer is needed. */
static PyObject *
from_tuple(PyObject *op)
{
    Py_ssize_t size = PyTuple_GET_SIZE(op);
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, size);

    for (Py_ssize_t i = 0; bytes && i < size; i++) {
        int value = byte_value(PyTuple_GET_ITEM(op, i));

        if (value < 0) {
            Py_CLEAR(bytes);
            break;
        }
        PyBytes_AS_STRING(bytes)[i] = (char)value;
    }
    return bytes;
}

PyObject *
PyBytes_FromObject(PyObject *op)
{
    PyObject *iterator, *bytes;

    if (!op) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (PyBytes_CheckExact(op)) {
        return Py_NewRef(op);
    }
    if (PyObject_CheckBuffer(op)) {
        return from_buffer(op);
    }
    if (PyTuple_CheckExact(op) || PyList_CheckExact(op)) {
        bytes = from_small_ints(op);
        if (bytes || PyErr_Occurred()) {
            return bytes;
        }
    }
    if (PyTuple_CheckExact(op)) {
        return from_tuple(op);
    }
    if (PyUnicode_Check(op)) {
        return Hb_TypeError("cannot convert '%.200s' object to bytes", op);
    }
    iterator = PyObject_GetIter(op);
    if (!iterator) {
        return PyErr_ExceptionMatches(PyExc_TypeError)
                   ? Hb_TypeError("cannot convert '%.200s' object to bytes",
                                  op)
                   : NULL;
    }
    bytes = from_iterator(iterator, op);
    Py_DECREF(iterator);
    return bytes;
}

/* ---- the constructor ---- */

/* op.__bytes__(), if there is one; *found tells. */
static PyObject *
by_method(PyObject *op, int *found)
{
    PyObject *method = _PyObject_LookupSpecial(op, &_Py_ID(__bytes__));
    PyObject *bytes;

    *found = method || PyErr_Occurred();
    if (!method) {
        return NULL;
    }
    bytes = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    if (bytes && !PyBytes_Check(bytes)) {
        PyErr_Format(PyExc_TypeError,
                     "__bytes__ returned non-bytes (type %.200s)",
                     Py_TYPE(bytes)->tp_name);
        Py_CLEAR(bytes);
    }
    return bytes;
}

/* `number` zeros, if op is a number; *found tells. */
static PyObject *
by_count(PyObject *op, int *found)
{
    Py_ssize_t size;
    PyObject *bytes;

    *found = _PyIndex_Check(op);
    if (!*found) {
        return NULL;
    }
    size = PyNumber_AsSsize_t(op, PyExc_OverflowError);
    if (size == -1 && PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            *found = 0;
        }
        return NULL;
    }
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "negative count");
        return NULL;
    }
    bytes = PyBytes_FromStringAndSize(NULL, size);
    if (bytes) {
        memset(PyBytes_AS_STRING(bytes), 0, (size_t)size);
    }
    return bytes;
}

static PyObject *
from_source(PyObject *source, const char *encoding, const char *errors)
{
    PyObject *bytes;
    int found;

    if (!source) {
        if (encoding || errors) {
            PyErr_SetString(PyExc_TypeError,
                            encoding ? "encoding without a string argument"
                                     : "errors without a string argument");
            return NULL;
        }
        return PyBytes_FromStringAndSize(NULL, 0);
    }
    if (encoding) {
        if (!PyUnicode_Check(source)) {
            PyErr_SetString(PyExc_TypeError,
                            "encoding without a string argument");
            return NULL;
        }
        return PyUnicode_AsEncodedString(source, encoding, errors);
    }
    if (errors) {
        PyErr_SetString(PyExc_TypeError,
                        PyUnicode_Check(source)
                            ? "string argument without an encoding"
                            : "errors without a string argument");
        return NULL;
    }
    bytes = by_method(source, &found);
    if (found) {
        return bytes;
    }
    if (PyUnicode_Check(source)) {
        PyErr_SetString(PyExc_TypeError,
                        "string argument without an encoding");
        return NULL;
    }
    bytes = by_count(source, &found);
    return found ? bytes : PyBytes_FromObject(source);
}

PyObject *
Hb_BytesNew(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "bytes"};
    PyObject *out[3], *bytes, *self;
    const char *encoding = NULL, *errors = NULL;
    Py_ssize_t size;

    if (Hb_UnpackTupleAndDict(args, kwargs, &parser, 0, 3, out) ||
        Hb_TextArgument("bytes", "argument 'encoding'", out[1], &encoding) ||
        Hb_TextArgument("bytes", "argument 'errors'", out[2], &errors)) {
        return NULL;
    }
    bytes = from_source(out[0], encoding, errors);
    if (!bytes || type == &PyBytes_Type) {
        return bytes;
    }
    size = PyBytes_GET_SIZE(bytes);
    self = type->tp_alloc(type, size);
    if (self) {
        memcpy(((PyBytesObject *)self)->ob_sval, PyBytes_AS_STRING(bytes),
               (size_t)size + 1);
        ((PyBytesObject *)self)->ob_shash = -1;
    }
    Py_DECREF(bytes);
    return self;
}
