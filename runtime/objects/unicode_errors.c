/* unicode_errors.c -- what the codecs do with what they cannot translate.
 *
 * Here are the built-in handlers; those that a program added are called by
 * codecs.c.
 *
 * Source: CPython 3.11, Python/codecs.c.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

const char *Py_hexdigits = "0123456789abcdef";

enum hb_errors
Hb_ErrorsFromName(const char *errors)
{
    static const struct {
        const char *name;
        enum hb_errors errors;
    } handlers[] = {
        {"strict", HB_STRICT},
        {"ignore", HB_IGNORE},
        {"replace", HB_REPLACE},
        {"backslashreplace", HB_BACKSLASHREPLACE},
        {"xmlcharrefreplace", HB_XMLCHARREFREPLACE},
        {"surrogateescape", HB_SURROGATEESCAPE},
        {"surrogatepass", HB_SURROGATEPASS},
    };

    for (size_t i = 0; errors != NULL && i < Py_ARRAY_LENGTH(handlers); i++) {
        if (strcmp(errors, handlers[i].name) == 0) {
            return handlers[i].errors;
        }
    }
    return errors == NULL ? HB_STRICT : HB_UNKNOWN;
}

/* ---- runs of bytes ------------------------------------------------------ */

int
Hb_BytesReserve(struct hb_bytes *out, size_t len)
{
    size_t room = out->len + len + out->room / 2 + 16;
    char *data = PyMem_Realloc(out->data, room);
    if (data == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    out->data = data;
    out->room = room;
    return 0;
}

int
Hb_BytesAdd(struct hb_bytes *out, const char *src, size_t len)
{
    if (out->len + len > out->room && Hb_BytesReserve(out, len) < 0) {
        return -1;
    }
    if (len > 0) {
        memcpy(out->data + out->len, src, len);
    }
    out->len += len;
    return 0;
}

PyObject *
Hb_BytesFinish(struct hb_bytes *out, int failed)
{
    PyObject *result = NULL;
    if (!failed) {
        result = PyBytes_FromStringAndSize(out->data, (Py_ssize_t)out->len);
    }
    PyMem_Free(out->data);
    out->data = NULL;
    return result;
}

/* ---- decoding ----------------------------------------------------------- */

static void
note_first(struct hb_undecodable *bad)
{
    if (bad->first_reason == NULL) {
        bad->first_reason = bad->reason;
        bad->first_start = bad->start;
        bad->first_end = bad->end;
    }
}

PyObject *
Hb_DecodeException(struct hb_undecodable *bad)
{
    if (bad->exception == NULL) {
        note_first(bad);
        bad->exception = PyUnicodeDecodeError_Create(
            bad->encoding, bad->src, bad->len, bad->first_start,
            bad->first_end, bad->first_reason);
    }
    if (bad->exception == NULL) {
        return NULL;
    }
    if (PyUnicodeDecodeError_SetStart(bad->exception, bad->start) < 0 ||
        PyUnicodeDecodeError_SetEnd(bad->exception, bad->end) < 0 ||
        PyUnicodeDecodeError_SetReason(bad->exception, bad->reason) < 0) {
        Py_CLEAR(bad->exception);
    }
    return bad->exception;
}

int
Hb_RaiseDecode(struct hb_undecodable *bad)
{
    if (Hb_DecodeException(bad) != NULL) {
        PyErr_SetObject((PyObject *)Py_TYPE(bad->exception), bad->exception);
    }
    return -1;
}

static int
backslash_bytes(_PyUnicodeWriter *writer, const struct hb_undecodable *bad)
{
    for (Py_ssize_t i = bad->start; i < bad->end; i++) {
        unsigned char byte = (unsigned char)bad->src[i];
        char text[4] = {'\\', 'x', Py_hexdigits[byte >> 4],
                        Py_hexdigits[byte & 15]};
        if (_PyUnicodeWriter_WriteASCIIString(writer, text, 4) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Bytes from 128 become U+DC80 .. U+DCFF; it does not hide ASCII. */
static int
escape_bytes(_PyUnicodeWriter *writer, struct hb_undecodable *bad)
{
    Py_ssize_t i = bad->start;
    note_first(bad);
    for (; i < bad->end && i < bad->start + 4; i++) {
        unsigned char byte = (unsigned char)bad->src[i];
        if (byte < 128) {
            break;
        }
        if (_PyUnicodeWriter_WriteChar(writer, 0xdc00U + byte) < 0) {
            return -1;
        }
    }
    if (i == bad->start) {
        return Hb_RaiseDecode(bad);
    }
    bad->end = i;
    return 0;
}

/* Reads a surrogate at s in a codec that could hold one; its bytes, or 0. */
static int
surrogate_at(const char *encoding, const unsigned char *s, Py_ssize_t left,
             Py_UCS4 *ch)
{
    int width = strncmp(encoding, "utf-16", 6) == 0   ? 2
                : strncmp(encoding, "utf-32", 6) == 0 ? 4
                : strcmp(encoding, "utf-8") == 0      ? 3
                                                      : 0;
    *ch = 0;
    if (width == 0 || left < width) {
        return 0;
    }
    if (width == 3) {
        if ((s[0] & 0xf0) == 0xe0 && (s[1] & 0xc0) == 0x80 &&
            (s[2] & 0xc0) == 0x80) {
            *ch = (Py_UCS4)(s[0] & 0x0f) << 12 | (Py_UCS4)(s[1] & 0x3f) << 6 |
                  (s[2] & 0x3f);
        }
    }
    else {
        int big = strstr(encoding, "-be") != NULL;
        for (int i = 0; i < width; i++) {
            *ch = *ch << 8 | s[big ? i : width - 1 - i];
        }
    }
    return Py_UNICODE_IS_SURROGATE(*ch) ? width : 0;
}

/* Lets a surrogate through. */
static int
pass_surrogate(_PyUnicodeWriter *writer, struct hb_undecodable *bad)
{
    Py_UCS4 ch;
    const unsigned char *s = (const unsigned char *)bad->src + bad->start;
    note_first(bad);
    int width = surrogate_at(bad->encoding, s, bad->len - bad->start, &ch);
    if (width == 0) {
        return Hb_RaiseDecode(bad);
    }
    bad->end = bad->start + width;
    return _PyUnicodeWriter_WriteChar(writer, ch);
}

/* Of those that only encode. */
static int
refuse_decode(void)
{
    PyErr_SetString(PyExc_TypeError,
                    "don't know how to handle UnicodeDecodeError in error "
                    "callback");
    return -1;
}

int
Hb_HandleDecode(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                const char *errors)
{
    switch (Hb_ErrorsFromName(errors)) {
    case HB_STRICT:
        return Hb_RaiseDecode(bad);
    case HB_IGNORE:
        return 0;
    case HB_REPLACE:
        return _PyUnicodeWriter_WriteChar(writer,
                                          Py_UNICODE_REPLACEMENT_CHARACTER);
    case HB_BACKSLASHREPLACE:
        return backslash_bytes(writer, bad);
    case HB_SURROGATEESCAPE:
        return escape_bytes(writer, bad);
    case HB_SURROGATEPASS:
        return pass_surrogate(writer, bad);
    case HB_XMLCHARREFREPLACE:
        return refuse_decode();
    default:
        return strcmp(errors, "namereplace") == 0
                   ? refuse_decode()
                   : Hb_CallDecodeHandler(writer, bad, errors);
    }
}

/* ---- encoding ----------------------------------------------------------- */

PyObject *
Hb_EncodeException(struct hb_unencodable *bad)
{
    if (bad->exception == NULL) {
        bad->exception = PyObject_CallFunction(
            PyExc_UnicodeEncodeError, "sOnns", bad->encoding, bad->unicode,
            bad->start, bad->end, bad->reason);
    }
    else if (PyUnicodeEncodeError_SetStart(bad->exception, bad->start) < 0 ||
             PyUnicodeEncodeError_SetEnd(bad->exception, bad->end) < 0 ||
             PyUnicodeEncodeError_SetReason(bad->exception, bad->reason) < 0) {
        Py_CLEAR(bad->exception);
    }
    return bad->exception;
}

int
Hb_RaiseEncode(struct hb_unencodable *bad)
{
    if (Hb_EncodeException(bad) != NULL) {
        PyErr_SetObject((PyObject *)Py_TYPE(bad->exception), bad->exception);
    }
    return -1;
}

static int
backslash_char(struct hb_bytes *out, Py_UCS4 ch)
{
    char text[10];
    return Hb_BytesAdd(out, text, (size_t)Hb_EscapeChar(ch, text));
}

static int
reference_char(struct hb_bytes *out, Py_UCS4 ch)
{
    char text[] = "&#1114111;", *at = text + sizeof text - 2;
    do {
        *--at = (char)('0' + ch % 10);
        ch /= 10;
    } while (ch > 0);
    *--at = '#';
    *--at = '&';
    return Hb_BytesAdd(out, at, (size_t)(text + sizeof text - 1 - at));
}

/* U+DC80 .. U+DCFF become the bytes that they stand for. */
static int
unescape_char(struct hb_bytes *out, Py_UCS4 ch)
{
    char byte = (char)(ch - 0xdc00);
    return ch < 0xdc80 || ch > 0xdcff ? 1 : Hb_BytesAdd(out, &byte, 1);
}

static int
surrogate_char(struct hb_bytes *out, Py_UCS4 ch)
{
    char buf[4];
    if (!Py_UNICODE_IS_SURROGATE(ch)) {
        return 1;
    }
    return Hb_BytesAdd(out, buf, (size_t)Hb_EncodeUTF8Char(ch, buf));
}

/* 1 when the handler does not take this character. */
static int
handle_char(struct hb_bytes *out, Py_UCS4 ch, enum hb_errors errors,
            const char *encoding)
{
    switch (errors) {
    case HB_IGNORE:
        return 0;
    case HB_REPLACE:
        return Hb_BytesAdd(out, "?", 1);
    case HB_BACKSLASHREPLACE:
        return backslash_char(out, ch);
    case HB_XMLCHARREFREPLACE:
        return reference_char(out, ch);
    case HB_SURROGATEESCAPE:
        return unescape_char(out, ch);
    case HB_SURROGATEPASS:
        return strcmp(encoding, "utf-8") ? 1 : surrogate_char(out, ch);
    default:
        return 1;
    }
}

int
Hb_HandleEncode(struct hb_bytes *out, struct hb_unencodable *bad,
                const char *errors)
{
    enum hb_errors handler = Hb_ErrorsFromName(errors);
    bad->gave_bytes = 0;
    if (handler == HB_UNKNOWN) {
        return Hb_CallEncodeHandler(out, bad, errors);
    }
    for (Py_ssize_t i = bad->start; i < bad->end; i++) {
        int taken = handle_char(out, PyUnicode_READ_CHAR(bad->unicode, i),
                                handler, bad->encoding);
        if (taken < 0) {
            return -1;
        }
        if (taken > 0) {
            bad->start = handler == HB_SURROGATEESCAPE ? i : bad->start;
            return Hb_RaiseEncode(bad);
        }
    }
    return 0;
}
