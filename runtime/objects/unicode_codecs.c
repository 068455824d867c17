/* unicode_codecs.c -- ascii, latin-1, and the choice of a codec by name.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_Decode(),
 *         PyUnicode_AsEncodedString(), unicode_encode_ucs1().
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

const char *Py_FileSystemDefaultEncoding = "utf-8";
const char *Py_FileSystemDefaultEncodeErrors = "surrogateescape";
int Py_HasFileSystemDefaultEncoding = 1;
int Py_UTF8Mode = 0;

/* ---- ascii and latin-1 -------------------------------------------------- */

PyObject *
PyUnicode_DecodeLatin1(const char *string, Py_ssize_t length,
                       const char *Py_UNUSED(errors))
{
    if (length < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_New");
        return NULL;
    }
    return PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, string, length);
}

static int
decode_ascii_into(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
                  const char *errors)
{
    for (Py_ssize_t i = 0; i < bad->len;) {
        unsigned char byte = (unsigned char)bad->src[i];
        if (byte < 128) {
            if (_PyUnicodeWriter_WriteChar(writer, byte) < 0) {
                return -1;
            }
            i++;
            continue;
        }
        bad->start = i;
        bad->end = i + 1;
        if (Hb_HandleDecode(writer, bad, errors) < 0) {
            return -1;
        }
        i = bad->end;
    }
    return 0;
}

PyObject *
PyUnicode_DecodeASCII(const char *string, Py_ssize_t length,
                      const char *errors)
{
    if (length == 0) {
        return _PyUnicode_GetEmpty();
    }
    if (Hb_IsASCII(string, length)) {
        return _PyUnicode_FromASCII(string, length);
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = length;
    writer.overallocate = 1;
    struct hb_undecodable bad = {.encoding = "ascii",
                                 .reason = "ordinal not in range(128)",
                                 .src = string,
                                 .len = length};
    int failed = decode_ascii_into(&writer, &bad, errors);
    Py_XDECREF(bad.exception);
    if (failed) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static int
encode_below(struct hb_bytes *out, struct hb_unencodable *bad, Py_UCS4 limit,
             const char *errors)
{
    int kind = PyUnicode_KIND(bad->unicode);
    const void *data = PyUnicode_DATA(bad->unicode);
    Py_ssize_t n = PyUnicode_GET_LENGTH(bad->unicode);
    for (Py_ssize_t i = 0; i < n;) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (ch < limit) {
            if (out->len == out->room &&
                Hb_BytesReserve(out, (size_t)(n - i)) < 0) {
                return -1;
            }
            out->data[out->len++] = (char)ch;
            i++;
            continue;
        }
        bad->start = i++;
        while (i < n && PyUnicode_READ(kind, data, i) >= limit) {
            i++;
        }
        bad->end = i;
        if (Hb_HandleEncode(out, bad, errors) < 0) {
            return -1;
        }
        i = bad->end;
    }
    return 0;
}

static PyObject *
encode_ucs1(PyObject *unicode, Py_UCS4 limit, const char *errors)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    if (PyUnicode_MAX_CHAR_VALUE(unicode) < limit) {
        return PyBytes_FromStringAndSize(PyUnicode_DATA(unicode),
                                         PyUnicode_GET_LENGTH(unicode));
    }
    struct hb_bytes out = {NULL, 0, 0};
    struct hb_unencodable bad = {
        .encoding = limit == 128 ? "ascii" : "latin-1",
        .reason = limit == 128 ? "ordinal not in range(128)"
                               : "ordinal not in range(256)",
        .unicode = unicode};
    int failed = encode_below(&out, &bad, limit, errors);
    Py_XDECREF(bad.exception);
    return Hb_BytesFinish(&out, failed);
}

PyObject *
_PyUnicode_AsLatin1String(PyObject *unicode, const char *errors)
{
    return encode_ucs1(unicode, 256, errors);
}

PyObject *
PyUnicode_AsLatin1String(PyObject *unicode)
{
    return encode_ucs1(unicode, 256, NULL);
}

PyObject *
_PyUnicode_AsASCIIString(PyObject *unicode, const char *errors)
{
    return encode_ucs1(unicode, 128, errors);
}

PyObject *
PyUnicode_AsASCIIString(PyObject *unicode)
{
    return encode_ucs1(unicode, 128, NULL);
}

/* ---- by name ------------------------------------------------------------ */

typedef PyObject *(*decoder)(const char *, Py_ssize_t, const char *);
typedef PyObject *(*encoder)(PyObject *, const char *);

static PyObject *
encode_escape(PyObject *unicode, const char *Py_UNUSED(errors))
{
    return PyUnicode_AsUnicodeEscapeString(unicode);
}

static PyObject *
encode_raw_escape(PyObject *unicode, const char *Py_UNUSED(errors))
{
    return PyUnicode_AsRawUnicodeEscapeString(unicode);
}

static PyObject *
decode_utf16(const char *string, Py_ssize_t length, const char *errors)
{
    return PyUnicode_DecodeUTF16(string, length, errors, NULL);
}

static PyObject *
decode_utf16_le(const char *string, Py_ssize_t length, const char *errors)
{
    int order = -1;
    return PyUnicode_DecodeUTF16(string, length, errors, &order);
}

static PyObject *
decode_utf16_be(const char *string, Py_ssize_t length, const char *errors)
{
    int order = 1;
    return PyUnicode_DecodeUTF16(string, length, errors, &order);
}

static PyObject *
decode_utf32(const char *string, Py_ssize_t length, const char *errors)
{
    return PyUnicode_DecodeUTF32(string, length, errors, NULL);
}

static PyObject *
decode_utf32_le(const char *string, Py_ssize_t length, const char *errors)
{
    int order = -1;
    return PyUnicode_DecodeUTF32(string, length, errors, &order);
}

static PyObject *
decode_utf32_be(const char *string, Py_ssize_t length, const char *errors)
{
    int order = 1;
    return PyUnicode_DecodeUTF32(string, length, errors, &order);
}

static PyObject *
encode_utf16(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF16(unicode, errors, 0);
}

static PyObject *
encode_utf16_le(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF16(unicode, errors, -1);
}

static PyObject *
encode_utf16_be(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF16(unicode, errors, 1);
}

static PyObject *
encode_utf32(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF32(unicode, errors, 0);
}

static PyObject *
encode_utf32_le(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF32(unicode, errors, -1);
}

static PyObject *
encode_utf32_be(PyObject *unicode, const char *errors)
{
    return _PyUnicode_EncodeUTF32(unicode, errors, 1);
}

struct codec {
    const char *names; /* normalized, each followed by a space */
    decoder decode;
    encoder encode;
    int direct; /* CPython calls it without its registry of codecs */
};

static const struct codec codecs[] = {
    {"utf_8 utf8 ", PyUnicode_DecodeUTF8, _PyUnicode_AsUTF8String, 1},
    {"u8 utf cp65001 ", PyUnicode_DecodeUTF8, _PyUnicode_AsUTF8String, 0},
    {"ascii us_ascii ", PyUnicode_DecodeASCII, _PyUnicode_AsASCIIString, 1},
    {"646 ", PyUnicode_DecodeASCII, _PyUnicode_AsASCIIString, 0},
    {"latin_1 latin1 iso_8859_1 iso8859_1 ", PyUnicode_DecodeLatin1,
     _PyUnicode_AsLatin1String, 1},
    {"8859 cp819 latin l1 ", PyUnicode_DecodeLatin1, _PyUnicode_AsLatin1String,
     0},
    {"utf_16 utf16 ", decode_utf16, encode_utf16, 1},
    {"u16 ", decode_utf16, encode_utf16, 0},
    {"utf_16_le utf_16le ", decode_utf16_le, encode_utf16_le, 0},
    {"utf_16_be utf_16be ", decode_utf16_be, encode_utf16_be, 0},
    {"utf_32 utf32 ", decode_utf32, encode_utf32, 1},
    {"u32 ", decode_utf32, encode_utf32, 0},
    {"utf_32_le utf_32le ", decode_utf32_le, encode_utf32_le, 0},
    {"utf_32_be utf_32be ", decode_utf32_be, encode_utf32_be, 0},
    {"unicode_escape unicodeescape ", PyUnicode_DecodeUnicodeEscape,
     encode_escape, 0},
    {"raw_unicode_escape rawunicodeescape ", PyUnicode_DecodeRawUnicodeEscape,
     encode_raw_escape, 0},
};

/* Lower case, and one underscore for each run of other characters; the space
 * behind it makes a whole word of it. */
static int
normalize(const char *encoding, char *out, size_t room)
{
    size_t n = 0;
    int gap = 0;
    for (const char *s = encoding; *s != '\0'; s++) {
        if (!Py_ISALNUM(*s) && *s != '.') {
            gap = 1;
            continue;
        }
        if (n + 4 > room) {
            return -1;
        }
        if (gap && n > 0) {
            out[n++] = '_';
        }
        gap = 0;
        out[n++] = (char)Py_TOLOWER(*s);
    }
    out[n++] = ' ';
    out[n] = '\0';
    return n > 1 ? 0 : -1;
}

static const struct codec *
find_codec(const char *encoding)
{
    /* The commonest spellings. */
    static const struct {
        const char *name;
        int codec;
    } common[] = {{"utf-8", 0}, {"ascii", 2}, {"latin-1", 4}};

    char name[32];
    if (encoding == NULL) {
        return &codecs[0];
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(common); i++) {
        if (strcmp(encoding, common[i].name) == 0) {
            return &codecs[common[i].codec];
        }
    }
    if (normalize(encoding, name, sizeof name) < 0) {
        return NULL;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(codecs); i++) {
        const char *at = strstr(codecs[i].names, name);
        if (at != NULL && (at == codecs[i].names || at[-1] == ' ')) {
            return &codecs[i];
        }
    }
    return NULL;
}

int
PyCodec_KnownEncoding(const char *encoding)
{
    return encoding != NULL && find_codec(encoding) != NULL;
}

const char *
PyUnicode_GetDefaultEncoding(void)
{
    return "utf-8";
}

PyObject *
PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding,
                 const char *errors)
{
    if (size == 0 && encoding != NULL) {
        return _PyUnicode_GetEmpty();
    }
    const struct codec *codec = find_codec(encoding);
    if (codec == NULL) {
        PyErr_Format(PyExc_LookupError, "unknown encoding: %s", encoding);
        return NULL;
    }
    PyObject *result = codec->decode(s, size, errors);
    if (result == NULL && !codec->direct) {
        _PyErr_TrySetFromCause("decoding with '%s' codec failed", encoding);
    }
    return result;
}

PyObject *
PyUnicode_AsEncodedString(PyObject *unicode, const char *encoding,
                          const char *errors)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    const struct codec *codec = find_codec(encoding);
    if (codec == NULL) {
        PyErr_Format(PyExc_LookupError, "unknown encoding: %s", encoding);
        return NULL;
    }
    PyObject *result = codec->encode(unicode, errors);
    if (result == NULL && !codec->direct) {
        _PyErr_TrySetFromCause("encoding with '%s' codec failed", encoding);
    }
    return result;
}

PyObject *
PyUnicode_FromEncodedObject(PyObject *obj, const char *encoding,
                            const char *errors)
{
    if (obj == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (PyUnicode_Check(obj)) {
        PyErr_SetString(PyExc_TypeError, "decoding str is not supported");
        return NULL;
    }
    Py_buffer view;
    if (PyObject_GetBuffer(obj, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Format(PyExc_TypeError,
                     "decoding to str: need a bytes-like object, %.80s found",
                     Py_TYPE(obj)->tp_name);
        return NULL;
    }
    PyObject *result =
        view.len == 0 ? _PyUnicode_GetEmpty()
                      : PyUnicode_Decode(view.buf, view.len, encoding, errors);
    PyBuffer_Release(&view);
    return result;
}
