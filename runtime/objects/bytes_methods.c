/* bytes_methods.c -- questions, case and searches over runs of bytes.
 *
 * Source: CPython 3.11, Objects/bytes_methods.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_bytes.h"
#include "internal/hb_getargs.h"
#include "internal/hb_search.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_unicodeobject.h"

#define BYTE(c) ((unsigned char)(c))

/* ---- questions ---- */

/* True if there are bytes and each has the property. */
#define ALL(function, property)                                               \
    PyObject *function(const char *data, Py_ssize_t len)                      \
    {                                                                         \
        for (Py_ssize_t i = 0; i < len; i++) {                                \
            if (!property(BYTE(data[i]))) {                                   \
                Py_RETURN_FALSE;                                              \
            }                                                                 \
        }                                                                     \
        return PyBool_FromLong(len > 0);                                      \
    }

ALL(_Py_bytes_isspace, Py_ISSPACE)
ALL(_Py_bytes_isalpha, Py_ISALPHA)
ALL(_Py_bytes_isalnum, Py_ISALNUM)
ALL(_Py_bytes_isdigit, Py_ISDIGIT)

PyObject *
_Py_bytes_isascii(const char *data, Py_ssize_t len)
{
    return PyBool_FromLong(Hb_IsASCII(data, len));
}

/* True if there is a letter and none has the other case. */
static PyObject *
one_case(const char *data, Py_ssize_t len, int upper)
{
    int found = 0;

    for (Py_ssize_t i = 0; i < len; i++) {
        unsigned char c = BYTE(data[i]);

        if (upper ? Py_ISLOWER(c) : Py_ISUPPER(c)) {
            Py_RETURN_FALSE;
        }
        found |= Py_ISALPHA(c) != 0;
    }
    return PyBool_FromLong(found);
}

PyObject *
_Py_bytes_islower(const char *data, Py_ssize_t len)
{
    return one_case(data, len, 0);
}

PyObject *
_Py_bytes_isupper(const char *data, Py_ssize_t len)
{
    return one_case(data, len, 1);
}

PyObject *
_Py_bytes_istitle(const char *data, Py_ssize_t len)
{
    int found = 0, in_word = 0;

    for (Py_ssize_t i = 0; i < len; i++) {
        unsigned char c = BYTE(data[i]);

        if (in_word ? Py_ISUPPER(c) : Py_ISLOWER(c)) {
            Py_RETURN_FALSE;
        }
        in_word = Py_ISALPHA(c) != 0;
        found |= in_word;
    }
    return PyBool_FromLong(found);
}

/* ---- case ---- */

/* Whether c is one of the 26 letters from `first` on; 32 lies between the
 * cases. */
#define IS_LETTER(first, c) (BYTE((c) - (first)) < 26)

void
_Py_bytes_lower(char *result, const char *data, Py_ssize_t len)
{
    for (Py_ssize_t i = 0; i < len; i++) {
        result[i] = (char)(data[i] ^ IS_LETTER('A', data[i]) << 5);
    }
}

void
_Py_bytes_upper(char *result, const char *data, Py_ssize_t len)
{
    for (Py_ssize_t i = 0; i < len; i++) {
        result[i] = (char)(data[i] ^ IS_LETTER('a', data[i]) << 5);
    }
}

void
_Py_bytes_title(char *result, const char *data, Py_ssize_t len)
{
    int in_word = 0;

    for (Py_ssize_t i = 0; i < len; i++) {
        unsigned char c = BYTE(data[i]);

        result[i] = (char)(in_word ? Py_TOLOWER(c) : Py_TOUPPER(c));
        in_word = Py_ISALPHA(c) != 0;
    }
}

void
_Py_bytes_capitalize(char *result, const char *data, Py_ssize_t len)
{
    if (len > 0) {
        result[0] = (char)Py_TOUPPER(BYTE(data[0]));
        _Py_bytes_lower(result + 1, data + 1, len - 1);
    }
}

void
_Py_bytes_swapcase(char *result, const char *data, Py_ssize_t len)
{
    for (Py_ssize_t i = 0; i < len; i++) {
        result[i] = (char)(data[i] ^ IS_LETTER('a', data[i] | 32) << 5);
    }
}

/* ---- searches ---- */

/* What is searched for: a byte, or the bytes of a buffer; and where. */
struct search {
    Py_buffer view; /* obj NULL for a single byte */
    char byte;
    struct run needle;
    struct run text; /* the part of self to look at; size -1: none */
    Py_ssize_t start;
};

/* Clips a part to a text of len bytes. */
static void
clip(Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t len)
{
    if (*end > len) {
        *end = len;
    }
    else if (*end < 0) {
        *end = Py_MAX(*end + len, 0);
    }
    if (*start < 0) {
        *start = Py_MAX(*start + len, 0);
    }
}

/* Reads a needle: an integer in 0 .. 255, or anything with a buffer. */
static int
read_needle(PyObject *sub, struct search *search)
{
    search->view.obj = NULL;
    if (PyObject_CheckBuffer(sub)) {
        if (Hb_BytesView(sub, &search->view) < 0) {
            return -1;
        }
        search->needle.data = search->view.buf;
        search->needle.size = search->view.len;
        return 0;
    }
    if (!_PyIndex_Check(sub)) {
        PyErr_Format(PyExc_TypeError,
                     "argument should be integer or bytes-like object, "
                     "not '%.200s'",
                     Py_TYPE(sub)->tp_name);
        return -1;
    }
    Py_ssize_t value = PyNumber_AsSsize_t(sub, NULL);

    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (value < 0 || value > 255) {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    search->byte = (char)value;
    search->needle = (struct run){&search->byte, 1};
    return 0;
}

/* sub[, start[, end]]; to be ended by end_search(). */
static int
begin_search(PyObject *self, const char *name, PyObject *const *args,
             Py_ssize_t nargs, struct search *search)
{
    struct hb_find what;

    if (Hb_FindArguments(name, args, nargs, &what) < 0 ||
        read_needle(what.sub, search) < 0) {
        return -1;
    }
    search->text = Hb_BytesRun(self);
    clip(&what.start, &what.end, search->text.size);
    search->start = what.start;
    search->text.data += what.start;
    search->text.size = Py_MAX(what.end - what.start, -1);
    return 0;
}

static void
end_search(struct search *search)
{
    Hb_BytesRelease(&search->view);
}

Py_ssize_t
_PyBytes_Find(const char *haystack, Py_ssize_t haystack_len,
              const char *needle, Py_ssize_t needle_len, Py_ssize_t offset)
{
    Py_ssize_t found =
        Hb_FindData(1, haystack, haystack_len, 1, needle, needle_len, 1);

    return found < 0 ? -1 : found + offset;
}

Py_ssize_t
_PyBytes_ReverseFind(const char *haystack, Py_ssize_t haystack_len,
                     const char *needle, Py_ssize_t needle_len,
                     Py_ssize_t offset)
{
    Py_ssize_t found =
        Hb_FindData(1, haystack, haystack_len, 1, needle, needle_len, -1);

    return found < 0 ? -1 : found + offset;
}

/* The index of the first place (direction > 0) or the last; -1 for none, -2
 * for a failure. */
static Py_ssize_t
find(PyObject *self, const char *name, PyObject *const *args, Py_ssize_t nargs,
     int direction)
{
    struct search search;
    Py_ssize_t at;

    if (begin_search(self, name, args, nargs, &search) < 0) {
        return -2;
    }
    at = Hb_FindData(1, search.text.data, search.text.size, 1,
                     search.needle.data, search.needle.size, direction);
    end_search(&search);
    return at < 0 ? -1 : at + search.start;
}

static PyObject *
index_or_error(Py_ssize_t at)
{
    if (at == -1) {
        PyErr_SetString(PyExc_ValueError, "subsection not found");
    }
    return at < 0 ? NULL : PyLong_FromSsize_t(at);
}

HB_BYTES_ARGS(Hb_BytesFind)
{
    Py_ssize_t at = find(self, "find", args, nargs, 1);

    return at == -2 ? NULL : PyLong_FromSsize_t(at);
}

HB_BYTES_ARGS(Hb_BytesRFind)
{
    Py_ssize_t at = find(self, "rfind", args, nargs, -1);

    return at == -2 ? NULL : PyLong_FromSsize_t(at);
}

HB_BYTES_ARGS(Hb_BytesIndex)
{
    return index_or_error(find(self, "index", args, nargs, 1));
}

HB_BYTES_ARGS(Hb_BytesRIndex)
{
    return index_or_error(find(self, "rindex", args, nargs, -1));
}

/* Places where the needle stands, not overlapping; an empty one stands
 * between all bytes. */
HB_BYTES_ARGS(Hb_BytesCount)
{
    struct search search;
    Py_ssize_t count;

    if (begin_search(self, "count", args, nargs, &search) < 0) {
        return NULL;
    }
    count = search.needle.size == 0
                ? search.text.size + 1
                : Hb_CountData(1, search.text.data, search.text.size, 1,
                               search.needle.data, search.needle.size,
                               PY_SSIZE_T_MAX);
    end_search(&search);
    return PyLong_FromSsize_t(count);
}

int
_Py_bytes_contains(const char *data, Py_ssize_t len, PyObject *op)
{
    Py_ssize_t value = -1;
    Py_buffer view;
    int result;

    if (!PyBytes_CheckExact(op)) {
        value = PyNumber_AsSsize_t(op, NULL);
    }
    if (value == -1 && (PyBytes_CheckExact(op) || PyErr_Occurred())) {
        PyErr_Clear();
        if (Hb_BytesView(op, &view) < 0) {
            return -1;
        }
        result = Hb_FindData(1, data, len, 1, view.buf, view.len, 1) >= 0;
        Hb_BytesRelease(&view);
        return result;
    }
    if (value < 0 || value >= 256) {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return memchr(data, (int)value, (size_t)len) != NULL;
}

/* ---- ends ---- */

/* Whether the part of self begins, or ends, with the bytes; -1: failed. */
static int
matches(PyObject *self, PyObject *part, const struct hb_find *what, int at_end)
{
    Py_ssize_t start = what->start, end = what->end;
    Py_buffer view;
    int result = 0;

    if (Hb_BytesView(part, &view) < 0) {
        return -1;
    }
    struct run run = Hb_BytesRun(self);

    clip(&start, &end, run.size);
    if (end - start >= view.len) {
        Py_ssize_t from = at_end ? end - view.len : start;

        result = !memcmp(run.data + from, view.buf, (size_t)view.len);
    }
    Hb_BytesRelease(&view);
    return result;
}

static PyObject *
starts_or_ends(PyObject *self, const char *name, PyObject *const *args,
               Py_ssize_t nargs, int at_end)
{
    struct hb_find what;
    int result = 0;

    if (Hb_FindArguments(name, args, nargs, &what) < 0) {
        return NULL;
    }
    if (!PyTuple_Check(what.sub)) {
        result = matches(self, what.sub, &what, at_end);
        if (result < 0 && PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Format(PyExc_TypeError,
                         "%s first arg must be bytes or a tuple of bytes, "
                         "not %s",
                         name, Py_TYPE(what.sub)->tp_name);
        }
        return result < 0 ? NULL : PyBool_FromLong(result);
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(what.sub) && result == 0;
         i++) {
        result = matches(self, PyTuple_GET_ITEM(what.sub, i), &what, at_end);
    }
    return result < 0 ? NULL : PyBool_FromLong(result);
}

HB_BYTES_ARGS(Hb_BytesStartsWith)
{
    return starts_or_ends(self, "startswith", args, nargs, 0);
}

HB_BYTES_ARGS(Hb_BytesEndsWith)
{
    return starts_or_ends(self, "endswith", args, nargs, 1);
}

PyObject *
_Py_bytes_maketrans(Py_buffer *frm, Py_buffer *to)
{
    PyObject *table;
    char *map;

    if (frm->len != to->len) {
        PyErr_SetString(PyExc_ValueError,
                        "maketrans arguments must have same length");
        return NULL;
    }
    table = PyBytes_FromStringAndSize(NULL, 256);
    if (!table) {
        return NULL;
    }
    map = PyBytes_AS_STRING(table);
    for (int i = 0; i < 256; i++) {
        map[i] = (char)i;
    }
    for (Py_ssize_t i = 0; i < frm->len; i++) {
        map[((unsigned char *)frm->buf)[i]] = ((char *)to->buf)[i];
    }
    return table;
}
