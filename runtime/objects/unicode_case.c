/* unicode_case.c -- methods that change the case of text, and ask for it.
 *
 * One character may become up to three ("\u00df".upper() is "SS").
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, do_upper() and neighbours;
 *         the Unicode Standard, section 3.13 (final sigma).
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"

/* ---- one character ------------------------------------------------------ */

/* A sigma ends a word when a cased letter stands before it and none after,
 * not counting what case ignores. */
static int
is_final_sigma(PyObject *self, Py_ssize_t i)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self), before = i - 1, after = i + 1;
    while (before >= 0 &&
           _PyUnicode_IsCaseIgnorable(PyUnicode_READ_CHAR(self, before))) {
        before--;
    }
    if (before < 0 || !_PyUnicode_IsCased(PyUnicode_READ_CHAR(self, before))) {
        return 0;
    }
    while (after < n &&
           _PyUnicode_IsCaseIgnorable(PyUnicode_READ_CHAR(self, after))) {
        after++;
    }
    return after == n || !_PyUnicode_IsCased(PyUnicode_READ_CHAR(self, after));
}

static int
lower_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
    if (ch < 128) {
        to[0] = (Py_UCS4)Py_TOLOWER(ch);
        return 1;
    }
    if (ch == 0x3a3) {
        to[0] = is_final_sigma(self, i) ? 0x3c2 : 0x3c3;
        return 1;
    }
    return _PyUnicode_ToLowerFull(ch, to);
}

static int
upper_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
    if (ch < 128) {
        to[0] = (Py_UCS4)Py_TOUPPER(ch);
        return 1;
    }
    return _PyUnicode_ToUpperFull(ch, to);
}

static int
fold_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    return _PyUnicode_ToFoldedFull(PyUnicode_READ_CHAR(self, i), to);
}

static int
swap_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
    if (Py_UNICODE_ISUPPER(ch)) {
        return lower_at(self, i, to);
    }
    if (Py_UNICODE_ISLOWER(ch)) {
        return upper_at(self, i, to);
    }
    to[0] = ch;
    return 1;
}

/* The first letter of a word: in ASCII its upper case. */
static int
first_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
    return ch < 128 ? upper_at(self, i, to) : _PyUnicode_ToTitleFull(ch, to);
}

static int
capitalize_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    return i == 0 ? first_at(self, 0, to) : lower_at(self, i, to);
}

/* Title case at the start of each run of cased letters. */
static int
title_at(PyObject *self, Py_ssize_t i, Py_UCS4 *to)
{
    if (i > 0 && _PyUnicode_IsCased(PyUnicode_READ_CHAR(self, i - 1))) {
        return lower_at(self, i, to);
    }
    return first_at(self, i, to);
}

/* ---- whole strings ------------------------------------------------------ */

/* The result is always a new string, even of one letter (as in CPython). */
static PyObject *
convert(PyObject *self, int (*at)(PyObject *, Py_ssize_t, Py_UCS4 *))
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self), length = 0;
    if (n > PY_SSIZE_T_MAX / 12) {
        return PyErr_NoMemory();
    }
    Py_UCS4 *to = PyMem_New(Py_UCS4, 3 * n);
    if (to == NULL) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        length += at(self, i, to + length);
    }
    PyObject *result = PyUnicode_New(
        length, Hb_FindMaxChar(PyUnicode_4BYTE_KIND, to, length));
    if (result != NULL && length > 0) {
        Hb_UnicodeConvert(PyUnicode_KIND(result), PyUnicode_DATA(result),
                          PyUnicode_4BYTE_KIND, to, length);
    }
    PyMem_Free(to);
    return result;
}

/* The same of a string that is ASCII, where one letter becomes one. */

static PyObject *
ascii_lower(PyObject *self)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    PyObject *result = PyUnicode_New(n, 127);
    if (result != NULL) {
        const Py_UCS1 *from = PyUnicode_1BYTE_DATA(self);
        Py_UCS1 *to = PyUnicode_1BYTE_DATA(result);
        for (Py_ssize_t i = 0; i < n; i++) {
            to[i] = from[i] >= 'A' && from[i] <= 'Z' ? from[i] + 32 : from[i];
        }
    }
    return result;
}

static PyObject *
ascii_upper(PyObject *self)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    PyObject *result = PyUnicode_New(n, 127);
    if (result != NULL) {
        const Py_UCS1 *from = PyUnicode_1BYTE_DATA(self);
        Py_UCS1 *to = PyUnicode_1BYTE_DATA(result);
        for (Py_ssize_t i = 0; i < n; i++) {
            to[i] = from[i] >= 'a' && from[i] <= 'z' ? from[i] - 32 : from[i];
        }
    }
    return result;
}

PyObject *
Hb_StrUpper(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_IS_ASCII(self) ? ascii_upper(self)
                                    : convert(self, upper_at);
}

PyObject *
Hb_StrLower(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_IS_ASCII(self) ? ascii_lower(self)
                                    : convert(self, lower_at);
}

PyObject *
Hb_StrCasefold(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_IS_ASCII(self) ? ascii_lower(self)
                                    : convert(self, fold_at);
}

PyObject *
Hb_StrSwapcase(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return convert(self, swap_at);
}

PyObject *
Hb_StrCapitalize(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return convert(self, capitalize_at);
}

PyObject *
Hb_StrTitle(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return convert(self, title_at);
}

/* ---- questions ---------------------------------------------------------- */

PyObject *
Hb_StrIsAscii(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(PyUnicode_IS_ASCII(self));
}

/* No character of the other kinds, and at least one of this. */
static PyObject *
one_case(PyObject *self, int (*is)(Py_UCS4), int (*is_not)(Py_UCS4))
{
    int found = 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(self); i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
        if (is_not(ch) || Py_UNICODE_ISTITLE(ch)) {
            Py_RETURN_FALSE;
        }
        found |= is(ch);
    }
    return PyBool_FromLong(found);
}

PyObject *
Hb_StrIsLower(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return one_case(self, _PyUnicode_IsLowercase, _PyUnicode_IsUppercase);
}

PyObject *
Hb_StrIsUpper(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return one_case(self, _PyUnicode_IsUppercase, _PyUnicode_IsLowercase);
}

PyObject *
Hb_StrIsTitle(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    int found = 0, previous_cased = 0;
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(self); i++) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
        int starts = Py_UNICODE_ISUPPER(ch) || Py_UNICODE_ISTITLE(ch);
        int follows = Py_UNICODE_ISLOWER(ch);
        if ((starts && previous_cased) || (follows && !previous_cased)) {
            Py_RETURN_FALSE;
        }
        previous_cased = starts || follows;
        found |= previous_cased;
    }
    return PyBool_FromLong(found);
}

/* All characters pass, and there is one. */
static PyObject *
all_are(PyObject *self, int (*is)(Py_UCS4))
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!is(PyUnicode_READ_CHAR(self, i))) {
            Py_RETURN_FALSE;
        }
    }
    return PyBool_FromLong(n > 0);
}

static int
is_alnum(Py_UCS4 ch)
{
    return Py_UNICODE_ISALNUM(ch);
}

PyObject *
Hb_StrIsSpace(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, _PyUnicode_IsWhitespace);
}

PyObject *
Hb_StrIsAlpha(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, _PyUnicode_IsAlpha);
}

PyObject *
Hb_StrIsAlnum(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, is_alnum);
}

PyObject *
Hb_StrIsDecimal(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, _PyUnicode_IsDecimalDigit);
}

PyObject *
Hb_StrIsDigit(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, _PyUnicode_IsDigit);
}

PyObject *
Hb_StrIsNumeric(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, _PyUnicode_IsNumeric);
}

PyObject *
Hb_StrIsPrintable(PyObject *self, PyObject *ignored)
{
    if (PyUnicode_GET_LENGTH(self) == 0) {
        Py_RETURN_TRUE;
    }
    (void)ignored;
    return all_are(self, _PyUnicode_IsPrintable);
}

Py_ssize_t
_PyUnicode_ScanIdentifier(PyObject *self)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self), i = 0;
    while (i < n) {
        Py_UCS4 ch = PyUnicode_READ_CHAR(self, i);
        if (i == 0 ? !_PyUnicode_IsXidStart(ch) && ch != '_'
                   : !_PyUnicode_IsXidContinue(ch)) {
            break;
        }
        i++;
    }
    return i;
}

int
PyUnicode_IsIdentifier(PyObject *self)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    return n > 0 && _PyUnicode_ScanIdentifier(self) == n;
}

PyObject *
Hb_StrIsIdentifier(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(PyUnicode_IsIdentifier(self));
}
