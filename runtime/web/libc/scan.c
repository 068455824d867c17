/* scan.c -- the scanf family. */
#include "file.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Text is read through a stream; one character can be put back. */
struct scan {
    FILE *in;
    int count; /* characters read */
};

struct spec {
    int drop;
    int width; /* 0: none */
    int longs;
    char conversion;
    char set[UCHAR_MAX + 1];
};

static int
get(struct scan *scan)
{
    int c = fgetc(scan->in);

    scan->count += c != EOF;
    return c;
}

static void
put_back(struct scan *scan, int c)
{
    scan->count -= c != EOF;
    ungetc(c, scan->in);
}

static void
skip_space(struct scan *scan)
{
    int c;

    do {
        c = get(scan);
    } while (isspace(c));
    put_back(scan, c);
}

/* Reads characters of the set, at most width of them.  Gives the length. */
static int
take(struct scan *scan, const struct spec *spec, char *out, int room)
{
    int most = spec->width ? spec->width : INT_MAX;
    int len = 0, c = EOF;

    while (len < most && len < room && (c = get(scan)) != EOF &&
           spec->set[c]) {
        out[len++] = (char)c;
        c = EOF;
    }
    if (c != EOF) {
        put_back(scan, c);
    }
    return len;
}

static void
allow(struct spec *spec, const char *characters)
{
    for (; *characters; characters++) {
        spec->set[(unsigned char)*characters] = 1;
    }
}

/* ---- conversions -------------------------------------------------------- */

static void
store_integer(const struct spec *spec, void *where, long value)
{
    switch (spec->longs) {
    case -2:
        *(signed char *)where = (signed char)value;
        break;
    case -1:
        *(short *)where = (short)value;
        break;
    case 0:
        *(int *)where = (int)value;
        break;
    default:
        *(long *)where = value;
    }
}

static void
store_real(const struct spec *spec, void *where, double value)
{
    if (spec->longs > 0) {
        *(double *)where = value;
    }
    else {
        *(float *)where = (float)value;
    }
}

static int
base_of(char conversion)
{
    switch (conversion) {
    case 'i':
        return 0;
    case 'o':
        return 8;
    case 'x':
    case 'X':
    case 'p':
        return 16;
    default:
        return 10;
    }
}

/* 1 stored, 0 no match, EOF at the end of the text. */
static int
scan_number(struct scan *scan, struct spec *spec, void *where)
{
    char text[128];
    char *end;
    int len, real = strchr("eEfFgGaA", spec->conversion) != NULL;

    skip_space(scan);
    allow(spec, real ? "+-.0123456789abcdefABCDEFxXpPinftyINFTY"
                : base_of(spec->conversion) == 10
                    ? "+-0123456789"
                    : "+-0123456789abcdefABCDEFxX");
    len = take(scan, spec, text, (int)sizeof text - 1);
    text[len] = '\0';
    if (len == 0) {
        return scan->in->ended ? EOF : 0;
    }
    if (real) {
        double value = strtod(text, &end);

        if (end != text && where) {
            store_real(spec, where, value);
        }
    }
    else {
        long value = strchr("uoxXp", spec->conversion)
                         ? (long)strtoul(text, &end, base_of(spec->conversion))
                         : strtol(text, &end, base_of(spec->conversion));

        if (end != text && where) {
            store_integer(spec, where, value);
        }
    }
    /* What was read too far goes back, as far as it can. */
    if (*end && end[1] == '\0') {
        put_back(scan, (unsigned char)*end);
    }
    return end != text;
}

static int
scan_text(struct scan *scan, struct spec *spec, char *where)
{
    int len = 0, c;

    if (spec->conversion == 's') {
        skip_space(scan);
        for (int i = 0; i <= UCHAR_MAX; i++) {
            spec->set[i] = !isspace(i);
        }
    }
    if (spec->conversion == 'c') {
        memset(spec->set, 1, sizeof spec->set);
        spec->width = spec->width ? spec->width : 1;
    }
    while ((!spec->width || len < spec->width) && (c = get(scan)) != EOF) {
        if (!spec->set[c]) {
            put_back(scan, c);
            break;
        }
        if (where) {
            where[len] = (char)c;
        }
        len++;
    }
    if (len == 0) {
        return scan->in->ended ? EOF : 0;
    }
    if (where && spec->conversion != 'c') {
        where[len] = '\0';
    }
    return 1;
}

/* ---- the format --------------------------------------------------------- */

/* Reads what stands between brackets.  Gives the place behind it. */
static const char *
read_set(const char *at, struct spec *spec)
{
    int inside = *at != '^';
    const char *first;

    at += !inside;
    memset(spec->set, !inside, sizeof spec->set);
    for (first = at; *at && (*at != ']' || at == first); at++) {
        int low = (unsigned char)*at, high = low;

        if (at[1] == '-' && at[2] && at[2] != ']') {
            high = (unsigned char)at[2];
            at += 2;
        }
        for (; low <= high; low++) {
            spec->set[low] = (char)inside;
        }
    }
    return *at ? at + 1 : at;
}

static const char *
read_spec(const char *at, struct spec *spec)
{
    memset(spec, 0, sizeof *spec);
    spec->drop = *at == '*';
    at += spec->drop;
    for (; isdigit((unsigned char)*at); at++) {
        spec->width = spec->width * 10 + (*at - '0');
    }
    for (; *at && strchr("hlzjtqL", *at); at++) {
        spec->longs += *at == 'h' ? -1 : 1;
    }
    spec->conversion = *at;
    at += *at != '\0';
    return spec->conversion == '[' ? read_set(at, spec) : at;
}

static int
match(struct scan *scan, char wanted)
{
    int c = get(scan);

    if (c == (unsigned char)wanted) {
        return 1;
    }
    put_back(scan, c);
    return c == EOF ? EOF : 0;
}

/* 1 stored something, 0 did not match, EOF, or 2 matched without storing. */
static int
convert(struct scan *scan, struct spec *spec, void *where)
{
    int matched;

    switch (spec->conversion) {
    case '%':
        skip_space(scan);
        matched = match(scan, '%');
        return matched == 1 ? 2 : matched;
    case 'n':
        store_integer(spec, where, scan->count);
        return 2;
    case 'c':
    case 's':
    case '[':
        matched = scan_text(scan, spec, where);
        break;
    default:
        matched = scan_number(scan, spec, where);
    }
    return matched == 1 && spec->drop ? 2 : matched;
}

int vfscanf(FILE *in, const char *format, va_list args);

int
vfscanf(FILE *in, const char *format, va_list args)
{
    struct scan scan = {in, 0};
    int stored = 0, matched = 1;

    while (*format && matched > 0) {
        struct spec spec;

        if (isspace((unsigned char)*format)) {
            skip_space(&scan);
            format++;
        }
        else if (*format != '%') {
            matched = match(&scan, *format++);
        }
        else {
            format = read_spec(format + 1, &spec);
            matched = convert(&scan, &spec,
                              spec.drop || spec.conversion == '%'
                                  ? NULL
                                  : va_arg(args, void *));
            stored += matched == 1;
        }
    }
    return matched == EOF && stored == 0 ? EOF : stored;
}

int
fscanf(FILE *in, const char *format, ...)
{
    va_list args;
    int stored;

    va_start(args, format);
    stored = vfscanf(in, format, args);
    va_end(args);
    return stored;
}

int
scanf(const char *format, ...)
{
    va_list args;
    int stored;

    va_start(args, format);
    stored = vfscanf(stdin, format, args);
    va_end(args);
    return stored;
}

int
sscanf(const char *text, const char *format, ...)
{
    FILE in = {.kind = TO_BLOCK, .back = EOF};
    va_list args;
    int stored;

    in.at = (const unsigned char *)text;
    in.left = strlen(text);
    va_start(args, format);
    stored = vfscanf(&in, format, args);
    va_end(args);
    return stored;
}
