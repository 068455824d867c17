/* unicode_escape.c -- repr of str and bytes, and the codec unicode-escape.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, unicode_repr(),
 *         PyUnicode_AsUnicodeEscapeString(), and the decoder.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- escapes ------------------------------------------------------------ */

/* Writes \n, \xhh, \uhhhh or \Uhhhhhhhh; the number of characters, at most
 * ten. */
static int
escape(Py_UCS4 ch, char *out)
{
    static const char plain[] = "\tt\nn\rr";
    for (const char *p = plain; *p != '\0'; p += 2) {
        if (ch == (Py_UCS4)*p) {
            out[0] = '\\';
            out[1] = p[1];
            return 2;
        }
    }
    int digits = ch < 0x100 ? 2 : ch < 0x10000 ? 4 : 8;
    out[0] = '\\';
    out[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int i = 0; i < digits; i++) {
        out[2 + i] = Py_hexdigits[ch >> (4 * (digits - 1 - i)) & 15];
    }
    return digits + 2;
}

/* The quote that repr uses: ' unless only that one occurs. */
static Py_UCS4
choose_quote(int kind, const void *data, Py_ssize_t n)
{
    int single = 0, twofold = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        single |= ch == '\'';
        twofold |= ch == '"';
    }
    return single && !twofold ? '"' : '\'';
}

static int
repr_char(_PyUnicodeWriter *writer, Py_UCS4 ch, Py_UCS4 quote, int ascii_only)
{
    char buf[10];
    if (ch == quote || ch == '\\') {
        buf[0] = '\\';
        buf[1] = (char)ch;
        return _PyUnicodeWriter_WriteASCIIString(writer, buf, 2);
    }
    if (ascii_only ? ch >= ' ' && ch < 127 : Py_UNICODE_ISPRINTABLE(ch)) {
        return _PyUnicodeWriter_WriteChar(writer, ch);
    }
    return _PyUnicodeWriter_WriteASCIIString(writer, buf, escape(ch, buf));
}

static PyObject *
repr(const char *prefix, int kind, const void *data, Py_ssize_t n,
     int ascii_only, Py_UCS4 quote)
{
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = n + 2;
    if (_PyUnicodeWriter_WriteASCIIString(&writer, prefix, -1) < 0 ||
        _PyUnicodeWriter_WriteChar(&writer, quote) < 0) {
        goto error;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (repr_char(&writer, ch, quote, ascii_only) < 0) {
            goto error;
        }
    }
    if (_PyUnicodeWriter_WriteChar(&writer, quote) < 0) {
        goto error;
    }
    return _PyUnicodeWriter_Finish(&writer);
error:
    _PyUnicodeWriter_Dealloc(&writer);
    return NULL;
}

/* Whether the repr of these ASCII characters is they between quotes. */
static int
is_plain(const Py_UCS1 *data, Py_ssize_t n)
{
    int special = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS1 ch = data[i];
        special |= ch < ' ' || ch == 127 || ch == '\'' || ch == '\\';
    }
    return !special;
}

static PyObject *
quoted(const Py_UCS1 *data, Py_ssize_t n)
{
    PyObject *result = PyUnicode_New(n + 2, 127);
    if (result != NULL) {
        Py_UCS1 *out = PyUnicode_1BYTE_DATA(result);
        out[0] = out[n + 1] = '\'';
        memcpy(out + 1, data, (size_t)n);
    }
    return result;
}

/* The repr of bytes, and of a str that is ASCII: measured, then written. */
static PyObject *
repr_bytes(const char *prefix, const Py_UCS1 *data, Py_ssize_t n,
           Py_UCS4 quote)
{
    char buf[10];
    Py_ssize_t length = (Py_ssize_t)strlen(prefix) + 2;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS1 ch = data[i];
        length += ch == quote || ch == '\\' ? 2
                  : ch >= ' ' && ch < 127   ? 1
                                            : escape(ch, buf);
    }
    PyObject *result = PyUnicode_New(length, 127);
    if (result == NULL) {
        return NULL;
    }
    char *out = PyUnicode_DATA(result);
    while (*prefix != '\0') {
        *out++ = *prefix++;
    }
    *out++ = (char)quote;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS1 ch = data[i];
        if (ch == quote || ch == '\\') {
            *out++ = '\\';
            *out++ = (char)ch;
        }
        else if (ch >= ' ' && ch < 127) {
            *out++ = (char)ch;
        }
        else {
            out += escape(ch, out);
        }
    }
    *out = (char)quote;
    return result;
}

PyObject *
Hb_UnicodeRepr(PyObject *unicode)
{
    int kind = PyUnicode_KIND(unicode);
    const void *data = PyUnicode_DATA(unicode);
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    if (PyUnicode_IS_ASCII(unicode) && is_plain(data, n)) {
        return quoted(data, n);
    }
    if (PyUnicode_IS_ASCII(unicode)) {
        return repr_bytes("", data, n, choose_quote(kind, data, n));
    }
    return repr("", kind, data, n, 0, choose_quote(kind, data, n));
}

PyObject *
Hb_UnicodeReprBytes(const char *data, Py_ssize_t len, int smartquotes)
{
    Py_UCS4 quote =
        smartquotes ? choose_quote(PyUnicode_1BYTE_KIND, data, len) : '\'';
    return repr_bytes("b", (const Py_UCS1 *)data, len, quote);
}

PyObject *
PyUnicode_AsUnicodeEscapeString(PyObject *unicode)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    struct hb_bytes out = {NULL, 0, 0};
    int failed = 0;
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    for (Py_ssize_t i = 0; i < n && !failed; i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(unicode, i);
        char buf[10] = {(char)ch, '\\'};
        int len = 1;
        if (ch == '\\') {
            len = 2;
        }
        else if (ch < ' ' || ch >= 127) {
            len = escape(ch, buf);
        }
        failed = Hb_BytesAdd(&out, buf, (size_t)len) < 0;
    }
    return Hb_BytesFinish(&out, failed);
}

/* ---- decoding ----------------------------------------------------------- */

static const char simple_escapes[] = "\\\\''\"\"b\bf\ft\tn\nr\rv\va\a";

/* Reads up to `count` digits of the base; their number. */
static int
read_digits(const char *s, const char *end, int count, int base, Py_UCS4 *ch)
{
    int used = 0;
    *ch = 0;
    for (; used < count && s + used < end; used++) {
        int c = (unsigned char)s[used];
        int value = Py_ISDIGIT(c)    ? c - '0'
                    : Py_ISXDIGIT(c) ? Py_TOLOWER(c) - 'a' + 10
                                     : 99;
        if (value >= base) {
            break;
        }
        *ch = *ch * (Py_UCS4)base + (Py_UCS4)value;
    }
    return used;
}

/* Reads \xhh, \uhhhh or \Uhhhhhhhh, past the backslash; the reason or NULL. */
static const char *
read_hex(const char **s, const char *end, Py_UCS4 *ch)
{
    char form = *(*s)++;
    int digits = form == 'x' ? 2 : form == 'u' ? 4 : 8;
    int used = read_digits(*s, end, digits, 16, ch);
    *s += used;
    if (used < digits) {
        return form == 'x'   ? "truncated \\xXX escape"
               : form == 'u' ? "truncated \\uXXXX escape"
                             : "truncated \\UXXXXXXXX escape";
    }
    return *ch > 0x10ffff ? "illegal Unicode character" : NULL;
}

/* Reads one escape whose backslash is passed. */
static const char *
read_escape(const char **s, const char *end, Py_UCS4 *ch, int *count)
{
    *count = 1;
    if (*s == end) {
        return "\\ at end of string";
    }
    char c = **s;
    if (c == '\n') {
        ++*s;
        *count = 0;
        return NULL;
    }
    for (const char *p = simple_escapes; *p != '\0'; p += 2) {
        if (c == *p) {
            ++*s;
            *ch = (Py_UCS4)p[1];
            return NULL;
        }
    }
    if (c >= '0' && c <= '7') {
        *s += read_digits(*s, end, 3, 8, ch);
        return NULL;
    }
    if (c == 'x' || c == 'u' || c == 'U') {
        return read_hex(s, end, ch);
    }
    /* Not an escape: the backslash stands for itself. */
    *ch = '\\';
    return NULL;
}

PyObject *
PyUnicode_DecodeUnicodeEscape(const char *string, Py_ssize_t length,
                              const char *errors)
{
    const char *s = string, *end = string + length;
    if (length < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_New");
        return NULL;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = length;
    writer.overallocate = 1;
    while (s < end) {
        const char *start = s;
        const char *fault = NULL;
        Py_UCS4 ch = (unsigned char)*s++;
        int count = 1;
        if (ch == '\\') {
            fault = read_escape(&s, end, &ch, &count);
        }
        struct hb_undecodable bad = {"unicodeescape", fault,
                                     string,          length,
                                     start - string,  s - string};
        int failed = 0;
        if (fault != NULL) {
            failed = Hb_HandleDecode(&writer, &bad, errors);
            s = string + bad.end;
        }
        else if (count > 0) {
            failed = _PyUnicodeWriter_WriteChar(&writer, ch);
        }
        if (failed < 0) {
            _PyUnicodeWriter_Dealloc(&writer);
            return NULL;
        }
    }
    return _PyUnicodeWriter_Finish(&writer);
}
