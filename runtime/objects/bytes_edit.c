/* bytes_edit.c -- bytes and bytearray with parts replaced, cut off, filled up.
 *
 * Source: CPython 3.11, Objects/bytesobject.c,
 * Objects/stringlib/transmogrify.h.
 */

#include "Python.h"
#include "internal/hb_getargs.h"
#include "internal/hb_bytes.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_strhex.h"

/* self[from:to], or self itself if that is all of it. */
static PyObject *
part(PyObject *self, Py_ssize_t from, Py_ssize_t to)
{
    struct run run = Hb_BytesRun(self);

    return from == 0 && to == run.size
               ? Hb_BytesSame(self)
               : Hb_BytesMake(self, run.data + from, to - from);
}

/* ---- strip ---- */

enum { LEFT = 1, RIGHT = 2 };

static int
is_stripped(char c, const Py_buffer *chars)
{
    return chars ? memchr(chars->buf, c, (size_t)chars->len) != NULL
                 : Py_ISSPACE((unsigned char)c);
}

static PyObject *
strip_bytes(PyObject *self, const Py_buffer *chars, int sides)
{
    struct run run = Hb_BytesRun(self);
    Py_ssize_t from = 0, to = run.size;

    while ((sides & LEFT) && from < to && is_stripped(run.data[from], chars)) {
        from++;
    }
    while ((sides & RIGHT) && to > from &&
           is_stripped(run.data[to - 1], chars)) {
        to--;
    }
    return part(self, from, to);
}

static PyObject *
strip(PyObject *self, PyObject *args, const char *name, int sides)
{
    PyObject *chars = Py_None, *result;
    Py_buffer view;

    if (!PyArg_UnpackTuple(args, name, 0, 1, &chars)) {
        return NULL;
    }
    if (chars == Py_None) {
        return strip_bytes(self, NULL, sides);
    }
    if (PyObject_GetBuffer(chars, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    result = strip_bytes(self, &view, sides);
    PyBuffer_Release(&view);
    return result;
}

PyObject *
Hb_BytesStrip(PyObject *self, PyObject *args)
{
    return strip(self, args, "strip", LEFT | RIGHT);
}

PyObject *
Hb_BytesLStrip(PyObject *self, PyObject *args)
{
    return strip(self, args, "lstrip", LEFT);
}

PyObject *
Hb_BytesRStrip(PyObject *self, PyObject *args)
{
    return strip(self, args, "rstrip", RIGHT);
}

static PyObject *
remove_end(PyObject *self, PyObject *end, int at_end)
{
    struct run run = Hb_BytesRun(self);
    Py_buffer view;
    Py_ssize_t from = 0, to = run.size;

    if (PyObject_GetBuffer(end, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    if (view.len <= run.size &&
        !memcmp(at_end ? run.data + run.size - view.len : run.data, view.buf,
                (size_t)view.len)) {
        from += at_end ? 0 : view.len;
        to -= at_end ? view.len : 0;
    }
    PyBuffer_Release(&view);
    return part(self, from, to);
}

PyObject *
Hb_BytesRemovePrefix(PyObject *self, PyObject *prefix)
{
    return remove_end(self, prefix, 0);
}

PyObject *
Hb_BytesRemoveSuffix(PyObject *self, PyObject *suffix)
{
    return remove_end(self, suffix, 1);
}

/* ---- replace ---- */

/* How often `old` will be replaced, at most `most` times. */
static Py_ssize_t
count_places(struct run run, const Py_buffer *old, Py_ssize_t most)
{
    Py_ssize_t count = 0, at = 0;

    if (old->len == 0) {
        return Py_MIN(most, run.size + 1);
    }
    while (count < most && (at = _PyBytes_Find(run.data + at, run.size - at,
                                               old->buf, old->len, at)) >= 0) {
        count++;
        at += old->len;
    }
    return count;
}

/* Copies with `count` replacements; an empty `old` stands before each byte. */
static void
fill_replaced(char *out, struct run run, const Py_buffer *old,
              const Py_buffer *fresh, Py_ssize_t count)
{
    Py_ssize_t at = 0;

    for (; count > 0; count--) {
        Py_ssize_t next = old->len
                              ? _PyBytes_Find(run.data + at, run.size - at,
                                              old->buf, old->len, at)
                              : at;

        memcpy(out, run.data + at, (size_t)(next - at));
        out += next - at;
        memcpy(out, fresh->buf, (size_t)fresh->len);
        out += fresh->len;
        at = next + old->len;
        if (old->len == 0 && at < run.size) {
            *out++ = run.data[at++];
        }
    }
    memcpy(out, run.data + at, (size_t)(run.size - at));
}

static PyObject *
replace(PyObject *self, const Py_buffer *old, const Py_buffer *fresh,
        Py_ssize_t most)
{
    struct run run = Hb_BytesRun(self);
    Py_ssize_t count = count_places(run, old, most);
    Py_ssize_t more = fresh->len - old->len;
    PyObject *result;

    if (count == 0 || old->len + fresh->len == 0) {
        return Hb_BytesSame(self);
    }
    if (more > 0 && count > (PY_SSIZE_T_MAX - run.size) / more) {
        PyErr_SetString(PyExc_OverflowError, "replace bytes is too long");
        return NULL;
    }
    result = Hb_BytesMake(self, NULL, run.size + count * more);
    if (result && run.size + count * more > 0) {
        fill_replaced(Hb_BytesFill(result), run, old, fresh, count);
    }
    return result;
}

/* The buffers of both objects; -1 with an exception, and none is held. */
static int
get_buffers(PyObject *first, PyObject *second, Py_buffer *a, Py_buffer *b)
{
    if (PyObject_GetBuffer(first, a, PyBUF_SIMPLE)) {
        return -1;
    }
    if (PyObject_GetBuffer(second, b, PyBUF_SIMPLE)) {
        PyBuffer_Release(a);
        return -1;
    }
    return 0;
}

PyObject *
Hb_BytesReplace(PyObject *self, PyObject *args)
{
    PyObject *first, *second, *count = NULL, *result;
    Py_buffer old, fresh;
    Py_ssize_t most = -1;

    if (!PyArg_UnpackTuple(args, "replace", 2, 3, &first, &second, &count) ||
        get_buffers(first, second, &old, &fresh)) {
        return NULL;
    }
    if (count) {
        most = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    }
    if (most == -1 && PyErr_Occurred()) {
        PyBuffer_Release(&old);
        PyBuffer_Release(&fresh);
        return NULL;
    }
    result = replace(self, &old, &fresh, most < 0 ? PY_SSIZE_T_MAX : most);
    PyBuffer_Release(&old);
    PyBuffer_Release(&fresh);
    return result;
}

/* ---- translate ---- */

/* Gives a result the size it turned out to have. */
static PyObject *
fit(PyObject *result, Py_ssize_t size)
{
    if (PyByteArray_Check(result)) {
        if (PyByteArray_Resize(result, size) < 0) {
            Py_CLEAR(result);
        }
    }
    else if (size != PyBytes_GET_SIZE(result)) {
        _PyBytes_Resize(&result, size);
    }
    return result;
}

static PyObject *
translate(PyObject *self, const char *table, const Py_buffer *deleted)
{
    struct run run = Hb_BytesRun(self);
    PyObject *result = Hb_BytesMake(self, NULL, run.size);
    Py_ssize_t size = 0;
    int changed = 0;

    if (!result) {
        return NULL;
    }
    char *out = Hb_BytesFill(result);
    for (Py_ssize_t i = 0; i < run.size; i++) {
        char c = run.data[i];

        if (deleted && memchr(deleted->buf, c, (size_t)deleted->len)) {
            changed = 1;
            continue;
        }
        out[size] = table ? table[(unsigned char)c] : c;
        changed |= out[size++] != c;
    }
    if (!changed && PyBytes_CheckExact(self)) {
        Py_DECREF(result);
        return Py_NewRef(self);
    }
    return fit(result, size);
}

/* The table is looked at before what is to be deleted. */
PyObject *
Hb_BytesTranslate(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = {"", "delete", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "translate"};
    Py_buffer map = {.buf = NULL}, deleted = {.buf = NULL};
    PyObject *out[2], *result = NULL;

    if (Hb_UnpackTupleAndDict(args, kwargs, &parser, 1, 2, out) ||
        (out[0] != Py_None &&
         PyObject_GetBuffer(out[0], &map, PyBUF_SIMPLE))) {
        return NULL;
    }
    if (out[0] != Py_None && map.len != 256) {
        PyErr_SetString(PyExc_ValueError,
                        "translation table must be 256 characters long");
    }
    else if (!out[1] || !PyObject_GetBuffer(out[1], &deleted, PyBUF_SIMPLE)) {
        result = translate(self, map.buf, out[1] ? &deleted : NULL);
    }
    PyBuffer_Release(&map);
    PyBuffer_Release(&deleted);
    return result;
}

PyObject *
Hb_BytesMakeTrans(PyObject *ignored, PyObject *args)
{
    PyObject *first, *second, *result;
    Py_buffer from, to;

    (void)ignored;
    if (!PyArg_UnpackTuple(args, "maketrans", 2, 2, &first, &second) ||
        get_buffers(first, second, &from, &to)) {
        return NULL;
    }
    result = _Py_bytes_maketrans(&from, &to);
    PyBuffer_Release(&from);
    PyBuffer_Release(&to);
    return result;
}

/* ---- filling up ---- */

/* The columns of the text with its tabs expanded, written if out is not
 * NULL. */
static Py_ssize_t
expand_tabs(struct run run, int tabsize, char *out)
{
    Py_ssize_t size = 0, column = 0;

    for (Py_ssize_t i = 0; i < run.size; i++) {
        char c = run.data[i];
        Py_ssize_t width = 1;

        if (c == '\t') {
            width = tabsize > 0 ? tabsize - column % tabsize : 0;
            c = ' ';
        }
        if (out) {
            memset(out + size, c, (size_t)width);
        }
        size += width;
        column = c == '\n' || c == '\r' ? 0 : column + width;
    }
    return size;
}

PyObject *
Hb_BytesExpandTabs(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"tabsize", NULL};
    struct run run = Hb_BytesRun(self);
    int tabsize = 8;
    PyObject *result;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O&:expandtabs", names,
                                     Hb_IntArgument, &tabsize)) {
        return NULL;
    }
    result = Hb_BytesMake(self, NULL, expand_tabs(run, tabsize, NULL));
    if (result && run.size) {
        expand_tabs(run, tabsize, Hb_BytesFill(result));
    }
    return result;
}

static PyObject *
pad(PyObject *self, Py_ssize_t left, Py_ssize_t right, char fill)
{
    struct run run = Hb_BytesRun(self);
    PyObject *result;
    char *out;

    left = Py_MAX(left, 0);
    right = Py_MAX(right, 0);
    if (left + right == 0) {
        return Hb_BytesSame(self);
    }
    result = Hb_BytesMake(self, NULL, left + run.size + right);
    if (result) {
        out = Hb_BytesFill(result);
        memset(out, fill, (size_t)left);
        memcpy(out + left, run.data, (size_t)run.size);
        memset(out + left + run.size, fill, (size_t)right);
    }
    return result;
}

static int
parse_width(PyObject *args, const char *name, const char *format,
            Py_ssize_t *width, char *fill)
{
    return _PyArg_CheckPositional(name, PyTuple_GET_SIZE(args), 1, 2) &&
           PyArg_ParseTuple(args, format, width, fill);
}

PyObject *
Hb_BytesLJust(PyObject *self, PyObject *args)
{
    Py_ssize_t width;
    char fill = ' ';

    return parse_width(args, "ljust", "n|c:ljust", &width, &fill)
               ? pad(self, 0, width - Hb_BytesRun(self).size, fill)
               : NULL;
}

PyObject *
Hb_BytesRJust(PyObject *self, PyObject *args)
{
    Py_ssize_t width;
    char fill = ' ';

    return parse_width(args, "rjust", "n|c:rjust", &width, &fill)
               ? pad(self, width - Hb_BytesRun(self).size, 0, fill)
               : NULL;
}

PyObject *
Hb_BytesCenter(PyObject *self, PyObject *args)
{
    Py_ssize_t width, margin, left;
    char fill = ' ';

    if (!parse_width(args, "center", "n|c:center", &width, &fill)) {
        return NULL;
    }
    margin = Py_MAX(width - Hb_BytesRun(self).size, 0);
    left = margin / 2 + (margin & width & 1);
    return pad(self, left, margin - left, fill);
}

PyObject *
Hb_BytesZFill(PyObject *self, PyObject *width_object)
{
    Py_ssize_t width = PyNumber_AsSsize_t(width_object, PyExc_OverflowError);
    Py_ssize_t fill = width - Hb_BytesRun(self).size;
    PyObject *result;
    char *out;

    if (width == -1 && PyErr_Occurred()) {
        return NULL;
    }
    result = pad(self, fill, 0, '0');
    if (!result || fill <= 0) {
        return result;
    }
    out = Hb_BytesFill(result);
    if (Hb_BytesRun(self).size > 0 && (out[fill] == '+' || out[fill] == '-')) {
        out[0] = out[fill];
        out[fill] = '0';
    }
    return result;
}

/* ---- text ---- */

PyObject *
Hb_BytesHex(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"sep", "bytes_per_sep", NULL};
    struct run run = Hb_BytesRun(self);
    PyObject *sep = NULL;
    int group = 1;

    if (PyTuple_GET_SIZE(args) == 0 && kwargs == NULL) {
        return _Py_strhex(run.data, run.size);
    }
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO&:hex", names, &sep,
                                     Hb_IntArgument, &group)) {
        return NULL;
    }
    return _Py_strhex_with_sep(run.data, run.size, sep, group);
}

PyObject *
Hb_BytesDecode(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static const char *const names[] = {"encoding", "errors", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "decode"};
    const char *encoding = NULL, *errors = NULL;
    PyObject *out[2];

    if (Hb_UnpackTupleAndDict(args, kwargs, &parser, 0, 2, out) ||
        Hb_TextArgument("decode", "argument 'encoding'", out[0], &encoding) ||
        Hb_TextArgument("decode", "argument 'errors'", out[1], &errors)) {
        return NULL;
    }
    return PyUnicode_FromEncodedObject(self, encoding, errors);
}

static int
hex_value(Py_UCS4 c)
{
    return c >= '0' && c <= '9'   ? (int)c - '0'
           : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10
           : c >= 'A' && c <= 'F' ? (int)c - 'A' + 10
                                  : -1;
}

static Py_ssize_t
not_hexadecimal(Py_ssize_t i)
{
    PyErr_Format(PyExc_ValueError,
                 "non-hexadecimal number found in fromhex() arg at "
                 "position %zd",
                 i);
    return -1;
}

/* Reads pairs of hexadecimal digits, with white space between the pairs. */
static Py_ssize_t
read_hex(PyObject *text, char *out)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), size = 0;

    for (Py_ssize_t i = 0; !PyUnicode_IS_ASCII(text) && i < length; i++) {
        if (PyUnicode_READ_CHAR(text, i) >= 128) {
            return not_hexadecimal(i);
        }
    }

    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(text, i);
        int high = hex_value(c), low;

        if (c < 128 && Py_ISSPACE(c)) {
            continue;
        }
        low = high >= 0 && i + 1 < length
                  ? hex_value(PyUnicode_READ_CHAR(text, i + 1))
                  : -1;
        if (low < 0) {
            return not_hexadecimal(high < 0 ? i : i + 1);
        }
        out[size++] = (char)(high << 4 | low);
        i++;
    }
    return size;
}

PyObject *
_PyBytes_FromHex(PyObject *string, int use_bytearray)
{
    char *out = PyMem_Malloc((size_t)PyUnicode_GET_LENGTH(string) / 2 + 1);
    Py_ssize_t size;
    PyObject *result = NULL;

    if (!out) {
        return PyErr_NoMemory();
    }
    size = read_hex(string, out);
    if (size >= 0) {
        result = use_bytearray ? PyByteArray_FromStringAndSize(out, size)
                               : PyBytes_FromStringAndSize(out, size);
    }
    PyMem_Free(out);
    return result;
}

PyObject *
Hb_BytesFromHex(PyObject *type, PyObject *string)
{
    int use_bytearray =
        PyType_IsSubtype((PyTypeObject *)type, &PyByteArray_Type);
    PyObject *result;

    if (!PyUnicode_Check(string)) {
        _PyArg_BadArgument("fromhex", "argument", "str", string);
        return NULL;
    }
    result = _PyBytes_FromHex(string, use_bytearray);
    if (result && type != (PyObject *)Py_TYPE(result)) {
        Py_SETREF(result, PyObject_CallOneArg(type, result));
    }
    return result;
}
