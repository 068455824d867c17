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

/* One unit as it stands at s. */
Py_ALWAYS_INLINE static inline Py_UCS4
load(const char *s, int width, int big)
{
    uint16_t two;
    uint32_t four;
    if (width == 2) {
        memcpy(&two, s, 2);
        return big ? __builtin_bswap16(two) : two;
    }
    memcpy(&four, s, 4);
    return big ? __builtin_bswap32(four) : four;
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
            if (load(s, width, big) == 0xfeff) {
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
Py_ALWAYS_INLINE static inline const char *
read_utf16(const char *s, Py_ssize_t left, int big, Py_UCS4 *ch,
           Py_ssize_t *len)
{
    *len = Py_MIN(left, 2);
    if (left < 2) {
        return "truncated data";
    }
    *ch = load(s, 2, big);
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
    Py_UCS4 low = load(s + 2, 2, big);
    if (!Py_UNICODE_IS_LOW_SURROGATE(low)) {
        return "illegal UTF-16 surrogate";
    }
    *ch = Py_UNICODE_JOIN_SURROGATES(*ch, low);
    *len = 4;
    return NULL;
}

Py_ALWAYS_INLINE static inline const char *
read_utf32(const char *s, Py_ssize_t left, int big, Py_UCS4 *ch,
           Py_ssize_t *len)
{
    *len = Py_MIN(left, 4);
    if (left < 4) {
        return "truncated data";
    }
    *ch = load(s, 4, big);
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

/* Decodes from bad->start on up to a fault, whose reason and place it notes;
 * no reason at the end.  -1 with an exception. */
Py_ALWAYS_INLINE static inline int
decode_run(_PyUnicodeWriter *writer, struct hb_undecodable *bad, int big,
           int width)
{
    Py_ssize_t at = bad->start, len = 0;
    const char *fault = NULL;
    while (at < bad->len) {
        Py_UCS4 ch = 0;
        const char *s = bad->src + at;
        fault = width == 2 ? read_utf16(s, bad->len - at, big, &ch, &len)
                           : read_utf32(s, bad->len - at, big, &ch, &len);
        if (fault != NULL) {
            break;
        }
        if (Hb_WriteChar(writer, ch) < 0) {
            return -1;
        }
        at += len;
    }
    bad->reason = fault;
    bad->start = at;
    bad->end = fault != NULL ? at + len : at;
    return 0;
}

static int
decode_run_of(_PyUnicodeWriter *writer, struct hb_undecodable *bad, int big,
              int width)
{
    if (width == 4) {
        return decode_run(writer, bad, big, 4);
    }
    return big ? decode_run(writer, bad, 1, 2) : decode_run(writer, bad, 0, 2);
}

/* Decodes s from *i on; with a `consumed` it stops before what is cut off.
 * 0, or -1 with an exception. */
static int
decode_into(_PyUnicodeWriter *writer, struct hb_undecodable *bad,
            const char *errors, int big, int width, Py_ssize_t *i,
            int stateful)
{
    while (*i < bad->len) {
        bad->start = *i;
        if (decode_run_of(writer, bad, big, width) < 0) {
            return -1;
        }
        *i = bad->start;
        if (stateful && may_go_on(bad->reason, bad->len - *i, width)) {
            return 0;
        }
        if (bad->reason != NULL && Hb_HandleDecode(writer, bad, errors) < 0) {
            return -1;
        }
        *i = bad->end;
    }
    return 0;
}

/* What a pass over all units finds. */
struct measure {
    Py_UCS4 bits;   /* all of them, or-ed */
    int surrogates; /* are there any? */
};

Py_ALWAYS_INLINE static inline struct measure
measure(const char *s, Py_ssize_t n, int width, int big)
{
    struct measure m = {0, 0};
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 unit = load(s + i * width, width, big);
        m.bits |= unit;
        m.surrogates |= (unit & 0xfffff800) == 0xd800;
    }
    return m;
}

Py_ALWAYS_INLINE static inline void
fill(int kind, void *data, const char *s, Py_ssize_t n, int width, int big)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        PyUnicode_WRITE(kind, data, i, load(s + i * width, width, big));
    }
}

/* The n units as a string, if each is a character by itself; NULL without an
 * exception if not. */
Py_ALWAYS_INLINE static inline PyObject *
decode_units(const char *s, Py_ssize_t n, int width, int big)
{
    struct measure m = measure(s, n, width, big);
    if (m.surrogates || m.bits > 0x1fffff || n == 0) {
        return NULL;
    }
    for (Py_ssize_t i = 0; m.bits > 0x10ffff && i < n; i++) {
        if (load(s + i * width, width, big) > 0x10ffff) {
            return NULL;
        }
    }
    PyObject *unicode = PyUnicode_New(n, Py_MIN(m.bits, 0x10ffff));
    if (unicode != NULL) {
        HB_BY_KIND(PyUnicode_KIND(unicode), fill, PyUnicode_DATA(unicode), s,
                   n, width, big);
    }
    return Hb_UnicodeResult(unicode);
}

static PyObject *
decode_plain(const char *s, Py_ssize_t size, int width, int big)
{
    Py_ssize_t n = size / width;
    if (size % width != 0) {
        return NULL;
    }
    if (width == 4) {
        return big ? decode_units(s, n, 4, 1) : decode_units(s, n, 4, 0);
    }
    return big ? decode_units(s, n, 2, 1) : decode_units(s, n, 2, 0);
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
    PyObject *plain = decode_plain(s + i, size - i, width, found > 0);
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (plain != NULL) {
        if (order != NULL) {
            *order = found;
        }
        if (consumed != NULL) {
            *consumed = size;
        }
        return plain;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = (size - i) / width;
    struct hb_undecodable bad = {.encoding =
                                     codec_name(width, found > 0 ? 1 : -1),
                                 .src = s,
                                 .len = size};
    int failed = decode_into(&writer, &bad, errors, found > 0, width, &i,
                             consumed != NULL);
    Py_XDECREF(bad.exception);
    if (failed) {
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

Py_ALWAYS_INLINE static inline char *
store(char *out, Py_UCS4 unit, int width, int big)
{
    uint16_t two = (uint16_t)unit;
    if (width == 2) {
        two = big ? __builtin_bswap16(two) : two;
        memcpy(out, &two, 2);
    }
    else {
        unit = big ? __builtin_bswap32(unit) : unit;
        memcpy(out, &unit, 4);
    }
    return out + width;
}

/* How many units the characters take; -1 when there are surrogates. */
Py_ALWAYS_INLINE static inline Py_ssize_t
count_units(int kind, const void *data, Py_ssize_t n, int width)
{
    Py_ssize_t units = n;
    int surrogates = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        units += width == 2 && ch >= 0x10000;
        surrogates |= (ch & 0xfffff800) == 0xd800;
    }
    return surrogates ? -1 : units;
}

Py_ALWAYS_INLINE static inline void
store_all(int kind, const void *data, Py_ssize_t n, char *out, int width,
          int big)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (width == 2 && kind == PyUnicode_4BYTE_KIND && ch >= 0x10000) {
            out = store(out, Py_UNICODE_HIGH_SURROGATE(ch), 2, big);
            ch = Py_UNICODE_LOW_SURROGATE(ch);
        }
        out = store(out, ch, width, big);
    }
}

Py_ALWAYS_INLINE static inline void
store_order(int kind, const void *data, Py_ssize_t n, char *out, int width,
            int big)
{
    if (big) {
        store_all(kind, data, n, out, width, 1);
    }
    else {
        store_all(kind, data, n, out, width, 0);
    }
}

/* The bytes of a string without surrogates; NULL without an exception if it
 * has some. */
static PyObject *
encode_plain(PyObject *unicode, int order, int width)
{
    int kind = PyUnicode_KIND(unicode);
    const void *data = PyUnicode_DATA(unicode);
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    Py_ssize_t units = HB_BY_KIND(kind, count_units, data, n, width);
    if (units < 0) {
        return NULL;
    }
    if (units > PY_SSIZE_T_MAX / width - 1) {
        return PyErr_NoMemory();
    }
    PyObject *result = PyBytes_FromStringAndSize(NULL, (units + (order == 0)) *
                                                           (Py_ssize_t)width);
    if (result == NULL || units + (order == 0) == 0) {
        return result;
    }
    char *out = PyBytes_AS_STRING(result);
    if (order == 0) {
        out = store(out, 0xfeff, width, 0);
    }
    if (width == 2) {
        HB_BY_KIND(kind, store_order, data, n, out, 2, order > 0);
    }
    else {
        HB_BY_KIND(kind, store_order, data, n, out, 4, order > 0);
    }
    return result;
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

/* The handler's text is ASCII: each character becomes a unit; its bytes are
 * taken as they are, and must make whole units. */
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
    if (!failed && bad->gave_bytes) {
        failed = text.len % (size_t)width == 0
                     ? Hb_BytesAdd(out, text.data, text.len)
                     : Hb_RaiseEncode(bad);
        text.len = 0;
    }
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
    PyObject *plain = encode_plain(unicode, order, width);
    if (plain != NULL || PyErr_Occurred()) {
        return plain;
    }
    struct hb_bytes out = {NULL, 0, 0};
    order = (order > 0) - (order < 0);
    int big = order > 0;
    struct hb_unencodable bad = {.encoding = codec_name(width, order),
                                 .reason = "surrogates not allowed",
                                 .unicode = unicode};
    int failed = order == 0 && add_unit(&out, 0xfeff, width, big) < 0;
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    while (!failed && bad.end < n) {
        bad.start = bad.end++;
        Py_UCS4 ch = PyUnicode_READ_CHAR(unicode, bad.start);
        failed = Py_UNICODE_IS_SURROGATE(ch)
                     ? encode_surrogate(&out, &bad, errors, width, big)
                     : encode_char(&out, ch, width, big);
    }
    Py_XDECREF(bad.exception);
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
