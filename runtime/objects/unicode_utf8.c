/* unicode_utf8.c -- the codec utf-8 and the cached UTF-8 form of a string.
 *
 * Decoding takes two passes: one finds the length and the widest code point,
 * so that the string is made in its final size; one fills it.  Only input with
 * errors goes through a writer.
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

struct measure {
    Py_ssize_t length;  /* code points of the well-formed part */
    Py_UCS4 bits;       /* all of them, or-ed */
    Py_ssize_t stopped; /* bytes read */
};

static struct measure
measure(bytes *start, bytes *end)
{
    struct measure m = {0, 0, 0};
    bytes *s = start;
    while (s < end) {
        Py_UCS4 ch;
        int len;
        if (*s < 0x80) {
            ch = *s;
            len = 1;
        }
        else if (read_sequence(s, end, &ch, &len) != WELL_FORMED) {
            break;
        }
        m.bits |= ch;
        m.length++;
        s += len;
    }
    m.stopped = s - start;
    return m;
}

/* Decodes the first m->stopped bytes, which are well formed. */
static PyObject *
decode_measured(bytes *start, const struct measure *m)
{
    if (m->bits < 128) {
        return _PyUnicode_FromASCII((const char *)start, m->length);
    }
    Py_UCS4 max = Py_MIN(m->bits, 0x10ffffU);
    PyObject *unicode = PyUnicode_New(m->length, max);
    if (unicode == NULL) {
        return NULL;
    }
    int kind = PyUnicode_KIND(unicode);
    void *data = PyUnicode_DATA(unicode);
    bytes *s = start, *end = start + m->stopped;
    for (Py_ssize_t i = 0; s < end; i++) {
        Py_UCS4 ch = 0;
        int len;
        read_sequence(s, end, &ch, &len);
        PyUnicode_WRITE(kind, data, i, ch);
        s += len;
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
decode_into(_PyUnicodeWriter *writer, bytes *start, Py_ssize_t size,
            const char *errors, Py_ssize_t *consumed)
{
    bytes *s = start, *end = start + size;
    while (s < end) {
        Py_UCS4 ch = 0;
        int len;
        enum sequence fault = read_sequence(s, end, &ch, &len);
        if (fault == WELL_FORMED) {
            if (_PyUnicodeWriter_WriteChar(writer, ch) < 0) {
                return -1;
            }
            s += len;
            continue;
        }
        if (fault == TRUNCATED && consumed != NULL) {
            break;
        }
        struct hb_undecodable bad = {
            "utf-8", reason(fault), (const char *)start,
            size,    s - start,     s - start + len};
        if (Hb_HandleDecode(writer, &bad, errors) < 0) {
            return -1;
        }
        s = start + bad.end;
    }
    if (consumed != NULL) {
        *consumed = s - start;
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
    bytes *start = (bytes *)string;
    if (Hb_IsASCII(string, length)) {
        /* As in 3.11: *consumed stays what the caller made it, unless there
         * is one byte. */
        if (consumed != NULL && length == 1) {
            *consumed = 1;
        }
        return _PyUnicode_FromASCII(string, length);
    }
    struct measure m = measure(start, start + length);
    if (m.stopped == length) {
        if (consumed != NULL) {
            *consumed = length;
        }
        return decode_measured(start, &m);
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = length;
    writer.overallocate = 1;
    if (decode_into(&writer, start, length, errors, consumed) < 0) {
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

/* Writes the 1 to 4 bytes of ch, which may be a surrogate; their number. */
int
Hb_EncodeUTF8Char(Py_UCS4 ch, char *out)
{
    if (ch < 0x80) {
        out[0] = (char)ch;
        return 1;
    }
    if (ch < 0x800) {
        out[0] = (char)(0xc0 | ch >> 6);
        out[1] = (char)(0x80 | (ch & 0x3f));
        return 2;
    }
    if (ch < 0x10000) {
        out[0] = (char)(0xe0 | ch >> 12);
        out[1] = (char)(0x80 | (ch >> 6 & 0x3f));
        out[2] = (char)(0x80 | (ch & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | ch >> 18);
    out[1] = (char)(0x80 | (ch >> 12 & 0x3f));
    out[2] = (char)(0x80 | (ch >> 6 & 0x3f));
    out[3] = (char)(0x80 | (ch & 0x3f));
    return 4;
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
    for (Py_ssize_t i = 0; i < n;) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (!Py_UNICODE_IS_SURROGATE(ch)) {
            if (out->room - out->len < 4 &&
                Hb_BytesReserve(out, 4 * (size_t)(n - i)) < 0) {
                return -1;
            }
            out->len += (size_t)Hb_EncodeUTF8Char(ch, out->data + out->len);
            i++;
            continue;
        }
        struct hb_unencodable bad = {"utf-8", "surrogates not allowed",
                                     unicode, i, surrogates_end(unicode, i)};
        if (Hb_HandleEncode(out, &bad, errors) < 0) {
            return -1;
        }
        i = bad.end;
    }
    return 0;
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
    struct hb_bytes out = {NULL, 0, 0};
    return Hb_BytesFinish(&out, encode_into(&out, unicode, errors));
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
    struct hb_bytes out = {NULL, 0, 0};
    if (encode_into(&out, unicode, NULL) < 0) {
        PyMem_Free(out.data);
        return -1;
    }
    char *cache = PyObject_Malloc(out.len + 1);
    if (cache == NULL) {
        PyMem_Free(out.data);
        PyErr_NoMemory();
        return -1;
    }
    if (out.len > 0) {
        memcpy(cache, out.data, out.len);
    }
    cache[out.len] = '\0';
    UTF8(unicode) = cache;
    UTF8_LENGTH(unicode) = (Py_ssize_t)out.len;
    PyMem_Free(out.data);
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
