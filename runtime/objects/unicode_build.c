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
    if (right == NULL || left == NULL || !PyUnicode_Check(left)) {
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

/* Puts `to` before each character and at the end, at most maxcount times. */
static int
interleave(_PyUnicodeWriter *writer, PyObject *str, PyObject *to,
           Py_ssize_t maxcount)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    for (Py_ssize_t i = 0; i <= n; i++) {
        if (i < maxcount && _PyUnicodeWriter_WriteStr(writer, to) < 0) {
            return -1;
        }
        if (i < n && _PyUnicodeWriter_WriteChar(
                         writer, PyUnicode_READ_CHAR(str, i)) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
replace_each(_PyUnicodeWriter *writer, PyObject *str, PyObject *from,
             PyObject *to, Py_ssize_t maxcount)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), start = 0;
    while (maxcount-- > 0) {
        Py_ssize_t at = PyUnicode_Find(str, from, start, n, 1);
        if (at < 0) {
            break;
        }
        if (_PyUnicodeWriter_WriteSubstring(writer, str, start, at) < 0 ||
            _PyUnicodeWriter_WriteStr(writer, to) < 0) {
            return -1;
        }
        start = at + PyUnicode_GET_LENGTH(from);
    }
    return _PyUnicodeWriter_WriteSubstring(writer, str, start, n);
}

/* One ASCII letter by another. */
static PyObject *
replace_letter(PyObject *str, char from, char to, Py_ssize_t maxcount)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str);
    const char *data = PyUnicode_DATA(str);
    PyObject *result = PyUnicode_New(n, 127);
    if (result != NULL) {
        char *out = PyUnicode_DATA(result);
        for (Py_ssize_t i = 0; i < n; i++) {
            int is_meant = data[i] == from && maxcount > 0;
            out[i] = is_meant ? to : data[i];
            maxcount -= is_meant;
        }
    }
    return result;
}

/* The same where all three are ASCII: counted, then written. */
static PyObject *
replace_ascii(PyObject *str, PyObject *from, PyObject *to, Py_ssize_t maxcount)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(str), m = PyUnicode_GET_LENGTH(from);
    Py_ssize_t size = PyUnicode_GET_LENGTH(to), count = 0, at, start;
    const char *data = PyUnicode_DATA(str), *wanted = PyUnicode_DATA(from);
    if (m == 1 && size == 1) {
        return replace_letter(str, *wanted, *(char *)PyUnicode_DATA(to),
                              maxcount);
    }
    for (start = 0; count < maxcount; start += at + m) {
        at = Hb_FindData(PyUnicode_1BYTE_KIND, data + start, n - start,
                         PyUnicode_1BYTE_KIND, wanted, m, 1);
        if (at < 0) {
            break;
        }
        count++;
    }
    if (size > m && count > (PY_SSIZE_T_MAX - n) / (size - m)) {
        PyErr_SetString(PyExc_OverflowError, "replace string is too long");
        return NULL;
    }
    PyObject *result = PyUnicode_New(n + count * (size - m), 127);
    if (result == NULL || PyUnicode_GET_LENGTH(result) == 0) {
        return result;
    }
    char *out = PyUnicode_DATA(result);
    for (start = 0; count > 0; count--, start += at + m) {
        at = Hb_FindData(PyUnicode_1BYTE_KIND, data + start, n - start,
                         PyUnicode_1BYTE_KIND, wanted, m, 1);
        memcpy(out, data + start, (size_t)at);
        memcpy(out + at, PyUnicode_DATA(to), (size_t)size);
        out += at + size;
    }
    memcpy(out, data + start, (size_t)(n - start));
    return result;
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
    if (maxcount == 0 || _PyUnicode_Equal(from, to) ||
        PyUnicode_Find(str, from, 0, PY_SSIZE_T_MAX, 1) < 0) {
        return Hb_UnicodeUnchanged(str);
    }
    if (PyUnicode_GET_LENGTH(from) > 0 && PyUnicode_IS_ASCII(str) &&
        PyUnicode_IS_ASCII(from) && PyUnicode_IS_ASCII(to)) {
        return replace_ascii(str, from, to, maxcount);
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    writer.min_length = PyUnicode_GET_LENGTH(str);
    int failed = PyUnicode_GET_LENGTH(from) == 0
                     ? interleave(&writer, str, to, maxcount)
                     : replace_each(&writer, str, from, to, maxcount);
    if (failed) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    PyObject *result = _PyUnicodeWriter_Finish(&writer);
    if (result != NULL && PyUnicode_GET_LENGTH(result) == 1) {
        /* As in CPython, a letter that is left alone is a new string. */
        Py_SETREF(result, _PyUnicode_Copy(result));
    }
    return result;
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

/* table[ch]: a new reference, None where the table has nothing. */
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
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_TypeError,
                        "character mapping must return integer, None or str");
        return -1;
    }
    long ch = PyLong_AsLong(value);
    if (ch < 0 || ch > 0x10ffff) {
        PyErr_Format(PyExc_ValueError,
                     "character mapping must be in range(0x%x)", 0x110000);
        return -1;
    }
    return _PyUnicodeWriter_WriteChar(writer, (Py_UCS4)ch);
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
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(str); i++) {
        PyObject *value = look_up(table, PyUnicode_READ_CHAR(str, i));
        int failed = value == NULL || write_translated(&writer, value) < 0;
        Py_XDECREF(value);
        if (failed) {
            _PyUnicodeWriter_Dealloc(&writer);
            return NULL;
        }
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
