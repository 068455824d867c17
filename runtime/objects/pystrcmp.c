/* pystrcmp.c -- small functions on C text.
 *
 * Source: CPython 3.11, Python/pystrcmp.c, Python/mystrtoul.c.
 */
#include "Python.h"

int
PyOS_mystrnicmp(const char *a, const char *b, Py_ssize_t size)
{
    for (; size > 0; size--, a++, b++) {
        int x = Py_TOLOWER(*a), y = Py_TOLOWER(*b);
        if (x != y || x == '\0') {
            return x - y;
        }
    }
    return 0;
}

int
PyOS_mystricmp(const char *a, const char *b)
{
    return PyOS_mystrnicmp(a, b, PY_SSIZE_T_MAX);
}

/* The value of a figure in any base; 99 for what is none. */
static int
figure(char ch)
{
    if (Py_ISDIGIT(ch)) {
        return ch - '0';
    }
    return Py_ISALPHA(ch) ? Py_TOLOWER(ch) - 'a' + 10 : 99;
}

/* Passes a prefix that goes with *base, and settles base 0.  A prefix without
 * a figure behind it is a zero and a letter. */
static const char *
take_prefix(const char *s, int *base)
{
    int letter = s[0] == '0' ? Py_TOLOWER(s[1]) : 0;
    int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (named != 0 && (*base == 0 || *base == named) && figure(s[2]) < named) {
        *base = named;
        return s + 2;
    }
    if (*base == 0) {
        *base = 10;
    }
    return s;
}

unsigned long
PyOS_strtoul(const char *text, char **end, int base)
{
    const char *s = text;
    unsigned long value = 0;
    int overflow = 0;
    while (Py_ISSPACE(*s)) {
        s++;
    }
    s = take_prefix(s, &base);
    const char *first = s;
    for (; figure(*s) < base; s++) {
        unsigned long digit_value = (unsigned long)figure(*s);
        if (value > (ULONG_MAX - digit_value) / (unsigned long)base) {
            overflow = 1;
        }
        value = value * (unsigned long)base + digit_value;
    }
    if (end != NULL) {
        *end = (char *)(s == first ? text : s);
    }
    if (overflow) {
        errno = ERANGE;
        return ULONG_MAX;
    }
    return value;
}

long
PyOS_strtol(const char *text, char **end, int base)
{
    const char *s = text;
    while (Py_ISSPACE(*s)) {
        s++;
    }
    int negative = *s == '-';
    s += *s == '-' || *s == '+';
    unsigned long limit = (unsigned long)LONG_MAX + (unsigned long)negative;
    unsigned long value = PyOS_strtoul(s, end, base);
    if (value > limit) {
        errno = ERANGE;
        value = limit;
    }
    return negative ? (long)(0 - value) : (long)value;
}
