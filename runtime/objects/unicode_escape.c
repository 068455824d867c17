/* unicode_escape.c -- repr of str and bytes, ascii(), and the codec
 * unicode-escape.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, unicode_repr(),
 *         PyUnicode_AsUnicodeEscapeString(), and the decoder.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- escapes ------------------------------------------------------------ */

int
Hb_EscapeChar(Py_UCS4 ch, char *out)
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
Py_ALWAYS_INLINE static inline Py_UCS4
choose_quote(int kind, const void *data, Py_ssize_t n)
{
    unsigned char single = 0, twofold = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        single |= ch == '\'';
        twofold |= ch == '"';
    }
    return single && !twofold ? '"' : '\'';
}

/* What is escaped.  A quote of 0 leaves all ASCII alone. */
struct escaping {
    Py_UCS4 quote;  /* this one, and the backslash */
    int ascii_only; /* all others, else those that are not printable */
};

/* How many characters stand for ch. */
Py_ALWAYS_INLINE static inline int
escaped_size(Py_UCS4 ch, struct escaping how)
{
    if (ch < 128) {
        return how.quote == 0                           ? 1
               : ch == how.quote || ch == '\\'          ? 2
               : ch >= ' ' && ch < 127                  ? 1
               : ch == '\t' || ch == '\n' || ch == '\r' ? 2
                                                        : 4;
    }
    if (!how.ascii_only && (Hb_Properties(ch) & HB_PRINTABLE)) {
        return 1;
    }
    return ch < 0x100 ? 4 : ch < 0x10000 ? 6 : 10;
}

struct measure {
    Py_ssize_t length;
    Py_UCS4 bits; /* of what is not escaped, or-ed */
};

Py_ALWAYS_INLINE static inline struct measure
measure(int kind, const void *data, Py_ssize_t n, struct escaping how)
{
    struct measure m = {0, 0};
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        int size = escaped_size(ch, how);
        m.length += size;
        m.bits |= size == 1 ? ch : 0;
    }
    return m;
}

/* Writes a quote or backslash, or an escape, at to[at]. */
static void
write_escape(int kind, void *to, Py_ssize_t at, Py_UCS4 ch, Py_UCS4 quote)
{
    char text[10] = {'\\', (char)ch};
    int size = ch == quote || ch == '\\' ? 2 : Hb_EscapeChar(ch, text);
    for (int i = 0; i < size; i++) {
        PyUnicode_WRITE(kind, to, at + i, (Py_UCS4)text[i]);
    }
}

Py_ALWAYS_INLINE static inline void
fill(int kind, const void *data, Py_ssize_t n, struct escaping how,
     int to_kind, void *to, Py_ssize_t at)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        int size = escaped_size(ch, how);
        if (size == 1) {
            PyUnicode_WRITE(to_kind, to, at, ch);
        }
        else {
            write_escape(to_kind, to, at, ch, how.quote);
        }
        at += size;
    }
}

/* Measured, then written; prefix and quotes around it.  Without a quote the
 * usual one is chosen. */
static PyObject *
repr(const char *prefix, int kind, const void *data, Py_ssize_t n,
     struct escaping how)
{
    if (how.quote == 0) {
        how.quote = HB_BY_KIND(kind, choose_quote, data, n);
    }
    struct measure m = HB_BY_KIND(kind, measure, data, n, how);
    Py_ssize_t before = (Py_ssize_t)strlen(prefix), length = m.length;
    if (length > PY_SSIZE_T_MAX - before - 2) {
        PyErr_SetString(PyExc_OverflowError, "string is too long to generate "
                                             "repr");
        return NULL;
    }
    PyObject *result = PyUnicode_New(before + length + 2, m.bits | 127);
    if (result == NULL) {
        return NULL;
    }
    int to_kind = PyUnicode_KIND(result);
    void *to = PyUnicode_DATA(result);
    for (Py_ssize_t i = 0; i < before; i++) {
        PyUnicode_WRITE(to_kind, to, i, (Py_UCS4)prefix[i]);
    }
    PyUnicode_WRITE(to_kind, to, before, how.quote);
    PyUnicode_WRITE(to_kind, to, before + 1 + length, how.quote);
    if (length == n) {
        Hb_UnicodeConvert(to_kind, (char *)to + (before + 1) * to_kind, kind,
                          data, n);
    }
    else {
        HB_BY_KIND(kind, fill, data, n, how, to_kind, to, before + 1);
    }
    return result;
}

PyObject *
Hb_UnicodeRepr(PyObject *unicode)
{
    return repr("", PyUnicode_KIND(unicode), PyUnicode_DATA(unicode),
                PyUnicode_GET_LENGTH(unicode), (struct escaping){0, 0});
}

PyObject *
Hb_UnicodeReprBytes(const char *data, Py_ssize_t len, int smartquotes)
{
    return repr("b", PyUnicode_1BYTE_KIND, data, len,
                (struct escaping){smartquotes ? 0 : '\'', 1});
}

/* ascii(): what lies beyond ASCII in a repr is escaped. */
PyObject *
PyObject_ASCII(PyObject *op)
{
    if (op != NULL && PyUnicode_CheckExact(op)) {
        return repr("", PyUnicode_KIND(op), PyUnicode_DATA(op),
                    PyUnicode_GET_LENGTH(op), (struct escaping){0, 1});
    }
    PyObject *text = PyObject_Repr(op);
    if (text == NULL || PyUnicode_IS_ASCII(text)) {
        return text;
    }
    struct escaping how = {0, 1};
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    struct measure m = HB_BY_KIND(kind, measure, data, n, how);
    PyObject *result = PyUnicode_New(m.length, 127);
    if (result != NULL) {
        HB_BY_KIND(kind, fill, data, n, how, PyUnicode_1BYTE_KIND,
                   PyUnicode_DATA(result), 0);
    }
    Py_DECREF(text);
    return result;
}

PyObject *
PyUnicode_AsUnicodeEscapeString(PyObject *unicode)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadArgument();
        return NULL;
    }
    struct escaping how = {'\\', 1};
    int kind = PyUnicode_KIND(unicode);
    const void *data = PyUnicode_DATA(unicode);
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    struct measure m = HB_BY_KIND(kind, measure, data, n, how);
    PyObject *result = PyBytes_FromStringAndSize(NULL, m.length);
    if (result != NULL && m.length > 0) {
        HB_BY_KIND(kind, fill, data, n, how, PyUnicode_1BYTE_KIND,
                   PyBytes_AS_STRING(result), 0);
    }
    return result;
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

/* Decodes the character or the escape at *s.  -1 with an exception. */
static int
decode_next(_PyUnicodeWriter *writer, const char **s,
            struct hb_undecodable *bad, const char *errors)
{
    const char *start = *s, *fault = NULL;
    Py_UCS4 ch = (unsigned char)*(*s)++;
    int count = 1;

    if (ch == '\\' && *s < bad->src + bad->len && **s == 'N') {
        /* What CPython says where its table of names is not installed. */
        PyErr_SetString(PyExc_UnicodeError,
                        "\\N escapes not supported (can't load unicodedata "
                        "module)");
        return -1;
    }
    if (ch == '\\') {
        fault = read_escape(s, bad->src + bad->len, &ch, &count);
    }
    if (fault == NULL) {
        return count > 0 ? _PyUnicodeWriter_WriteChar(writer, ch) : 0;
    }
    bad->reason = fault;
    bad->start = start - bad->src;
    bad->end = *s - bad->src;
    int status = Hb_HandleDecode(writer, bad, errors);
    *s = bad->src + bad->end;
    return status;
}

PyObject *
Hb_DecodeEscapes(struct hb_undecodable *bad, hb_decode_next next,
                 const char *errors)
{
    const char *s = bad->src;
    int failed = 0;
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = bad->len;
    writer.overallocate = 1;
    while (!failed && s < bad->src + bad->len) {
        failed = next(&writer, &s, bad, errors);
    }
    Py_XDECREF(bad->exception);
    if (failed) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

PyObject *
PyUnicode_DecodeUnicodeEscape(const char *string, Py_ssize_t length,
                              const char *errors)
{
    if (length < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "Negative size passed to PyUnicode_New");
        return NULL;
    }
    struct hb_undecodable bad = {
        .encoding = "unicodeescape", .src = string, .len = length};
    return Hb_DecodeEscapes(&bad, decode_next, errors);
}
