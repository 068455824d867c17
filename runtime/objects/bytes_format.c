/* bytes_format.c -- bytes from a format: PyBytes_FromFormat and b'...' % args.
 *
 * Source: CPython 3.11, Objects/bytesobject.c; PEP 461.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_percent.h"

/* ---- from C values ---- */

/* CPython puts 0x before what the C library says, if it is not there. */
static void
print_pointer(char *text, size_t size, const void *pointer)
{
    PyOS_snprintf(text, size, pointer == NULL ? "0x(nil)" : "%p", pointer);
}

/* Writes one conversion of printf's kind; where the next goes, or NULL. */
static char *
write_unit(_PyBytesWriter *writer, char *at, const char **format, va_list *va,
           Py_ssize_t precision)
{
    char text[64];
    const char *from = text;
    char unit = **format, longer = '\0';
    Py_ssize_t size;
    int byte;

    if ((unit == 'l' || unit == 'z') &&
        ((*format)[1] == 'd' || (*format)[1] == 'u')) {
        longer = unit;
        unit = *++*format;
    }
    switch (unit) {
    case 'c':
        byte = va_arg(*va, int);
        if (byte < 0 || byte > 255) {
            PyErr_SetString(PyExc_OverflowError,
                            "PyBytes_FromFormatV(): %c format expects an "
                            "integer in range [0; 255]");
            return NULL;
        }
        text[0] = (char)byte;
        return _PyBytesWriter_WriteBytes(writer, at, text, 1);
    case 'd':
        PyOS_snprintf(text, sizeof text, "%zd",
                      longer == 'l'   ? (Py_ssize_t)va_arg(*va, long)
                      : longer == 'z' ? va_arg(*va, Py_ssize_t)
                                      : (Py_ssize_t)va_arg(*va, int));
        break;
    case 'i':
        PyOS_snprintf(text, sizeof text, "%i", va_arg(*va, int));
        break;
    case 'u':
        PyOS_snprintf(text, sizeof text, "%zu",
                      longer == 'l'   ? (size_t)va_arg(*va, unsigned long)
                      : longer == 'z' ? va_arg(*va, size_t)
                                      : (size_t)va_arg(*va, unsigned int));
        break;
    case 'x':
        PyOS_snprintf(text, sizeof text, "%x", va_arg(*va, int));
        break;
    case 'p':
        print_pointer(text, sizeof text, va_arg(*va, void *));
        break;
    case 's':
        from = va_arg(*va, const char *);
        break;
    case '%':
        return _PyBytesWriter_WriteBytes(writer, at, "%", 1);
    default:
        return NULL;
    }
    size = (Py_ssize_t)(unit == 's' && precision >= 0
                            ? strnlen(from, (size_t)precision)
                            : strlen(from));
    return _PyBytesWriter_WriteBytes(writer, at, from, size);
}

PyObject *
PyBytes_FromFormatV(const char *format, va_list vargs)
{
    _PyBytesWriter writer;
    va_list va;
    char *at;

    va_copy(va, vargs);
    _PyBytesWriter_Init(&writer);
    at = _PyBytesWriter_Alloc(&writer, (Py_ssize_t)strlen(format));
    writer.overallocate = 1;
    for (; at && *format; format++) {
        const char *start = format;
        Py_ssize_t precision = -1;
        char *next;

        if (*format != '%') {
            at = _PyBytesWriter_WriteBytes(&writer, at, format, 1);
            continue;
        }
        format++;
        while (Py_ISDIGIT(*format)) {
            format++; /* a width is read and not used */
        }
        if (*format == '.') {
            precision = (Py_ssize_t)strtol(format + 1, (char **)&format, 10);
        }
        next = write_unit(&writer, at, &format, &va, precision);
        if (!next && !PyErr_Occurred()) {
            /* An unknown unit: the rest is copied as it is. */
            at = _PyBytesWriter_WriteBytes(&writer, at, start,
                                           (Py_ssize_t)strlen(start));
            break;
        }
        at = next;
    }
    va_end(va);
    if (!at) {
        _PyBytesWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyBytesWriter_Finish(&writer, at);
}

PyObject *
PyBytes_FromFormat(const char *format, ...)
{
    va_list vargs;
    PyObject *result;

    va_start(vargs, format);
    result = PyBytes_FromFormatV(format, vargs);
    va_end(vargs);
    return result;
}

/* ---- b'...' % args ---- */

/* The bytes of an argument of %b or %s: a buffer, or by __bytes__. */
static PyObject *
bytes_argument(PyObject *arg)
{
    PyObject *method, *bytes;

    if (PyBytes_Check(arg)) {
        return Py_NewRef(arg);
    }
    method = _PyObject_LookupSpecial(arg, &_Py_ID(__bytes__));
    if (method) {
        bytes = PyObject_CallNoArgs(method);
        Py_DECREF(method);
        if (bytes && !PyBytes_Check(bytes)) {
            PyErr_Format(PyExc_TypeError,
                         "__bytes__ returned non-bytes (type %.200s)",
                         Py_TYPE(bytes)->tp_name);
            Py_CLEAR(bytes);
        }
        return bytes;
    }
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (PyObject_CheckBuffer(arg)) {
        return PyBytes_FromObject(arg);
    }
    return PyErr_Format(PyExc_TypeError,
                        "%%b requires a bytes-like object, or an object that "
                        "implements __bytes__, not '%.100s'",
                        Py_TYPE(arg)->tp_name);
}

static PyObject *
byte_argument(PyObject *arg)
{
    char byte;
    long value;

    if (PyBytes_Check(arg) && PyBytes_GET_SIZE(arg) == 1) {
        return Py_NewRef(arg);
    }
    if (PyByteArray_Check(arg) && PyByteArray_GET_SIZE(arg) == 1) {
        return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(arg), 1);
    }
    if (!PyLong_Check(arg)) {
        PyErr_SetString(PyExc_TypeError, "%c requires an integer in range(256)"
                                         " or a single byte");
        return NULL;
    }
    value = PyLong_AsLong(arg);
    if (value < 0 || value > 255) {
        PyErr_SetString(PyExc_OverflowError, "%c arg not in range(256)");
        return NULL;
    }
    byte = (char)value;
    return PyBytes_FromStringAndSize(&byte, 1);
}

/* The argument is asked for its __float__ once. */
static PyObject *
float_argument(PyObject *arg, struct hb_item *item)
{
    double value = PyFloat_AsDouble(arg);
    if (value == -1.0 && PyErr_Occurred()) {
        return PyErr_Format(PyExc_TypeError,
                            "float argument required, not %.200s",
                            Py_TYPE(arg)->tp_name);
    }
    PyObject *number = PyFloat_FromDouble(value);
    PyObject *text = number == NULL ? NULL : Hb_PercentText(number, item);
    Py_XDECREF(number);
    return text;
}

/* The bytes of the argument without padding; a new reference. */
static PyObject *
convert(struct hb_percent *p, PyObject *arg, struct hb_item *item)
{
    switch (item->code) {
    case 'b':
    case 's':
        return bytes_argument(arg);
    case 'c':
        return byte_argument(arg);
    case 'r':
        item->code = 'a';
        break;
    case 'i':
        item->code = 'd';
        break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return float_argument(arg, item);
    default:
        break;
    }
    PyObject *text = Hb_PercentText(arg, item);
    if (!text && !PyErr_Occurred()) {
        Hb_PercentUnknown(p, item->code);
    }
    return text;
}

/* Writes what convert() gave, which is bytes or a str of ASCII, with its sign
 * and in its width. */
static char *
write_item(_PyBytesWriter *writer, char *at, const struct hb_item *item,
           PyObject *value)
{
    int is_text = PyUnicode_Check(value);
    const char *data =
        is_text ? PyUnicode_DATA(value) : PyBytes_AS_STRING(value);
    Py_ssize_t size =
        is_text ? PyUnicode_GET_LENGTH(value) : PyBytes_GET_SIZE(value);
    Py_ssize_t prefix = Hb_PercentPrefix(item), pad;
    char sign = '\0';
    int left = item->flags & HB_LEFT, zero;

    if (item->numeric) {
        sign = item->flags & HB_SIGN ? '+' : item->flags & HB_BLANK ? ' ' : 0;
        if (*data == '-' || *data == '+') {
            sign = *data++;
            size--;
        }
    }
    else if (item->precision >= 0 && item->code != 'c') {
        size = Py_MIN(size, item->precision);
    }
    pad = Py_MAX(item->width - size - (sign != 0), 0);
    zero = item->numeric && (item->flags & HB_ZERO) && !left;
    at = _PyBytesWriter_Prepare(writer, at, pad + size + (sign != 0));
    if (!at) {
        return NULL;
    }
    if (!left && !zero) {
        memset(at, ' ', (size_t)pad);
        at += pad;
    }
    if (sign) {
        *at++ = sign;
    }
    memcpy(at, data, (size_t)prefix);
    at += prefix;
    if (zero) {
        memset(at, '0', (size_t)pad);
        at += pad;
    }
    memcpy(at, data + prefix, (size_t)(size - prefix));
    at += size - prefix;
    if (left) {
        memset(at, ' ', (size_t)pad);
        at += pad;
    }
    return at;
}

/* Reads a directive, past its '%', and writes what it stands for. */
static char *
write_directive(struct hb_percent *p, _PyBytesWriter *writer, char *at)
{
    struct hb_item item;
    PyObject *arg, *value;
    int base;

    if (p->at < p->length && ((const char *)p->data)[p->at] == '%') {
        p->at++;
        return _PyBytesWriter_WriteBytes(writer, at, "%", 1);
    }
    if (Hb_PercentParse(p, &item) < 0) {
        return NULL;
    }
    arg = Hb_PercentArgument(p);
    if (!arg) {
        return NULL;
    }
    base = Hb_PercentPlainBase(&item, arg);
    if (base) {
        return _PyLong_FormatBytesWriter(writer, at, arg, base,
                                         item.flags & HB_ALTERNATE);
    }
    value = convert(p, arg, &item);
    if (!value) {
        return NULL;
    }
    at = write_item(writer, at, &item, value);
    Py_DECREF(value);
    return at;
}

static char *
write_all(struct hb_percent *p, _PyBytesWriter *writer, char *at)
{
    const char *format = p->data;

    while (at && p->at < p->length) {
        const char *from = format + p->at;
        const char *mark = memchr(from, '%', (size_t)(p->length - p->at));
        Py_ssize_t size = mark ? mark - from : p->length - p->at;

        at = _PyBytesWriter_WriteBytes(writer, at, from, size);
        p->at += size + 1;
        if (at && mark) {
            at = write_directive(p, writer, at);
        }
    }
    if (at && Hb_PercentLeft(p)) {
        PyErr_SetString(PyExc_TypeError,
                        "not all arguments converted during bytes formatting");
        return NULL;
    }
    return at;
}

PyObject *
_PyBytes_FormatEx(const char *format, Py_ssize_t len, PyObject *args,
                  int use_bytearray)
{
    struct hb_percent p = {.kind = PyUnicode_1BYTE_KIND,
                           .data = format,
                           .length = len,
                           .has_bytes = 1};
    _PyBytesWriter writer;
    char *at;

    Hb_PercentBegin(&p, args);
    _PyBytesWriter_Init(&writer);
    writer.use_bytearray = use_bytearray;
    at = _PyBytesWriter_Alloc(&writer, len);
    writer.min_size = 0;
    writer.overallocate = 1;
    at = at ? write_all(&p, &writer, at) : NULL;
    Py_XDECREF(p.owned);
    if (!at) {
        _PyBytesWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyBytesWriter_Finish(&writer, at);
}
