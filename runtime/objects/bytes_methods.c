/* bytes_methods.c -- questions, case and searches over runs of bytes.
 *
 * Source: CPython 3.11, Objects/bytes_methods.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_search.h"
#include "internal/pycore_abstract.h"
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_ceval.h"
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
    const char *needle;
    Py_ssize_t needle_size;
    Py_ssize_t start;
    Py_ssize_t end;
};

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
    memset(&search->view, 0, sizeof search->view);
    if (PyObject_CheckBuffer(sub)) {
        if (PyObject_GetBuffer(sub, &search->view, PyBUF_SIMPLE) < 0) {
            return -1;
        }
        search->needle = search->view.buf;
        search->needle_size = search->view.len;
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
    search->needle = &search->byte;
    search->needle_size = 1;
    return 0;
}

/* sub[, start[, end]] */
static int
read_search(PyObject *args, const char *format, Py_ssize_t len,
            struct search *search)
{
    PyObject *sub, *start = Py_None, *end = Py_None;

    search->start = 0;
    search->end = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, format, &sub, &start, &end) ||
        (start != Py_None && !_PyEval_SliceIndex(start, &search->start)) ||
        (end != Py_None && !_PyEval_SliceIndex(end, &search->end)) ||
        read_needle(sub, search) < 0) {
        return -1;
    }
    clip(&search->start, &search->end, len);
    return 0;
}

Py_ssize_t
_PyBytes_Find(const char *haystack, Py_ssize_t haystack_len,
              const char *needle, Py_ssize_t needle_len, Py_ssize_t offset)
{
    const char *found;

    if (needle_len > haystack_len) {
        return -1;
    }
    found = memmem(haystack, (size_t)haystack_len, needle, (size_t)needle_len);
    return found ? found - haystack + offset : -1;
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

/* The index of the first or last place; -1 for none, -2 for a failure. */
static Py_ssize_t
find(const char *data, Py_ssize_t len, PyObject *args, const char *format,
     int from_end)
{
    struct search search;
    Py_ssize_t result = -1;

    if (read_search(args, format, len, &search) < 0) {
        return -2;
    }
    if (search.end - search.start >= search.needle_size) {
        result = (from_end ? _PyBytes_ReverseFind : _PyBytes_Find)(
            data + search.start, search.end - search.start, search.needle,
            search.needle_size, search.start);
    }
    PyBuffer_Release(&search.view);
    return result;
}

static PyObject *
found_at(Py_ssize_t place, int must_be_there)
{
    if (place == -2) {
        return NULL;
    }
    if (place == -1 && must_be_there) {
        PyErr_SetString(PyExc_ValueError, "subsection not found");
        return NULL;
    }
    return PyLong_FromSsize_t(place);
}

PyObject *
_Py_bytes_find(const char *data, Py_ssize_t len, PyObject *args)
{
    return found_at(find(data, len, args, "O|OO:find", 0), 0);
}

PyObject *
_Py_bytes_index(const char *data, Py_ssize_t len, PyObject *args)
{
    return found_at(find(data, len, args, "O|OO:index", 0), 1);
}

PyObject *
_Py_bytes_rfind(const char *data, Py_ssize_t len, PyObject *args)
{
    return found_at(find(data, len, args, "O|OO:rfind", 1), 0);
}

PyObject *
_Py_bytes_rindex(const char *data, Py_ssize_t len, PyObject *args)
{
    return found_at(find(data, len, args, "O|OO:rindex", 1), 1);
}

/* Places where the needle stands, not overlapping; an empty one stands
 * between all bytes. */
static Py_ssize_t
count(const char *data, Py_ssize_t size, const char *needle,
      Py_ssize_t needle_size)
{
    Py_ssize_t result = 0, at = 0;

    if (size < 0) {
        return 0;
    }
    if (needle_size == 0) {
        return size + 1;
    }
    while ((at = _PyBytes_Find(data + at, size - at, needle, needle_size,
                               at)) >= 0) {
        result++;
        at += needle_size;
    }
    return result;
}

PyObject *
_Py_bytes_count(const char *data, Py_ssize_t len, PyObject *args)
{
    struct search search;
    Py_ssize_t result;

    if (read_search(args, "O|OO:count", len, &search) < 0) {
        return NULL;
    }
    result = count(data + search.start, search.end - search.start,
                   search.needle, search.needle_size);
    PyBuffer_Release(&search.view);
    return PyLong_FromSsize_t(result);
}

int
_Py_bytes_contains(const char *data, Py_ssize_t len, PyObject *op)
{
    Py_ssize_t value = PyNumber_AsSsize_t(op, NULL);
    Py_buffer view;
    int result;

    if (value == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        if (PyObject_GetBuffer(op, &view, PyBUF_SIMPLE) < 0) {
            return -1;
        }
        result = _PyBytes_Find(data, len, view.buf, view.len, 0) >= 0;
        PyBuffer_Release(&view);
        return result;
    }
    if (value < 0 || value >= 256) {
        PyErr_SetString(PyExc_ValueError, "byte must be in range(0, 256)");
        return -1;
    }
    return memchr(data, (int)value, (size_t)len) != NULL;
}

/* ---- ends ---- */

/* Whether data[start:end] begins, or ends, with the bytes; -1: failed. */
static int
matches(const char *data, Py_ssize_t len, PyObject *part, Py_ssize_t start,
        Py_ssize_t end, int at_end)
{
    Py_buffer view;
    int result = 0;

    if (PyObject_GetBuffer(part, &view, PyBUF_SIMPLE) < 0) {
        return -1;
    }
    clip(&start, &end, len);
    if (end - start >= view.len) {
        Py_ssize_t from = at_end ? end - view.len : start;

        result = !memcmp(data + from, view.buf, (size_t)view.len);
    }
    PyBuffer_Release(&view);
    return result;
}

static PyObject *
starts_or_ends(const char *data, Py_ssize_t len, PyObject *args, int at_end)
{
    const char *name = at_end ? "endswith" : "startswith";
    PyObject *part, *start_object = Py_None, *end_object = Py_None;
    Py_ssize_t start = 0, end = PY_SSIZE_T_MAX;
    int result = 0;

    if (!PyArg_ParseTuple(args, at_end ? "O|OO:endswith" : "O|OO:startswith",
                          &part, &start_object, &end_object) ||
        (start_object != Py_None &&
         !_PyEval_SliceIndex(start_object, &start)) ||
        (end_object != Py_None && !_PyEval_SliceIndex(end_object, &end))) {
        return NULL;
    }
    if (!PyTuple_Check(part)) {
        result = matches(data, len, part, start, end, at_end);
        if (result < 0 && PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Format(PyExc_TypeError,
                         "%s first arg must be bytes or a tuple of bytes, "
                         "not %s",
                         name, Py_TYPE(part)->tp_name);
        }
    }
    for (Py_ssize_t i = 0;
         PyTuple_Check(part) && i < PyTuple_GET_SIZE(part) && result == 0;
         i++) {
        result =
            matches(data, len, PyTuple_GET_ITEM(part, i), start, end, at_end);
    }
    return result < 0 ? NULL : PyBool_FromLong(result);
}

PyObject *
_Py_bytes_startswith(const char *data, Py_ssize_t len, PyObject *args)
{
    return starts_or_ends(data, len, args, 0);
}

PyObject *
_Py_bytes_endswith(const char *data, Py_ssize_t len, PyObject *args)
{
    return starts_or_ends(data, len, args, 1);
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
