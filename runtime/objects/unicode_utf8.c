/* unicode_utf8.c -- the codec utf-8 and the cached UTF-8 form of a string.
 *
 * Either way takes two passes: one counts, so that the result is made in its
 * final size; one fills it.  A short text is encoded on the stack instead.
 * Only what has errors goes through a writer.
 *
 * Source: CPython 3.11, Objects/stringlib/codecs.h; the Unicode Standard,
 *         table 3-7 (well-formed UTF-8), for which bytes are at fault.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

typedef const unsigned char bytes;

/* ---- one sequence ------------------------------------------------------- */

enum sequence { WELL_FORMED, TRUNCATED, BAD_START, BAD_CONTINUATION };

static int
is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* Bytes of the sequence that begins with `first`; 0 for none. */
static int
sequence_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2) {
        return 0;
    }
    if (first < 0xe0) {
        return 2;
    }
    if (first < 0xf0) {
        return 3;
    }
    return first < 0xf5 ? 4 : 0;
}

/* The second byte of a long sequence excludes overlong forms, surrogates and
 * what lies above U+10FFFF. */
static int
is_second(unsigned char first, unsigned char second)
{
    if (!is_continuation(second)) {
        return 0;
    }
    switch (first) {
    case 0xe0:
        return second >= 0xa0;
    case 0xed:
        return second < 0xa0;
    case 0xf0:
        return second >= 0x90;
    case 0xf4:
        return second < 0x90;
    default:
        return 1;
    }
}

/* Reads the sequence at s; *len is its length, or how many bytes are at
 * fault. */
static enum sequence
read_sequence(bytes *s, bytes *end, Py_UCS4 *ch, int *len)
{
    int n = sequence_length(*s);
    *len = 1;
    if (n == 0) {
        return BAD_START;
    }
    Py_UCS4 c = n == 1 ? *s : *s & (0x7fU >> n);
    for (int i = 1; i < n; i++) {
        if (s + i == end) {
            *len = i;
            return TRUNCATED;
        }
        if (i == 1 ? !is_second(s[0], s[1]) : !is_continuation(s[i])) {
            *len = i;
            return BAD_CONTINUATION;
        }
        c = c << 6 | (s[i] & 0x3f);
    }
    *ch = c;
    *len = n;
    return WELL_FORMED;
}

/* ---- decoding ----------------------------------------------------------- */

/* Decodes into characters of a kind that is wide enough; 0 when the
 * bytes are not well formed. */
Py_ALWAYS_INLINE static inline int
decode_kind(int kind, void *data, bytes *s, bytes *end)
{
    for (Py_ssize_t i = 0; s < end; i++) {
        Py_UCS4 ch = *s;
        int len = 1;
        if (ch >= 0xc2 && ch < 0xe0 && s + 1 < end && is_continuation(s[1])) {
            ch = (ch & 0x1f) << 6 | (s[1] & 0x3f);
            len = 2;
        }
        else if (ch >= 0x80 && read_sequence(s, end, &ch, &len)) {
            return 0;
        }
        PyUnicode_WRITE(kind, data, i, ch);
        s += len;
    }
    return 1;
}

/* The string, if the bytes are well formed; NULL without an exception if they
 * are not.  The largest byte tells how wide its characters are, for some are
 * not ASCII; each of them has one byte that continues none. */
static PyObject *
decode_well_formed(bytes *s, Py_ssize_t size)
{
    Py_ssize_t length = 0;
    unsigned char most = 0;
    for (Py_ssize_t i = 0; i < size; i++) {
        length += !is_continuation(s[i]);
        most = Py_MAX(most, s[i]);
    }
    if (length == 0) {
        return NULL;
    }
    PyObject *unicode = PyUnicode_New(length, most < 0xc4   ? 0xff
                                              : most < 0xf0 ? 0xffff
                                                            : 0x10ffff);
    if (unicode == NULL) {
        return NULL;
    }
    if (!HB_BY_KIND(PyUnicode_KIND(unicode), decode_kind,
                    PyUnicode_DATA(unicode), s, s + size)) {
        Py_DECREF(unicode);
        return NULL;
    }
    return Hb_UnicodeResult(unicode);
}

static const char *
reason(enum sequence fault)
{
    switch (fault) {
    case TRUNCATED:
        return "unexpected end of data";
    case BAD_START:
        return "invalid start byte";
    default:
        return "invalid continuation byte";
    }
}

static int
decode_into(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
            const char *errors, Py_ssize_t *consumed)
{
    Py_ssize_t i = 0;
    while (i < bad->len) {
        bytes *s = (bytes *)bad->src;
        Py_UCS4 ch = 0;
        int len;
        enum sequence fault = read_sequence(s + i, s + bad->len, &ch, &len);
        if (fault == WELL_FORMED) {
            if (Hb_WriteChar(writer, ch) < 0) {
                return -1;
            }
            i += len;
            continue;
        }
        if (fault == TRUNCATED && consumed != NULL) {
            break;
        }
        bad->reason = reason(fault);
        bad->start = i;
        bad->end = i + len;
        if (Hb_HandleDecode(writer, bad, errors) < 0) {
            return -1;
        }
        i = bad->end;
    }
    if (consumed != NULL) {
        *consumed = i;
    }
    return 0;
}

PyObject *
PyUnicode_DecodeUTF8Stateful(const char *string, Py_ssize_t length,
                             const char *errors, Py_ssize_t *consumed)
{
    if (length == 0) {
        if (consumed != NULL) {
            *consumed = 0;
        }
        return _PyUnicode_GetEmpty();
    }
    if (Hb_IsASCII(string, length)) {
        /* As in 3.11: *consumed stays what the caller made it, unless there
         * is one byte. */
        if (consumed != NULL && length == 1) {
            *consumed = 1;
        }
        return _PyUnicode_FromASCII(string, length);
    }
    PyObject *unicode = decode_well_formed((bytes *)string, length);
    if (unicode != NULL || PyErr_Occurred()) {
        if (consumed != NULL && unicode != NULL) {
            *consumed = length;
        }
        return unicode;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = length;
    writer.overallocate = 1;
    struct hb_undecodable bad = {
        .encoding = "utf-8", .src = string, .len = length};
    int failed = decode_into(&writer, &bad, errors, consumed);
    Py_XDECREF(bad.exception);
    if (failed) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

PyObject *
PyUnicode_DecodeUTF8(const char *string, Py_ssize_t length, const char *errors)
{
    return PyUnicode_DecodeUTF8Stateful(string, length, errors, NULL);
}

/* ---- encoding ----------------------------------------------------------- */

/* Characters of a text that is encoded where it need not be counted first. */
#define SHORT 128

/* How many bytes the characters take; -1 when there are surrogates. */
Py_ALWAYS_INLINE static inline Py_ssize_t
encoded_size(int kind, const void *data, Py_ssize_t n)
{
    Py_ssize_t size = n;
    int surrogates = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        size += (ch >= 0x80) + (ch >= 0x800) + (ch >= 0x10000);
        surrogates |= (ch & 0xfffff800) == 0xd800;
    }
    return surrogates ? -1 : size;
}

/* Where the byte behind them goes; NULL when there are surrogates. */
Py_ALWAYS_INLINE static inline char *
encode_kind(int kind, const void *data, Py_ssize_t n, char *out)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (Py_UNICODE_IS_SURROGATE(ch)) {
            return NULL;
        }
        out += Hb_EncodeUTF8Char(ch, out);
    }
    return out;
}

/* Past the surrogates that stand together from i on. */
static Py_ssize_t
surrogates_end(PyObject *unicode, Py_ssize_t i)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    while (i < n && Py_UNICODE_IS_SURROGATE(PyUnicode_READ_CHAR(unicode, i))) {
        i++;
    }
    return i;
}

static int
encode_into(struct hb_bytes *out, PyObject *unicode, const char *errors)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    int kind = PyUnicode_KIND(unicode);
    const void *data = PyUnicode_DATA(unicode);
    struct hb_unencodable bad = {.encoding = "utf-8",
                                 .reason = "surrogates not allowed",
                                 .unicode = unicode};
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < n;) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (!Py_UNICODE_IS_SURROGATE(ch)) {
            if (out->room - out->len < 4 &&
                Hb_BytesReserve(out, 4 * (size_t)(n - i)) < 0) {
                status = -1;
                break;
            }
            out->len += (size_t)Hb_EncodeUTF8Char(ch, out->data + out->len);
            i++;
            continue;
        }
        bad.start = i;
        bad.end = surrogates_end(unicode, i);
        status = Hb_HandleEncode(out, &bad, errors);
        i = bad.end;
    }
    Py_XDECREF(bad.exception);
    return status;
}

static Py_ssize_t
size_of(PyObject *unicode)
{
    return HB_BY_KIND(PyUnicode_KIND(unicode), encoded_size,
                      PyUnicode_DATA(unicode), PyUnicode_GET_LENGTH(unicode));
}

static char *
encode_to(PyObject *unicode, char *out)
{
    return HB_BY_KIND(PyUnicode_KIND(unicode), encode_kind,
                      PyUnicode_DATA(unicode), PyUnicode_GET_LENGTH(unicode),
                      out);
}

/* The same of a short text, in one pass; NULL, perhaps with an exception,
 * when there are surrogates. */
static PyObject *
encode_short(PyObject *unicode)
{
    char room[4 * SHORT];
    const char *end = encode_to(unicode, room);
    return end ? PyBytes_FromStringAndSize(room, end - room) : NULL;
}

PyObject *
_PyUnicode_AsUTF8String(PyObject *unicode, const char *errors)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    if (PyUnicode_IS_ASCII(unicode)) {
        return PyBytes_FromStringAndSize(PyUnicode_DATA(unicode),
                                         PyUnicode_GET_LENGTH(unicode));
    }
    if (UTF8(unicode) != NULL) {
        return PyBytes_FromStringAndSize(UTF8(unicode), UTF8_LENGTH(unicode));
    }
    if (PyUnicode_GET_LENGTH(unicode) <= SHORT) {
        PyObject *result = encode_short(unicode);
        if (result != NULL || PyErr_Occurred()) {
            return result;
        }
    }
    Py_ssize_t size = size_of(unicode);
    if (size < 0) {
        struct hb_bytes out = {NULL, 0, 0};
        return Hb_BytesFinish(&out, encode_into(&out, unicode, errors));
    }
    PyObject *result = PyBytes_FromStringAndSize(NULL, size);
    if (result != NULL) {
        encode_to(unicode, PyBytes_AS_STRING(result));
    }
    return result;
}

PyObject *
PyUnicode_AsUTF8String(PyObject *unicode)
{
    return _PyUnicode_AsUTF8String(unicode, NULL);
}

/* ---- the cached form ---------------------------------------------------- */

static int
fill_utf8(PyObject *unicode)
{
    Py_ssize_t size = size_of(unicode);
    if (size < 0) {
        /* Only for the exception. */
        struct hb_bytes out = {NULL, 0, 0};
        int failed = encode_into(&out, unicode, NULL);
        PyMem_Free(out.data);
        return failed;
    }
    char *cache = PyObject_Malloc((size_t)size + 1);
    if (cache == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    encode_to(unicode, cache);
    cache[size] = '\0';
    UTF8(unicode) = cache;
    UTF8_LENGTH(unicode) = size;
    return 0;
}

const char *
PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    if (PyUnicode_IS_ASCII(unicode)) {
        if (size != NULL) {
            *size = PyUnicode_GET_LENGTH(unicode);
        }
        return PyUnicode_DATA(unicode);
    }
    if (UTF8(unicode) == NULL && fill_utf8(unicode) < 0) {
        return NULL;
    }
    if (size != NULL) {
        *size = UTF8_LENGTH(unicode);
    }
    return UTF8(unicode);
}

const char *
PyUnicode_AsUTF8(PyObject *unicode)
{
    return PyUnicode_AsUTF8AndSize(unicode, NULL);
}
