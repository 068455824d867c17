/* bytearrayobject_methods.c -- methods of bytearray, and its iterator.
 *
 * What changes the bytearray is written here.  What makes a new one from it
 * (upper, split, replace, ...) is asked of bytes, and the answer is copied
 * into bytearrays.
 *
 * Source: CPython 3.11, Objects/bytearrayobject.c.
 */
#include "internal/hb_bytearray.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_call.h"
#include "internal/pycore_object.h"
#include "internal/pycore_strhex.h"
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
bytearray_insert(PyObject *self, PyObject *args)
{
    Py_ssize_t index, size;
    PyObject *number;
    int byte;

    if (!PyArg_ParseTuple(args, "nO:insert", &index, &number) ||
        (byte = Hb_ByteValue(number)) < 0 ||
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
bytearray_pop(PyObject *self, PyObject *args)
{
    Py_ssize_t index = -1;
    int byte;

    if (!PyArg_ParseTuple(args, "|n:pop", &index)) {
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

/* ---- asking ------------------------------------------------------------- */

#define QUESTION(name)                                                        \
    static PyObject *bytearray_##name(PyObject *self,                         \
                                      PyObject *Py_UNUSED(ignored))           \
    {                                                                         \
        return _Py_bytes_##name(BYTES(self), SIZE(self));                     \
    }

QUESTION(isalnum)
QUESTION(isalpha)
QUESTION(isascii)
QUESTION(isdigit)
QUESTION(islower)
QUESTION(isspace)
QUESTION(istitle)
QUESTION(isupper)

#define SEARCH(name)                                                          \
    static PyObject *bytearray_##name(PyObject *self, PyObject *args)         \
    {                                                                         \
        return _Py_bytes_##name(BYTES(self), SIZE(self), args);               \
    }

SEARCH(count)
SEARCH(endswith)
SEARCH(find)
SEARCH(index)
SEARCH(rfind)
SEARCH(rindex)
SEARCH(startswith)

static PyObject *
bytearray_hex(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"sep", "bytes_per_sep", NULL};
    PyObject *sep = NULL;
    int group = 1;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|Oi:hex", names, &sep,
                                     &group)) {
        return NULL;
    }
    return _Py_strhex_with_sep(BYTES(self), SIZE(self), sep, group);
}

static PyObject *
bytearray_decode(PyObject *self, PyObject *args, PyObject *kwds)
{
    static char *names[] = {"encoding", "errors", NULL};
    const char *encoding = NULL, *errors = NULL;

    if (!PyArg_ParseTupleAndKeywords(args, kwds, "|ss:decode", names,
                                     &encoding, &errors)) {
        return NULL;
    }
    return PyUnicode_FromEncodedObject(self, encoding ? encoding : "utf-8",
                                       errors);
}

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
bytearray_reduce_ex(PyObject *self, PyObject *args)
{
    int protocol = 0;

    if (!PyArg_ParseTuple(args, "|i:__reduce_ex__", &protocol)) {
        return NULL;
    }
    return reduce(self, protocol);
}

/* ---- what bytes can do -------------------------------------------------- */

/* A bytearray for each bytes object in an answer; takes the answer. */
static PyObject *
translate_answer(PyObject *answer)
{
    PyObject **items;
    Py_ssize_t i;

    if (!answer) {
        return NULL;
    }
    if (PyBytes_CheckExact(answer)) {
        Py_SETREF(answer,
                  PyByteArray_FromStringAndSize(PyBytes_AS_STRING(answer),
                                                PyBytes_GET_SIZE(answer)));
        return answer;
    }
    items = PySequence_Fast_ITEMS(answer);
    for (i = 0; i < Py_SIZE(answer); i++) {
        PyObject *item = items[i];

        items[i] = PyByteArray_FromStringAndSize(PyBytes_AS_STRING(item),
                                                 PyBytes_GET_SIZE(item));
        if (!items[i]) {
            items[i] = item;
            Py_DECREF(answer);
            return NULL;
        }
        Py_DECREF(item);
    }
    return answer;
}

static PyObject *
ask_bytes(PyObject *self, const char *name, PyObject *args, PyObject *kwds)
{
    PyObject *bytes = PyBytes_FromStringAndSize(BYTES(self), SIZE(self));
    PyObject *method = bytes ? PyObject_GetAttrString(bytes, name) : NULL;
    PyObject *answer = method ? PyObject_Call(method, args, kwds) : NULL;

    Py_XDECREF(method);
    Py_XDECREF(bytes);
    return translate_answer(answer);
}

#define FROM_BYTES(X)                                                         \
    X(capitalize)                                                             \
    X(center)                                                                 \
    X(expandtabs)                                                             \
    X(join)                                                                   \
    X(ljust)                                                                  \
    X(lower)                                                                  \
    X(lstrip)                                                                 \
    X(partition)                                                              \
    X(removeprefix)                                                           \
    X(removesuffix)                                                           \
    X(replace)                                                                \
    X(rjust)                                                                  \
    X(rpartition)                                                             \
    X(rsplit)                                                                 \
    X(rstrip)                                                                 \
    X(split)                                                                  \
    X(splitlines)                                                             \
    X(strip)                                                                  \
    X(swapcase)                                                               \
    X(title)                                                                  \
    X(translate)                                                              \
    X(upper)                                                                  \
    X(zfill)

#define DEFINE(name)                                                          \
    static PyObject *bytearray_##name(PyObject *self, PyObject *args,         \
                                      PyObject *kwds)                         \
    {                                                                         \
        return ask_bytes(self, #name, args, kwds);                            \
    }

FROM_BYTES(DEFINE)

static PyObject *
bytearray_fromhex(PyObject *type, PyObject *text)
{
    PyObject *bytes =
        PyObject_CallMethod((PyObject *)&PyBytes_Type, "fromhex", "(O)", text);
    PyObject *result = bytes ? PyObject_CallOneArg(type, bytes) : NULL;

    Py_XDECREF(bytes);
    return result;
}

static PyObject *
bytearray_maketrans(PyObject *Py_UNUSED(null), PyObject *args)
{
    Py_buffer from, to;
    PyObject *table;

    if (!PyArg_ParseTuple(args, "y*y*:maketrans", &from, &to)) {
        return NULL;
    }
    table = _Py_bytes_maketrans(&from, &to);
    PyBuffer_Release(&from);
    PyBuffer_Release(&to);
    return table;
}

/* ---- the table ---------------------------------------------------------- */

#define ROW(name, flags)                                                      \
    {                                                                         \
#name, (PyCFunction)(void (*)(void))bytearray_##name, flags, NULL     \
    }
#define KEYWORD_ROW(name) ROW(name, METH_VARARGS | METH_KEYWORDS),

PyMethodDef Hb_ByteArrayMethods[] = {
    FROM_BYTES(KEYWORD_ROW) ROW(append, METH_O),
    ROW(clear, METH_NOARGS),
    ROW(copy, METH_NOARGS),
    ROW(count, METH_VARARGS),
    ROW(decode, METH_VARARGS | METH_KEYWORDS),
    ROW(endswith, METH_VARARGS),
    ROW(extend, METH_O),
    ROW(find, METH_VARARGS),
    ROW(fromhex, METH_O | METH_CLASS),
    ROW(hex, METH_VARARGS | METH_KEYWORDS),
    ROW(index, METH_VARARGS),
    ROW(insert, METH_VARARGS),
    ROW(isalnum, METH_NOARGS),
    ROW(isalpha, METH_NOARGS),
    ROW(isascii, METH_NOARGS),
    ROW(isdigit, METH_NOARGS),
    ROW(islower, METH_NOARGS),
    ROW(isspace, METH_NOARGS),
    ROW(istitle, METH_NOARGS),
    ROW(isupper, METH_NOARGS),
    ROW(maketrans, METH_VARARGS | METH_STATIC),
    ROW(pop, METH_VARARGS),
    ROW(remove, METH_O),
    ROW(reverse, METH_NOARGS),
    ROW(rfind, METH_VARARGS),
    ROW(rindex, METH_VARARGS),
    ROW(startswith, METH_VARARGS),
    {"__alloc__", bytearray_alloc, METH_NOARGS, NULL},
    {"__reduce__", bytearray_reduce, METH_NOARGS, NULL},
    {"__reduce_ex__", bytearray_reduce_ex, METH_VARARGS, NULL},
    {"__sizeof__", bytearray_sizeof, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- the iterator ------------------------------------------------------- */

struct bytearray_iterator {
    PyObject_HEAD
    Py_ssize_t index;
    PyObject *bytes; /* NULL when it is through */
};

PyObject *
Hb_ByteArrayIter(PyObject *bytes)
{
    struct bytearray_iterator *self =
        PyObject_GC_New(struct bytearray_iterator, &PyByteArrayIter_Type);

    if (!self) {
        return NULL;
    }
    self->index = 0;
    self->bytes = Py_NewRef(bytes);
    _PyObject_GC_TRACK(self);
    return (PyObject *)self;
}

static PyObject *
iterator_next(PyObject *op)
{
    struct bytearray_iterator *self = (struct bytearray_iterator *)op;

    if (self->bytes && self->index < SIZE(self->bytes)) {
        return PyLong_FromLong(
            (unsigned char)BYTES(self->bytes)[self->index++]);
    }
    Py_CLEAR(self->bytes);
    return NULL;
}

static PyObject *
iterator_length_hint(PyObject *op, PyObject *Py_UNUSED(ignored))
{
    struct bytearray_iterator *self = (struct bytearray_iterator *)op;
    Py_ssize_t length = self->bytes ? SIZE(self->bytes) - self->index : 0;

    return PyLong_FromSsize_t(Py_MAX(length, 0));
}

static int
iterator_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((struct bytearray_iterator *)self)->bytes);
    return 0;
}

static void
iterator_dealloc(PyObject *self)
{
    _PyObject_GC_UNTRACK(self);
    Py_XDECREF(((struct bytearray_iterator *)self)->bytes);
    PyObject_GC_Del(self);
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

PyTypeObject PyByteArrayIter_Type = {
    PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "bytearray_iterator",
    .tp_basicsize = sizeof(struct bytearray_iterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
};
