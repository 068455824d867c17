/* bytearrayobject_methods.c -- methods of bytearray.
 *
 * What changes the bytearray is written here; what bytes can do as well is
 * shared with it (hb_bytes.h).
 *
 * Source: CPython 3.11, Objects/bytearrayobject.c.
 */
#define PY_SSIZE_T_CLEAN
#include "internal/hb_bytearray.h"
#include "internal/hb_bytes.h"
#include "internal/hb_bytesobject.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

#define BYTES(self) PyByteArray_AS_STRING(self)
#define SIZE(self)  Py_SIZE(self)

/* ---- changing ----------------------------------------------------------- */

static PyObject *
bytearray_append(PyObject *self, PyObject *number)
{
    Py_ssize_t size = SIZE(self);
    int byte = Hb_ByteValue(number);

    if (byte < 0 || PyByteArray_Resize(self, size + 1)) {
        return NULL;
    }
    BYTES(self)[size] = (char)byte;
    Py_RETURN_NONE;
}

static PyObject *
bytearray_insert(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t index, size;
    int byte;

    if (!_PyArg_CheckPositional("insert", nargs, 2, 2) ||
        Hb_SsizeArgument(args[0], &index) < 0 ||
        (byte = Hb_ByteValue(args[1])) < 0 ||
        PyByteArray_Resize(self, SIZE(self) + 1)) {
        return NULL;
    }
    size = SIZE(self) - 1;
    index = index < 0 ? Py_MAX(index + size, 0) : Py_MIN(index, size);
    memmove(BYTES(self) + index + 1, BYTES(self) + index,
            (size_t)(size - index));
    BYTES(self)[index] = (char)byte;
    Py_RETURN_NONE;
}

/* Takes a byte out; what comes behind it moves up. */
static int
take(PyObject *self, Py_ssize_t index)
{
    Py_ssize_t size = SIZE(self);
    char *bytes = BYTES(self);

    if (Hb_ByteArrayCanResize(self)) {
        return -1;
    }
    memmove(bytes + index, bytes + index + 1, (size_t)(size - index - 1));
    return PyByteArray_Resize(self, size - 1);
}

static PyObject *
bytearray_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t index = -1;
    int byte;

    if (!_PyArg_CheckPositional("pop", nargs, 0, 1) ||
        (nargs > 0 && Hb_SsizeArgument(args[0], &index) < 0)) {
        return NULL;
    }
    if (SIZE(self) == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from empty bytearray");
        return NULL;
    }
    index = index < 0 ? index + SIZE(self) : index;
    if (index < 0 || index >= SIZE(self)) {
        PyErr_SetString(PyExc_IndexError, "pop index out of range");
        return NULL;
    }
    byte = (unsigned char)BYTES(self)[index];
    return take(self, index) ? NULL : PyLong_FromLong(byte);
}

static PyObject *
bytearray_remove(PyObject *self, PyObject *number)
{
    int byte = Hb_ByteValue(number);
    char *found;

    if (byte < 0) {
        return NULL;
    }
    found = memchr(BYTES(self), byte, (size_t)SIZE(self));
    if (!found) {
        PyErr_SetString(PyExc_ValueError, "value not found in bytearray");
        return NULL;
    }
    if (take(self, found - BYTES(self))) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
bytearray_clear(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    if (PyByteArray_Resize(self, 0)) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
bytearray_reverse(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    char *low = BYTES(self), *high = low + SIZE(self) - 1;

    for (; low < high; low++, high--) {
        char byte = *low;

        *low = *high;
        *high = byte;
    }
    Py_RETURN_NONE;
}

static PyObject *
bytearray_copy(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyByteArray_FromStringAndSize(BYTES(self), SIZE(self));
}

/* Appends a byte to a bytearray that is longer than what is used of it. */
static int
collect(PyObject *bytes, Py_ssize_t *used, PyObject *number)
{
    int byte = Hb_ByteValue(number);

    if (byte < 0) {
        return -1;
    }
    if (*used >= SIZE(bytes) &&
        PyByteArray_Resize(bytes, *used + (*used >> 1) + 1)) {
        return -1;
    }
    BYTES(bytes)[(*used)++] = (char)byte;
    return 0;
}

/* The bytes of an iterable, in a bytearray of their own. */
static PyObject *
collect_all(PyObject *iterable)
{
    PyObject *iterator = PyObject_GetIter(iterable);
    Py_ssize_t used = 0, hint;
    PyObject *bytes = NULL, *item;

    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Format(PyExc_TypeError, "can't extend bytearray with %.100s",
                         Py_TYPE(iterable)->tp_name);
        }
        return NULL;
    }
    hint = PyObject_LengthHint(iterable, 32);
    bytes = hint < 0 ? NULL : PyByteArray_FromStringAndSize(NULL, hint);
    while (bytes && (item = PyIter_Next(iterator)) != NULL) {
        if (collect(bytes, &used, item)) {
            Py_CLEAR(bytes);
        }
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    if (bytes && (PyErr_Occurred() || PyByteArray_Resize(bytes, used))) {
        Py_CLEAR(bytes);
    }
    return bytes;
}

static PyObject *
bytearray_extend(PyObject *self, PyObject *iterable)
{
    PyObject *bytes;
    int status;

    if (PyObject_CheckBuffer(iterable)) {
        bytes = Py_NewRef(iterable);
    }
    else {
        bytes = collect_all(iterable);
    }
    if (!bytes) {
        return NULL;
    }
    status = Hb_ByteArraySetSlice(self, SIZE(self), SIZE(self), bytes);
    Py_DECREF(bytes);
    if (status) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- looking at the buffer ---------------------------------------------- */

static PyObject *
bytearray_alloc(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromSsize_t(((PyByteArrayObject *)self)->ob_alloc);
}

static PyObject *
bytearray_sizeof(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromSsize_t(Py_TYPE(self)->tp_basicsize +
                              ((PyByteArrayObject *)self)->ob_alloc);
}

/* ---- pickling ----------------------------------------------------------- */

static PyObject *
reduce(PyObject *self, int protocol)
{
    PyObject *state = _PyObject_GetState(self);
    PyObject *text;

    if (!state) {
        return NULL;
    }
    if (SIZE(self) == 0) {
        return Py_BuildValue("(O()N)", Py_TYPE(self), state);
    }
    if (protocol >= 3) {
        return Py_BuildValue("(O(y#)N)", Py_TYPE(self), BYTES(self),
                             SIZE(self), state);
    }
    text = PyUnicode_DecodeLatin1(BYTES(self), SIZE(self), NULL);
    return Py_BuildValue("(O(Ns)N)", Py_TYPE(self), text, "latin-1", state);
}

static PyObject *
bytearray_reduce(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return reduce(self, 2);
}

static PyObject *
bytearray_reduce_ex(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    int protocol = 0;

    if (!_PyArg_CheckPositional("__reduce_ex__", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 1) {
        protocol = _PyLong_AsInt(args[0]);
        if (protocol == -1 && PyErr_Occurred()) {
            return NULL;
        }
    }
    return reduce(self, protocol);
}

/* ---- the table ---------------------------------------------------------- */

PyMethodDef Hb_ByteArrayMethods[] = {
    {"append", bytearray_append, METH_O, NULL},
    {"clear", bytearray_clear, METH_NOARGS, NULL},
    {"copy", bytearray_copy, METH_NOARGS, NULL},
    {"extend", bytearray_extend, METH_O, NULL},
    HB_BYTES_FAST("insert", bytearray_insert, 0),
    HB_BYTES_FAST("pop", bytearray_pop, 0),
    {"remove", bytearray_remove, METH_O, NULL},
    {"reverse", bytearray_reverse, METH_NOARGS, NULL},
    {"__alloc__", bytearray_alloc, METH_NOARGS, NULL},
    {"__reduce__", bytearray_reduce, METH_NOARGS, NULL},
    HB_BYTES_FAST("__reduce_ex__", bytearray_reduce_ex, 0),
    {"__sizeof__", bytearray_sizeof, METH_NOARGS, NULL},
    HB_BYTES_METHODS,
    {NULL, NULL, 0, NULL},
};
