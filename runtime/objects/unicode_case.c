/* unicode_case.c -- methods that change the case of text, and ask for it.
 *
 * One character may become up to three ("\u00df".upper() is "SS").
 *
 * Source: CPython 3.11, Objects/unicodeobject.c, do_upper() and neighbours;
 *         the Unicode Standard, section 3.13 (final sigma).
 */
#include "internal/pycore_bytes_methods.h"
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"

/* ---- one character ------------------------------------------------------ */

/* Writes what becomes of ch, which stands at i; how many characters. */
typedef int letter_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to);

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
lower_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
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
upper_at(PyObject *Py_UNUSED(self), Py_ssize_t Py_UNUSED(i), Py_UCS4 ch,
         Py_UCS4 *to)
{
    if (ch < 128) {
        to[0] = (Py_UCS4)Py_TOUPPER(ch);
        return 1;
    }
    return _PyUnicode_ToUpperFull(ch, to);
}

static int
fold_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
    return ch < 128 ? lower_at(self, i, ch, to)
                    : _PyUnicode_ToFoldedFull(ch, to);
}

static int
swap_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
    if (Py_UNICODE_ISUPPER(ch)) {
        return lower_at(self, i, ch, to);
    }
    if (Py_UNICODE_ISLOWER(ch)) {
        return upper_at(self, i, ch, to);
    }
    to[0] = ch;
    return 1;
}

/* The first letter of a word: in ASCII its upper case. */
static int
first_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
    return ch < 128 ? upper_at(self, i, ch, to)
                    : _PyUnicode_ToTitleFull(ch, to);
}

static int
capitalize_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
    return i == 0 ? first_at(self, 0, ch, to) : lower_at(self, i, ch, to);
}

/* Title case at the start of each run of cased letters. */
static int
title_at(PyObject *self, Py_ssize_t i, Py_UCS4 ch, Py_UCS4 *to)
{
    if (i > 0 && _PyUnicode_IsCased(PyUnicode_READ_CHAR(self, i - 1))) {
        return lower_at(self, i, ch, to);
    }
    return first_at(self, i, ch, to);
}

/* ---- whole strings ------------------------------------------------------ */

/* The result is always a new string, even of one letter (as in CPython).  In
 * line, so that each method has a loop that calls its own `at`. */
Py_ALWAYS_INLINE static inline PyObject *
convert(PyObject *self, letter_at *at)
{
    int kind = PyUnicode_KIND(self);
    const void *data = PyUnicode_DATA(self);
    Py_ssize_t n = PyUnicode_GET_LENGTH(self), length = 0;
    if (n > PY_SSIZE_T_MAX / 12) {
        return PyErr_NoMemory();
    }
    Py_UCS4 *to = PyMem_New(Py_UCS4, 3 * n);
    if (to == NULL) {
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        length += at(self, i, PyUnicode_READ(kind, data, i), to + length);
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

/* The same of a string that is ASCII, where one letter becomes one: by a
 * function for bytes. */
static PyObject *
ascii_convert(PyObject *self,
              void (*by)(char *to, const char *from, Py_ssize_t n))
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    PyObject *result = PyUnicode_New(n, 127);
    if (result != NULL && n > 0) {
        by(PyUnicode_DATA(result), PyUnicode_DATA(self), n);
    }
    return result;
}

Py_ALWAYS_INLINE static inline PyObject *
either(PyObject *self, void (*by)(char *, const char *, Py_ssize_t),
       letter_at *at)
{
    return PyUnicode_IS_ASCII(self) ? ascii_convert(self, by)
                                    : convert(self, at);
}

PyObject *
Hb_StrUpper(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_upper, upper_at);
}

PyObject *
Hb_StrLower(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_lower, lower_at);
}

PyObject *
Hb_StrCasefold(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_lower, fold_at);
}

PyObject *
Hb_StrSwapcase(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_swapcase, swap_at);
}

PyObject *
Hb_StrCapitalize(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_capitalize, capitalize_at);
}

PyObject *
Hb_StrTitle(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return either(self, _Py_bytes_title, title_at);
}

/* ---- questions ---------------------------------------------------------- */

PyObject *
Hb_StrIsAscii(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(PyUnicode_IS_ASCII(self));
}

/* No character has one of the properties `none`, and some have one of
 * `some`. */
Py_ALWAYS_INLINE static inline int
one_case(int kind, const void *data, Py_ssize_t n, int some, int none)
{
    int found = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        found |= Hb_Properties(PyUnicode_READ(kind, data, i));
        if (found & none) {
            return 0;
        }
    }
    return (found & some) != 0;
}

PyObject *
Hb_StrIsLower(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(
        HB_BY_KIND(PyUnicode_KIND(self), one_case, PyUnicode_DATA(self),
                   PyUnicode_GET_LENGTH(self), HB_LOWER, HB_UPPER | HB_TITLE));
}

PyObject *
Hb_StrIsUpper(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(
        HB_BY_KIND(PyUnicode_KIND(self), one_case, PyUnicode_DATA(self),
                   PyUnicode_GET_LENGTH(self), HB_UPPER, HB_LOWER | HB_TITLE));
}

Py_ALWAYS_INLINE static inline int
is_title(int kind, const void *data, Py_ssize_t n)
{
    int found = 0, in_word = 0;
    for (Py_ssize_t i = 0; i < n; i++) {
        int properties = Hb_Properties(PyUnicode_READ(kind, data, i));
        if (properties & (in_word ? HB_UPPER | HB_TITLE : HB_LOWER)) {
            return 0;
        }
        in_word = properties & HB_CASED;
        found |= in_word;
    }
    return found != 0;
}

PyObject *
Hb_StrIsTitle(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyBool_FromLong(HB_BY_KIND(PyUnicode_KIND(self), is_title,
                                      PyUnicode_DATA(self),
                                      PyUnicode_GET_LENGTH(self)));
}

Py_ALWAYS_INLINE static inline int
all_of(int kind, const void *data, Py_ssize_t n, int properties)
{
    for (Py_ssize_t i = 0; i < n; i++) {
        if (!(Hb_Properties(PyUnicode_READ(kind, data, i)) & properties)) {
            return 0;
        }
    }
    return 1;
}

/* All characters have one of the properties, and there is one. */
static PyObject *
all_are(PyObject *self, int properties)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(self);
    return PyBool_FromLong(n > 0 &&
                           HB_BY_KIND(PyUnicode_KIND(self), all_of,
                                      PyUnicode_DATA(self), n, properties));
}

PyObject *
Hb_StrIsSpace(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_SPACE);
}

PyObject *
Hb_StrIsAlpha(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_ALPHA);
}

PyObject *
Hb_StrIsAlnum(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_ALPHA | HB_DECIMAL | HB_DIGIT | HB_NUMERIC);
}

PyObject *
Hb_StrIsDecimal(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_DECIMAL);
}

PyObject *
Hb_StrIsDigit(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_DIGIT);
}

PyObject *
Hb_StrIsNumeric(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return all_are(self, HB_NUMERIC);
}

PyObject *
Hb_StrIsPrintable(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyUnicode_GET_LENGTH(self) == 0 ? Py_NewRef(Py_True)
                                           : all_are(self, HB_PRINTABLE);
}

Py_ALWAYS_INLINE static inline Py_ssize_t
scan_identifier(int kind, const void *data, Py_ssize_t n)
{
    Py_ssize_t i;
    for (i = 0; i < n; i++) {
        Py_UCS4 ch = PyUnicode_READ(kind, data, i);
        if (!(Hb_Properties(ch) & (i ? HB_ID_CONTINUE : HB_ID_START)) &&
            ch != '_') {
            break;
        }
    }
    return i;
}

Py_ssize_t
_PyUnicode_ScanIdentifier(PyObject *self)
{
    return HB_BY_KIND(PyUnicode_KIND(self), scan_identifier,
                      PyUnicode_DATA(self), PyUnicode_GET_LENGTH(self));
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
