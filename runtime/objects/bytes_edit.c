/* bytes_edit.c -- bytes and bytearray with parts replaced, cut off, filled up.
 *
 * Source: CPython 3.11, Objects/bytesobject.c,
 * Objects/stringlib/transmogrify.h.
 */

#include "Python.h"
#include "internal/hb_getargs.h"
#include "internal/hb_bytes.h"
#include "internal/hb_search.h"
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

static inline int
is_stripped(char c, const Py_buffer *chars)
{
    return chars ? memchr(chars->buf, c, (size_t)chars->len) != NULL
                 : Py_ISSPACE((unsigned char)c);
}

/* chars NULL: white space. */
Py_ALWAYS_INLINE static inline PyObject *
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
strip(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
      const char *name, int sides)
{
    PyObject *result;
    Py_buffer view;

    if (!_PyArg_CheckPositional(name, nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 0 || args[0] == Py_None) {
        return strip_bytes(self, NULL, sides);
    }
    if (Hb_BytesView(args[0], &view) < 0) {
        return NULL;
    }
    result = strip_bytes(self, &view, sides);
    Hb_BytesRelease(&view);
    return result;
}

HB_BYTES_ARGS(Hb_BytesStrip)
{
    return strip(self, args, nargs, "strip", LEFT | RIGHT);
}

HB_BYTES_ARGS(Hb_BytesLStrip)
{
    return strip(self, args, nargs, "lstrip", LEFT);
}

HB_BYTES_ARGS(Hb_BytesRStrip)
{
    return strip(self, args, nargs, "rstrip", RIGHT);
}

static PyObject *
remove_end(PyObject *self, PyObject *end, int at_end)
{
    Py_ssize_t from = 0, to;
    struct run run;
    Py_buffer view;

    if (Hb_BytesView(end, &view) < 0) {
        return NULL;
    }
    run = Hb_BytesRun(self);
    to = run.size;
    if (view.len <= run.size &&
        !memcmp(at_end ? run.data + run.size - view.len : run.data, view.buf,
                (size_t)view.len)) {
        from += at_end ? 0 : view.len;
        to -= at_end ? view.len : 0;
    }
    Hb_BytesRelease(&view);
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
    return old->len == 0 ? Py_MIN(most, run.size + 1)
                         : Hb_CountData(1, run.data, run.size, 1, old->buf,
                                        old->len, most);
}

/* Copies with `count` replacements; an empty `old` stands before each byte. */
static void
fill_replaced(char *out, struct run run, const Py_buffer *old,
              const Py_buffer *fresh, Py_ssize_t count)
{
    for (; count > 0; count--) {
        Py_ssize_t at =
            Hb_FindData(1, run.data, run.size, 1, old->buf, old->len, 1);

        memcpy(out, run.data, (size_t)at);
        memcpy(out + at, fresh->buf, (size_t)fresh->len);
        out += at + fresh->len;
        run.data += at + old->len;
        run.size -= at + old->len;
        if (old->len == 0 && run.size > 0) {
            *out++ = *run.data++;
            run.size--;
        }
    }
    memcpy(out, run.data, (size_t)run.size);
}

/* Copies with one byte for another everywhere. */
static void
fill_byte(char *out, struct run run, char old, char fresh)
{
    for (Py_ssize_t i = 0; i < run.size; i++) {
        out[i] = run.data[i] == old ? fresh : run.data[i];
    }
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
    if (!result || run.size + count * more == 0) {
        return result;
    }
    if (old->len == 1 && fresh->len == 1 && most >= run.size) {
        fill_byte(Hb_BytesFill(result), run, *(char *)old->buf,
                  *(char *)fresh->buf);
    }
    else {
        fill_replaced(Hb_BytesFill(result), run, old, fresh, count);
    }
    return result;
}

/* The buffers of both objects; -1 with an exception, and none is held. */
static int
get_buffers(PyObject *first, PyObject *second, Py_buffer *a, Py_buffer *b)
{
    if (Hb_BytesView(first, a) < 0) {
        return -1;
    }
    if (Hb_BytesView(second, b) < 0) {
        Hb_BytesRelease(a);
        return -1;
    }
    return 0;
}

HB_BYTES_ARGS(Hb_BytesReplace)
{
    Py_ssize_t most = -1;
    PyObject *result = NULL;
    Py_buffer old, fresh;

    if (!_PyArg_CheckPositional("replace", nargs, 2, 3) ||
        get_buffers(args[0], args[1], &old, &fresh) < 0) {
        return NULL;
    }
    if (nargs < 3 || Hb_SsizeArgument(args[2], &most) == 0) {
        result = replace(self, &old, &fresh, most < 0 ? PY_SSIZE_T_MAX : most);
    }
    Hb_BytesRelease(&old);
    Hb_BytesRelease(&fresh);
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
    unsigned char left[256], changed = 0; /* left: 1 for what stays */
    Py_ssize_t size = 0;

    if (!result) {
        return NULL;
    }
    memset(left, 1, sizeof left);
    for (Py_ssize_t i = 0; deleted && i < deleted->len; i++) {
        left[((unsigned char *)deleted->buf)[i]] = 0;
    }
    char *out = Hb_BytesFill(result);
    for (Py_ssize_t i = 0; i < run.size; i++) {
        unsigned char c = (unsigned char)run.data[i];

        out[size] = table ? table[c] : (char)c;
        changed |= (unsigned char)((unsigned char)out[size] ^ c) | !left[c];
        size += left[c];
    }
    if (!changed && PyBytes_CheckExact(self)) {
        Py_DECREF(result);
        return Py_NewRef(self);
    }
    return fit(result, size);
}

/* The table is looked at before what is to be deleted. */
HB_BYTES_KEYWORDS(Hb_BytesTranslate)
{
    static const char *const names[] = {"", "delete", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "translate"};
    Py_buffer map = {.buf = NULL}, deleted = {.buf = NULL};
    PyObject *out[2], *result = NULL;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 1, 2, out) ||
        (out[0] != Py_None && Hb_BytesView(out[0], &map) < 0)) {
        return NULL;
    }
    if (out[0] != Py_None && map.len != 256) {
        PyErr_SetString(PyExc_ValueError,
                        "translation table must be 256 characters long");
    }
    else if (!out[1] || !Hb_BytesView(out[1], &deleted)) {
        result = translate(self, map.buf, out[1] ? &deleted : NULL);
    }
    Hb_BytesRelease(&map);
    Hb_BytesRelease(&deleted);
    return result;
}

PyObject *
Hb_BytesMakeTrans(PyObject *Py_UNUSED(null), PyObject *const *args,
                  Py_ssize_t nargs)
{
    PyObject *result;
    Py_buffer from, to;

    if (!_PyArg_CheckPositional("maketrans", nargs, 2, 2) ||
        get_buffers(args[0], args[1], &from, &to) < 0) {
        return NULL;
    }
    result = _Py_bytes_maketrans(&from, &to);
    Hb_BytesRelease(&from);
    Hb_BytesRelease(&to);
    return result;
}

/* ---- filling up ---- */

/* How long the text is with its tabs expanded; -1 for too long. */
static Py_ssize_t
expanded_size(struct run run, int tabsize)
{
    Py_ssize_t size = 0, column = 0;

    for (Py_ssize_t i = 0; i < run.size; i++) {
        char c = run.data[i];
        Py_ssize_t width = c != '\t'      ? 1
                           : tabsize <= 0 ? 0
                                          : tabsize - column % tabsize;

        if (width > PY_SSIZE_T_MAX - size) {
            return -1;
        }
        size += width;
        column = c == '\n' || c == '\r' ? 0 : column + width;
    }
    return size;
}

static void
expand_tabs(struct run run, int tabsize, char *out)
{
    Py_ssize_t column = 0;

    for (Py_ssize_t i = 0; i < run.size; i++) {
        char c = run.data[i];

        if (c == '\t') {
            Py_ssize_t width = tabsize > 0 ? tabsize - column % tabsize : 0;

            memset(out, ' ', (size_t)width);
            out += width;
            column += width;
            continue;
        }
        *out++ = c;
        column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
}

HB_BYTES_KEYWORDS(Hb_BytesExpandTabs)
{
    static const char *const names[] = {"tabsize", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "expandtabs"};
    int tabsize = 8;
    PyObject *out, *result;
    struct run run;
    Py_ssize_t size;

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 1, &out) ||
        (out && !Hb_IntArgument(out, &tabsize))) {
        return NULL;
    }
    run = Hb_BytesRun(self);
    size = expanded_size(run, tabsize);
    if (size < 0) {
        PyErr_SetString(PyExc_OverflowError, "result too long");
        return NULL;
    }
    result = Hb_BytesMake(self, NULL, size);
    if (result && size > 0) {
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

/* (width[, fillchar]) */
static int
parse_width(const char *name, PyObject *const *args, Py_ssize_t nargs,
            Py_ssize_t *width, char *fill)
{
    struct run run;

    *fill = ' ';
    if (!_PyArg_CheckPositional(name, nargs, 1, 2) ||
        Hb_WidthArgument(args[0], width) < 0) {
        return -1;
    }
    if (nargs < 2) {
        return 0;
    }
    if ((!PyBytes_Check(args[1]) && !PyByteArray_Check(args[1])) ||
        Py_SIZE(args[1]) != 1) {
        _PyArg_BadArgument(name, "argument 2", "a byte string of length 1",
                           args[1]);
        return -1;
    }
    run = Hb_BytesRun(args[1]);
    *fill = *run.data;
    return 0;
}

HB_BYTES_ARGS(Hb_BytesLJust)
{
    Py_ssize_t width;
    char fill;

    return parse_width("ljust", args, nargs, &width, &fill) < 0
               ? NULL
               : pad(self, 0, width - Hb_BytesRun(self).size, fill);
}

HB_BYTES_ARGS(Hb_BytesRJust)
{
    Py_ssize_t width;
    char fill;

    return parse_width("rjust", args, nargs, &width, &fill) < 0
               ? NULL
               : pad(self, width - Hb_BytesRun(self).size, 0, fill);
}

HB_BYTES_ARGS(Hb_BytesCenter)
{
    Py_ssize_t width, margin, left;
    char fill;

    if (parse_width("center", args, nargs, &width, &fill) < 0) {
        return NULL;
    }
    margin = Py_MAX(width - Hb_BytesRun(self).size, 0);
    left = margin / 2 + (margin & width & 1);
    return pad(self, left, margin - left, fill);
}

PyObject *
Hb_BytesZFill(PyObject *self, PyObject *width_object)
{
    Py_ssize_t width, fill;
    PyObject *result;
    char *out;

    if (Hb_WidthArgument(width_object, &width) < 0) {
        return NULL;
    }
    fill = width - Hb_BytesRun(self).size;
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
