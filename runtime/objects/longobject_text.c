/* longobject_text.c -- int to text and back, in bases 2 to 36.
 *
 * Decimal goes through runs in base 10**9, quadratic in the length; for that
 * reason the length is limited (sys.set_int_max_str_digits in CPython).
 * Bases that are a power of two are read off the bits.
 *
 * Source: CPython 3.11, Objects/longobject.c.
 */

#include <stddef.h>

#include "internal/hb_long.h"
#include "internal/pycore_long.h"
#include "internal/pycore_unicodeobject.h"

int _PyLong_max_str_digits = _PY_LONG_DEFAULT_MAX_STR_DIGITS;

unsigned char _PyLong_DigitValue[256] = {
    [0 ... 47] = 37, ['0'] = 0,          ['1'] = 1,        ['2'] = 2,
    ['3'] = 3,       ['4'] = 4,          ['5'] = 5,        ['6'] = 6,
    ['7'] = 7,       ['8'] = 8,          ['9'] = 9,        [58 ... 64] = 37,
    ['A'] = 10,      ['B'] = 11,         ['C'] = 12,       ['D'] = 13,
    ['E'] = 14,      ['F'] = 15,         ['G'] = 16,       ['H'] = 17,
    ['I'] = 18,      ['J'] = 19,         ['K'] = 20,       ['L'] = 21,
    ['M'] = 22,      ['N'] = 23,         ['O'] = 24,       ['P'] = 25,
    ['Q'] = 26,      ['R'] = 27,         ['S'] = 28,       ['T'] = 29,
    ['U'] = 30,      ['V'] = 31,         ['W'] = 32,       ['X'] = 33,
    ['Y'] = 34,      ['Z'] = 35,         [91 ... 96] = 37, ['a'] = 10,
    ['b'] = 11,      ['c'] = 12,         ['d'] = 13,       ['e'] = 14,
    ['f'] = 15,      ['g'] = 16,         ['h'] = 17,       ['i'] = 18,
    ['j'] = 19,      ['k'] = 20,         ['l'] = 21,       ['m'] = 22,
    ['n'] = 23,      ['o'] = 24,         ['p'] = 25,       ['q'] = 26,
    ['r'] = 27,      ['s'] = 28,         ['t'] = 29,       ['u'] = 30,
    ['v'] = 31,      ['w'] = 32,         ['x'] = 33,       ['y'] = 34,
    ['z'] = 35,      [123 ... 255] = 37,
};

/* The value of a letter or figure in base 36; 37 for anything else. */
static inline int
digit_value(unsigned char c)
{
    return _PyLong_DigitValue[c];
}

/* ---- to text ---- */

static int
is_too_long(Py_ssize_t digits)
{
    if (_PyLong_max_str_digits == 0 || digits <= _PyLong_max_str_digits) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError,
                 "Exceeds the limit (%d digits) for integer string "
                 "conversion; use sys.set_int_max_str_digits() to increase "
                 "the limit",
                 _PyLong_max_str_digits);
    return 1;
}

/* Writes the decimal digits backwards, the last one before `end`; where they
 * begin.  `run` is used up. */
static char *
write_decimal(digit *run, Py_ssize_t n, char *end)
{
    while (n > 0) {
        digit part = Hb_DigitsDivSmall(run, run, n, _PyLong_DECIMAL_BASE);

        n = Hb_DigitsNormal(run, n);
        for (int i = 0; i < _PyLong_DECIMAL_SHIFT && (n > 0 || part); i++) {
            *--end = (char)('0' + part % 10);
            part /= 10;
        }
    }
    return end;
}

/* One digit of a number, which is not 0. */
static inline char *
write_figures(digit d, char *end)
{
    for (; d != 0; d /= 10) {
        *--end = (char)('0' + d % 10);
    }
    return end;
}

/* The same in base 2**bits. */
static char *
write_bits(const digit *run, Py_ssize_t n, int bits, char *end)
{
    twodigits window = 0;
    int have = 0;

    for (Py_ssize_t i = 0; i < n; i++) {
        window |= (twodigits)run[i] << have;
        have += PyLong_SHIFT;
        while (i < n - 1 ? have >= bits : window != 0) {
            *--end = "0123456789abcdef"[window & ((1u << bits) - 1)];
            window >>= bits;
            have -= bits;
        }
    }
    return end;
}

/* An upper bound of the number of characters, sign and prefix included. */
static size_t
text_room(Py_ssize_t n, int base)
{
    return base == 10 ? (size_t)n * 10 + 4
                      : (size_t)n * PyLong_SHIFT /
                                (base == 16  ? 4
                                 : base == 8 ? 3
                                             : 1) +
                            8;
}

/* Fills the end of text[0 .. room-1] and returns where the text begins; NULL
 * with an exception. */
static char *
write_text(PyLongObject *v, int base, int has_prefix, char *text, size_t room)
{
    Py_ssize_t n = Hb_LongDigits(v);
    char *end = text + room, *at;

    if (n == 0) {
        at = end;
        *--at = '0';
    }
    else if (base == 10 && n == 1) {
        at = write_figures(v->ob_digit[0], end);
    }
    else if (base == 10) {
        digit *run = PyMem_Malloc((size_t)n * sizeof *run);

        if (!run) {
            PyErr_NoMemory();
            return NULL;
        }
        memcpy(run, v->ob_digit, (size_t)n * sizeof *run);
        at = write_decimal(run, n, end);
        PyMem_Free(run);
        if (is_too_long(end - at)) {
            return NULL;
        }
    }
    else {
        at = write_bits(v->ob_digit, n,
                        base == 16  ? 4
                        : base == 8 ? 3
                                    : 1,
                        end);
    }
    if (has_prefix && base != 10) {
        *--at = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
        *--at = '0';
    }
    if (Py_SIZE(v) < 0) {
        *--at = '-';
    }
    return at;
}

/* Numbers so long that they are refused in any case need no room. */
static int
is_hopeless(PyLongObject *v, int base)
{
    Py_ssize_t n = Hb_LongDigits(v);

    return base == 10 && n > 4 * _PY_LONG_MAX_STR_DIGITS_THRESHOLD / 9 &&
           _PyLong_max_str_digits > 0 &&
           n / 10 > _PyLong_max_str_digits / 90 && is_too_long(n * 9);
}

/* The text of an int, in `small` or in a block of its own. */
struct text {
    char small[64];
    char *block; /* PyMem, or NULL */
    char *at;
    Py_ssize_t size;
};

/* Fails:  -1 with an exception; nothing is held. */
static int
begin_text(struct text *text, PyObject *op, int base, int has_prefix)
{
    PyLongObject *v = (PyLongObject *)op;
    size_t room = text_room(Hb_LongDigits(v), base);
    char *begin = text->small;

    text->block = NULL;
    if (is_hopeless(v, base)) {
        return -1;
    }
    if (room > sizeof text->small) {
        begin = text->block = PyMem_Malloc(room);
        if (!begin) {
            PyErr_NoMemory();
            return -1;
        }
    }
    text->at = write_text(v, base, has_prefix, begin, room);
    if (!text->at) {
        PyMem_Free(text->block);
        return -1;
    }
    text->size = begin + room - text->at;
    return 0;
}

static void
end_text(struct text *text)
{
    if (text->block) {
        PyMem_Free(text->block);
    }
}

int
_PyLong_FormatWriter(_PyUnicodeWriter *writer, PyObject *op, int base,
                     int alternate)
{
    struct text text;
    int result;

    if (begin_text(&text, op, base, alternate) < 0) {
        return -1;
    }
    result = _PyUnicodeWriter_WriteASCIIString(writer, text.at, text.size);
    end_text(&text);
    return result;
}

char *
_PyLong_FormatBytesWriter(_PyBytesWriter *writer, char *str, PyObject *op,
                          int base, int alternate)
{
    struct text text;

    if (begin_text(&text, op, base, alternate) < 0) {
        return NULL;
    }
    str = _PyBytesWriter_WriteBytes(writer, str, text.at, text.size);
    end_text(&text);
    return str;
}

PyObject *
Hb_LongText(PyObject *op, int base, int has_prefix)
{
    struct text text;
    PyObject *result;

    if (begin_text(&text, op, base, has_prefix) < 0) {
        return NULL;
    }
    result = PyUnicode_New(text.size, 127); /* even of one figure */
    if (result) {
        memcpy(PyUnicode_1BYTE_DATA(result), text.at, (size_t)text.size);
    }
    end_text(&text);
    return result;
}

PyObject *
_PyLong_Format(PyObject *op, int base)
{
    if (!PyLong_Check(op)) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return Hb_LongText(op, base, 1);
}

/* A medium int in base 10. */
static PyObject *
medium_repr(PyLongObject *v)
{
    char text[16], *end = text + sizeof text;
    char *at = write_text(v, 10, 0, text, sizeof text);
    PyObject *result = PyUnicode_New(end - at, 127);

    if (result) {
        memcpy(PyUnicode_1BYTE_DATA(result), at, (size_t)(end - at));
    }
    return result;
}

PyObject *
Hb_LongRepr(PyObject *self)
{
    if (Hb_LongIsMedium((PyLongObject *)self)) {
        return medium_repr((PyLongObject *)self);
    }
    return _PyLong_Format(self, 10);
}

/* ---- from text ---- */

/* The figures of a number: from .. to, underscores between them included. */
struct figures {
    const char *from;
    const char *to;
    Py_ssize_t count; /* without underscores */
    int base;
};

/* Reads a prefix such as 0x, where the base allows it, and settles base 0. */
static const char *
read_prefix(const char *text, int *base, int *must_be_zero)
{
    int marked = text[0] == '0' ? Py_TOLOWER((unsigned char)text[1]) : 0;
    int named = marked == 'x' ? 16 : marked == 'o' ? 8 : marked == 'b' ? 2 : 0;

    *must_be_zero = 0;
    if (*base == 0) {
        *must_be_zero = text[0] == '0' && !named;
        *base = named ? named : 10;
    }
    if (named && named == *base) {
        text += 2;
        text += *text == '_';
    }
    return text;
}

/* Finds the figures; 0, or -1 when there are none or underscores are wrong,
 * with `to` where that shows. */
static int
find_figures(const char *text, struct figures *figures)
{
    char last = '\0';

    figures->from = figures->to = text;
    figures->count = 0;
    if (*text == '_') {
        return -1;
    }
    for (; *text == '_' || digit_value((unsigned char)*text) < figures->base;
         text++) {
        if (*text == '_' && last == '_') {
            break;
        }
        figures->count += *text != '_';
        last = *text;
    }
    figures->to = text - (last == '_');
    return figures->count == 0 || last == '_' ? -1 : 0;
}

/* Figures that fit into one digit, together: *power is base**n. */
static int
figures_at_once(int base, digit *power)
{
    int n = 0;

    *power = 1;
    while ((twodigits)*power * (twodigits)base < PyLong_BASE) {
        *power *= (digit)base;
        n++;
    }
    return n;
}

/* v = v * power + part, in a v that has room for one digit more. */
static void
push(PyLongObject *v, Py_ssize_t *n, digit power, digit part)
{
    digit carry = Hb_DigitsMulSmall(v->ob_digit, *n, power, part);

    if (carry) {
        v->ob_digit[(*n)++] = carry;
    }
}

/* The digits to make room for.  CPython's estimates, so that blocks have the
 * real sizes; what they have too much is not given back. */
static Py_ssize_t
room_for_figures(const struct figures *figures)
{
    int base = figures->base, bits = 0;
    digit power;

    if (figures->count <= figures_at_once(base, &power)) {
        return 1;
    }
    if (base & (base - 1)) {
        return (Py_ssize_t)((double)figures->count * log(base) /
                                log((double)PyLong_BASE) +
                            1.0);
    }
    for (; base > 1; base >>= 1) {
        bits++;
    }
    return (figures->count * bits + PyLong_SHIFT - 1) / PyLong_SHIFT;
}

static PyLongObject *
read_figures(const struct figures *figures)
{
    digit power, part = 0, scale = 1;
    int at_once = figures_at_once(figures->base, &power);
    int have = 0;
    Py_ssize_t n = 0;
    PyLongObject *v = _PyLong_New(room_for_figures(figures));

    if (!v) {
        return NULL;
    }
    for (const char *at = figures->from; at < figures->to; at++) {
        if (*at == '_') {
            continue;
        }
        part = part * (digit)figures->base +
               (digit)digit_value((unsigned char)*at);
        scale *= (digit)figures->base;
        if (++have == at_once) {
            push(v, &n, power, part);
            part = 0;
            scale = 1;
            have = 0;
        }
    }
    if (have) {
        push(v, &n, scale, part);
    }
    Py_SET_SIZE((PyVarObject *)v, n);
    return v;
}

static PyObject *
bad_literal(const char *text, int base)
{
    size_t size = Py_MIN(strlen(text), 200);
    PyObject *shown = PyUnicode_FromStringAndSize(text, (Py_ssize_t)size);

    if (shown) {
        PyErr_Format(PyExc_ValueError,
                     "invalid literal for int() with base %d: %.200R", base,
                     shown);
        Py_DECREF(shown);
    }
    return NULL;
}

static int
figures_too_many(const struct figures *figures)
{
    int is_power_of_two = !(figures->base & (figures->base - 1));

    if (is_power_of_two || _PyLong_max_str_digits == 0 ||
        figures->count <= _PyLong_max_str_digits) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError,
                 "Exceeds the limit (%d digits) for integer string "
                 "conversion: value has %zd digits; use "
                 "sys.set_int_max_str_digits() to increase the limit",
                 _PyLong_max_str_digits, figures->count);
    return 1;
}

PyObject *
PyLong_FromString(const char *text, char **end, int base)
{
    struct figures figures;
    const char *at = text;
    int negative, must_be_zero, found;
    PyLongObject *v;

    if ((base != 0 && base < 2) || base > 36) {
        PyErr_SetString(PyExc_ValueError,
                        "int() arg 2 must be >= 2 and <= 36");
        return NULL;
    }
    while (Py_ISSPACE(*at)) {
        at++;
    }
    negative = *at == '-';
    at += *at == '-' || *at == '+';
    at = read_prefix(at, &base, &must_be_zero);
    figures.base = base;
    found = find_figures(at, &figures) == 0;
    at = figures.to;
    while (found && Py_ISSPACE(*at)) {
        at++;
    }
    if (found && figures_too_many(&figures)) {
        return NULL;
    }
    if (end) {
        *end = (char *)at;
    }
    if (!found || *at) {
        return bad_literal(text, base);
    }
    v = read_figures(&figures);
    if (!v && end) {
        *end = NULL; /* without memory the literal is not to blame */
    }
    if (v && must_be_zero && Py_SIZE(v) != 0) {
        Py_DECREF(v);
        return bad_literal(text, 0); /* 07 is a mistake in base 0 only */
    }
    if (v && negative) {
        Py_SET_SIZE((PyVarObject *)v, -Py_SIZE(v));
    }
    return v ? Hb_LongFinish(v) : NULL;
}

PyObject *
_PyLong_FromBytes(const char *text, Py_ssize_t len, int base)
{
    char *end = NULL;
    PyObject *result = PyLong_FromString(text, &end, base);
    PyObject *shown;

    if (end == NULL || (result && end == text + len)) {
        return result;
    }
    Py_CLEAR(result);
    shown = PyBytes_FromStringAndSize(text, Py_MIN(len, 200));
    if (shown) {
        PyErr_Format(PyExc_ValueError,
                     "invalid literal for int() with base %d: %.200R", base,
                     shown);
        Py_DECREF(shown);
    }
    return NULL;
}

/* Decimal digits and nothing else, few enough for a long: the commonest text.
 * 0 when it is another. */
static int
few_digits(PyObject *text, long *value)
{
    Py_ssize_t n = PyUnicode_GET_LENGTH(text), i;
    const char *digits = PyUnicode_DATA(text);

    if (!PyUnicode_IS_ASCII(text) || n == 0 || n > 18) {
        return 0;
    }
    *value = 0;
    for (i = 0; i < n; i++) {
        if (!Py_ISDIGIT(digits[i])) {
            return 0;
        }
        *value = 10 * *value + (digits[i] - '0');
    }
    return 1;
}

PyObject *
PyLong_FromUnicodeObject(PyObject *text, int base)
{
    PyObject *ascii;
    const char *buffer;
    char *end = NULL;
    PyObject *result;
    long value;

    if (base == 10 && PyUnicode_Check(text) && few_digits(text, &value)) {
        return PyLong_FromLong(value);
    }
    ascii = _PyUnicode_TransformDecimalAndSpaceToASCII(text);
    if (!ascii) {
        return NULL;
    }
    buffer = (const char *)PyUnicode_DATA(ascii);
    result = PyLong_FromString(buffer, &end, base);
    if (end == NULL ||
        (result && end == buffer + PyUnicode_GET_LENGTH(ascii))) {
        Py_DECREF(ascii);
        return result;
    }
    Py_XDECREF(result);
    PyErr_Format(PyExc_ValueError,
                 "invalid literal for int() with base %d: %.200R", base, text);
    Py_DECREF(ascii);
    return NULL;
}
