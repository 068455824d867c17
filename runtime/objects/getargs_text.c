/* getargs_text.c -- the units of a format for text, bytes and buffers.
 *
 *   s z   str as UTF-8; z: or None
 *   u Z   str as wchar_t, the old way; Z: or None
 *   y     bytes
 *   w*    memory that may be written
 *   es et encoded copy
 *
 * With "*" a Py_buffer is filled, which the caller releases; with "#" a
 * pointer and a length; else a pointer to text without zero bytes.
 *
 * Source: CPython 3.11, Python/getargs.c.
 */

#include <stddef.h>
#include <wchar.h>

#include "Python.h"
#include "internal/hb_convert.h"

#define FAILED    "failed"
#define NOT_CLEAN "PY_SSIZE_T_CLEAN macro must be defined for '#' formats"

static void
release(void *item)
{
    PyBuffer_Release(item);
}

static void
free_copy(void *item)
{
    char **copy = item;

    PyMem_Free(*copy);
    *copy = NULL;
}

/* ---- buffers ---- */

/* Fills a Py_buffer from an exporter; what is wrong with it, or NULL.  The
 * exporter's exception stands: it is more exact than ours. */
static const char *
fill_buffer(PyObject *arg, Py_buffer *view)
{
    if (PyObject_GetBuffer(arg, view, PyBUF_SIMPLE)) {
        return "bytes-like object";
    }
    if (!PyBuffer_IsContiguous(view, 'C')) {
        PyBuffer_Release(view);
        return "contiguous buffer";
    }
    return NULL;
}

static const char *
convert_view(struct conversion *conversion, char unit, PyObject *arg)
{
    Py_buffer *view = va_arg(conversion->va, Py_buffer *);
    const char *expected = NULL;

    conversion->format++;
    if (unit == 'z' && arg == Py_None) {
        PyBuffer_FillInfo(view, NULL, NULL, 0, 1, 0);
    }
    else if (unit != 'y' && PyUnicode_Check(arg)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(arg, &size);

        if (!text) {
            return Hb_ConvertExpected(conversion, "(unicode conversion error)",
                                      arg);
        }
        PyBuffer_FillInfo(view, arg, (void *)text, size, 1, 0);
    }
    else {
        expected = fill_buffer(arg, view);
    }
    if (expected) {
        return Hb_ConvertExpected(conversion, expected, arg);
    }
    return Hb_ConvertCleanup(conversion, view, release, NULL) < 0 ? FAILED
                                                                  : NULL;
}

static const char *
convert_writable(struct conversion *conversion, PyObject *arg)
{
    Py_buffer *view;

    if (*conversion->format != '*') {
        return Hb_ConvertExpected(conversion,
                                  "(unknown parser marker combination)", arg);
    }
    conversion->format++;
    view = va_arg(conversion->va, Py_buffer *);
    if (PyObject_GetBuffer(arg, view, PyBUF_WRITABLE) < 0) {
        PyErr_Clear();
        return Hb_ConvertExpected(conversion, "read-write bytes-like object",
                                  arg);
    }
    if (!PyBuffer_IsContiguous(view, 'C')) {
        PyBuffer_Release(view);
        return Hb_ConvertExpected(conversion, "contiguous buffer", arg);
    }
    return Hb_ConvertCleanup(conversion, view, release, NULL) < 0 ? FAILED
                                                                  : NULL;
}

/* ---- pointers ---- */

/* Memory that stays where it is without a lock: bytes, but not a bytearray. */
static const char *
stable_bytes(PyObject *arg, const char **data, Py_ssize_t *size)
{
    PyBufferProcs *procs = Py_TYPE(arg)->tp_as_buffer;
    Py_buffer view;
    const char *expected;

    *data = NULL;
    if (procs && procs->bf_releasebuffer) {
        return "read-only bytes-like object";
    }
    expected = fill_buffer(arg, &view);
    if (!expected) {
        *data = view.buf;
        *size = view.len;
        PyBuffer_Release(&view);
    }
    return expected;
}

/* The place for a length, if the unit has a "#".
 *
 * Fails:  -1 with SystemError where a length would have another size. */
static int
size_place(struct conversion *conversion, Py_ssize_t **place)
{
    *place = NULL;
    if (*conversion->format != '#') {
        return 0;
    }
    if (!conversion->has_size) {
        PyErr_SetString(PyExc_SystemError, NOT_CLEAN);
        return -1;
    }
    conversion->format++;
    *place = va_arg(conversion->va, Py_ssize_t *);
    return 0;
}

/* The text or the bytes of an argument; what is wrong with it, or NULL. */
static const char *
text_of(char unit, PyObject *arg, int with_size, const char **data,
        Py_ssize_t *size)
{
    *size = 0;
    *data = NULL;
    if (unit == 'z' && arg == Py_None) {
        return NULL;
    }
    if (unit != 'y' && PyUnicode_Check(arg)) {
        *data = PyUnicode_AsUTF8AndSize(arg, size);
        return *data ? NULL : "(unicode conversion error)";
    }
    if (unit == 'y' || with_size) {
        return stable_bytes(arg, data, size);
    }
    return unit == 'z' ? "str or None" : "str";
}

static const char *
convert_pointer(struct conversion *conversion, char unit, PyObject *arg)
{
    const char **place = va_arg(conversion->va, const char **);
    Py_ssize_t *length, size;
    const char *data = NULL, *expected;

    /* Bytes are asked for before the "#" is looked at, text after it. */
    expected = unit == 'y' ? text_of(unit, arg, 1, &data, &size) : NULL;
    if (!expected && size_place(conversion, &length) < 0) {
        return FAILED;
    }
    if (unit != 'y') {
        expected = text_of(unit, arg, length != NULL, &data, &size);
    }
    if (expected) {
        return Hb_ConvertExpected(conversion, expected, arg);
    }
    if (length) {
        *length = size;
    }
    else if (data && (Py_ssize_t)strlen(data) != size) {
        PyErr_SetString(PyExc_ValueError, unit == 'y'
                                              ? "embedded null byte"
                                              : "embedded null character");
        return FAILED;
    }
    *place = data;
    return NULL;
}

/* The letters of a str as the platform's wide characters, kept in the str. */
static const char *
convert_wide(struct conversion *conversion, char unit, PyObject *arg)
{
    const wchar_t **place;
    Py_ssize_t *length, size = 0;

    if (PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "getargs: The '%c' format is deprecated. Use 'U' "
                         "instead.",
                         unit) < 0) {
        return FAILED;
    }
    place = va_arg(conversion->va, const wchar_t **);
    if (size_place(conversion, &length) < 0) {
        return FAILED;
    }
    *place = NULL;
    if (PyUnicode_Check(arg)) {
        *place = PyUnicode_AsUnicodeAndSize(arg, &size);
        if (!*place) {
            return FAILED;
        }
    }
    else if (unit == 'u' || arg != Py_None) {
        return Hb_ConvertExpected(conversion,
                                  unit == 'u' ? "str" : "str or None", arg);
    }
    if (length) {
        *length = size;
    }
    else if (*place && (Py_ssize_t)wcslen(*place) != size) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return FAILED;
    }
    return NULL;
}

/* ---- encoded copies ---- */

/* A new bytes object with the argument in the encoding. */
static PyObject *
encoded(PyObject *arg, const char *encoding, int keeps_bytes)
{
    if (keeps_bytes && PyBytes_Check(arg)) {
        return Py_NewRef(arg);
    }
    if (keeps_bytes && PyByteArray_Check(arg)) {
        return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(arg),
                                         PyByteArray_GET_SIZE(arg));
    }
    return PyUnicode_AsEncodedString(arg, encoding ? encoding : "utf-8", NULL);
}

/* Copies into memory that the caller gave (with its size), or into new. */
static const char *
store_copy(struct conversion *conversion, PyObject *arg, PyObject *bytes,
           char **place, Py_ssize_t *room)
{
    Py_ssize_t size = PyBytes_GET_SIZE(bytes);
    const char *text = PyBytes_AS_STRING(bytes);

    if (!room && (Py_ssize_t)strlen(text) != size) {
        return Hb_ConvertExpected(conversion,
                                  "encoded string without null bytes", arg);
    }
    if (room && *place && size + 1 > *room) {
        PyErr_Format(PyExc_ValueError,
                     "encoded string too long (%zd, maximum length %zd)", size,
                     *room - 1);
        return FAILED;
    }
    if (!room || !*place) {
        *place = PyMem_Malloc((size_t)size + 1);
        if (!*place) {
            PyErr_NoMemory();
            return FAILED;
        }
        if (Hb_ConvertCleanup(conversion, place, free_copy, NULL) < 0) {
            free_copy(place);
            return FAILED;
        }
    }
    memcpy(*place, text, (size_t)size + 1);
    if (room) {
        *room = size;
    }
    return NULL;
}

static const char *
convert_encoded(struct conversion *conversion, PyObject *arg)
{
    const char *encoding = va_arg(conversion->va, const char *);
    char kind = *conversion->format;
    char **place;
    Py_ssize_t *room = NULL;
    PyObject *bytes;
    const char *result;
    int keeps_bytes = kind == 't';

    if (kind != 's' && kind != 't') {
        return Hb_ConvertExpected(conversion,
                                  "(unknown parser marker combination)", arg);
    }
    conversion->format++;
    place = va_arg(conversion->va, char **);
    if (*conversion->format == '#') {
        conversion->format++;
        room = va_arg(conversion->va, Py_ssize_t *);
    }
    if (!PyUnicode_Check(arg) &&
        !(keeps_bytes && (PyBytes_Check(arg) || PyByteArray_Check(arg)))) {
        return Hb_ConvertExpected(
            conversion, keeps_bytes ? "str, bytes or bytearray" : "str", arg);
    }
    bytes = encoded(arg, encoding, keeps_bytes);
    if (!bytes) {
        return Hb_ConvertExpected(conversion, "(encoding failed)", arg);
    }
    result = store_copy(conversion, arg, bytes, place, room);
    Py_DECREF(bytes);
    return result;
}

const char *
Hb_ConvertText(struct conversion *conversion, char unit, PyObject *arg)
{
    if (unit == 'e') {
        return convert_encoded(conversion, arg);
    }
    if (unit == 'w') {
        return convert_writable(conversion, arg);
    }
    if (unit == 'u' || unit == 'Z') {
        return convert_wide(conversion, unit, arg);
    }
    return *conversion->format == '*' ? convert_view(conversion, unit, arg)
                                      : convert_pointer(conversion, unit, arg);
}

/* ---- skipping ---- */

static void
skip_object(struct conversion *conversion)
{
    if (*conversion->format == '!') {
        (void)va_arg(conversion->va, PyTypeObject *);
        conversion->format++;
    }
    else if (*conversion->format == '&') {
        (void)va_arg(conversion->va, int (*)(PyObject *, void *));
        conversion->format++;
    }
    (void)va_arg(conversion->va, void *);
}

/* Steps over a pointer to text, and the length behind it. */
static const char *
skip_text(struct conversion *conversion, char unit)
{
    const char **format = &conversion->format;

    (void)va_arg(conversion->va, char **);
    if (**format == '#') {
        if (!conversion->has_size) {
            return NOT_CLEAN;
        }
        (void)va_arg(conversion->va, Py_ssize_t *);
        ++*format;
    }
    else if (**format == '*' && strchr("szyw", unit)) {
        ++*format;
    }
    return NULL;
}

/* Steps over the places of one letter; what is wrong with it, or NULL. */
static const char *
skip_letter(struct conversion *conversion, char unit)
{
    if (unit == 'e') {
        (void)va_arg(conversion->va, const char *);
        if (*conversion->format != 's' && *conversion->format != 't') {
            return "impossible<bad format char>";
        }
        conversion->format++;
    }
    if (strchr("eszyuZw", unit)) {
        return skip_text(conversion, unit);
    }
    if (unit == 'O') {
        skip_object(conversion);
        return NULL;
    }
    if (!strchr("bBhHiInlkLKfdDcpCSYU", unit)) {
        return unit == ')' ? "Unmatched right paren in format string"
                           : "impossible<bad format char>";
    }
    (void)va_arg(conversion->va, void *);
    return NULL;
}

/* Steps over one unit, which may be a row of them in parentheses. */
static const char *
skip_unit(struct conversion *conversion)
{
    int depth = 0;

    do {
        char unit = *conversion->format;
        const char *wrong;

        if (depth > 0 && Hb_ConvertAtEnd(conversion->format)) {
            return "Unmatched left paren in format string";
        }
        conversion->format++;
        if (unit == '(' || (unit == ')' && depth > 0)) {
            depth += unit == '(' ? 1 : -1;
            continue;
        }
        wrong = skip_letter(conversion, unit);
        if (wrong) {
            return wrong;
        }
    } while (depth > 0);
    return NULL;
}

const char *
Hb_ConvertSkip(struct conversion *conversion)
{
    const char *begin = conversion->format;
    const char *wrong = skip_unit(conversion);

    if (wrong) {
        conversion->format = begin; /* which the message cites */
    }
    return wrong;
}
