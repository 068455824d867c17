/* exceptions_unicode.c -- text that cannot be encoded, decoded, translated.
 *
 * The three classes share one layout: encoding, object, start, end, reason.
 * UnicodeTranslateError has no encoding.
 *
 * Source: CPython 3.11, Objects/exceptions.c.
 */

#define PY_SSIZE_T_CLEAN
#include "internal/hb_exceptions.h"
#include "internal/pycore_object.h"

#define ERROR(self) ((PyUnicodeErrorObject *)(self))

EXCEPTION_FIELDS(unicode, offsetof(PyUnicodeErrorObject, encoding),
                 offsetof(PyUnicodeErrorObject, object),
                 offsetof(PyUnicodeErrorObject, reason))

static PyMemberDef unicode_members[] = {
    {"encoding", T_OBJECT, offsetof(PyUnicodeErrorObject, encoding), 0, NULL},
    {"object", T_OBJECT, offsetof(PyUnicodeErrorObject, object), 0, NULL},
    {"start", T_PYSSIZET, offsetof(PyUnicodeErrorObject, start), 0, NULL},
    {"end", T_PYSSIZET, offsetof(PyUnicodeErrorObject, end), 0, NULL},
    {"reason", T_OBJECT, offsetof(PyUnicodeErrorObject, reason), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

/* Begins tp_init: what fails later leaves the fields empty. */
static int
begin(PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (Hb_BaseExceptionInit(self, args, kwargs) < 0) {
        return -1;
    }
    Py_CLEAR(ERROR(self)->encoding);
    Py_CLEAR(ERROR(self)->object);
    Py_CLEAR(ERROR(self)->reason);
    return 0;
}

/* Takes `object`; borrows the others. */
static void
fill(PyObject *self, PyObject *encoding, PyObject *object, PyObject *reason)
{
    ERROR(self)->encoding = Py_XNewRef(encoding);
    ERROR(self)->object = object;
    ERROR(self)->reason = Py_NewRef(reason);
}

static int
encode_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *encoding, *object, *reason;

    if (begin(self, args, kwargs) < 0 ||
        !PyArg_ParseTuple(args, "UUnnU", &encoding, &object,
                          &ERROR(self)->start, &ERROR(self)->end, &reason)) {
        return -1;
    }
    fill(self, encoding, Py_NewRef(object), reason);
    return 0;
}

/* A bytes object with the contents of any buffer. */
static PyObject *
bytes_of(PyObject *object)
{
    Py_buffer view;
    PyObject *bytes;

    if (PyBytes_Check(object)) {
        return Py_NewRef(object);
    }
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    PyBuffer_Release(&view);
    return bytes;
}

static int
decode_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *encoding, *object, *reason;

    if (begin(self, args, kwargs) < 0 ||
        !PyArg_ParseTuple(args, "UOnnU", &encoding, &object,
                          &ERROR(self)->start, &ERROR(self)->end, &reason)) {
        return -1;
    }
    object = bytes_of(object);
    if (!object) {
        return -1;
    }
    fill(self, encoding, object, reason);
    return 0;
}

static int
translate_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *object, *reason;

    if (begin(self, args, kwargs) < 0 ||
        !PyArg_ParseTuple(args, "UnnU", &object, &ERROR(self)->start,
                          &ERROR(self)->end, &reason)) {
        return -1;
    }
    fill(self, NULL, Py_NewRef(object), reason);
    return 0;
}

/* A new reference to an attribute that must be set and of the right type. */
static PyObject *
attribute(PyObject *value, const char *name, int is_bytes)
{
    if (!value) {
        return PyErr_Format(PyExc_TypeError, "%.200s attribute not set", name);
    }
    if (is_bytes ? !PyBytes_Check(value) : !PyUnicode_Check(value)) {
        return PyErr_Format(PyExc_TypeError, "%.200s attribute must be %s",
                            name, is_bytes ? "bytes" : "unicode");
    }
    return Py_NewRef(value);
}

/* ---- text -------------------------------------------------------------- */

/* The fields as they are said: str() of one may change another. */
struct words {
    PyObject *object;            /* of the right type */
    PyObject *encoding, *reason; /* str */
};

/* The one character that is meant, as an escape; 0 when it is not one. */
static int
one_character(PyUnicodeErrorObject *error, PyObject *object, char *escape,
              size_t size)
{
    Py_UCS4 character;

    if (error->start < 0 || error->end != error->start + 1 ||
        error->start >= PyUnicode_GET_LENGTH(object)) {
        return 0;
    }
    character = PyUnicode_ReadChar(object, error->start);
    PyOS_snprintf(escape, size,
                  character <= 0xff     ? "\\x%02x"
                  : character <= 0xffff ? "\\u%04x"
                                        : "\\U%08x",
                  (unsigned)character);
    return 1;
}

static PyObject *
say_encode(PyUnicodeErrorObject *error, struct words words)
{
    char escape[16];

    if (one_character(error, words.object, escape, sizeof escape)) {
        return PyUnicode_FromFormat("'%U' codec can't encode character '%s' "
                                    "in position %zd: %U",
                                    words.encoding, escape, error->start,
                                    words.reason);
    }
    return PyUnicode_FromFormat("'%U' codec can't encode characters in "
                                "position %zd-%zd: %U",
                                words.encoding, error->start, error->end - 1,
                                words.reason);
}

static PyObject *
say_decode(PyUnicodeErrorObject *error, struct words words)
{
    if (error->start >= 0 && error->end == error->start + 1 &&
        error->start < PyBytes_GET_SIZE(words.object)) {
        unsigned char byte =
            (unsigned char)PyBytes_AS_STRING(words.object)[error->start];

        return PyUnicode_FromFormat(
            "'%U' codec can't decode byte 0x%02x in position %zd: %U",
            words.encoding, byte, error->start, words.reason);
    }
    return PyUnicode_FromFormat("'%U' codec can't decode bytes in position "
                                "%zd-%zd: %U",
                                words.encoding, error->start, error->end - 1,
                                words.reason);
}

static PyObject *
say_translate(PyUnicodeErrorObject *error, struct words words)
{
    char escape[16];

    if (one_character(error, words.object, escape, sizeof escape)) {
        return PyUnicode_FromFormat(
            "can't translate character '%s' in position %zd: %U", escape,
            error->start, words.reason);
    }
    return PyUnicode_FromFormat("can't translate characters in position "
                                "%zd-%zd: %U",
                                error->start, error->end - 1, words.reason);
}

/* An object of another type is refused; CPython would read it as the right
 * one. */
static PyObject *
say(PyObject *self, int is_bytes,
    PyObject *(*how)(PyUnicodeErrorObject *, struct words))
{
    PyUnicodeErrorObject *error = ERROR(self);
    struct words words = {NULL, NULL, NULL};
    PyObject *text = NULL;

    if (!error->object) {
        return PyUnicode_FromString("");
    }
    words.object = attribute(error->object, "object", is_bytes);
    words.reason = words.object ? PyObject_Str(error->reason) : NULL;
    words.encoding = words.reason ? PyObject_Str(error->encoding) : NULL;
    if (words.encoding) {
        text = how(error, words);
    }
    Py_XDECREF(words.encoding);
    Py_XDECREF(words.reason);
    Py_XDECREF(words.object);
    return text;
}

static PyObject *
encode_str(PyObject *self)
{
    return say(self, 0, say_encode);
}

static PyObject *
decode_str(PyObject *self)
{
    return say(self, 1, say_decode);
}

static PyObject *
translate_str(PyObject *self)
{
    return say(self, 0, say_translate);
}

#define UNICODE_EXCEPTION(name, prefix, doc)                                  \
    EXCEPTION_WITH(UnicodeError, name, doc, PyUnicodeErrorObject,             \
                   EXCEPTION_LIFE(unicode), .tp_str = prefix##_str,           \
                   .tp_members = unicode_members, .tp_init = prefix##_init,   \
                   .tp_new = Hb_BaseExceptionNew)

UNICODE_EXCEPTION(UnicodeEncodeError, encode, "Text cannot be encoded.")
UNICODE_EXCEPTION(UnicodeDecodeError, decode, "Bytes cannot be decoded.")
UNICODE_EXCEPTION(UnicodeTranslateError, translate,
                  "Text cannot be translated.")

/* ---- for C ------------------------------------------------------------- */

PyObject *
PyUnicodeDecodeError_Create(const char *encoding, const char *object,
                            Py_ssize_t length, Py_ssize_t start,
                            Py_ssize_t end, const char *reason)
{
    return PyObject_CallFunction(PyExc_UnicodeDecodeError, "sy#nns", encoding,
                                 object, length, start, end, reason);
}

PyObject *
_PyUnicodeTranslateError_Create(PyObject *object, Py_ssize_t start,
                                Py_ssize_t end, const char *reason)
{
    return PyObject_CallFunction(PyExc_UnicodeTranslateError, "Onns", object,
                                 start, end, reason);
}

/* Length of the object; -1 when it is not set. */
static Py_ssize_t
object_size(PyObject *exc, int is_bytes)
{
    PyObject *object = attribute(ERROR(exc)->object, "object", is_bytes);
    Py_ssize_t size;

    if (!object) {
        return -1;
    }
    size = is_bytes ? PyBytes_GET_SIZE(object) : PyUnicode_GET_LENGTH(object);
    Py_DECREF(object);
    return size;
}

/* The place, moved into 0 .. size - 1. */
static int
get_start(PyObject *exc, Py_ssize_t *start, int is_bytes)
{
    Py_ssize_t size = object_size(exc, is_bytes);

    if (size < 0) {
        return -1;
    }
    *start = ERROR(exc)->start < 0 ? 0 : ERROR(exc)->start;
    if (*start >= size) {
        *start = size - 1;
    }
    return 0;
}

/* The end, moved into 1 .. size. */
static int
get_end(PyObject *exc, Py_ssize_t *end, int is_bytes)
{
    Py_ssize_t size = object_size(exc, is_bytes);

    if (size < 0) {
        return -1;
    }
    *end = ERROR(exc)->end < 1 ? 1 : ERROR(exc)->end;
    if (*end > size) {
        *end = size;
    }
    return 0;
}

static int
set_reason(PyObject *exc, const char *reason)
{
    PyObject *text = PyUnicode_FromString(reason);

    if (!text) {
        return -1;
    }
    Py_XSETREF(ERROR(exc)->reason, text);
    return 0;
}

#define ACCESSORS(class, is_bytes)                                            \
    PyObject *class##_GetObject(PyObject *exc)                                \
    {                                                                         \
        return attribute(ERROR(exc)->object, "object", is_bytes);             \
    }                                                                         \
    PyObject *class##_GetReason(PyObject *exc)                                \
    {                                                                         \
        return attribute(ERROR(exc)->reason, "reason", 0);                    \
    }                                                                         \
    int class##_GetStart(PyObject *exc, Py_ssize_t *start)                    \
    {                                                                         \
        return get_start(exc, start, is_bytes);                               \
    }                                                                         \
    int class##_GetEnd(PyObject *exc, Py_ssize_t *end)                        \
    {                                                                         \
        return get_end(exc, end, is_bytes);                                   \
    }                                                                         \
    int class##_SetStart(PyObject *exc, Py_ssize_t start)                     \
    {                                                                         \
        ERROR(exc)->start = start;                                            \
        return 0;                                                             \
    }                                                                         \
    int class##_SetEnd(PyObject *exc, Py_ssize_t end)                         \
    {                                                                         \
        ERROR(exc)->end = end;                                                \
        return 0;                                                             \
    }                                                                         \
    int class##_SetReason(PyObject *exc, const char *reason)                  \
    {                                                                         \
        return set_reason(exc, reason);                                       \
    }

ACCESSORS(PyUnicodeEncodeError, 0)
ACCESSORS(PyUnicodeDecodeError, 1)
ACCESSORS(PyUnicodeTranslateError, 0)

PyObject *
PyUnicodeEncodeError_GetEncoding(PyObject *exc)
{
    return attribute(ERROR(exc)->encoding, "encoding", 0);
}

PyObject *
PyUnicodeDecodeError_GetEncoding(PyObject *exc)
{
    return attribute(ERROR(exc)->encoding, "encoding", 0);
}
