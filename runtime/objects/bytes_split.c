/* bytes_split.c -- bytes and bytearray cut into parts, and joined.
 *
 * Source: CPython 3.11, Objects/stringlib/split.h, partition.h, join.h.
 */

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/pycore_bytesobject.h"
#include "internal/hb_getargs.h"

/* A list has room for this many parts at first, if so many may come: the room
 * of str.split and of this. */
#define FIRST_ROOM 12

struct parts {
    PyObject *self; /* whose kind the parts have */
    struct run run;
    PyObject *list;
    Py_ssize_t count;
    Py_ssize_t left; /* cuts that may still be made */
};

static int
begin(struct parts *parts, PyObject *self, Py_ssize_t maxsplit)
{
    parts->self = self;
    parts->run = Hb_BytesRun(self);
    parts->left = maxsplit < 0 ? PY_SSIZE_T_MAX : maxsplit;
    parts->count = 0;
    parts->list =
        PyList_New(parts->left >= FIRST_ROOM ? FIRST_ROOM : parts->left + 1);
    return parts->list ? 0 : -1;
}

/* Adds a part, whose reference is taken; into the room made beforehand as long
 * as it lasts. */
static int
add_part(struct parts *parts, PyObject *part)
{
    int result = 0;

    if (!part) {
        return -1;
    }
    if (parts->count < PyList_GET_SIZE(parts->list)) {
        PyList_SET_ITEM(parts->list, parts->count, part);
    }
    else {
        result = PyList_Append(parts->list, part);
        Py_DECREF(part);
    }
    parts->count++;
    return result;
}

static PyObject *
copy_of(const struct parts *parts, Py_ssize_t from, Py_ssize_t to)
{
    return Hb_BytesMake(parts->self, parts->run.data + from, to - from);
}

/* Adds data[from:to]; all of it is self itself. */
static int
add(struct parts *parts, Py_ssize_t from, Py_ssize_t to)
{
    return add_part(parts, from == 0 && to == parts->run.size
                               ? Hb_BytesSame(parts->self)
                               : copy_of(parts, from, to));
}

/* The list, cut to the parts that there are; takes the failure. */
static PyObject *
end(struct parts *parts, int failed, int reversed)
{
    if (failed) {
        Py_CLEAR(parts->list);
        return NULL;
    }
    Py_SET_SIZE((PyVarObject *)parts->list,
                Py_MAX(parts->count, 0) < PyList_GET_SIZE(parts->list)
                    ? parts->count
                    : PyList_GET_SIZE(parts->list));
    if (reversed && PyList_Reverse(parts->list) < 0) {
        Py_CLEAR(parts->list);
    }
    return parts->list;
}

static int
is_space(const struct parts *parts, Py_ssize_t i)
{
    return Py_ISSPACE((unsigned char)parts->run.data[i]);
}

static PyObject *
split_spaces(PyObject *self, Py_ssize_t maxsplit)
{
    struct parts parts;
    Py_ssize_t i = 0;
    int failed = begin(&parts, self, maxsplit) < 0;

    while (!failed) {
        Py_ssize_t from;

        while (i < parts.run.size && is_space(&parts, i)) {
            i++;
        }
        if (i == parts.run.size) {
            break;
        }
        from = i;
        if (parts.left-- == 0) {
            /* The rest, with the white space at its end; always a copy. */
            failed =
                add_part(&parts, copy_of(&parts, from, parts.run.size)) < 0;
            break;
        }
        while (i < parts.run.size && !is_space(&parts, i)) {
            i++;
        }
        failed = add(&parts, from, i) < 0;
    }
    return end(&parts, failed, 0);
}

static PyObject *
rsplit_spaces(PyObject *self, Py_ssize_t maxsplit)
{
    struct parts parts;
    int failed = begin(&parts, self, maxsplit) < 0;
    Py_ssize_t i = failed ? 0 : parts.run.size;

    while (!failed) {
        Py_ssize_t to;

        while (i > 0 && is_space(&parts, i - 1)) {
            i--;
        }
        if (i == 0) {
            break;
        }
        to = i;
        if (parts.left-- == 0) {
            failed = add_part(&parts, copy_of(&parts, 0, to)) < 0;
            break;
        }
        while (i > 0 && !is_space(&parts, i - 1)) {
            i--;
        }
        failed = add(&parts, i, to) < 0;
    }
    return end(&parts, failed, 1);
}

/* Where the separator stands between two places; -1 for nowhere. */
static inline Py_ssize_t
find_cut(const struct parts *parts, Py_ssize_t from, Py_ssize_t to,
         const char *sep, Py_ssize_t size, int from_end)
{
    const char *data = parts->run.data, *hit;
    size_t length = (size_t)(to - from);

    if (size > 1) {
        return (from_end ? _PyBytes_ReverseFind : _PyBytes_Find)(
            data + from, to - from, sep, size, from);
    }
    hit = from_end ? memrchr(data + from, *sep, length)
                   : memchr(data + from, *sep, length);
    return hit ? hit - data : -1;
}

static PyObject *
split_at(PyObject *self, const char *sep, Py_ssize_t size, Py_ssize_t maxsplit,
         int from_end)
{
    struct parts parts;
    int failed = begin(&parts, self, maxsplit) < 0;
    Py_ssize_t from = 0, to = failed ? 0 : parts.run.size;

    while (!failed && parts.left-- > 0) {
        Py_ssize_t at = find_cut(&parts, from, to, sep, size, from_end);

        if (at < 0) {
            break;
        }
        failed = (from_end ? add(&parts, at + size, to)
                           : add(&parts, from, at)) < 0;
        if (from_end) {
            to = at;
        }
        else {
            from = at + size;
        }
    }
    failed = failed || add(&parts, from, to) < 0;
    return end(&parts, failed, from_end);
}

static PyObject *
split(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
      PyObject *kwnames, int from_end)
{
    static const char *const names[] = {"sep", "maxsplit", NULL};
    static _PyArg_Parser parsers[] = {
        {.keywords = names, .fname = "split"},
        {.keywords = names, .fname = "rsplit"},
    };
    PyObject *out[2], *result;
    Py_ssize_t maxsplit = -1;
    Py_buffer view;

    if (Hb_TakeArguments(args, nargs, kwnames, &parsers[from_end], 2, out) ||
        Hb_SsizeArgument(out[1], &maxsplit) < 0) {
        return NULL;
    }
    if (!out[0] || out[0] == Py_None) {
        return (from_end ? rsplit_spaces : split_spaces)(self, maxsplit);
    }
    if (Hb_BytesView(out[0], &view) < 0) {
        return NULL;
    }
    if (view.len == 0) {
        PyErr_SetString(PyExc_ValueError, "empty separator");
        result = NULL;
    }
    else {
        result = split_at(self, view.buf, view.len, maxsplit, from_end);
    }
    Hb_BytesRelease(&view);
    return result;
}

HB_BYTES_KEYWORDS(Hb_BytesSplit)
{
    return split(self, args, nargs, kwnames, 0);
}

HB_BYTES_KEYWORDS(Hb_BytesRSplit)
{
    return split(self, args, nargs, kwnames, 1);
}

/* Behind the line that begins at i; *to is where its break begins. */
static Py_ssize_t
line_end(struct run run, Py_ssize_t i, Py_ssize_t *to)
{
    while (i < run.size && run.data[i] != '\n' && run.data[i] != '\r') {
        i++;
    }
    *to = i;
    if (i < run.size) {
        i += run.data[i] == '\r' && i + 1 < run.size && run.data[i + 1] == '\n'
                 ? 2
                 : 1;
    }
    return i;
}

HB_BYTES_KEYWORDS(Hb_BytesSplitLines)
{
    static const char *const names[] = {"keepends", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "splitlines"};
    struct run run;
    int keep = 0;
    PyObject *out, *list, *line;

    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 1, &out) ||
        (out && !Hb_IntArgument(out, &keep))) {
        return NULL;
    }
    run = Hb_BytesRun(self);
    list = PyList_New(0);
    for (Py_ssize_t from = 0, next, to; list && from < run.size; from = next) {
        next = line_end(run, from, &to);
        to = keep ? next : to;
        line = from == 0 && to == run.size
                   ? Hb_BytesSame(self)
                   : Hb_BytesMake(self, run.data + from, to - from);
        if (!line || PyList_Append(list, line) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(line);
    }
    return list;
}

/* ---- partition ---- */

/* A tuple of three, whose references are taken; NULL if one is NULL. */
static PyObject *
three(PyObject *first, PyObject *second, PyObject *third)
{
    PyObject *tuple = first && second && third
                          ? PyTuple_Pack(3, first, second, third)
                          : NULL;

    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_XDECREF(third);
    return tuple;
}

/* A bytearray with the bytes of any buffer, which may have gaps. */
static PyObject *
copy_of_buffer(PyObject *op)
{
    PyObject *copy = NULL;
    Py_buffer view;

    if (PyObject_GetBuffer(op, &view, PyBUF_FULL_RO) < 0) {
        return NULL;
    }
    copy = PyByteArray_FromStringAndSize(NULL, view.len);
    if (copy && view.len > 0 &&
        PyBuffer_ToContiguous(PyByteArray_AS_STRING(copy), &view, view.len,
                              'C') < 0) {
        Py_CLEAR(copy);
    }
    PyBuffer_Release(&view);
    return copy;
}

static PyObject *
partition_at(PyObject *self, PyObject *sep, int from_end)
{
    struct run run = Hb_BytesRun(self);
    Py_buffer view;
    Py_ssize_t at;
    PyObject *result;

    if (Hb_BytesView(sep, &view) < 0) {
        return NULL;
    }
    if (view.len == 0) {
        PyErr_SetString(PyExc_ValueError, "empty separator");
        Hb_BytesRelease(&view);
        return NULL;
    }
    at = (from_end ? _PyBytes_ReverseFind
                   : _PyBytes_Find)(run.data, run.size, view.buf, view.len, 0);
    if (at < 0) {
        PyObject *none = Hb_BytesMake(self, NULL, 0);
        PyObject *nothing = Hb_BytesMake(self, NULL, 0);
        PyObject *all = Hb_BytesSame(self);

        result =
            from_end ? three(none, nothing, all) : three(all, none, nothing);
    }
    else {
        Py_ssize_t behind = at + view.len;

        result =
            three(Hb_BytesMake(self, run.data, at), Py_NewRef(sep),
                  Hb_BytesMake(self, run.data + behind, run.size - behind));
    }
    Hb_BytesRelease(&view);
    return result;
}

/* The parts of bytes have the separator itself between them, those of a
 * bytearray a copy of it. */
static PyObject *
partition(PyObject *self, PyObject *sep, int from_end)
{
    PyObject *copy, *result;

    if (PyBytes_Check(self)) {
        return partition_at(self, sep, from_end);
    }
    copy = copy_of_buffer(sep);
    result = copy ? partition_at(self, copy, from_end) : NULL;
    Py_XDECREF(copy);
    return result;
}

PyObject *
Hb_BytesPartition(PyObject *self, PyObject *sep)
{
    return partition(self, sep, 0);
}

PyObject *
Hb_BytesRPartition(PyObject *self, PyObject *sep)
{
    return partition(self, sep, 1);
}

/* ---- join ---- */

struct pieces {
    Py_buffer *views;
    Py_buffer few[8]; /* where views is, if they are not more */
    Py_ssize_t count; /* filled */
    Py_ssize_t size;  /* of the result */
};

static void
release(struct pieces *pieces)
{
    while (pieces->count > 0) {
        Hb_BytesRelease(&pieces->views[--pieces->count]);
    }
    if (pieces->views != pieces->few) {
        PyMem_Free(pieces->views);
    }
}

/* Holds the memory of an item, so that nothing moves while it is copied. */
static int
hold_item(struct pieces *pieces, PyObject *item, Py_ssize_t gap)
{
    Py_ssize_t i = pieces->count;
    Py_buffer *view = &pieces->views[i];

    if (Hb_BytesView(item, view) < 0) {
        PyErr_Format(PyExc_TypeError,
                     "sequence item %zd: expected a bytes-like object, "
                     "%.80s found",
                     i, Py_TYPE(item)->tp_name);
        return -1;
    }
    pieces->count++;
    if (view->len > PY_SSIZE_T_MAX - gap - pieces->size) {
        PyErr_SetString(PyExc_OverflowError, "join() result is too long");
        return -1;
    }
    pieces->size += view->len + (i ? gap : 0);
    return 0;
}

static int
hold(struct pieces *pieces, PyObject *items, Py_ssize_t gap)
{
    Py_ssize_t count = PySequence_Fast_GET_SIZE(items);

    pieces->count = pieces->size = 0;
    pieces->views = pieces->few;
    if (count > (Py_ssize_t)Py_ARRAY_LENGTH(pieces->few)) {
        pieces->views = PyMem_New(Py_buffer, count);
    }
    if (!pieces->views) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (hold_item(pieces, PySequence_Fast_GET_ITEM(items, i), gap) < 0) {
            release(pieces);
            return -1;
        }
    }
    return 0;
}

static PyObject *
join(PyObject *self, PyObject *items)
{
    struct run gap = Hb_BytesRun(self);
    struct pieces pieces;
    PyObject *result;
    char *at;

    if (hold(&pieces, items, gap.size) < 0) {
        return NULL;
    }
    result = Hb_BytesMake(self, NULL, pieces.size);
    at = result ? Hb_BytesFill(result) : NULL;
    for (Py_ssize_t i = 0; result && pieces.size && i < pieces.count; i++) {
        if (i) {
            memcpy(at, gap.data, (size_t)gap.size);
            at += gap.size;
        }
        memcpy(at, pieces.views[i].buf, (size_t)pieces.views[i].len);
        at += pieces.views[i].len;
    }
    release(&pieces);
    return result;
}

PyObject *
Hb_BytesJoin(PyObject *self, PyObject *iterable)
{
    PyObject *items = PySequence_Fast(iterable, "can only join an iterable");
    PyObject *result = NULL;

    if (!items) {
        return NULL;
    }
    if (PySequence_Fast_GET_SIZE(items) == 1 && PyBytes_CheckExact(self) &&
        PyBytes_CheckExact(PySequence_Fast_GET_ITEM(items, 0))) {
        result = Py_NewRef(PySequence_Fast_GET_ITEM(items, 0));
    }
    else {
        result = join(self, items);
    }
    Py_DECREF(items);
    return result;
}

PyObject *
_PyBytes_Join(PyObject *separator, PyObject *iterable)
{
    return Hb_BytesJoin(separator, iterable);
}
