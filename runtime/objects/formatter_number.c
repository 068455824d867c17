/* formatter_number.c -- format() of int, float and complex.
 *
 * A number is laid out as  [padding] sign prefix [padding] digits . rest
 * where the digits may be grouped, and padding of zeros after the sign is
 * grouped with them.
 *
 * Source: CPython 3.11, Python/formatter_unicode.c.
 */
#include "formatter.h"
#include "internal/pycore_long.h"

/* ---- layout ------------------------------------------------------------- */

struct number {
    Py_UCS4 sign; /* 0 + - space */
    char prefix[3];
    const char *digits;
    Py_ssize_t n_digits;
    const char *rest; /* point, fraction, exponent, %, or inf and nan */
    Py_ssize_t n_rest;
};

/* The sign to show for a number that has one (or not) by itself. */
static Py_UCS4
sign_of(const struct hb_spec *spec, int negative)
{
    if (negative) {
        return '-';
    }
    return spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
}

/* Whether a number of n characters is written as it is. */
static int
is_plain(const struct hb_spec *spec, Py_ssize_t n)
{
    return spec->width <= n && spec->separator == 0 && spec->sign != '+' &&
           spec->sign != ' ';
}

/* Characters that the digits take, grouped, at least min_width of them; a
 * separator never comes first. */
static Py_ssize_t
grouped_length(const struct hb_spec *spec, Py_ssize_t n, Py_ssize_t min_width)
{
    if (n == 0) {
        return 0;
    }
    if (spec->separator == 0) {
        return Py_MAX(n, min_width);
    }
    Py_ssize_t digits = n;
    while (digits + (digits - 1) / spec->group < min_width) {
        digits++;
    }
    return digits + (digits - 1) / spec->group;
}

/* Writes the digits into `total` places from the right, zeros before them. */
static int
write_digits(_PyUnicodeWriter *writer, const struct hb_spec *spec,
             const struct number *number, Py_ssize_t total)
{
    if (spec->separator == 0) {
        return Hb_WriteFill(writer, '0', total - number->n_digits) < 0
                   ? -1
                   : _PyUnicodeWriter_WriteASCIIString(writer, number->digits,
                                                       number->n_digits);
    }
    if (total == 0) {
        return 0;
    }
    char *text = PyMem_Malloc((size_t)total);
    if (text == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t left = number->n_digits, in_group = 0;
    for (Py_ssize_t i = total - 1; i >= 0; i--) {
        if (spec->separator != 0 && in_group == spec->group) {
            text[i] = (char)spec->separator;
            in_group = 0;
            continue;
        }
        text[i] = left > 0 ? number->digits[--left] : '0';
        in_group++;
    }
    int failed = _PyUnicodeWriter_WriteASCIIString(writer, text, total);
    PyMem_Free(text);
    return failed;
}

static int
write_number(_PyUnicodeWriter *writer, const struct hb_spec *spec,
             const struct number *number)
{
    Py_ssize_t other = (number->sign != 0) +
                       (Py_ssize_t)strlen(number->prefix) + number->n_rest;
    int zeros = spec->fill == '0' && spec->align == '=';
    Py_ssize_t total = grouped_length(spec, number->n_digits,
                                      zeros ? spec->width - other : 0);
    Py_ssize_t left, right, inside = 0;
    Hb_SpecPadding(spec, other + total, &left, &right);
    if (spec->align == '=') {
        inside = left;
        left = 0;
    }
    if (Hb_WriteFill(writer, spec->fill, left) < 0 ||
        (number->sign != 0 &&
         _PyUnicodeWriter_WriteChar(writer, number->sign) < 0) ||
        (number->prefix[0] != '\0' &&
         _PyUnicodeWriter_WriteASCIIString(writer, number->prefix, 2) < 0) ||
        Hb_WriteFill(writer, spec->fill, inside) < 0 ||
        write_digits(writer, spec, number, total) < 0 ||
        _PyUnicodeWriter_WriteASCIIString(writer, number->rest,
                                          number->n_rest) < 0) {
        return -1;
    }
    return Hb_WriteFill(writer, spec->fill, right);
}

/* ---- int ---------------------------------------------------------------- */

static int
check_long(const struct hb_spec *spec)
{
    const char *fault = NULL;
    if (spec->precision != -1) {
        fault = "Precision not allowed in integer format specifier";
    }
    else if (spec->no_negative_zero) {
        fault = "Negative zero coercion (z) not allowed in integer format "
                "specifier";
    }
    else if (spec->type == 'c' && spec->sign != 0) {
        fault = "Sign not allowed with integer format specifier 'c'";
    }
    else if (spec->type == 'c' && spec->alternate) {
        fault = "Alternate form (#) not allowed with integer format "
                "specifier 'c'";
    }
    if (fault != NULL) {
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    return 0;
}

static int
format_char(_PyUnicodeWriter *writer, PyObject *obj,
            const struct hb_spec *spec)
{
    long ch = PyLong_AsLong(obj);
    if (ch == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (ch < 0 || ch > 0x10ffff) {
        PyErr_SetString(PyExc_OverflowError, "%c arg not in range(0x110000)");
        return -1;
    }
    Py_ssize_t left, right;
    Hb_SpecPadding(spec, 1, &left, &right);
    if (Hb_WriteFill(writer, spec->fill, left) < 0 ||
        _PyUnicodeWriter_WriteChar(writer, (Py_UCS4)ch) < 0) {
        return -1;
    }
    return Hb_WriteFill(writer, spec->fill, right);
}

static int
base_of(Py_UCS4 type)
{
    switch (type) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 10;
    }
}

static int
format_long(_PyUnicodeWriter *writer, PyObject *obj,
            const struct hb_spec *spec)
{
    if (check_long(spec) < 0) {
        return -1;
    }
    if (spec->type == 'c') {
        return format_char(writer, obj, spec);
    }
    int base = base_of(spec->type);
    if (is_plain(spec, 0) && spec->type != 'X') {
        return _PyLong_FormatWriter(writer, obj, base, spec->alternate);
    }
    PyObject *text = _PyLong_Format(obj, base);
    if (text == NULL) {
        return -1;
    }
    char *s = PyUnicode_DATA(text);
    Py_ssize_t n = PyUnicode_GET_LENGTH(text);
    int negative = *s == '-';
    int skip = negative + (base == 10 ? 0 : 2);
    struct number number = {.sign = sign_of(spec, negative), .rest = ""};
    if (spec->type == 'X') {
        /* The text is this function's alone: no small string is that long. */
        for (Py_ssize_t i = 0; i < n; i++) {
            s[i] = (char)Py_TOUPPER(s[i]);
        }
    }
    if (spec->alternate && base != 10) {
        memcpy(number.prefix, s + negative, 2);
    }
    number.digits = s + skip;
    number.n_digits = n - skip;
    int failed = write_number(writer, spec, &number);
    Py_DECREF(text);
    return failed;
}

/* ---- float -------------------------------------------------------------- */

/* Splits what PyOS_double_to_string wrote. */
static struct number
split_float(const struct hb_spec *spec, const char *text)
{
    struct number number = {.sign = sign_of(spec, *text == '-')};
    text += *text == '-';
    size_t digits = strspn(text, "0123456789");
    number.digits = text;
    number.n_digits = (Py_ssize_t)digits;
    number.rest = text + digits;
    number.n_rest = (Py_ssize_t)strlen(number.rest);
    return number;
}

/* The text of a double by type and precision; the caller frees it with
 * PyMem_Free.  There is room for one more character. */
static char *
double_text(double value, const struct hb_spec *spec, int percent)
{
    int flags = 0;
    Py_UCS4 type = spec->type;
    Py_ssize_t precision = spec->precision;
    if (precision > INT_MAX) {
        PyErr_SetString(PyExc_ValueError, "precision too big");
        return NULL;
    }
    if (spec->alternate) {
        flags |= Py_DTSF_ALT;
    }
    if (spec->no_negative_zero) {
        flags |= Py_DTSF_NO_NEG_0;
    }
    if (type == 0) {
        flags |= Py_DTSF_ADD_DOT_0;
        type = precision < 0 ? 'r' : 'g';
        precision = precision < 0 ? 0 : precision;
    }
    else if (type == 'n') {
        type = 'g';
    }
    if (percent) {
        type = 'f';
        value *= 100;
    }
    char *text = PyOS_double_to_string(
        value, (char)type, precision < 0 ? 6 : (int)precision, flags, NULL);
    if (text == NULL || !percent) {
        return text;
    }
    size_t n = strlen(text);
    char *longer = PyMem_Realloc(text, n + 2);
    if (longer == NULL) {
        PyMem_Free(text);
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(longer + n, "%", 2);
    return longer;
}

static int
format_double(_PyUnicodeWriter *writer, double value,
              const struct hb_spec *spec)
{
    char *text = double_text(value, spec, spec->type == '%');
    if (text == NULL) {
        return -1;
    }
    Py_ssize_t n = (Py_ssize_t)strlen(text);
    int failed;
    if (is_plain(spec, n)) {
        failed = _PyUnicodeWriter_WriteASCIIString(writer, text, n);
    }
    else {
        struct number number = split_float(spec, text);
        failed = write_number(writer, spec, &number);
    }
    PyMem_Free(text);
    return failed;
}

static int
format_as_float(_PyUnicodeWriter *writer, PyObject *obj,
                const struct hb_spec *spec)
{
    double value = PyFloat_AsDouble(obj);
    if (value == -1.0 && PyErr_Occurred()) {
        return -1;
    }
    return format_double(writer, value, spec);
}

/* ---- complex ------------------------------------------------------------ */

static int
write_complex(_PyUnicodeWriter *writer, const struct hb_spec *spec,
              const char *re, const char *im, int parentheses)
{
    struct hb_spec plain = *spec;
    plain.width = -1;
    plain.align = '<';
    plain.fill = ' ';
    if (parentheses && _PyUnicodeWriter_WriteChar(writer, '(') < 0) {
        return -1;
    }
    if (re != NULL) {
        struct number number = split_float(&plain, re);
        if (write_number(writer, &plain, &number) < 0) {
            return -1;
        }
        plain.sign = '+';
    }
    struct number number = split_float(&plain, im);
    if (write_number(writer, &plain, &number) < 0) {
        return -1;
    }
    return _PyUnicodeWriter_WriteASCIIString(writer, parentheses ? "j)" : "j",
                                             -1);
}

/* The number without padding, as a str; a new reference. */
static PyObject *
complex_text(Py_complex value, const struct hb_spec *spec)
{
    int only_imaginary = spec->type == 0 && value.real == 0.0 &&
                         copysign(1.0, value.real) == 1.0;
    int parentheses = spec->type == 0 && !only_imaginary;
    /* Without a type, whole parts have no .0, unlike those of floats. */
    struct hb_spec parts = *spec;
    if (spec->type == 0) {
        parts.type = spec->precision < 0 ? 'r' : 'g';
        parts.precision = Py_MAX(spec->precision, 0);
    }
    char *re = double_text(value.real, &parts, 0);
    char *im = re == NULL ? NULL : double_text(value.imag, &parts, 0);
    PyObject *result = NULL;
    if (im != NULL) {
        _PyUnicodeWriter writer;
        _PyUnicodeWriter_Init(&writer);
        writer.overallocate = 1;
        if (write_complex(&writer, spec, only_imaginary ? NULL : re, im,
                          parentheses) < 0) {
            _PyUnicodeWriter_Dealloc(&writer);
        }
        else {
            result = _PyUnicodeWriter_Finish(&writer);
        }
    }
    PyMem_Free(re);
    PyMem_Free(im);
    return result;
}

static int
format_complex(_PyUnicodeWriter *writer, PyObject *obj,
               const struct hb_spec *spec)
{
    const char *fault = NULL;
    if (spec->fill == '0') {
        fault = "Zero padding is not allowed in complex format specifier";
    }
    else if (spec->align == '=') {
        fault = "'=' alignment flag is not allowed in complex format "
                "specifier";
    }
    if (fault != NULL) {
        PyErr_SetString(PyExc_ValueError, fault);
        return -1;
    }
    PyObject *text = complex_text(PyComplex_AsCComplex(obj), spec);
    if (text == NULL) {
        return -1;
    }
    Py_ssize_t left, right;
    Hb_SpecPadding(spec, PyUnicode_GET_LENGTH(text), &left, &right);
    int failed = Hb_WriteFill(writer, spec->fill, left) < 0 ||
                 _PyUnicodeWriter_WriteStr(writer, text) < 0 ||
                 Hb_WriteFill(writer, spec->fill, right) < 0;
    Py_DECREF(text);
    return failed ? -1 : 0;
}

/* ---- entry points ------------------------------------------------------- */

/* format(obj, '') is str(obj). */
static int
write_str(_PyUnicodeWriter *writer, PyObject *obj)
{
    return Hb_WriterTake(writer, PyObject_Str(obj));
}

static int
is_one_of(Py_UCS4 type, const char *types)
{
    return type != 0 && type < 128 && strchr(types, (int)type) != NULL;
}

int
_PyLong_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                             PyObject *format_spec, Py_ssize_t start,
                             Py_ssize_t end)
{
    struct hb_spec spec;
    if (start == end) {
        return PyLong_CheckExact(obj)
                   ? _PyLong_FormatWriter(writer, obj, 10, 0)
                   : write_str(writer, obj);
    }
    if (Hb_SpecParse(&spec, obj, format_spec, start, end, 'd', '>') < 0) {
        return -1;
    }
    if (is_one_of(spec.type, "bcdoxXn")) {
        return format_long(writer, obj, &spec);
    }
    if (is_one_of(spec.type, "eEfFgG%")) {
        return format_as_float(writer, obj, &spec);
    }
    return Hb_SpecUnknown(&spec, obj);
}

typedef int (*format_with)(_PyUnicodeWriter *writer, PyObject *obj,
                           const struct hb_spec *spec);

/* Formats with a function what says one of `types` or none. */
static int
format_real(_PyUnicodeWriter *writer, PyObject *obj, PyObject *format_spec,
            Py_ssize_t start, Py_ssize_t end, const char *types,
            format_with format)
{
    struct hb_spec spec;
    if (start == end) {
        return write_str(writer, obj);
    }
    if (Hb_SpecParse(&spec, obj, format_spec, start, end, 0, '>') < 0) {
        return -1;
    }
    if (spec.type == 0 || is_one_of(spec.type, types)) {
        return format(writer, obj, &spec);
    }
    return Hb_SpecUnknown(&spec, obj);
}

int
_PyFloat_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                              PyObject *format_spec, Py_ssize_t start,
                              Py_ssize_t end)
{
    return format_real(writer, obj, format_spec, start, end, "eEfFgGn%",
                       format_as_float);
}

int
_PyComplex_FormatAdvancedWriter(_PyUnicodeWriter *writer, PyObject *obj,
                                PyObject *format_spec, Py_ssize_t start,
                                Py_ssize_t end)
{
    return format_real(writer, obj, format_spec, start, end, "eEfFgGn",
                       format_complex);
}
