/* pystrtod.c -- doubles and text, in both directions.
 *
 * This file checks the form of a number and lays out digits as Python does;
 * the digits come from pystrtod_digits.c, and those that are rarely asked for
 * from the C library.  It expects the C locale's point (programs call strtod
 * and printf in the locale that they were started in, which is "C" until they
 * call setlocale).
 *
 * Source: CPython 3.11, Python/pystrtod.c.
 */
#include <limits.h>

#include "Python.h"
#include "internal/hb_decimal.h"

/* ---- reading ------------------------------------------------------------ */

/* Whether p begins with the word, in any case. */
static int
begins(const char *p, const char *word)
{
    while (*word != '\0' && Py_TOLOWER(*p) == *word) {
        p++;
        word++;
    }
    return *word == '\0';
}

double
_Py_parse_inf_or_nan(const char *p, char **endptr)
{
    const char *s = p;
    int negative = *s == '-';
    s += *s == '-' || *s == '+';
    if (begins(s, "inf")) {
        s += begins(s, "infinity") ? 8 : 3;
        *endptr = (char *)s;
        return negative ? -Py_HUGE_VAL : Py_HUGE_VAL;
    }
    if (begins(s, "nan")) {
        *endptr = (char *)s + 3;
        return negative ? -Py_NAN : Py_NAN;
    }
    *endptr = (char *)p;
    return -1.0;
}

static const char *
skip_digits(const char *s)
{
    while (Py_ISDIGIT(*s)) {
        s++;
    }
    return s;
}

/* Past a decimal number; p when there is none. */
static const char *
decimal_end(const char *p)
{
    const char *s = p + (*p == '-' || *p == '+');
    const char *digits = s;
    s = skip_digits(s);
    Py_ssize_t count = s - digits;
    if (*s == '.') {
        const char *fraction = s + 1;
        s = skip_digits(fraction);
        count += s - fraction;
    }
    if (count == 0) {
        return p;
    }
    if (*s == 'e' || *s == 'E') {
        const char *exponent = s + 1 + (s[1] == '-' || s[1] == '+');
        if (Py_ISDIGIT(*exponent)) {
            s = skip_digits(exponent);
        }
    }
    return s;
}

/* The exponent at s, "e-12"; INT_MAX where it is not short. */
static int
short_exponent(const char *s, const char *end)
{
    int negative = s[1] == '-', exponent = 0;
    s += 1 + (s[1] == '-' || s[1] == '+');
    if (end - s > 4) {
        return INT_MAX;
    }
    for (; s < end; s++) {
        exponent = 10 * exponent + (*s - '0');
    }
    return negative ? -exponent : exponent;
}

/* Most numbers: few digits, a small exponent.  From s to end stands what
 * decimal_end() took, without a sign; 0 when it is for strtod. */
static int
read_short(const char *s, const char *end, double *value)
{
    unsigned long digits = 0;
    int places = 0, exponent = 0, behind_point = 0;
    if (end - s > 24) {
        return 0;
    }
    for (; s < end && *s != 'e' && *s != 'E'; s++) {
        if (*s == '.') {
            behind_point = 1;
            continue;
        }
        if (digits > (1UL << 53)) {
            return 0;
        }
        digits = 10 * digits + (unsigned long)(*s - '0');
        places += behind_point;
    }
    if (s < end) {
        exponent = short_exponent(s, end);
    }
    return exponent != INT_MAX &&
           Hb_DecimalRead(digits, places - exponent, value);
}

/* Reads the longest number at p; *end is p when there is none. */
static double
read_number(const char *p, const char **end)
{
    char *stop;
    *end = decimal_end(p);
    if (*end == p) {
        double special = _Py_parse_inf_or_nan(p, &stop);
        *end = stop;
        return special;
    }
    /* strtod stops where decimal_end does, except at hexadecimal forms, of
     * which decimal_end takes the 0 only. */
    const char *first = p + (*p == '-' || *p == '+');
    if (first[0] == '0' && (first[1] == 'x' || first[1] == 'X')) {
        return *p == '-' ? -0.0 : 0.0;
    }
    double value;
    if (read_short(first, *end, &value)) {
        return *p == '-' ? -value : value;
    }
    return strtod(p, &stop);
}

double
PyOS_string_to_double(const char *s, char **endptr,
                      PyObject *overflow_exception)
{
    const char *end;
    double value = read_number(s, &end);
    if (end == s || (endptr == NULL && *end != '\0')) {
        PyErr_Format(PyExc_ValueError,
                     "could not convert string to float: '%.200s'", s);
        value = -1.0;
    }
    else if (isinf(value) && overflow_exception != NULL &&
             decimal_end(s) != s) {
        PyErr_Format(overflow_exception,
                     "value too large to convert to float: '%.200s'", s);
        value = -1.0;
    }
    if (endptr != NULL) {
        *endptr = (char *)end;
    }
    return value;
}

/* Copies text without the underscores, which must stand between digits; NULL
 * when one does not. */
static const char *
drop_underscores(const char *text, Py_ssize_t len, char *out)
{
    char previous = '\0';
    for (Py_ssize_t i = 0; i < len; i++) {
        if (text[i] == '_') {
            if (!Py_ISDIGIT(previous)) {
                return NULL;
            }
        }
        else {
            if (previous == '_' && !Py_ISDIGIT(text[i])) {
                return NULL;
            }
            *out++ = text[i];
        }
        previous = text[i];
    }
    *out = '\0';
    return previous == '_' ? NULL : out;
}

PyObject *
_Py_string_to_number_with_underscores(
    const char *text, Py_ssize_t len, const char *what, PyObject *op,
    void *arg, PyObject *(*parse)(const char *, Py_ssize_t, void *))
{
    if (memchr(text, '_', (size_t)len) == NULL) {
        return parse(text, len, arg);
    }
    char *copy = PyMem_Malloc((size_t)len + 1);
    if (copy == NULL) {
        return PyErr_NoMemory();
    }
    const char *end = drop_underscores(text, len, copy);
    PyObject *result = NULL;
    if (end == NULL) {
        PyErr_Format(PyExc_ValueError,
                     "could not convert string to %s: "
                     "%R",
                     what, op);
    }
    else {
        result = parse(copy, end - copy, arg);
    }
    PyMem_Free(copy);
    return result;
}

/* ---- digits ------------------------------------------------------------- */

static void
cut_zeros(struct Hb_Decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0') {
        decimal->digits[--decimal->count] = '\0';
    }
}

/* ---- layout ------------------------------------------------------------- */

/* e+XX, with a third digit where there is one */
static char *
write_exponent(char *out, int exponent)
{
    int size = abs(exponent);
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    if (size >= 100) {
        *out++ = (char)('0' + size / 100);
    }
    *out++ = (char)('0' + size / 10 % 10);
    *out++ = (char)('0' + size % 10);
    *out = '\0';
    return out;
}

/* Lays out digits with an exponent: d.ddde+XX. */
static char *
write_scientific(char *out, const struct Hb_Decimal *decimal, int places,
                 int alt)
{
    *out++ = decimal->digits[0];
    if (places > 1 || alt) {
        *out++ = '.';
    }
    for (int i = 1; i < places; i++) {
        *out++ = i < decimal->count ? decimal->digits[i] : '0';
    }
    return write_exponent(out, decimal->point - 1);
}

/* Lays out digits around the point: ddd.ddd, at least one before it. */
static char *
write_plain(char *out, const struct Hb_Decimal *decimal, int places, int alt,
            int add_dot)
{
    int first = Py_MIN(decimal->point, 1), last = Py_MAX(places, 1);
    last = Py_MAX(last, decimal->point);
    for (int i = first - 1; i < last; i++) {
        if (i == decimal->point) {
            *out++ = '.';
        }
        *out++ = i >= 0 && i < decimal->count ? decimal->digits[i] : '0';
    }
    if (last == decimal->point) {
        if (add_dot) {
            *out++ = '.';
            *out++ = '0';
        }
        else if (alt) {
            *out++ = '.';
        }
    }
    *out = '\0';
    return out;
}

/* r and g: scientific when the exponent is small or large. */
static void
write_general(char *out, double value, char code, int precision, int flags)
{
    int add_dot = (flags & Py_DTSF_ADD_DOT_0) != 0;
    int alt = (flags & Py_DTSF_ALT) != 0;
    struct Hb_Decimal decimal = {"0", 1, 1};
    int limit = 16;
    if (code == 'g') {
        limit = precision - add_dot;
    }
    if (value != 0.0) {
        if (code == 'r') {
            Hb_DecimalShortest(value, &decimal);
        }
        else {
            Hb_DecimalRound(value, Py_MIN(precision, 24), &decimal);
            cut_zeros(&decimal);
        }
    }
    int places = code == 'g' && alt ? precision : decimal.count;
    if (decimal.point <= -4 || decimal.point > limit) {
        write_scientific(out, &decimal, places, alt);
    }
    else {
        write_plain(out, &decimal, places, alt, add_dot);
    }
}

static void
append_dot_zero(char *out)
{
    if (strpbrk(out, ".e") == NULL) {
        strcat(out, ".");
    }
    if (out[strlen(out) - 1] == '.') {
        strcat(out, "0");
    }
}

/* g with more digits than a decimal holds: the C library does it.  It differs
 * only where the place of the added zero makes the number too long. */
static void
write_long_general(char *out, size_t room, double value, int precision,
                   int flags)
{
    int alt = (flags & Py_DTSF_ALT) != 0;
    snprintf(out, room, "%.*e", precision - 1, value);
    char *e = strchr(out, 'e');
    if (!(flags & Py_DTSF_ADD_DOT_0) || atoi(e + 1) + 1 != precision) {
        snprintf(out, room, alt ? "%#.*g" : "%.*g", precision, value);
        if (flags & Py_DTSF_ADD_DOT_0) {
            append_dot_zero(out);
        }
        return;
    }
    char *end = e;
    while (!alt && end[-1] == '0') {
        end--;
    }
    end -= end[-1] == '.';
    memmove(end, e, strlen(e) + 1);
}

static void
write_special(char *out, double value, int flags)
{
    const char *sign = flags & Py_DTSF_SIGN ? "+" : "";
    if (isnan(value)) {
        sprintf(out, "%snan", sign);
    }
    else {
        sprintf(out, "%sinf", value < 0 ? "-" : sign);
    }
}

/* e and f, when the digits can be had; else 0. */
static int
write_rounded(char *out, double value, char code, int precision, int flags)
{
    struct Hb_Decimal decimal = {"0", 1, 1};
    int alt = (flags & Py_DTSF_ALT) != 0;
    if (code == 'f') {
        if (!Hb_DecimalPlaces(value, precision, &decimal)) {
            return 0;
        }
        write_plain(out, &decimal, decimal.point + precision, alt,
                    (flags & Py_DTSF_ADD_DOT_0) != 0);
        return 1;
    }
    if (precision >= 24) {
        return 0;
    }
    if (value != 0.0) {
        Hb_DecimalRound(value, precision + 1, &decimal);
    }
    write_scientific(out, &decimal, precision + 1, alt);
    return 1;
}

static void
write_in_library(char *out, size_t room, double value, char code,
                 int precision, int flags)
{
    char format[8];
    snprintf(format, sizeof format, "%%%s.*%c", flags & Py_DTSF_ALT ? "#" : "",
             code);
    snprintf(out, room, format, precision, value);
    if (code == 'f' && (flags & Py_DTSF_ADD_DOT_0)) {
        append_dot_zero(out);
    }
}

/* Writes |value|, which is finite. */
static void
write_magnitude(char *out, size_t room, double value, char code, int precision,
                int flags)
{
    if (code == 'e' || code == 'f') {
        if (!write_rounded(out, value, code, precision, flags)) {
            write_in_library(out, room, value, code, precision, flags);
        }
    }
    else if (code == 'g' && precision > 24) {
        write_long_general(out, room, value, precision, flags);
    }
    else {
        write_general(out, value, code, precision, flags);
    }
}

/* Whether there is no digit but zeros before an exponent. */
static int
is_zero_text(const char *text)
{
    for (; *text != '\0' && *text != 'e'; text++) {
        if (*text >= '1' && *text <= '9') {
            return 0;
        }
    }
    return 1;
}

/* Writes value with its sign into text[0 .. room-1]. */
static void
write_double(char *text, size_t room, double value, char code, int precision,
             int flags)
{
    if (!isfinite(value)) {
        write_special(text, value, flags);
        return;
    }
    write_magnitude(text + 1, room - 1, fabs(value), code, precision, flags);
    int negative = signbit(value) &&
                   !((flags & Py_DTSF_NO_NEG_0) && is_zero_text(text + 1));
    text[0] = negative ? '-' : '+';
    if (!negative && !(flags & Py_DTSF_SIGN)) {
        memmove(text, text + 1, strlen(text));
    }
}

char *
PyOS_double_to_string(double value, char format_code, int precision, int flags,
                      int *type)
{
    char code = (char)Py_TOLOWER(format_code), small[400];
    int upper = code != format_code;
    if (strchr("efgr", code) == NULL || code == '\0' ||
        (code == 'r' && (precision != 0 || upper))) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (code == 'g' && precision == 0) {
        precision = 1;
    }
    /* Nearly always written here first, for a block of the right size. */
    size_t room = (size_t)precision + 340;
    int fits = room <= sizeof small;
    if (fits) {
        write_double(small, sizeof small, value, code, precision, flags);
        room = strlen(small) + 1;
    }
    char *text = PyMem_Malloc(room);
    if (text == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    if (fits) {
        memcpy(text, small, room);
    }
    else {
        write_double(text, room, value, code, precision, flags);
    }
    for (char *s = text; upper && *s != '\0'; s++) {
        *s = (char)Py_TOUPPER(*s);
    }
    if (type != NULL) {
        *type = isfinite(value) ? Py_DTST_FINITE
                : isnan(value)  ? Py_DTST_NAN
                                : Py_DTST_INFINITE;
    }
    return text;
}
