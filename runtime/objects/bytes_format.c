/* bytes_format.c -- bytes from a format: PyBytes_FromFormat and b'...' % args.
 *
 * Source: CPython 3.11, Objects/bytesobject.c; PEP 461.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- from C values ---- */

/* Writes one conversion of printf's kind; where the next goes, or NULL. */
static char *
write_unit(_PyBytesWriter *writer, char *at, const char **format, va_list *va,
           Py_ssize_t precision)
{
    char text[64];
    const char *from = text;
    char unit = **format, longer = '\0';
    Py_ssize_t size;

    if ((unit == 'l' || unit == 'z') &&
        ((*format)[1] == 'd' || (*format)[1] == 'u')) {
        longer = unit;
        unit = *++*format;
    }
    switch (unit) {
    case 'c':
        text[0] = (char)va_arg(*va, int);
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
        PyOS_snprintf(text, sizeof text, "%p", va_arg(*va, void *));
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
    method = _PyObject_LookupSpecial(arg, _Py_ID(__bytes__));
    if (method) {
        bytes = PyObject_CallNoArgs(method);
        Py_DECREF(method);
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

/* A conversion that text formatting knows as well: "%5.2f" % arg, encoded. */
static PyObject *
text_argument(const char *spec, Py_ssize_t size, PyObject *arg)
{
    if (strchr("eEfFgG", spec[size - 1]) && PyFloat_AsDouble(arg) == -1.0 &&
        PyErr_Occurred()) {
        return PyErr_Format(PyExc_TypeError,
                            "float argument required, not %.200s",
                            Py_TYPE(arg)->tp_name);
    }
    PyObject *format = PyUnicode_FromStringAndSize(spec, size);
    PyObject *tuple = format ? PyTuple_Pack(1, arg) : NULL;
    PyObject *text = tuple ? PyUnicode_Format(format, tuple) : NULL;
    PyObject *bytes = text ? PyUnicode_AsASCIIString(text) : NULL;

    Py_XDECREF(format);
    Py_XDECREF(tuple);
    Py_XDECREF(text);
    return bytes;
}

/* A run over the format: where it is, and which arguments are left. */
struct run {
    const char *at;
    const char *end;
    PyObject *args;   /* tuple, or the one argument */
    Py_ssize_t index; /* of the next; -2 when the one is used up */
    PyObject *dict;   /* for %(key), else NULL */
};

/* The next argument, borrowed. */
static PyObject *
next_argument(struct run *run)
{
    if (PyTuple_Check(run->args) && run->index < PyTuple_GET_SIZE(run->args)) {
        return PyTuple_GET_ITEM(run->args, run->index++);
    }
    if (!PyTuple_Check(run->args) && run->index == 0) {
        run->index = -2;
        return run->args;
    }
    PyErr_SetString(PyExc_TypeError, "not enough arguments for format string");
    return NULL;
}

/* The value of "(key)", owned; moves behind the parenthesis. */
static PyObject *
keyed_argument(struct run *run)
{
    const char *start = ++run->at;
    PyObject *key, *value;
    int depth = 1;

    if (!run->dict) {
        PyErr_SetString(PyExc_TypeError, "format requires a mapping");
        return NULL;
    }
    for (; run->at < run->end; run->at++) {
        depth += (*run->at == '(') - (*run->at == ')');
        if (depth == 0) {
            break;
        }
    }
    if (depth > 0) {
        PyErr_SetString(PyExc_ValueError, "incomplete format key");
        return NULL;
    }
    key = PyBytes_FromStringAndSize(start, run->at++ - start);
    value = key ? PyObject_GetItem(run->dict, key) : NULL;
    Py_XDECREF(key);
    return value;
}

/* Converts one argument; `spec` is "%" and the flags up to the letter. */
static PyObject *
convert(const char *spec, Py_ssize_t size, PyObject *arg)
{
    switch (spec[size - 1]) {
    case 'b':
    case 's':
        return bytes_argument(arg);
    case 'c':
        return byte_argument(arg);
    case 'a':
    case 'r': {
        PyObject *text = PyObject_ASCII(arg);
        PyObject *bytes = text ? PyUnicode_AsASCIIString(text) : NULL;

        Py_XDECREF(text);
        return bytes;
    }
    default:
        if (!strchr("diuxXoeEfFgG", spec[size - 1])) {
            return PyErr_Format(PyExc_ValueError,
                                "unsupported format character '%c' (0x%x)",
                                spec[size - 1], spec[size - 1]);
        }
        return text_argument(spec, size, arg);
    }
}

/* Width and precision of a conversion to bytes. */
static PyObject *
fit(PyObject *bytes, const char *spec, Py_ssize_t size)
{
    const char *letter = spec + size - 1, *at = spec + 1;
    Py_ssize_t width = 0, precision = -1, length = PyBytes_GET_SIZE(bytes);
    int left = 0;
    PyObject *result;

    if (!strchr("bscar", *letter)) {
        return bytes;
    }
    for (; at < letter && strchr("-+ #0", *at); at++) {
        left |= *at == '-';
    }
    width = strtol(at, (char **)&at, 10);
    if (*at == '.') {
        precision = strtol(at + 1, (char **)&at, 10);
    }
    if (precision >= 0 && *letter != 'c') {
        length = Py_MIN(length, precision);
    }
    if (width <= length && length == PyBytes_GET_SIZE(bytes)) {
        return bytes;
    }
    width = Py_MAX(width, length);
    result = PyBytes_FromStringAndSize(NULL, width);
    if (result && width > 0) {
        memset(PyBytes_AS_STRING(result), ' ', (size_t)width);
        memcpy(PyBytes_AS_STRING(result) + (left ? 0 : width - length),
               PyBytes_AS_STRING(bytes), (size_t)length);
    }
    Py_DECREF(bytes);
    return result;
}

/* Reads "%...X" and writes what it stands for. */
static char *
write_conversion(struct run *run, _PyBytesWriter *writer, char *at)
{
    char spec[64] = "%";
    Py_ssize_t size = 1;
    PyObject *arg = NULL, *bytes;
    int owned = 0;

    run->at++;
    if (run->at < run->end && *run->at == '(') {
        arg = keyed_argument(run);
        owned = 1;
        if (!arg) {
            return NULL;
        }
    }
    while (run->at < run->end && size < (Py_ssize_t)sizeof spec - 1 &&
           strchr("-+ #0123456789.hlL", *run->at)) {
        spec[size] = *run->at++;
        size += !strchr("hlL", spec[size]);
    }
    if (run->at == run->end) {
        PyErr_SetString(PyExc_ValueError, "incomplete format");
        Py_XDECREF(arg);
        return NULL;
    }
    if (*run->at == '%') {
        run->at++;
        Py_XDECREF(arg);
        return _PyBytesWriter_WriteBytes(writer, at, "%", 1);
    }
    spec[size++] = *run->at++;
    spec[size] = '\0';
    arg = arg ? arg : next_argument(run);
    bytes = arg ? convert(spec, size, arg) : NULL;
    bytes = bytes ? fit(bytes, spec, size) : NULL;
    if (owned) {
        Py_DECREF(arg);
    }
    if (!bytes) {
        return NULL;
    }
    at = _PyBytesWriter_WriteBytes(writer, at, PyBytes_AS_STRING(bytes),
                                   PyBytes_GET_SIZE(bytes));
    Py_DECREF(bytes);
    return at;
}

PyObject *
_PyBytes_FormatEx(const char *format, Py_ssize_t len, PyObject *args,
                  int use_bytearray)
{
    struct run run = {format, format + len, args, 0, NULL};
    _PyBytesWriter writer;
    char *at;

    if (PyMapping_Check(args) && !PyTuple_Check(args) &&
        !PyBytes_Check(args) && !PyUnicode_Check(args) &&
        !PyByteArray_Check(args)) {
        run.dict = args;
    }
    _PyBytesWriter_Init(&writer);
    writer.use_bytearray = use_bytearray;
    at = _PyBytesWriter_Alloc(&writer, len);
    writer.overallocate = 1;
    while (at && run.at < run.end) {
        const char *mark = memchr(run.at, '%', (size_t)(run.end - run.at));

        mark = mark ? mark : run.end;
        at = _PyBytesWriter_WriteBytes(&writer, at, run.at, mark - run.at);
        run.at = mark;
        if (at && mark < run.end) {
            at = write_conversion(&run, &writer, at);
        }
    }
    if (at && !run.dict &&
        (PyTuple_Check(args) ? run.index < PyTuple_GET_SIZE(args)
                             : run.index == 0)) {
        PyErr_SetString(PyExc_TypeError,
                        "not all arguments converted during bytes formatting");
        at = NULL;
    }
    if (!at) {
        _PyBytesWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyBytesWriter_Finish(&writer, at);
}
