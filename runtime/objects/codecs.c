/* codecs.c -- error handlers by name: those that are built in, as functions,
 * and those that a program adds.
 *
 * Source: CPython 3.11, Python/codecs.c; PEP 293.
 */
#include "internal/pycore_interp.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- the built-in handlers as functions --------------------------------- */

static PyObject *
unknown_exception(PyObject *exception)
{
    PyErr_Format(PyExc_TypeError,
                 "don't know how to handle %.200s in error callback",
                 Py_TYPE(exception)->tp_name);
    return NULL;
}

/* What the handler `name` makes of a UnicodeDecodeError. */
static PyObject *
handle_decode(PyObject *exception, const char *name)
{
    PyObject *object = PyUnicodeDecodeError_GetObject(exception);
    PyObject *encoding = PyUnicodeDecodeError_GetEncoding(exception);
    PyObject *reason = PyUnicodeDecodeError_GetReason(exception);
    PyObject *text = NULL;
    Py_ssize_t start, end;
    _PyUnicodeWriter writer;

    _PyUnicodeWriter_Init(&writer);
    if (object != NULL && encoding != NULL && reason != NULL &&
        PyUnicodeDecodeError_GetStart(exception, &start) == 0 &&
        PyUnicodeDecodeError_GetEnd(exception, &end) == 0) {
        struct hb_undecodable bad = {
            PyUnicode_AsUTF8(encoding),
            PyUnicode_AsUTF8(reason),
            PyBytes_AS_STRING(object),
            PyBytes_GET_SIZE(object),
            start,
            end,
            Py_NewRef(exception),
        };
        if (Hb_HandleDecode(&writer, &bad, name) == 0) {
            text = _PyUnicodeWriter_Finish(&writer);
            end = bad.end;
        }
        else {
            _PyUnicodeWriter_Dealloc(&writer);
        }
        Py_XDECREF(bad.exception);
    }
    Py_XDECREF(object);
    Py_XDECREF(encoding);
    Py_XDECREF(reason);
    return text == NULL ? NULL : Py_BuildValue("(Nn)", text, end);
}

/* What the handler `name` makes of a UnicodeEncodeError: bytes when they
 * stand for surrogates, else text. */
static PyObject *
handle_encode(PyObject *exception, const char *name)
{
    PyObject *object = PyUnicodeEncodeError_GetObject(exception);
    PyObject *encoding = PyUnicodeEncodeError_GetEncoding(exception);
    PyObject *reason = PyUnicodeEncodeError_GetReason(exception);
    PyObject *result = NULL;
    Py_ssize_t start, end;

    if (object != NULL && encoding != NULL && reason != NULL &&
        PyUnicodeEncodeError_GetStart(exception, &start) == 0 &&
        PyUnicodeEncodeError_GetEnd(exception, &end) == 0) {
        struct hb_bytes out = {NULL, 0, 0};
        struct hb_unencodable bad = {
            PyUnicode_AsUTF8(encoding),
            PyUnicode_AsUTF8(reason),
            object,
            start,
            end,
            0,
            Py_NewRef(exception),
        };
        result = Hb_BytesFinish(&out, Hb_HandleEncode(&out, &bad, name));
        if (result != NULL && strncmp(name, "surrogate", 9) != 0) {
            Py_SETREF(result,
                      PyUnicode_DecodeASCII(PyBytes_AS_STRING(result),
                                            PyBytes_GET_SIZE(result), NULL));
        }
        Py_XDECREF(bad.exception);
    }
    Py_XDECREF(object);
    Py_XDECREF(encoding);
    Py_XDECREF(reason);
    return result == NULL ? NULL : Py_BuildValue("(Nn)", result, end);
}

static PyObject *
handle(PyObject *exception, const char *name)
{
    if (PyObject_TypeCheck(exception,
                           (PyTypeObject *)PyExc_UnicodeEncodeError)) {
        return handle_encode(exception, name);
    }
    if (PyObject_TypeCheck(exception,
                           (PyTypeObject *)PyExc_UnicodeDecodeError) &&
        strcmp(name, "xmlcharrefreplace") != 0) {
        return handle_decode(exception, name);
    }
    return unknown_exception(exception);
}

PyObject *
PyCodec_StrictErrors(PyObject *exception)
{
    if (PyExceptionInstance_Check(exception)) {
        PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
    }
    else {
        PyErr_SetString(PyExc_TypeError, "codec must pass exception instance");
    }
    return NULL;
}

PyObject *
PyCodec_IgnoreErrors(PyObject *exception)
{
    return handle(exception, "ignore");
}

PyObject *
PyCodec_ReplaceErrors(PyObject *exception)
{
    return handle(exception, "replace");
}

PyObject *
PyCodec_XMLCharRefReplaceErrors(PyObject *exception)
{
    return handle(exception, "xmlcharrefreplace");
}

PyObject *
PyCodec_BackslashReplaceErrors(PyObject *exception)
{
    return handle(exception, "backslashreplace");
}

#define HANDLER(name, call)                                                   \
    static PyObject *name(PyObject *Py_UNUSED(self), PyObject *exception)     \
    {                                                                         \
        return call;                                                          \
    }

HANDLER(strict_errors, PyCodec_StrictErrors(exception))
HANDLER(ignore_errors, PyCodec_IgnoreErrors(exception))
HANDLER(replace_errors, PyCodec_ReplaceErrors(exception))
HANDLER(xml_errors, PyCodec_XMLCharRefReplaceErrors(exception))
HANDLER(backslash_errors, PyCodec_BackslashReplaceErrors(exception))
HANDLER(escape_errors, handle(exception, "surrogateescape"))
HANDLER(pass_errors, handle(exception, "surrogatepass"))

static const struct {
    const char *name;
    PyMethodDef def;
} builtin[] = {
    {"strict", {"strict_errors", strict_errors, METH_O, NULL}},
    {"ignore", {"ignore_errors", ignore_errors, METH_O, NULL}},
    {"replace", {"replace_errors", replace_errors, METH_O, NULL}},
    {"xmlcharrefreplace",
     {"xmlcharrefreplace_errors", xml_errors, METH_O, NULL}},
    {"backslashreplace",
     {"backslashreplace_errors", backslash_errors, METH_O, NULL}},
    {"surrogateescape", {"surrogateescape", escape_errors, METH_O, NULL}},
    {"surrogatepass", {"surrogatepass", pass_errors, METH_O, NULL}},
};

/* ---- the registry ------------------------------------------------------- */

int
PyCodec_RegisterError(const char *name, PyObject *handler)
{
    PyInterpreterState *interp = &Hb_Interpreter;
    if (!PyCallable_Check(handler)) {
        PyErr_SetString(PyExc_TypeError, "handler must be callable");
        return -1;
    }
    if (interp->codec_error_registry == NULL) {
        interp->codec_error_registry = PyDict_New();
    }
    return interp->codec_error_registry == NULL
               ? -1
               : PyDict_SetItemString(interp->codec_error_registry, name,
                                      handler);
}

PyObject *
PyCodec_LookupError(const char *name)
{
    PyObject *registry = Hb_Interpreter.codec_error_registry;
    PyObject *added = registry == NULL || name == NULL
                          ? NULL
                          : PyDict_GetItemString(registry, name);
    if (added != NULL) {
        return Py_NewRef(added);
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(builtin); i++) {
        if (strcmp(name == NULL ? "strict" : name, builtin[i].name) == 0) {
            return PyCFunction_New((PyMethodDef *)&builtin[i].def, NULL);
        }
    }
    PyErr_Format(PyExc_LookupError, "unknown error handler name '%.400s'",
                 name);
    return NULL;
}

/* ---- calling what was added --------------------------------------------- */

/* Calls a handler for its pair: a replacement, new, and the place to go on
 * from.  -1 with an exception. */
static int
call_handler(const char *name, PyObject *exception, const char *format,
             PyObject **replacement, Py_ssize_t *place)
{
    PyObject *handler = exception == NULL ? NULL : PyCodec_LookupError(name);
    PyObject *pair =
        handler == NULL ? NULL : PyObject_CallOneArg(handler, exception);

    *replacement = NULL;
    Py_XDECREF(handler);
    if (pair != NULL && !PyTuple_Check(pair)) {
        PyErr_SetString(PyExc_TypeError, strchr(format, ';') + 1);
    }
    else if (pair != NULL &&
             PyArg_ParseTuple(pair, format, replacement, place)) {
        Py_INCREF(*replacement);
    }
    Py_XDECREF(pair);
    return *replacement == NULL ? -1 : 0;
}

/* Counts a place before 0 from the end; -1 with IndexError when there is
 * none such. */
static int
settle_place(Py_ssize_t *place, Py_ssize_t len)
{
    *place += *place < 0 ? len : 0;
    if (*place >= 0 && *place <= len) {
        return 0;
    }
    PyErr_Format(PyExc_IndexError,
                 "position %zd from error handler out of bounds", *place);
    return -1;
}

/* The handler may have put another object into the exception. */
static int
take_object(struct hb_undecodable *bad)
{
    PyObject *object = PyUnicodeDecodeError_GetObject(bad->exception);
    if (object == NULL) {
        return -1;
    }
    bad->src = PyBytes_AS_STRING(object);
    bad->len = PyBytes_GET_SIZE(object);
    Py_DECREF(object);
    return 0;
}

int
Hb_CallDecodeHandler(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                     const char *name)
{
    PyObject *text;
    int status =
        call_handler(name, Hb_DecodeException(bad),
                     "Un;decoding error handler must return (str, int) tuple",
                     &text, &bad->end);
    if (status == 0) {
        status = take_object(bad) || settle_place(&bad->end, bad->len) ||
                         _PyUnicodeWriter_WriteStr(writer, text)
                     ? -1
                     : 0;
    }
    Py_XDECREF(text);
    return status;
}

/* Text must be what the encoding has: ASCII, or Latin-1 there.  1 when it is
 * not, -1 with an exception. */
static int
add_replacement(struct hb_bytes *out, PyObject *replacement, Py_UCS4 limit)
{
    if (PyBytes_Check(replacement)) {
        return Hb_BytesAdd(out, PyBytes_AS_STRING(replacement),
                           (size_t)PyBytes_GET_SIZE(replacement));
    }
    if (!PyUnicode_Check(replacement)) {
        PyErr_SetString(PyExc_TypeError, "encoding error handler must return "
                                         "(str/bytes, int) tuple");
        return -1;
    }
    if (PyUnicode_MAX_CHAR_VALUE(replacement) >= limit) {
        return 1;
    }
    return Hb_BytesAdd(out, PyUnicode_DATA(replacement),
                       (size_t)PyUnicode_GET_LENGTH(replacement));
}

int
Hb_CallEncodeHandler(struct hb_bytes *out, struct hb_unencodable *bad,
                     const char *name)
{
    PyObject *replacement;
    Py_ssize_t place = bad->end;
    int status = call_handler(
        name, Hb_EncodeException(bad),
        "On;encoding error handler must return (str/bytes, int) tuple",
        &replacement, &place);
    Py_UCS4 limit = strcmp(bad->encoding, "latin-1") == 0 ? 256 : 128;
    if (status == 0) {
        status = settle_place(&place, PyUnicode_GET_LENGTH(bad->unicode));
    }
    if (status == 0) {
        status = add_replacement(out, replacement, limit);
        bad->gave_bytes = PyBytes_Check(replacement);
    }
    if (status > 0) {
        status = Hb_RaiseEncode(bad);
    }
    bad->end = place;
    Py_XDECREF(replacement);
    return status;
}
