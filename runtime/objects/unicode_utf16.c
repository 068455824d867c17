/* unicode_utf16.c -- the codecs utf-16 and utf-32, in both byte orders.
 *
 * An order is -1 for little endian, 1 for big endian, and 0 for the machine's
 * (little), to which a byte order mark belongs.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_DecodeUTF16
 *         Stateful() and its neighbours.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

static Py_UCS4
read_unit(const char *s, int width, int big)
{
    Py_UCS4 unit = 0;
    for (int i = 0; i < width; i++) {
        int at = big ? i : width - 1 - i;
        unit = unit << 8 | (unsigned char)s[at];
    }
    return unit;
}

static int
add_unit(struct hb_bytes *out, Py_UCS4 unit, int width, int big)
{
    char buf[4];
    for (int i = 0; i < width; i++) {
        int shift = 8 * (big ? width - 1 - i : i);
        buf[i] = (char)(unit >> shift);
    }
    return Hb_BytesAdd(out, buf, (size_t)width);
}

/* The order that a byte order mark tells when none is given: -1 or 1, or 0
 * without a mark.  *start is the place behind it. */
static int
settle_order(const char *s, Py_ssize_t size, int width, int given,
             Py_ssize_t *start)
{
    *start = 0;
    if (given == 0 && size >= width) {
        for (int big = 0; big < 2; big++) {
            if (read_unit(s, width, big) == 0xfeff) {
                *start = width;
                return big ? 1 : -1;
            }
        }
    }
    return given;
}

static const char *
codec_name(int width, int order)
{
    static const char *const names[][3] = {
        {"utf-16-le", "utf-16", "utf-16-be"},
        {"utf-32-le", "utf-32", "utf-32-be"},
    };
    return names[width == 4][order + 1];
}

/* One code point at s; *len is its bytes, or those at fault, and the result
 * is the reason, NULL for none. */
static const char *
read_utf16(const char *s, Py_ssize_t left, int big, Py_UCS4 *ch,
           Py_ssize_t *len)
{
    *len = Py_MIN(left, 2);
    if (left < 2) {
        return "truncated data";
    }
    *ch = read_unit(s, 2, big);
    if (!Py_UNICODE_IS_SURROGATE(*ch)) {
        return NULL;
    }
    if (Py_UNICODE_IS_LOW_SURROGATE(*ch)) {
        return "illegal encoding";
    }
    if (left < 4) {
        *len = left;
        return "unexpected end of data";
    }
    Py_UCS4 low = read_unit(s + 2, 2, big);
    if (!Py_UNICODE_IS_LOW_SURROGATE(low)) {
        return "illegal UTF-16 surrogate";
    }
    *ch = Py_UNICODE_JOIN_SURROGATES(*ch, low);
    *len = 4;
    return NULL;
}

static const char *
read_utf32(const char *s, Py_ssize_t left, int big, Py_UCS4 *ch,
           Py_ssize_t *len)
{
    *len = Py_MIN(left, 4);
    if (left < 4) {
        return "truncated data";
    }
    *ch = read_unit(s, 4, big);
    if (Py_UNICODE_IS_SURROGATE(*ch)) {
        return "code point in surrogate code point range(0xd800, 0xe000)";
    }
    return *ch > 0x10ffff ? "code point not in range(0x110000)" : NULL;
}

/* A unit, or a pair of them, that ends with the text may have its end in the
 * next piece of it. */
static int
may_go_on(const char *fault, Py_ssize_t left, int width)
{
    return fault != NULL &&
           (left < width || strcmp(fault, "unexpected end of data") == 0);
}

/* Decodes s from *i on; with a `consumed` it stops before what is cut off.
 * 0, or -1 with an exception. */
static int
decode_into(_PyUnicodeWriter *writer, const char *s, Py_ssize_t size,
            const char *errors, int big, int width, Py_ssize_t *i,
            int stateful)
{
    const char *name = codec_name(width, big ? 1 : -1);
    while (*i < size) {
        Py_UCS4 ch = 0;
        Py_ssize_t len, left = size - *i;
        const char *fault = width == 2
                                ? read_utf16(s + *i, left, big, &ch, &len)
                                : read_utf32(s + *i, left, big, &ch, &len);
        if (stateful && may_go_on(fault, left, width)) {
            return 0;
        }
        struct hb_undecodable bad = {name, fault, s, size, *i, *i + len};
        if ((fault ? Hb_HandleDecode(writer, &bad, errors)
                   : _PyUnicodeWriter_WriteChar(writer, ch)) < 0) {
            return -1;
        }
        *i = bad.end;
    }
    return 0;
}

static PyObject *
decode(const char *s, Py_ssize_t size, const char *errors, int *order,
       Py_ssize_t *consumed, int width)
{
    if (size < 0 || size > PY_SSIZE_T_MAX - width) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_New");
        return NULL;
    }
    Py_ssize_t i;
    int found = settle_order(s, size, width, order ? *order : 0, &i);
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    if (decode_into(&writer, s, size, errors, found > 0, width, &i,
                    consumed != NULL) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    if (order != NULL) {
        *order = found;
    }
    if (consumed != NULL) {
        *consumed = i;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

PyObject *
PyUnicode_DecodeUTF16(const char *string, Py_ssize_t length,
                      const char *errors, int *byteorder)
{
    return decode(string, length, errors, byteorder, NULL, 2);
}

PyObject *
PyUnicode_DecodeUTF16Stateful(const char *string, Py_ssize_t length,
                              const char *errors, int *byteorder,
                              Py_ssize_t *consumed)
{
    return decode(string, length, errors, byteorder, consumed, 2);
}

PyObject *
PyUnicode_DecodeUTF32(const char *string, Py_ssize_t length,
                      const char *errors, int *byteorder)
{
    return decode(string, length, errors, byteorder, NULL, 4);
}

PyObject *
PyUnicode_DecodeUTF32Stateful(const char *string, Py_ssize_t length,
                              const char *errors, int *byteorder,
                              Py_ssize_t *consumed)
{
    return decode(string, length, errors, byteorder, consumed, 4);
}

static int
encode_char(struct hb_bytes *out, Py_UCS4 ch, int width, int big)
{
    if (width == 4 || ch < 0x10000) {
        return add_unit(out, ch, width, big);
    }
    if (add_unit(out, Py_UNICODE_HIGH_SURROGATE(ch), 2, big) < 0) {
        return -1;
    }
    return add_unit(out, Py_UNICODE_LOW_SURROGATE(ch), 2, big);
}

/* The handler's bytes are ASCII: each becomes a unit. */
static int
encode_surrogate(struct hb_bytes *out, struct hb_unencodable *bad,
                 const char *errors, int width, int big)
{
    if (Hb_ErrorsFromName(errors) == HB_SURROGATEPASS) {
        return add_unit(out, PyUnicode_READ_CHAR(bad->unicode, bad->start),
                        width, big);
    }
    if (Hb_ErrorsFromName(errors) == HB_SURROGATEESCAPE) {
        /* It gives one byte, which is no whole unit. */
        errors = "strict";
    }
    struct hb_bytes text = {NULL, 0, 0};
    int failed = Hb_HandleEncode(&text, bad, errors);
    for (size_t i = 0; !failed && i < text.len; i++) {
        failed = add_unit(out, (unsigned char)text.data[i], width, big);
    }
    PyMem_Free(text.data);
    return failed;
}

static PyObject *
encode(PyObject *unicode, const char *errors, int order, int width)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    struct hb_bytes out = {NULL, 0, 0};
    order = (order > 0) - (order < 0);
    int big = order > 0;
    const char *name = codec_name(width, order);
    int failed = order == 0 && add_unit(&out, 0xfeff, width, big) < 0;
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    for (Py_ssize_t i = 0; !failed && i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(unicode, i);
        struct hb_unencodable bad = {name, "surrogates not allowed", unicode,
                                     i, i + 1};
        failed = Py_UNICODE_IS_SURROGATE(ch)
                     ? encode_surrogate(&out, &bad, errors, width, big)
                     : encode_char(&out, ch, width, big);
    }
    return Hb_BytesFinish(&out, failed);
}

PyObject *
_PyUnicode_EncodeUTF16(PyObject *unicode, const char *errors, int byteorder)
{
    return encode(unicode, errors, byteorder, 2);
}

PyObject *
_PyUnicode_EncodeUTF32(PyObject *unicode, const char *errors, int byteorder)
{
    return encode(unicode, errors, byteorder, 4);
}

PyObject *
PyUnicode_AsUTF16String(PyObject *unicode)
{
    return encode(unicode, NULL, 0, 2);
}

PyObject *
PyUnicode_AsUTF32String(PyObject *unicode)
{
    return encode(unicode, NULL, 0, 4);
}
