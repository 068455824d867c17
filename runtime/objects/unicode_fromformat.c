/* unicode_fromformat.c -- PyUnicode_FromFormat, the printf of the C API.
 *
 * 3.11 knows no flags but 0: from "%-24s" on, the format is copied as it
 * stands.  Width and precision of %s count characters after decoding, its
 * precision bytes before.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, unicode_fromformat_arg().
 */
#include "internal/hb_address.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

struct directive {
    int zero;
    Py_ssize_t width;     /* -1 for none */
    Py_ssize_t precision; /* -1 for none */
    char size;            /* 0, l, L for ll, z */
    char code;
};

/* ---- parsing ------------------------------------------------------------ */

/* Reads a decimal number; -1 with ValueError when it is too big. */
static int
parse_number(const char **f, Py_ssize_t *value, const char *what)
{
    *value = 0;
    for (; Py_ISDIGIT(**f); ++*f) {
        int digit_value = **f - '0';
        if (*value > (PY_SSIZE_T_MAX - digit_value) / 10) {
            PyErr_Format(PyExc_ValueError, "%s too big", what);
            return -1;
        }
        *value = *value * 10 + digit_value;
    }
    return 0;
}

static void
parse_size(const char **f, struct directive *d)
{
    const char *s = *f;
    if (s[0] == 'z' && strchr("dui", s[1]) && s[1]) {
        d->size = 'z';
        *f += 1;
    }
    else if (s[0] == 'l' && strchr("dui", s[1]) && s[1]) {
        d->size = 'l';
        *f += 1;
    }
    else if (s[0] == 'l' && s[1] == 'l' && strchr("dui", s[2]) && s[2]) {
        d->size = 'L';
        *f += 2;
    }
}

/* Reads a directive past its %; leaves *f at its code. */
static int
parse(const char **f, struct directive *d)
{
    *d = (struct directive){.width = -1, .precision = -1};
    if (**f == '0') {
        d->zero = 1;
        ++*f;
    }
    if (Py_ISDIGIT(**f) && parse_number(f, &d->width, "width") < 0) {
        return -1;
    }
    if (**f == '.') {
        ++*f;
        if (Py_ISDIGIT(**f) &&
            parse_number(f, &d->precision, "precision") < 0) {
            return -1;
        }
        if (**f == '%') {
            --*f;
        }
    }
    if (**f == '\0') {
        --*f;
    }
    parse_size(f, d);
    d->code = **f;
    return 0;
}

/* ---- writing ------------------------------------------------------------ */

static int
fill(_PyUnicodeWriter *writer, Py_ssize_t count, Py_UCS4 ch)
{
    if (count <= 0) {
        return 0;
    }
    if (_PyUnicodeWriter_Prepare(writer, count, ch) < 0) {
        return -1;
    }
    _PyUnicode_FastFill(writer->buffer, writer->pos, count, ch);
    writer->pos += count;
    return 0;
}

static int
write_str(_PyUnicodeWriter *writer, PyObject *str, const struct directive *d)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    if (d->precision >= 0) {
        n = Py_MIN(n, d->precision);
    }
    if (fill(writer, d->width - n, ' ') < 0) {
        return -1;
    }
    return _PyUnicodeWriter_WriteSubstring(writer, str, 0, n);
}

/* Takes the reference to str, which may be NULL. */
static int
write_new(_PyUnicodeWriter *writer, PyObject *str, const struct directive *d)
{
    if (str == NULL) {
        return -1;
    }
    int failed = write_str(writer, str, d);
    Py_DECREF(str);
    return failed;
}

static int
write_cstr(_PyUnicodeWriter *writer, const char *s, const struct directive *d)
{
    Py_ssize_t n = 0;
    unsigned char all = 0;
    while ((d->precision < 0 || n < d->precision) && s[n] != '\0') {
        all |= (unsigned char)s[n++];
    }
    if (all < 128) {
        return fill(writer, d->width - n, ' ') < 0
                   ? -1
                   : _PyUnicodeWriter_WriteASCIIString(writer, s, n);
    }
    struct directive rest = *d;
    rest.precision = -1;
    return write_new(
        writer, PyUnicode_DecodeUTF8Stateful(s, n, "replace", NULL), &rest);
}

static int
write_integer(_PyUnicodeWriter *writer, const char *text,
              const struct directive *d)
{
    Py_ssize_t n = (Py_ssize_t)strlen(text);
    Py_ssize_t digits = Py_MAX(d->precision, n);
    if (fill(writer, d->width - digits, d->zero ? '0' : ' ') < 0 ||
        fill(writer, digits - n, '0') < 0) {
        return -1;
    }
    return _PyUnicodeWriter_WriteASCIIString(writer, text, n);
}

static unsigned long long
take_unsigned(char size, va_list *vargs)
{
    switch (size) {
    case 'l':
        return va_arg(*vargs, unsigned long);
    case 'L':
        return va_arg(*vargs, unsigned long long);
    case 'z':
        return va_arg(*vargs, size_t);
    default:
        return va_arg(*vargs, unsigned int);
    }
}

static long long
take_signed(char size, va_list *vargs)
{
    switch (size) {
    case 'l':
        return va_arg(*vargs, long);
    case 'L':
        return va_arg(*vargs, long long);
    case 'z':
        return va_arg(*vargs, Py_ssize_t);
    default:
        return va_arg(*vargs, int);
    }
}

/* Writes the digits of n so that they end before `end`; where they begin. */
static char *
digits_before(char *end, unsigned long long n)
{
    do {
        *--end = (char)('0' + n % 10);
        n /= 10;
    } while (n != 0);
    return end;
}

static int
write_number(_PyUnicodeWriter *writer, const struct directive *d,
             va_list *vargs)
{
    char text[32], *first = text, *end = text + sizeof text - 1;
    *end = '\0';
    if (d->code == 'u') {
        first = digits_before(end, take_unsigned(d->size, vargs));
    }
    else if (d->code == 'x') {
        snprintf(text, sizeof text, "%x", va_arg(*vargs, unsigned int));
    }
    else {
        long long n = take_signed(d->size, vargs);
        first = digits_before(end, n < 0 ? 0ULL - (unsigned long long)n
                                         : (unsigned long long)n);
        if (n < 0) {
            *--first = '-';
        }
    }
    return write_integer(writer, first, d);
}

static int
write_char(_PyUnicodeWriter *writer, int ordinal)
{
    if (ordinal < 0 || ordinal > 0x10ffff) {
        PyErr_SetString(PyExc_OverflowError,
                        "character argument not in range(0x110000)");
        return -1;
    }
    return _PyUnicodeWriter_WriteChar(writer, (Py_UCS4)ordinal);
}

static int
write_pointer(_PyUnicodeWriter *writer, const void *pointer)
{
    char text[32] = "0x(nil)";
    int n = (int)strlen(text);
    if (pointer != NULL) {
        n = snprintf(text, sizeof text, "0x%" PRIxPTR,
                     Hb_AddressShown(pointer));
    }
    return _PyUnicodeWriter_WriteASCIIString(writer, text, n);
}

static int
write_either(_PyUnicodeWriter *writer, const struct directive *d,
             va_list *vargs)
{
    PyObject *obj = va_arg(*vargs, PyObject *);
    const char *s = va_arg(*vargs, const char *);
    return obj != NULL ? write_str(writer, obj, d) : write_cstr(writer, s, d);
}

/* Writes one argument; 1 when the code is unknown. */
static int
write_argument(_PyUnicodeWriter *writer, const struct directive *d,
               va_list *vargs)
{
    switch (d->code) {
    case 'c':
        return write_char(writer, va_arg(*vargs, int));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
        return write_number(writer, d, vargs);
    case 'p':
        return write_pointer(writer, va_arg(*vargs, void *));
    case 's':
        return write_cstr(writer, va_arg(*vargs, const char *), d);
    case 'U':
        return write_str(writer, va_arg(*vargs, PyObject *), d);
    case 'V':
        return write_either(writer, d, vargs);
    case 'S':
        return write_new(writer, PyObject_Str(va_arg(*vargs, PyObject *)), d);
    case 'R':
        return write_new(writer, PyObject_Repr(va_arg(*vargs, PyObject *)), d);
    case 'A':
        return write_new(writer, PyObject_ASCII(va_arg(*vargs, PyObject *)),
                         d);
    case '%':
        return _PyUnicodeWriter_WriteChar(writer, '%');
    default:
        return 1;
    }
}

/* ---- the format --------------------------------------------------------- */

/* Copies the text up to the next %; its length, or -1. */
static Py_ssize_t
write_text(_PyUnicodeWriter *writer, const char *f)
{
    Py_ssize_t n = 0;
    for (; f[n] != '\0' && f[n] != '%'; n++) {
        if ((unsigned char)f[n] > 127) {
            PyErr_Format(PyExc_ValueError,
                         "PyUnicode_FromFormatV() expects an ASCII-encoded "
                         "format string, got a non-ASCII byte: 0x%02x",
                         (unsigned char)f[n]);
            return -1;
        }
    }
    writer->overallocate = f[n] != '\0';
    return _PyUnicodeWriter_WriteASCIIString(writer, f, n) < 0 ? -1 : n;
}

/* Writes what begins at f; past it, or NULL. */
static const char *
write_directive(_PyUnicodeWriter *writer, const char *f, va_list *vargs)
{
    struct directive d;
    const char *code = f + 1;
    if (parse(&code, &d) < 0) {
        return NULL;
    }
    if (code[1] == '\0') {
        writer->overallocate = 0;
    }
    int result = write_argument(writer, &d, vargs);
    if (result == 1) {
        Py_ssize_t n = (Py_ssize_t)strlen(f);
        return _PyUnicodeWriter_WriteLatin1String(writer, f, n) < 0 ? NULL
                                                                    : f + n;
    }
    return result < 0 ? NULL : code + 1;
}

PyObject *
PyUnicode_FromFormatV(const char *format, va_list vargs)
{
    va_list arguments;
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.min_length = (Py_ssize_t)strlen(format) + 100;
    writer.overallocate = 1;
    va_copy(arguments, vargs);
    const char *f = format;
    while (f != NULL && *f != '\0') {
        if (*f == '%') {
            f = write_directive(&writer, f, &arguments);
            continue;
        }
        Py_ssize_t n = write_text(&writer, f);
        f = n < 0 ? NULL : f + n;
    }
    va_end(arguments);
    if (f == NULL) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

PyObject *
PyUnicode_FromFormat(const char *format, ...)
{
    va_list vargs;
    va_start(vargs, format);
    PyObject *result = PyUnicode_FromFormatV(format, vargs);
    va_end(vargs);
    return result;
}
