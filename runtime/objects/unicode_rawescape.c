/* unicode_rawescape.c -- the codec raw-unicode-escape.
 *
 * Latin-1, with \uhhhh and \Uhhhhhhhh for what it has not.  Backslashes are
 * read in pairs and stand for themselves; pickles of protocol 0 hold this.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c,
 *         _PyUnicode_DecodeRawUnicodeEscapeStateful(),
 *         PyUnicode_AsRawUnicodeEscapeString().
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- decoding ----------------------------------------------------------- */

/* The value of a hex digit; -1 for any other character. */
static int
hex_value(char c)
{
    return Py_ISDIGIT(c)    ? c - '0'
           : Py_ISXDIGIT(c) ? Py_TOLOWER(c) - 'a' + 10
                            : -1;
}

/* Reads the digits behind \u or \U; what is wrong with them, or NULL. */
static const char *
read_ordinal(const char **s, const char *end, Py_UCS4 *ch)
{
    int is_long = *(*s)++ == 'U', left = is_long ? 8 : 4;

    for (*ch = 0; left > 0 && *s < end && hex_value(**s) >= 0; left--) {
        *ch = *ch << 4 | (Py_UCS4)hex_value(*(*s)++);
    }
    if (left > 0) {
        return is_long ? "truncated \\UXXXXXXXX escape"
                       : "truncated \\uXXXX escape";
    }
    return *ch > 0x10ffff ? "\\Uxxxxxxxx out of range" : NULL;
}

/* Decodes what begins at *s: a character, a pair with a backslash, an escape.
 * -1 with an exception. */
static int
decode_next(_PyUnicodeWriter *writer, const char **s,
            struct hb_undecodable *bad, const char *errors)
{
    const char *end = bad->src + bad->len;
    Py_UCS4 ch = (unsigned char)*(*s)++;

    if (ch != '\\' || *s == end) {
        return _PyUnicodeWriter_WriteChar(writer, ch);
    }
    if (**s != 'u' && **s != 'U') {
        Py_UCS4 next = (unsigned char)*(*s)++;

        return _PyUnicodeWriter_WriteChar(writer, ch) ||
                       _PyUnicodeWriter_WriteChar(writer, next)
                   ? -1
                   : 0;
    }
    bad->start = *s - bad->src - 1;
    bad->reason = read_ordinal(s, end, &ch);
    if (bad->reason == NULL) {
        return _PyUnicodeWriter_WriteChar(writer, ch);
    }
    bad->end = *s - bad->src;
    int status = Hb_HandleDecode(writer, bad, errors);
    *s = bad->src + bad->end;
    return status;
}

PyObject *
PyUnicode_DecodeRawUnicodeEscape(const char *string, Py_ssize_t length,
                                 const char *errors)
{
    struct hb_undecodable bad = {
        .encoding = "rawunicodeescape", .src = string, .len = length};

    return Hb_DecodeEscapes(&bad, decode_next, errors);
}

/* ---- encoding ----------------------------------------------------------- */

/* Writes a character; its bytes, at most ten. */
static Py_ssize_t
encode_one(Py_UCS4 ch, char *out)
{
    int digits = ch < 0x10000 ? 4 : 8;

    if (ch < 0x100) {
        out[0] = (char)ch;
        return 1;
    }
    out[0] = '\\';
    out[1] = digits == 4 ? 'u' : 'U';
    for (int i = 0; i < digits; i++) {
        out[2 + i] = Py_hexdigits[ch >> (4 * (digits - 1 - i)) & 15];
    }
    return digits + 2;
}

PyObject *
PyUnicode_AsRawUnicodeEscapeString(PyObject *unicode)
{
    Py_ssize_t n, size = 0;
    char one[10];

    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    n = PyUnicode_GET_LENGTH(unicode);
    for (Py_ssize_t i = 0; i < n; i++) {
        size += encode_one(PyUnicode_READ_CHAR(unicode, i), one);
    }
    PyObject *result = PyBytes_FromStringAndSize(NULL, size);
    char *out = result ? PyBytes_AS_STRING(result) : NULL;
    for (Py_ssize_t i = 0; out && i < n; i++) {
        Py_ssize_t count = encode_one(PyUnicode_READ_CHAR(unicode, i), one);

        memcpy(out, one, (size_t)count);
        out += count;
    }
    return result;
}
