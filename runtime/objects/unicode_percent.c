/* unicode_percent.c -- the operator %: "%s is %d" % ("ada", 36).
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, PyUnicode_Format().
 */
#include "formatter.h"
#include "unicode_percent.h"
#include "unicode_private.h"
#include "internal/hb_long.h"
#include "internal/hb_search.h"
#include "internal/pycore_long.h"

/* A run over a str. */
struct percent {
    struct hb_percent shared;
    PyObject *format;
    _PyUnicodeWriter writer;
};

/* ---- arguments ---------------------------------------------------------- */

void
Hb_PercentBegin(struct hb_percent *p, PyObject *args)
{
    p->args = args;
    p->count = -1;
    if (PyTuple_Check(args)) {
        p->count = PyTuple_GET_SIZE(args);
    }
    else if (PyMapping_Check(args) && !PyUnicode_Check(args) &&
             !(p->has_bytes &&
               (PyBytes_Check(args) || PyByteArray_Check(args)))) {
        p->dict = args;
    }
}

int
Hb_PercentLeft(const struct hb_percent *p)
{
    return p->dict == NULL && (p->count == -1 || p->next < p->count);
}

PyObject *
Hb_PercentArgument(struct hb_percent *p)
{
    if (p->owned != NULL) {
        PyObject *value = p->owned;
        if (p->next++ == 0) {
            return value;
        }
    }
    else if (p->count == -1) {
        p->count = -2;
        return p->args;
    }
    else if (p->next < p->count) {
        return PyTuple_GET_ITEM(p->args, p->next++);
    }
    PyErr_SetString(PyExc_TypeError, "not enough arguments for format string");
    return NULL;
}

static Py_UCS4
current(struct hb_percent *p)
{
    return p->at < p->length ? PyUnicode_READ(p->kind, p->data, p->at) : 0;
}

/* Reads (name), with balanced parentheses, and looks it up. */
static int
parse_key(struct hb_percent *p)
{
    Py_ssize_t n = p->length, depth = 1;
    if (p->dict == NULL) {
        PyErr_SetString(PyExc_TypeError, "format requires a mapping");
        return -1;
    }
    Py_ssize_t start = ++p->at;
    while (p->at < n && depth > 0) {
        Py_UCS4 ch = current(p);
        depth += (ch == '(') - (ch == ')');
        p->at++;
    }
    if (depth > 0) {
        PyErr_SetString(PyExc_ValueError, "incomplete format key");
        return -1;
    }
    const char *name = (const char *)p->data + start * p->kind;
    PyObject *key =
        p->has_bytes
            ? PyBytes_FromStringAndSize(name, p->at - 1 - start)
            : PyUnicode_FromKindAndData(p->kind, name, p->at - 1 - start);
    if (key == NULL) {
        return -1;
    }
    Py_XSETREF(p->owned, PyObject_GetItem(p->dict, key));
    Py_DECREF(key);
    p->next = 0;
    return p->owned == NULL ? -1 : 0;
}

/* ---- a directive -------------------------------------------------------- */

static int
flag_of(Py_UCS4 ch)
{
    switch (ch) {
    case '-':
        return HB_LEFT;
    case '+':
        return HB_SIGN;
    case ' ':
        return HB_BLANK;
    case '#':
        return HB_ALTERNATE;
    case '0':
        return HB_ZERO;
    case 'z':
        return HB_NO_NEGATIVE_ZERO;
    default:
        return 0;
    }
}

/* The z is a flag for bytes only, as in CPython. */
static void
parse_flags(struct hb_percent *p, struct hb_item *item)
{
    int flag;
    while ((flag = flag_of(current(p))) != 0 &&
           (flag != HB_NO_NEGATIVE_ZERO || p->has_bytes)) {
        item->flags |= flag;
        p->at++;
    }
}

/* Reads a number, or the argument for *; -1 with an exception.  *value stays
 * as it is when neither is there. */
static int
parse_count(struct hb_percent *p, Py_ssize_t *value, Py_ssize_t limit,
            const char *what)
{
    if (current(p) == '*') {
        PyObject *arg = Hb_PercentArgument(p);
        if (arg == NULL) {
            return -1;
        }
        if (!PyLong_Check(arg)) {
            PyErr_SetString(PyExc_TypeError, "* wants int");
            return -1;
        }
        *value = limit > INT_MAX ? PyLong_AsSsize_t(arg) : _PyLong_AsInt(arg);
        if (*value == -1 && PyErr_Occurred()) {
            return -1;
        }
        p->at++;
        return 0;
    }
    Py_UCS4 ch = current(p);
    if (ch < '0' || ch > '9') {
        return 0;
    }
    for (*value = 0; ch >= '0' && ch <= '9'; ch = current(p)) {
        int digit_value = (int)ch - '0';
        if (*value > (limit - digit_value) / 10) {
            PyErr_Format(PyExc_ValueError, "%s too big", what);
            return -1;
        }
        *value = *value * 10 + digit_value;
        p->at++;
    }
    return 0;
}

int
Hb_PercentParse(struct hb_percent *p, struct hb_item *item)
{
    Py_ssize_t precision = -1;
    Py_UCS4 ch = current(p);
    *item = (struct hb_item){.width = -1, .precision = -1};
    if (ch >= 'a' && ch <= 'x' && ch != 'h' && ch != 'l') {
        /* The commonest: nothing before the letter. */
        item->code = ch;
        p->at++;
        return 0;
    }
    if (current(p) == '(' && parse_key(p) < 0) {
        return -1;
    }
    parse_flags(p, item);
    int is_argument = current(p) == '*';
    if (parse_count(p, &item->width, PY_SSIZE_T_MAX, "width") < 0) {
        return -1;
    }
    if (is_argument && item->width < 0) {
        item->flags |= HB_LEFT;
        item->width = -item->width;
    }
    if (current(p) == '.') {
        p->at++;
        precision = 0;
        if (parse_count(p, &precision, INT_MAX, "precision") < 0) {
            return -1;
        }
        precision = Py_MAX(precision, 0);
        item->precision = (int)Py_MIN(precision, INT_MAX);
    }
    if (current(p) == 'h' || current(p) == 'l' || current(p) == 'L') {
        p->at++;
    }
    if (p->at >= p->length) {
        PyErr_SetString(PyExc_ValueError, "incomplete format");
        return -1;
    }
    item->code = PyUnicode_READ(p->kind, p->data, p->at++);
    return 0;
}

/* ---- values ------------------------------------------------------------- */

static PyObject *
wrong_type(PyObject *value, Py_UCS4 code)
{
    PyErr_Format(PyExc_TypeError,
                 code == 'x' || code == 'X' || code == 'o'
                     ? "%%%c format: an integer is required, not %.200s"
                     : "%%%c format: a real number is required, not %.200s",
                 (int)code, Py_TYPE(value)->tp_name);
    return NULL;
}

static PyObject *
format_integer(PyObject *value, const struct hb_item *item)
{
    Py_UCS4 code = item->code;
    int exact = code == 'x' || code == 'X' || code == 'o';
    if (!PyNumber_Check(value)) {
        return wrong_type(value, code);
    }
    PyObject *number = PyLong_Check(value) ? Py_NewRef(value)
                       : exact             ? PyNumber_Index(value)
                                           : PyNumber_Long(value);
    if (number == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            return wrong_type(value, code);
        }
        return NULL;
    }
    PyObject *text = _PyUnicode_FormatLong(number, item->flags & HB_ALTERNATE,
                                           item->precision, (int)code);
    Py_DECREF(number);
    return text;
}

/* The digits of val with at least prec of them, and the prefix when `alt`. */
PyObject *
_PyUnicode_FormatLong(PyObject *val, int alt, int prec, int type)
{
    if (prec > INT_MAX - 3) {
        PyErr_SetString(PyExc_OverflowError, "precision too large");
        return NULL;
    }
    int base = type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
    if (prec <= 0 && type != 'X' && PyLong_Check(val)) {
        PyObject *text = Hb_LongText(val, base, alt);
        return base == 10 ? text : Hb_UnicodeResult(text);
    }
    PyObject *number = _PyLong_Format(val, base);
    if (number == NULL) {
        return NULL;
    }
    const char *s = PyUnicode_DATA(number);
    Py_ssize_t n = PyUnicode_GET_LENGTH(number);
    int negative = *s == '-';
    int prefix = base == 10 ? 0 : 2;
    const char *digits = s + negative + prefix;
    Py_ssize_t zeros = Py_MAX(prec - (n - negative - prefix), 0);
    Py_ssize_t shown = alt ? prefix : 0;
    Py_ssize_t length = n - prefix + shown + zeros;
    PyObject *result = PyUnicode_New(length, 127);
    if (result != NULL) {
        char *out = PyUnicode_DATA(result);
        memcpy(out, s, (size_t)(negative + shown));
        memset(out + negative + shown, '0', (size_t)zeros);
        memcpy(out + negative + shown + zeros, digits,
               (size_t)(n - negative - prefix));
        for (Py_ssize_t i = 0; type == 'X' && i < length; i++) {
            out[i] = (char)Py_TOUPPER(out[i]);
        }
    }
    Py_DECREF(number);
    return base == 10 ? result : Hb_UnicodeResult(result);
}

static PyObject *
format_float(PyObject *value, const struct hb_item *item)
{
    double x = PyFloat_AsDouble(value);
    if (x == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    int flags = (item->flags & HB_ALTERNATE ? Py_DTSF_ALT : 0) |
                (item->flags & HB_NO_NEGATIVE_ZERO ? Py_DTSF_NO_NEG_0 : 0);
    char *text = PyOS_double_to_string(
        x, (char)item->code, item->precision < 0 ? 6 : item->precision, flags,
        NULL);
    if (text == NULL) {
        return NULL;
    }
    PyObject *result = _PyUnicode_FromASCII(text, (Py_ssize_t)strlen(text));
    PyMem_Free(text);
    return result;
}

static PyObject *
format_char(PyObject *value)
{
    if (PyUnicode_Check(value)) {
        if (PyUnicode_GET_LENGTH(value) == 1) {
            return Hb_UnicodeChar(PyUnicode_READ_CHAR(value, 0));
        }
        PyErr_SetString(PyExc_TypeError, "%c requires int or char");
        return NULL;
    }
    PyObject *number = PyNumber_Index(value);
    if (number == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_SetString(PyExc_TypeError, "%c requires int or char");
        }
        return NULL;
    }
    long ch = PyLong_AsLong(number);
    Py_DECREF(number);
    if (ch == -1 && PyErr_Occurred() &&
        !PyErr_ExceptionMatches(PyExc_OverflowError)) {
        return NULL;
    }
    if (ch < 0 || ch > 0x10ffff) {
        PyErr_SetString(PyExc_OverflowError, "%c arg not in range(0x110000)");
        return NULL;
    }
    return Hb_UnicodeChar((Py_UCS4)ch);
}

PyObject *
Hb_PercentText(PyObject *value, struct hb_item *item)
{
    switch (item->code) {
    case 'r':
        return PyObject_Repr(value);
    case 'a':
        return PyObject_ASCII(value);
    case 'i':
    case 'd':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        item->numeric = 1;
        return format_integer(value, item);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        item->numeric = 1;
        return format_float(value, item);
    default:
        return NULL;
    }
}

int
Hb_PercentPlainBase(const struct hb_item *item, PyObject *value)
{
    if (!PyLong_CheckExact(value) || item->width != -1 ||
        item->precision != -1 || (item->flags & (HB_SIGN | HB_BLANK))) {
        return 0;
    }
    switch (item->code) {
    case 'd':
    case 'i':
    case 'u':
        return 10;
    case 'x':
        return 16;
    case 'o':
        return 8;
    default:
        return 0;
    }
}

void
Hb_PercentUnknown(const struct hb_percent *p, Py_UCS4 code)
{
    int shown = code > 31 && code < 128 ? (int)code : '?';
    if (p->has_bytes) {
        shown = (signed char)code; /* which has no text beyond ASCII */
    }
    PyErr_Format(PyExc_ValueError,
                 "unsupported format character '%c' (0x%x) at index %zd",
                 shown, (int)code, p->at - 1);
}

/* The text of the argument without padding; a new reference. */
static PyObject *
format_value(struct percent *p, PyObject *value, struct hb_item *item)
{
    if (item->code == 's') {
        return PyUnicode_CheckExact(value) ? Py_NewRef(value)
                                           : PyObject_Str(value);
    }
    if (item->code == 'c') {
        return format_char(value);
    }
    PyObject *text = Hb_PercentText(value, item);
    if (text == NULL && !PyErr_Occurred()) {
        Hb_PercentUnknown(&p->shared, item->code);
    }
    return text;
}

/* ---- output ------------------------------------------------------------- */

/* The sign to write and how many characters of the text it takes. */
static Py_UCS4
take_sign(const struct hb_item *item, PyObject *text, Py_ssize_t *start)
{
    Py_UCS4 first =
        PyUnicode_GET_LENGTH(text) > 0 ? PyUnicode_READ_CHAR(text, 0) : 0;
    if (!item->numeric) {
        return 0;
    }
    if (first == '-' || first == '+') {
        *start = 1;
        return first;
    }
    return item->flags & HB_SIGN ? '+' : item->flags & HB_BLANK ? ' ' : 0;
}

static int
write_item(_PyUnicodeWriter *writer, const struct hb_item *item,
           PyObject *text)
{
    Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(text);
    Py_ssize_t prefix = Hb_PercentPrefix(item);
    if (item->precision >= 0 &&
        (item->code == 's' || item->code == 'r' || item->code == 'a')) {
        end = Py_MIN(end, item->precision);
    }
    Py_UCS4 sign = take_sign(item, text, &start);
    if (item->width <= PyUnicode_GET_LENGTH(text) &&
        (item->precision == -1 ||
         item->precision >= PyUnicode_GET_LENGTH(text)) &&
        !(item->flags & (HB_SIGN | HB_BLANK))) {
        return _PyUnicodeWriter_WriteStr(writer, text);
    }
    /* The writer must not hold on to the text itself. */
    if (_PyUnicodeWriter_Prepare(writer, Py_MAX(end - start, item->width),
                                 _PyUnicode_FindMaxChar(text, start, end)) <
        0) {
        return -1;
    }
    Py_ssize_t pad = item->width - (end - start) - (sign != 0);
    int left = (item->flags & HB_LEFT) != 0;
    int zero = item->numeric && (item->flags & HB_ZERO) && !left;
    if (Hb_WriteFill(writer, ' ', left || zero ? 0 : pad) < 0 ||
        (sign != 0 && _PyUnicodeWriter_WriteChar(writer, sign) < 0) ||
        _PyUnicodeWriter_WriteSubstring(writer, text, start, start + prefix) <
            0 ||
        Hb_WriteFill(writer, '0', zero ? pad : 0) < 0 ||
        _PyUnicodeWriter_WriteSubstring(writer, text, start + prefix, end) <
            0) {
        return -1;
    }
    return Hb_WriteFill(writer, ' ', left ? pad : 0);
}

/* The base of an int that is written without a str in between; 0 for what is
 * not. */
static int
plain_base(const struct hb_item *item, PyObject *value)
{
    if (item->code == 's' || item->code == 'r' || item->code == 'a') {
        return PyLong_CheckExact(value) && item->width == -1 &&
                       item->precision == -1
                   ? 10
                   : 0;
    }
    return Hb_PercentPlainBase(item, value);
}

static int
write_directive(struct percent *p)
{
    struct hb_percent *shared = &p->shared;
    struct hb_item item;
    if (current(shared) == '%' && shared->at < shared->length) {
        shared->at++;
        return _PyUnicodeWriter_WriteChar(&p->writer, '%');
    }
    if (Hb_PercentParse(shared, &item) < 0) {
        return -1;
    }
    if (shared->at >= shared->length) {
        p->writer.overallocate = 0;
    }
    PyObject *value = Hb_PercentArgument(shared);
    if (value == NULL) {
        return -1;
    }
    int base = plain_base(&item, value);
    if (base != 0) {
        return _PyLong_FormatWriter(&p->writer, value, base,
                                    item.flags & HB_ALTERNATE);
    }
    PyObject *text = format_value(p, value, &item);
    if (text == NULL) {
        return -1;
    }
    int failed = write_item(&p->writer, &item, text);
    Py_DECREF(text);
    return failed;
}

/* Where the next '%' is, or the end. */
static Py_ssize_t
next_directive(const struct hb_percent *p)
{
    const char *data = (const char *)p->data + p->at * p->kind;
    Py_ssize_t left = p->length - p->at;
    if (p->kind == PyUnicode_1BYTE_KIND) {
        const char *hit = memchr(data, '%', (size_t)left);
        return hit == NULL ? p->length : hit - (const char *)p->data;
    }
    Py_UCS4 mark = '%';
    Py_ssize_t at =
        Hb_FindData(p->kind, data, left, PyUnicode_4BYTE_KIND, &mark, 1, 1);
    return at < 0 ? p->length : p->at + at;
}

static int
write_all(struct percent *p)
{
    struct hb_percent *shared = &p->shared;
    Py_ssize_t n = shared->length;
    while (shared->at < n) {
        Py_ssize_t end = next_directive(shared);
        if (end == n) {
            p->writer.overallocate = 0;
        }
        if (_PyUnicodeWriter_WriteSubstring(&p->writer, p->format, shared->at,
                                            end) < 0) {
            return -1;
        }
        shared->at = end + 1;
        if (end < n && write_directive(p) < 0) {
            return -1;
        }
    }
    if (Hb_PercentLeft(shared)) {
        PyErr_SetString(
            PyExc_TypeError,
            "not all arguments converted during string formatting");
        return -1;
    }
    return 0;
}

PyObject *
PyUnicode_Format(PyObject *format, PyObject *args)
{
    if (format == NULL || args == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (Hb_UnicodeCheck(format) < 0) {
        return NULL;
    }
    struct percent p = {.shared = {.kind = PyUnicode_KIND(format),
                                   .data = PyUnicode_DATA(format),
                                   .length = PyUnicode_GET_LENGTH(format)},
                        .format = format};
    Hb_PercentBegin(&p.shared, args);
    _PyUnicodeWriter_Init(&p.writer);
    p.writer.min_length = PyUnicode_GET_LENGTH(format) + 100;
    p.writer.overallocate = 1;
    int failed = write_all(&p);
    Py_XDECREF(p.shared.owned);
    if (failed) {
        _PyUnicodeWriter_Dealloc(&p.writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&p.writer);
}
