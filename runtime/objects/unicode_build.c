/* unicode_build.c -- strings from strings: concat, append, replace, translate.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c.
 */
#include "internal/hb_search.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_private.h"

/* ---- concat ------------------------------------------------------------- */

static PyObject *
joined(PyObject *left, PyObject *right)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(left);
    Py_ssize_t m = PyUnicode_GET_LENGTH(right);
    if (n > PY_SSIZE_T_MAX - m) {
        PyErr_SetString(PyExc_OverflowError,
                        "strings are too large to concat");
        return NULL;
    }
    Py_UCS4 maxchar = Py_MAX(PyUnicode_MAX_CHAR_VALUE(left),
                             PyUnicode_MAX_CHAR_VALUE(right));
    PyObject *result = PyUnicode_New(n + m, maxchar);
    if (result != NULL) {
        _PyUnicode_FastCopyCharacters(result, 0, left, 0, n);
        _PyUnicode_FastCopyCharacters(result, n, right, 0, m);
    }
    return result;
}

PyObject *
PyUnicode_Concat(PyObject *left, PyObject *right)
{
    if (Hb_UnicodeCheck(left) < 0) {
        return NULL;
    }
    if (!PyUnicode_Check(right)) {
        PyErr_Format(PyExc_TypeError,
                     "can only concatenate str (not \"%.200s\") to str",
                     Py_TYPE(right)->tp_name);
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(left) == 0) {
        return PyUnicode_FromObject(right);
    }
    if (PyUnicode_GET_LENGTH(right) == 0) {
        return PyUnicode_FromObject(left);
    }
    return joined(left, right);
}

/* Whether left has the width for right's characters and may change. */
static int
appends_in_place(PyObject *left, PyObject *right)
{
    return Hb_UnicodeModifiable(left) && PyUnicode_CheckExact(right) &&
           PyUnicode_KIND(right) <= PyUnicode_KIND(left) &&
           !(PyUnicode_IS_ASCII(left) && !PyUnicode_IS_ASCII(right));
}

static int
append_in_place(PyObject **pleft, PyObject *right)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(*pleft);
    Py_ssize_t m = PyUnicode_GET_LENGTH(right);
    if (Hb_UnicodeResize(pleft, n + m) < 0) {
        return -1;
    }
    _PyUnicode_FastCopyCharacters(*pleft, n, right, 0, m);
    return 0;
}

void
PyUnicode_Append(PyObject **pleft, PyObject *right)
{
    if (pleft == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_BadInternalCall();
        }
        return;
    }
    PyObject *left = *pleft;
    if (right == NULL || left == NULL || !PyUnicode_Check(left) ||
        !PyUnicode_Check(right)) {
        if (!PyErr_Occurred()) {
            PyErr_BadInternalCall();
        }
        Py_CLEAR(*pleft);
        return;
    }
    if (left == right && PyUnicode_GET_LENGTH(left) == 0) {
        return;
    }
    if (PyUnicode_CheckExact(left) && PyUnicode_GET_LENGTH(left) == 0) {
        Py_SETREF(*pleft, Py_NewRef(right));
        return;
    }
    if (PyUnicode_GET_LENGTH(right) == 0) {
        return;
    }
    if (PyUnicode_GET_LENGTH(left) >
        PY_SSIZE_T_MAX - PyUnicode_GET_LENGTH(right)) {
        PyErr_SetString(PyExc_OverflowError,
                        "strings are too large to concat");
        Py_CLEAR(*pleft);
        return;
    }
    if (appends_in_place(left, right)) {
        if (append_in_place(pleft, right) < 0) {
            Py_CLEAR(*pleft);
        }
        return;
    }
    Py_SETREF(*pleft, joined(left, right));
}

void
PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right)
{
    PyUnicode_Append(pleft, right);
    Py_XDECREF(right);
}

/* ---- replace ------------------------------------------------------------ */

/* Where a copy goes on. */
struct target {
    int kind;
    char *at;
};

static void
put(struct target *to, int kind, const void *data, Py_ssize_t n)
{
    Hb_UnicodeConvert(to->kind, to->at, kind, data, n);
    to->at += n * to->kind;
}

/* Copies with `count` replacements; an empty `from` stands before each
 * character and at the end. */
static void
fill_replaced(PyObject *result, PyObject *str, PyObject *from, PyObject *to,
              Py_ssize_t count)
{
    struct target out = {PyUnicode_KIND(result), PyUnicode_DATA(result)};
    int kind = PyUnicode_KIND(str);
    const char *data = PyUnicode_DATA(str);
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), m = PyUnicode_GET_LENGTH(from);
    for (; count > 0; count--) {
        Py_ssize_t at = Hb_FindData(kind, data, n, PyUnicode_KIND(from),
                                    PyUnicode_DATA(from), m, 1);
        put(&out, kind, data, at);
        put(&out, PyUnicode_KIND(to), PyUnicode_DATA(to),
            PyUnicode_GET_LENGTH(to));
        if (m == 0 && n > 0) {
            put(&out, kind, data, 1);
            at++;
        }
        data += (at + m) * kind;
        n -= at + m;
    }
    put(&out, kind, data, n);
}

/* One letter by another of the same kind, everywhere. */
Py_ALWAYS_INLINE static inline void
fill_letter(int kind, void *out, const void *data, Py_ssize_t n, Py_UCS4 from,
            Py_UCS4 to)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        PyUnicode_WRITE(kind, out, i, ch == from ? to : ch);
    }
}

/* The same string, narrower if its characters allow it; takes the reference.
 */
static PyObject *
narrowed(PyObject *unicode)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    int kind = PyUnicode_KIND(unicode);
    Py_UCS4 max = Hb_FindMaxChar(kind, PyUnicode_DATA(unicode), n);
    if (n == 0 || max >= PyUnicode_MAX_CHAR_VALUE(unicode)) {
        return unicode;
    }
    PyObject *result = PyUnicode_New(n, max);
    if (result != NULL) {
        _PyUnicode_FastCopyCharacters(result, 0, unicode, 0, n);
    }
    Py_DECREF(unicode);
    return result;
}

/* How often `from` is replaced. */
static Py_ssize_t
count_places(PyObject *str, PyObject *from, Py_ssize_t maxcount)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), m = PyUnicode_GET_LENGTH(from);
    return m == 0 ? Py_MIN(maxcount, n + 1)
                  : Hb_CountData(PyUnicode_KIND(str), PyUnicode_DATA(str), n,
                                 PyUnicode_KIND(from), PyUnicode_DATA(from), m,
                                 maxcount);
}

static PyObject *
replace(PyObject *str, PyObject *from, PyObject *to, Py_ssize_t count)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    Py_ssize_t m = PyUnicode_GET_LENGTH(from), size = PyUnicode_GET_LENGTH(to);
    if (size > m && count > (PY_SSIZE_T_MAX - n) / (size - m)) {
        PyErr_SetString(PyExc_OverflowError, "replace string is too long");
        return NULL;
    }
    Py_UCS4 old_max = PyUnicode_MAX_CHAR_VALUE(str);
    Py_UCS4 max = Py_MAX(old_max, PyUnicode_MAX_CHAR_VALUE(to));
    PyObject *result = PyUnicode_New(n + count * (size - m), max);
    if (result == NULL || PyUnicode_GET_LENGTH(result) == 0) {
        return result;
    }
    fill_replaced(result, str, from, to, count);
    int may_shrink = PyUnicode_MAX_CHAR_VALUE(from) == max && max > 127 &&
                     PyUnicode_MAX_CHAR_VALUE(to) < max;
    return may_shrink ? narrowed(result) : result;
}

static PyObject *
replace_letter(PyObject *str, Py_UCS4 from, Py_UCS4 to)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    int kind = PyUnicode_KIND(str);
    PyObject *result = PyUnicode_New(n, PyUnicode_MAX_CHAR_VALUE(str));
    if (result == NULL) {
        return NULL;
    }
    HB_BY_KIND(kind, fill_letter, PyUnicode_DATA(result), PyUnicode_DATA(str),
               n, from, to);
    return from > 127 && from > to ? narrowed(result) : result;
}

PyObject *
PyUnicode_Replace(PyObject *str, PyObject *from, PyObject *to,
                  Py_ssize_t maxcount)
{
    if (Hb_UnicodeCheck(str) < 0 || Hb_UnicodeCheck(from) < 0 ||
        Hb_UnicodeCheck(to) < 0) {
        return NULL;
    }
    maxcount = maxcount < 0 ? PY_SSIZE_T_MAX : maxcount;
    Py_ssize_t count = from == to ? 0 : count_places(str, from, maxcount);
    if (count == 0) {
        return Hb_UnicodeUnchanged(str);
    }
    if (PyUnicode_GET_LENGTH(from) == 1 && PyUnicode_GET_LENGTH(to) == 1 &&
        maxcount >= PyUnicode_GET_LENGTH(str) &&
        PyUnicode_MAX_CHAR_VALUE(to) <= PyUnicode_MAX_CHAR_VALUE(str)) {
        return replace_letter(str, PyUnicode_READ_CHAR(from, 0),
                              PyUnicode_READ_CHAR(to, 0));
    }
    return replace(str, from, to, count);
}

/* ---- padding ------------------------------------------------------------ */

/* The string with `left` and `right` fill characters around it. */
PyObject *
Hb_UnicodePad(PyObject *self, Py_ssize_t left, Py_ssize_t right, Py_UCS4 fill)
{
    left = Py_MAX(left, 0);
    right = Py_MAX(right, 0);
    if (left == 0 && right == 0) {
        return Hb_UnicodeUnchanged(self);
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    if (left > PY_SSIZE_T_MAX - n || right > PY_SSIZE_T_MAX - (left + n)) {
        PyErr_SetString(PyExc_OverflowError, "padded string is too long");
        return NULL;
    }
    Py_UCS4 maxchar = Py_MAX(PyUnicode_MAX_CHAR_VALUE(self), fill);
    PyObject *result = PyUnicode_New(left + n + right, maxchar);
    if (result != NULL) {
        _PyUnicode_FastFill(result, 0, left, fill);
        _PyUnicode_FastCopyCharacters(result, left, self, 0, n);
        _PyUnicode_FastFill(result, left + n, right, fill);
    }
    return result;
}

/* ---- translate ---------------------------------------------------------- */

/* None, a str, or an int that is a character. */
static int
is_translation(PyObject *value)
{
    long ch;

    if (value == Py_None || PyUnicode_Check(value)) {
        return 1;
    }
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError,
                        "character mapping must return integer, None or str");
        return 0;
    }
    ch = PyLong_AsLong(value);
    if (ch < 0 || ch > 0x10ffff) {
        PyErr_Format(PyExc_ValueError,
                     "character mapping must be in range(0x%x)", 0x110000);
        return 0;
    }
    return 1;
}

/* table[ch], a new reference; ch where the table has nothing. */
static PyObject *
look_up(PyObject *table, Py_UCS4 ch)
{
    PyObject *key = PyLong_FromLong((long)ch);
    if (key == NULL) {
        return NULL;
    }
    PyObject *value = PyObject_GetItem(table, key);
    Py_DECREF(key);
    if (value == NULL && PyErr_ExceptionMatches(PyExc_LookupError)) {
        PyErr_Clear();
        return PyLong_FromLong((long)ch);
    }
    if (value != NULL && !is_translation(value)) {
        Py_CLEAR(value);
    }
    return value;
}

static int
write_translated(_PyUnicodeWriter *writer, PyObject *value)
{
    if (value == Py_None) {
        return 0;
    }
    if (PyUnicode_Check(value)) {
        return _PyUnicodeWriter_WriteStr(writer, value);
    }
    return _PyUnicodeWriter_WriteChar(writer, (Py_UCS4)PyLong_AsLong(value));
}

/* What a letter of ASCII becomes, where that is simple. */
enum { UNKNOWN = 0xff, DELETED = 0xfe, NOT_ASCII = 0xfd, FAILED = 0xfc };

static Py_UCS1
look_up_ascii(PyObject *table, Py_UCS1 ch)
{
    PyObject *value = look_up(table, ch);
    Py_UCS1 result = NOT_ASCII;
    if (value == NULL) {
        return FAILED;
    }
    if (value == Py_None) {
        result = DELETED;
    }
    else if (PyUnicode_Check(value)) {
        if (PyUnicode_IS_ASCII(value) && PyUnicode_GET_LENGTH(value) == 1) {
            result = *PyUnicode_1BYTE_DATA(value);
        }
    }
    else if (PyLong_AsLong(value) <= 127) {
        result = (Py_UCS1)PyLong_AsLong(value);
    }
    Py_DECREF(value);
    return result;
}

/* Translates ASCII into ASCII and asks once for each letter.  Where it stops
 * because that does not do, or the length; -1 with an exception. */
static Py_ssize_t
translate_ascii(_PyUnicodeWriter *writer, PyObject *str, PyObject *table)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), i;
    const Py_UCS1 *data = PyUnicode_DATA(str);
    Py_UCS1 known[128], *out;
    if (_PyUnicodeWriter_Prepare(writer, n, 127) < 0) {
        return -1;
    }
    memset(known, UNKNOWN, sizeof known);
    out = writer->data;
    for (i = 0; i < n; i++) {
        Py_UCS1 ch = data[i];
        if (known[ch] == UNKNOWN) {
            known[ch] = look_up_ascii(table, ch);
        }
        if (known[ch] == FAILED || known[ch] == NOT_ASCII) {
            return known[ch] == FAILED ? -1 : i;
        }
        out[writer->pos] = known[ch];
        writer->pos += known[ch] != DELETED;
    }
    return n;
}

PyObject *
PyUnicode_Translate(PyObject *str, PyObject *table,
                    const char *Py_UNUSED(errors))
{
    if (Hb_UnicodeCheck(str) < 0) {
        return NULL;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = PyUnicode_GET_LENGTH(str);
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), i = 0;
    if (n > 0 && PyUnicode_IS_ASCII(str)) {
        i = translate_ascii(&writer, str, table);
    }
    for (; i >= 0 && i < n; i++) {
        PyObject *value = look_up(table, PyUnicode_READ_CHAR(str, i));
        int failed = value == NULL || write_translated(&writer, value) < 0;
        Py_XDECREF(value);
        i = failed ? -2 : i;
    }
    if (i < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

/* White space becomes a space and a decimal digit its ASCII one; the first
 * other character beyond ASCII becomes '?' and ends the copy. */
PyObject *
_PyUnicode_TransformDecimalAndSpaceToASCII(PyObject *unicode)
{
    if (!PyUnicode_Check(unicode)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (PyUnicode_IS_ASCII(unicode)) {
        return Py_NewRef(unicode);
    }
    Py_ssize_t n = PyUnicode_GET_LENGTH(unicode);
    PyObject *result = PyUnicode_New(n, 127);
    if (result == NULL) {
        return NULL;
    }
    Py_UCS1 *out = PyUnicode_1BYTE_DATA(result);
    for (Py_ssize_t i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(unicode, i);
        int value = Py_UNICODE_TODECIMAL(ch);
        if (ch < 127) {
            out[i] = (Py_UCS1)ch;
        }
        else if (Py_UNICODE_ISSPACE(ch)) {
            out[i] = ' ';
        }
        else if (value >= 0) {
            out[i] = (Py_UCS1)('0' + value);
        }
        else {
            out[i] = '?';
            Hb_UnicodeResize(&result, i + 1);
            return result;
        }
    }
    return result;
}
