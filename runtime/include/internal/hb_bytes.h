/* hb_bytes.h -- the methods that bytes and bytearray share.
 *
 * Each is written once: it reads the bytes of self, whichever of the two it
 * is, and makes a result of the same kind.  bytes gives itself back where
 * nothing would change; bytearray never does.
 */
#ifndef HB_BYTES_H
#define HB_BYTES_H

#include <Python.h>

#include "internal/pycore_method.h"

/* A run of bytes that somebody else keeps alive. */
struct run {
    const char *data;
    Py_ssize_t size;
};

/* The bytes of a bytes or bytearray; they move when a bytearray is resized,
 * so that no foreign code may run while the run is used. */
static inline struct run
Hb_BytesRun(PyObject *self)
{
    return PyBytes_Check(self)
               ? (struct run){PyBytes_AS_STRING(self), PyBytes_GET_SIZE(self)}
               : (struct run){PyByteArray_AS_STRING(self),
                              PyByteArray_GET_SIZE(self)};
}

/* A new object of self's kind; data NULL: not filled yet. */
static inline PyObject *
Hb_BytesMake(PyObject *self, const char *data, Py_ssize_t size)
{
    return PyBytes_Check(self) ? PyBytes_FromStringAndSize(data, size)
                               : PyByteArray_FromStringAndSize(data, size);
}

/* The place to fill in what Hb_BytesMake(self, NULL, size) gave. */
static inline char *
Hb_BytesFill(PyObject *made)
{
    return PyBytes_Check(made) ? PyBytes_AS_STRING(made)
                               : PyByteArray_AS_STRING(made);
}

/* self itself where that is allowed, else a copy. */
static inline PyObject *
Hb_BytesSame(PyObject *self)
{
    struct run run = Hb_BytesRun(self);

    return PyBytes_CheckExact(self) ? Py_NewRef(self)
                                    : Hb_BytesMake(self, run.data, run.size);
}

/* The bytes of an argument, to be released; short for bytes.  0, or -1. */
static inline int
Hb_BytesView(PyObject *op, Py_buffer *view)
{
    if (!PyBytes_CheckExact(op)) {
        return PyObject_GetBuffer(op, view, PyBUF_SIMPLE);
    }
    view->buf = PyBytes_AS_STRING(op);
    view->len = PyBytes_GET_SIZE(op);
    view->obj = Py_NewRef(op);
    return 0;
}

/* Ends what Hb_BytesView() began. */
static inline void
Hb_BytesRelease(Py_buffer *view)
{
    if (view->obj && PyBytes_CheckExact(view->obj)) {
        Py_CLEAR(view->obj);
    }
    else {
        PyBuffer_Release(view);
    }
}

/* Of METH_NOARGS or METH_O. */
#define HB_BYTES_ONE(name) PyObject *name(PyObject *self, PyObject *arg)

#define HB_BYTES_ARGS(name)                                                   \
    PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t nargs)

#define HB_BYTES_KEYWORDS(name)                                               \
    PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t nargs,   \
                   PyObject *kwnames)

/* bytes_methods.c */
HB_BYTES_ARGS(Hb_BytesFind);
HB_BYTES_ARGS(Hb_BytesIndex);
HB_BYTES_ARGS(Hb_BytesRFind);
HB_BYTES_ARGS(Hb_BytesRIndex);
HB_BYTES_ARGS(Hb_BytesCount);
HB_BYTES_ARGS(Hb_BytesStartsWith);
HB_BYTES_ARGS(Hb_BytesEndsWith);

/* bytes_query.c */
HB_BYTES_ONE(Hb_BytesIsAlnum);
HB_BYTES_ONE(Hb_BytesIsAlpha);
HB_BYTES_ONE(Hb_BytesIsAscii);
HB_BYTES_ONE(Hb_BytesIsDigit);
HB_BYTES_ONE(Hb_BytesIsLower);
HB_BYTES_ONE(Hb_BytesIsSpace);
HB_BYTES_ONE(Hb_BytesIsTitle);
HB_BYTES_ONE(Hb_BytesIsUpper);
HB_BYTES_ONE(Hb_BytesLower);
HB_BYTES_ONE(Hb_BytesUpper);
HB_BYTES_ONE(Hb_BytesTitle);
HB_BYTES_ONE(Hb_BytesCapitalize);
HB_BYTES_ONE(Hb_BytesSwapCase);

/* bytes_split.c */
HB_BYTES_KEYWORDS(Hb_BytesSplit);
HB_BYTES_KEYWORDS(Hb_BytesRSplit);
HB_BYTES_KEYWORDS(Hb_BytesSplitLines);
HB_BYTES_ONE(Hb_BytesPartition);
HB_BYTES_ONE(Hb_BytesRPartition);
HB_BYTES_ONE(Hb_BytesJoin);

/* bytes_edit.c */
HB_BYTES_ARGS(Hb_BytesStrip);
HB_BYTES_ARGS(Hb_BytesLStrip);
HB_BYTES_ARGS(Hb_BytesRStrip);
HB_BYTES_ARGS(Hb_BytesReplace);
HB_BYTES_KEYWORDS(Hb_BytesTranslate);
HB_BYTES_ARGS(Hb_BytesMakeTrans);
HB_BYTES_KEYWORDS(Hb_BytesExpandTabs);
HB_BYTES_ARGS(Hb_BytesLJust);
HB_BYTES_ARGS(Hb_BytesRJust);
HB_BYTES_ARGS(Hb_BytesCenter);
HB_BYTES_ONE(Hb_BytesZFill);
HB_BYTES_ONE(Hb_BytesRemovePrefix);
HB_BYTES_ONE(Hb_BytesRemoveSuffix);
HB_BYTES_KEYWORDS(Hb_BytesHex);
HB_BYTES_ONE(Hb_BytesFromHex);
HB_BYTES_KEYWORDS(Hb_BytesDecode);

#define HB_BYTES_FAST(name, function, flags)                                  \
    {                                                                         \
        name, _PyCFunction_CAST(function), METH_FASTCALL | (flags), NULL      \
    }

/* The entries of both method tables. */
#define HB_BYTES_METHODS                                                      \
    HB_BYTES_FAST("find", Hb_BytesFind, HB_METH_TUPLE),                       \
        HB_BYTES_FAST("index", Hb_BytesIndex, HB_METH_TUPLE),                 \
        HB_BYTES_FAST("rfind", Hb_BytesRFind, HB_METH_TUPLE),                 \
        HB_BYTES_FAST("rindex", Hb_BytesRIndex, HB_METH_TUPLE),               \
        HB_BYTES_FAST("count", Hb_BytesCount, HB_METH_TUPLE),                 \
        HB_BYTES_FAST("startswith", Hb_BytesStartsWith, HB_METH_TUPLE),       \
        HB_BYTES_FAST("endswith", Hb_BytesEndsWith, HB_METH_TUPLE),           \
        {"isalnum", Hb_BytesIsAlnum, METH_NOARGS, NULL},                      \
        {"isalpha", Hb_BytesIsAlpha, METH_NOARGS, NULL},                      \
        {"isascii", Hb_BytesIsAscii, METH_NOARGS, NULL},                      \
        {"isdigit", Hb_BytesIsDigit, METH_NOARGS, NULL},                      \
        {"islower", Hb_BytesIsLower, METH_NOARGS, NULL},                      \
        {"isspace", Hb_BytesIsSpace, METH_NOARGS, NULL},                      \
        {"istitle", Hb_BytesIsTitle, METH_NOARGS, NULL},                      \
        {"isupper", Hb_BytesIsUpper, METH_NOARGS, NULL},                      \
        {"lower", Hb_BytesLower, METH_NOARGS, NULL},                          \
        {"upper", Hb_BytesUpper, METH_NOARGS, NULL},                          \
        {"title", Hb_BytesTitle, METH_NOARGS, NULL},                          \
        {"capitalize", Hb_BytesCapitalize, METH_NOARGS, NULL},                \
        {"swapcase", Hb_BytesSwapCase, METH_NOARGS, NULL},                    \
        HB_BYTES_FAST("split", Hb_BytesSplit, METH_KEYWORDS),                 \
        HB_BYTES_FAST("rsplit", Hb_BytesRSplit, METH_KEYWORDS),               \
        HB_BYTES_FAST("splitlines", Hb_BytesSplitLines, METH_KEYWORDS),       \
        {"partition", Hb_BytesPartition, METH_O, NULL},                       \
        {"rpartition", Hb_BytesRPartition, METH_O, NULL},                     \
        {"join", Hb_BytesJoin, METH_O, NULL},                                 \
        HB_BYTES_FAST("strip", Hb_BytesStrip, 0),                             \
        HB_BYTES_FAST("lstrip", Hb_BytesLStrip, 0),                           \
        HB_BYTES_FAST("rstrip", Hb_BytesRStrip, 0),                           \
        HB_BYTES_FAST("replace", Hb_BytesReplace, 0),                         \
        HB_BYTES_FAST("translate", Hb_BytesTranslate, METH_KEYWORDS),         \
        HB_BYTES_FAST("maketrans", Hb_BytesMakeTrans, METH_STATIC),           \
        HB_BYTES_FAST("expandtabs", Hb_BytesExpandTabs, METH_KEYWORDS),       \
        HB_BYTES_FAST("ljust", Hb_BytesLJust, 0),                             \
        HB_BYTES_FAST("rjust", Hb_BytesRJust, 0),                             \
        HB_BYTES_FAST("center", Hb_BytesCenter, 0),                           \
        {"zfill", Hb_BytesZFill, METH_O, NULL},                               \
        {"removeprefix", Hb_BytesRemovePrefix, METH_O, NULL},                 \
        {"removesuffix", Hb_BytesRemoveSuffix, METH_O, NULL},                 \
        HB_BYTES_FAST("hex", Hb_BytesHex, METH_KEYWORDS),                     \
        {"fromhex", Hb_BytesFromHex, METH_O | METH_CLASS, NULL},              \
        HB_BYTES_FAST("decode", Hb_BytesDecode, METH_KEYWORDS)

#endif
