/* formatter_unicode.c -- reading a format specification; format() of str.
 *
 * Source: CPython 3.11, Python/formatter_unicode.c.
 */
#include "formatter.h"

/* ---- parsing ------------------------------------------------------------ */

struct cursor {
    int kind;
    const void *data;
    Py_ssize_t at;
    Py_ssize_t end;
};

/* The character `ahead` places on; 0 past the end. */
static inline Py_UCS4
peek(const struct cursor *c, Py_ssize_t ahead)
{
    return c->at + ahead < c->end
               ? PyUnicode_READ(c->kind, c->data, c->at + ahead)
               : 0;
}

static inline int
take(struct cursor *c, Py_UCS4 ch)
{
    if (peek(c, 0) == ch) {
        c->at++;
        return 1;
    }
    return 0;
}

static int
is_align(Py_UCS4 ch)
{
    return ch == '<' || ch == '>' || ch == '=' || ch == '^';
}

/* Reads decimal digits of any script; their number, or -1 with ValueError. */
static int
take_integer(struct cursor *c, Py_ssize_t *value)
{
    int count = 0;
    Py_ssize_t sum = 0;
    while (c->at < c->end) {
        Py_UCS4 ch = peek(c, 0);
        int digit_value = ch < 128 ? (int)ch - '0' : Py_UNICODE_TODECIMAL(ch);
        if (digit_value < 0 || digit_value > 9) {
            break;
        }
        if (sum > (PY_SSIZE_T_MAX - digit_value) / 10) {
            PyErr_SetString(PyExc_ValueError,
                            "Too many decimal digits in format string");
            return -1;
        }
        sum = sum * 10 + digit_value;
        c->at++;
        count++;
    }
    if (count > 0) {
        *value = sum;
    }
    return count;
}

static void
parse_align(struct hb_spec *out, struct cursor *c, Py_UCS4 default_align)
{
    int filled = 0, aligned = 0;
    if (c->end - c->at >= 2 && is_align(peek(c, 1))) {
        out->fill = peek(c, 0);
        out->align = peek(c, 1);
        filled = aligned = 1;
        c->at += 2;
    }
    else if (c->at < c->end && is_align(peek(c, 0))) {
        out->align = peek(c, 0);
        aligned = 1;
        c->at++;
    }
    Py_UCS4 sign = peek(c, 0);
    if (c->at < c->end && (sign == ' ' || sign == '+' || sign == '-')) {
        out->sign = sign;
        c->at++;
    }
    out->no_negative_zero = take(c, 'z');
    out->alternate = take(c, '#');
    if (!filled && take(c, '0')) {
        out->fill = '0';
        if (!aligned && default_align == '>') {
            out->align = '=';
        }
    }
}

static int
parse_grouping(struct hb_spec *out, struct cursor *c)
{
    if (take(c, ',')) {
        out->separator = ',';
    }
    if (take(c, '_')) {
        if (out->separator != 0) {
            goto both;
        }
        out->separator = '_';
        if (peek(c, 0) == ',') {
            goto both;
        }
    }
    out->group = 3;
    return 0;
both:
    PyErr_SetString(PyExc_ValueError, "Cannot specify both ',' and '_'.");
    return -1;
}

/* Separators go with decimal forms; underscores, in fours, with the others. */
static int
check_grouping(struct hb_spec *out)
{
    if (out->separator == 0 || out->type == 0 ||
        (out->type < 128 && strchr("defgEG%F", (int)out->type) != NULL)) {
        return 0;
    }
    if (out->separator == '_' && out->type < 128 &&
        strchr("boxX", (int)out->type) != NULL) {
        out->group = 4;
        return 0;
    }
    if (out->type > 32 && out->type < 128) {
        PyErr_Format(PyExc_ValueError, "Cannot specify '%c' with '%c'.",
                     (int)out->separator, (int)out->type);
    }
    else {
        PyErr_Format(PyExc_ValueError, "Cannot specify '%c' with '\\x%x'.",
                     (int)out->separator, (unsigned int)out->type);
    }
    return -1;
}

static int
parse_precision(struct hb_spec *out, struct cursor *c)
{
    if (!take(c, '.')) {
        return 0;
    }
    int count = take_integer(c, &out->precision);
    if (count == 0) {
        PyErr_SetString(PyExc_ValueError,
                        "Format specifier missing precision");
    }
    return count > 0 ? 0 : -1;
}

static int
invalid_spec(PyObject *obj, PyObject *spec, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *text = PyUnicode_Substring(spec, start, end);
    if (text != NULL) {
        PyErr_Format(PyExc_ValueError,
                     "Invalid format specifier '%U' for object of type "
                     "'%.200s'",
                     text, Py_TYPE(obj)->tp_name);
        Py_DECREF(text);
    }
    return -1;
}

int
Hb_SpecParse(struct hb_spec *out, PyObject *obj, PyObject *spec,
             Py_ssize_t start, Py_ssize_t end, Py_UCS4 default_type,
             Py_UCS4 default_align)
{
    struct cursor c = {PyUnicode_KIND(spec), PyUnicode_DATA(spec), start, end};
    *out = (struct hb_spec){.fill = ' ',
                            .align = default_align,
                            .width = -1,
                            .precision = -1,
                            .type = default_type};
    parse_align(out, &c, default_align);
    if (take_integer(&c, &out->width) < 0 || parse_grouping(out, &c) < 0 ||
        parse_precision(out, &c) < 0) {
        return -1;
    }
    if (c.end - c.at > 1) {
        return invalid_spec(obj, spec, start, end);
    }
    if (c.at < c.end) {
        out->type = peek(&c, 0);
    }
    return check_grouping(out);
}

int
Hb_SpecUnknown(const struct hb_spec *spec, PyObject *obj)
{
    const char *type = Py_TYPE(obj)->tp_name;
    if (spec->type > 32 && spec->type < 128) {
        PyErr_Format(PyExc_ValueError,
                     "Unknown format code '%c' for object of type '%.200s'",
                     (int)spec->type, type);
    }
    else {
        PyErr_Format(PyExc_ValueError,
                     "Unknown format code '\\x%x' for object of type "
                     "'%.200s'",
                     (unsigned int)spec->type, type);
    }
    return -1;
}

/* ---- padding ------------------------------------------------------------ */

void
Hb_SpecPadding(const struct hb_spec *spec, Py_ssize_t n, Py_ssize_t *left,
               Py_ssize_t *right)
{
    Py_ssize_t all = Py_MAX(spec->width - n, 0);
    *left = spec->align == '<' ? 0 : spec->align == '^' ? all / 2 : all;
    *right = all - *left;
}

int
Hb_WriteFill(_PyUnicodeWriter *writer, Py_UCS4 fill, Py_ssize_t count)
{
    if (count <= 0) {
        return 0;
    }
    if (_PyUnicodeWriter_Prepare(writer, count, fill) < 0) {
        return -1;
    }
    _PyUnicode_FastFill(writer->buffer, writer->pos, count, fill);
    writer->pos += count;
    return 0;
}

/* ---- str ---------------------------------------------------------------- */

static int
format_string(_PyUnicodeWriter *writer, PyObject *obj,
              const struct hb_spec *spec)
{
    const char *fault = NULL;
    if (spec->sign != 0) {
        fault = spec->sign == ' '
                    ? "Space not allowed in string format specifier"
                    : "Sign not allowed in string format specifier";
    }
    else if (spec->no_negative_zero) {
        fault = "Negative zero coercion (z) not allowed in string format "
                "specifier";
    }
    else if (spec->alternate) {
        fault = "Alternate form (#) not allowed in string format specifier";
    }
    else if (spec->align == '=') {
        fault = "'=' alignment not allowed in string format specifier";
    }
    if (fault != NULL) {
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(obj), left, right;
    if (spec->precision >= 0 && spec->precision < n) {
        n = spec->precision;
    }
    Hb_SpecPadding(spec, n, &left, &right);
    if (Hb_WriteFill(writer, spec->fill, left) < 0 ||
        _PyUnicodeWriter_WriteSubstring(writer, obj, 0, n) < 0) {
        return -1;
    }
    return Hb_WriteFill(writer, spec->fill, right);
}

int
_PyUnicode_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                PyObject *format_spec, Py_ssize_t start,
                                Py_ssize_t end)
{
    struct hb_spec spec;
    if (start == end) {
        if (PyUnicode_CheckExact(obj)) {
            return _PyUnicodeWriter_WriteStr(writer, obj);
        }
        return Hb_WriterTake(writer, PyObject_Str(obj));
    }
    if (Hb_SpecParse(&spec, obj, format_spec, start, end, 's', '<') < 0) {
        return -1;
    }
    if (spec.type != 's') {
        return Hb_SpecUnknown(&spec, obj);
    }
    return format_string(writer, obj, &spec);
}
