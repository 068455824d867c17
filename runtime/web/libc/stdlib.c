/* stdlib.c -- ends of a program, numbers in text, sorting. */
#include "host.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- ends --------------------------------------------------------------- */

/* A stack of them. */
struct handler {
    void (*function)(void);
    struct handler *below;
};

static struct handler *handlers;

int
atexit(void (*function)(void))
{
    struct handler *top = malloc(sizeof *top);

    if (!top) {
        return -1;
    }
    *top = (struct handler){function, handlers};
    handlers = top;
    return 0;
}

void
_exit(int code)
{
    host_exit(code & 0xFF);
}

void
_Exit(int code)
{
    _exit(code);
}

void
exit(int code)
{
    while (handlers) {
        struct handler *top = handlers;

        handlers = top->below;
        top->function();
    }
    fflush(NULL);
    _exit(code);
}

void
abort(void)
{
    host_abort();
}

void
__assert_fail(const char *assertion, const char *file, unsigned int line,
              const char *function)
{
    fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line,
            function, assertion);
    fflush(NULL);
    abort();
}

/* ---- the environment: there is none ------------------------------------- */

static char *nothing[1];
char **environ = nothing;

char *
getenv(const char *name)
{
    (void)name;
    return NULL;
}

int
setenv(const char *name, const char *value, int replace)
{
    (void)name;
    (void)value;
    (void)replace;
    errno = ENOMEM;
    return -1;
}

int
unsetenv(const char *name)
{
    (void)name;
    return 0;
}

/* ---- integers in text --------------------------------------------------- */

static int
digit_value(int c)
{
    return isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : INT_MAX;
}

struct integer {
    uint64_t magnitude;
    int negative;
    int overflow;
};

/* Reads sign, prefix and digits.  *end is the text itself when there is no
 * digit. */
static struct integer
read_integer(const char *text, char **end, int base)
{
    struct integer n = {0};
    const char *at = text;
    const char *stop = text;

    while (isspace((unsigned char)*at)) {
        at++;
    }
    n.negative = *at == '-';
    at += *at == '-' || *at == '+';
    if ((base == 0 || base == 16) && *at == '0' && (at[1] | 0x20) == 'x' &&
        isxdigit((unsigned char)at[2])) {
        at += 2;
        base = 16;
    }
    else if (base == 0) {
        base = *at == '0' ? 8 : 10;
    }
    for (; digit_value((unsigned char)*at) < base; stop = ++at) {
        uint64_t digit = (uint64_t)digit_value((unsigned char)*at);

        n.overflow |= n.magnitude > (UINT64_MAX - digit) / (uint64_t)base;
        n.magnitude = n.magnitude * (uint64_t)base + digit;
    }
    if (end) {
        *end = (char *)stop;
    }
    return n;
}

long
strtol(const char *text, char **end, int base)
{
    struct integer n = read_integer(text, end, base);

    if (n.overflow || n.magnitude > (uint64_t)LONG_MAX + n.negative) {
        errno = ERANGE;
        return n.negative ? LONG_MIN : LONG_MAX;
    }
    return (long)(n.negative ? -n.magnitude : n.magnitude);
}

unsigned long
strtoul(const char *text, char **end, int base)
{
    struct integer n = read_integer(text, end, base);

    if (n.overflow) {
        errno = ERANGE;
        return ULONG_MAX;
    }
    return n.negative ? -n.magnitude : n.magnitude;
}

long long
strtoll(const char *text, char **end, int base)
{
    return strtol(text, end, base);
}

unsigned long long
strtoull(const char *text, char **end, int base)
{
    return strtoul(text, end, base);
}

int
atoi(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

long
atol(const char *text)
{
    return strtol(text, NULL, 10);
}

long long
atoll(const char *text)
{
    return strtol(text, NULL, 10);
}

/* ---- numbers with a point ----------------------------------------------- */

double
strtod(const char *text, char **end)
{
    size_t space = 0, used;
    double value;

    while (isspace((unsigned char)text[space])) {
        space++;
    }
    value = host_parse(text + space, strlen(text + space), &used);
    if (end) {
        *end = (char *)text + (used ? space + used : 0);
    }
    if (value - value != 0 && isdigit((unsigned char)text[space + used - 1])) {
        errno = ERANGE;
    }
    return value;
}

float
strtof(const char *text, char **end)
{
    return (float)strtod(text, end);
}

double
atof(const char *text)
{
    return strtod(text, NULL);
}

/* ---- arithmetic --------------------------------------------------------- */

int
abs(int n)
{
    return n < 0 ? -n : n;
}

long
labs(long n)
{
    return n < 0 ? -n : n;
}

long long
llabs(long long n)
{
    return n < 0 ? -n : n;
}

div_t
div(int a, int b)
{
    return (div_t){a / b, a % b};
}

ldiv_t
ldiv(long a, long b)
{
    return (ldiv_t){a / b, a % b};
}

/* ---- sorting ------------------------------------------------------------ */

struct sorting {
    size_t size;
    int (*compare)(const void *, const void *);
    char *spare;
};

/* Merges, so that equal items keep their order: glibc's does as well. */
static void
sort(const struct sorting *s, char *items, size_t count)
{
    size_t half = count / 2, i = 0, j = half, out = 0;

    if (count < 2) {
        return;
    }
    sort(s, items, half);
    sort(s, items + half * s->size, count - half);
    while (i < half && j < count) {
        int first = s->compare(items + i * s->size, items + j * s->size) <= 0;

        memcpy(s->spare + out++ * s->size,
               items + (first ? i++ : j++) * s->size, s->size);
    }
    memcpy(s->spare + out * s->size, items + i * s->size,
           (half - i) * s->size);
    memcpy(items, s->spare, (out + half - i) * s->size);
}

void
qsort(void *items, size_t count, size_t size,
      int (*compare)(const void *, const void *))
{
    struct sorting s = {size, compare, malloc(count * size)};

    if (!s.spare) {
        abort();
    }
    sort(&s, items, count);
    free(s.spare);
}

void *
bsearch(const void *key, const void *items, size_t count, size_t size,
        int (*compare)(const void *, const void *))
{
    const char *low = items;

    while (count > 0) {
        const char *middle = low + count / 2 * size;
        int order = compare(key, middle);

        if (order == 0) {
            return (void *)middle;
        }
        if (order > 0) {
            low = middle + size;
            count--;
        }
        count /= 2;
    }
    return NULL;
}
