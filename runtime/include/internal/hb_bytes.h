/* hb_bytes.h -- the methods that bytes and bytearray share.
 *
 * Each is written once: it reads the bytes of self, whichever of the two it
 * is, and makes a result of the same kind.  bytes gives itself back where
 * nothing would change; bytearray never does.
 */
#ifndef HB_BYTES_H
#define HB_BYTES_H

#include <Python.h>

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
    return PyByteArray_Check(self)
               ? (struct run){PyByteArray_AS_STRING(self),
                              PyByteArray_GET_SIZE(self)}
               : (struct run){PyBytes_AS_STRING(self), PyBytes_GET_SIZE(self)};
}

/* A new object of self's kind; data NULL: not filled yet. */
static inline PyObject *
Hb_BytesMake(PyObject *self, const char *data, Py_ssize_t size)
{
    return PyByteArray_Check(self) ? PyByteArray_FromStringAndSize(data, size)
                                   : PyBytes_FromStringAndSize(data, size);
}

/* The place to fill in what Hb_BytesMake(self, NULL, size) gave. */
static inline char *
Hb_BytesFill(PyObject *made)
{
    return PyByteArray_Check(made) ? PyByteArray_AS_STRING(made)
                                   : PyBytes_AS_STRING(made);
}

/* self itself where that is allowed, else a copy. */
static inline PyObject *
Hb_BytesSame(PyObject *self)
{
    struct run run = Hb_BytesRun(self);

    return PyBytes_CheckExact(self) ? Py_NewRef(self)
                                    : Hb_BytesMake(self, run.data, run.size);
}

#define HB_BYTES_ARGS(name) PyObject *name(PyObject *self, PyObject *args)

#define HB_BYTES_KEYWORDS(name)                                               \
    PyObject *name(PyObject *self, PyObject *args, PyObject *kwargs)

/* bytes_query.c */
HB_BYTES_ARGS(Hb_BytesFind);
HB_BYTES_ARGS(Hb_BytesIndex);
HB_BYTES_ARGS(Hb_BytesRFind);
HB_BYTES_ARGS(Hb_BytesRIndex);
HB_BYTES_ARGS(Hb_BytesCount);
HB_BYTES_ARGS(Hb_BytesStartsWith);
HB_BYTES_ARGS(Hb_BytesEndsWith);
HB_BYTES_ARGS(Hb_BytesIsAlnum);
HB_BYTES_ARGS(Hb_BytesIsAlpha);
HB_BYTES_ARGS(Hb_BytesIsAscii);
HB_BYTES_ARGS(Hb_BytesIsDigit);
HB_BYTES_ARGS(Hb_BytesIsLower);
HB_BYTES_ARGS(Hb_BytesIsSpace);
HB_BYTES_ARGS(Hb_BytesIsTitle);
HB_BYTES_ARGS(Hb_BytesIsUpper);
HB_BYTES_ARGS(Hb_BytesLower);
HB_BYTES_ARGS(Hb_BytesUpper);
HB_BYTES_ARGS(Hb_BytesTitle);
HB_BYTES_ARGS(Hb_BytesCapitalize);
HB_BYTES_ARGS(Hb_BytesSwapCase);

/* bytes_split.c */
HB_BYTES_KEYWORDS(Hb_BytesSplit);
HB_BYTES_KEYWORDS(Hb_BytesRSplit);
HB_BYTES_KEYWORDS(Hb_BytesSplitLines);
HB_BYTES_ARGS(Hb_BytesPartition);
HB_BYTES_ARGS(Hb_BytesRPartition);
HB_BYTES_ARGS(Hb_BytesJoin);

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
HB_BYTES_ARGS(Hb_BytesZFill);
HB_BYTES_ARGS(Hb_BytesRemovePrefix);
HB_BYTES_ARGS(Hb_BytesRemoveSuffix);
HB_BYTES_KEYWORDS(Hb_BytesHex);
HB_BYTES_ARGS(Hb_BytesFromHex);
HB_BYTES_KEYWORDS(Hb_BytesDecode);

#define HB_BYTES_WITH_KEYWORDS(name, function)                                \
    {                                                                         \
        name, _PyCFunction_CAST(function), METH_VARARGS | METH_KEYWORDS, NULL \
    }

/* The entries of both method tables. */
#define HB_BYTES_METHODS                                                      \
    {"find", Hb_BytesFind, METH_VARARGS, NULL},                               \
        {"index", Hb_BytesIndex, METH_VARARGS, NULL},                         \
        {"rfind", Hb_BytesRFind, METH_VARARGS, NULL},                         \
        {"rindex", Hb_BytesRIndex, METH_VARARGS, NULL},                       \
        {"count", Hb_BytesCount, METH_VARARGS, NULL},                         \
        {"startswith", Hb_BytesStartsWith, METH_VARARGS, NULL},               \
        {"endswith", Hb_BytesEndsWith, METH_VARARGS, NULL},                   \
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
        HB_BYTES_WITH_KEYWORDS("split", Hb_BytesSplit),                       \
        HB_BYTES_WITH_KEYWORDS("rsplit", Hb_BytesRSplit),                     \
        HB_BYTES_WITH_KEYWORDS("splitlines", Hb_BytesSplitLines),             \
        {"partition", Hb_BytesPartition, METH_O, NULL},                       \
        {"rpartition", Hb_BytesRPartition, METH_O, NULL},                     \
        {"join", Hb_BytesJoin, METH_O, NULL},                                 \
        {"strip", Hb_BytesStrip, METH_VARARGS, NULL},                         \
        {"lstrip", Hb_BytesLStrip, METH_VARARGS, NULL},                       \
        {"rstrip", Hb_BytesRStrip, METH_VARARGS, NULL},                       \
        {"replace", Hb_BytesReplace, METH_VARARGS, NULL},                     \
        HB_BYTES_WITH_KEYWORDS("translate", Hb_BytesTranslate),               \
        {"maketrans", Hb_BytesMakeTrans, METH_VARARGS | METH_STATIC, NULL},   \
        HB_BYTES_WITH_KEYWORDS("expandtabs", Hb_BytesExpandTabs),             \
        {"ljust", Hb_BytesLJust, METH_VARARGS, NULL},                         \
        {"rjust", Hb_BytesRJust, METH_VARARGS, NULL},                         \
        {"center", Hb_BytesCenter, METH_VARARGS, NULL},                       \
        {"zfill", Hb_BytesZFill, METH_O, NULL},                               \
        {"removeprefix", Hb_BytesRemovePrefix, METH_O, NULL},                 \
        {"removesuffix", Hb_BytesRemoveSuffix, METH_O, NULL},                 \
        HB_BYTES_WITH_KEYWORDS("hex", Hb_BytesHex),                           \
        {"fromhex", Hb_BytesFromHex, METH_O | METH_CLASS, NULL},              \
        HB_BYTES_WITH_KEYWORDS("decode", Hb_BytesDecode)

#endif
