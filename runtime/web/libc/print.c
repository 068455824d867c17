/* print.c -- the printf family. */
#include "file.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "host.h"
#include "internal/hb_address.h"

/* Where text goes: a stream, or memory that may be too small. */
struct sink {
    FILE *stream;
    char *out;
    size_t room;
    size_t count;
};

/* One conversion, as far as it has been read. */
struct spec {
    int minus, plus, space, alternate, zero;
    int width;
    int precision; /* -1: none */
    int longs;     /* 1 l, z, j, t; 2 ll; -1 h; -2 hh */
    char conversion;
};

static void
put(struct sink *sink, const char *text, size_t len)
{
    if (sink->stream) {
        file_put(sink->stream, text, len);
    }
    else if (sink->count < sink->room) {
        size_t left = sink->room - sink->count;

        memcpy(sink->out + sink->count, text, len < left ? len : left);
    }
    sink->count += len;
}

static void
put_many(struct sink *sink, char c, long count)
{
    for (; count > 0; count--) {
        put(sink, &c, 1);
    }
}

/* Sign or prefix, then zeros, then the text, in a field. */
static void
put_field(struct sink *sink, const struct spec *spec, const char *prefix,
          long zeros, const char *text, size_t len)
{
    long pad = spec->width - (long)(strlen(prefix) + len) - zeros;

    if (spec->zero && !spec->minus && pad > 0) {
        zeros += pad;
        pad = 0;
    }
    if (!spec->minus) {
        put_many(sink, ' ', pad);
    }
    put(sink, prefix, strlen(prefix));
    put_many(sink, '0', zeros);
    put(sink, text, len);
    if (spec->minus) {
        put_many(sink, ' ', pad);
    }
}

/* ---- integers ----------------------------------------------------------- */

static uintmax_t
narrow(const struct spec *spec, uintmax_t n, int is_signed)
{
    switch (spec->longs) {
    case -2:
        return is_signed ? (uintmax_t)(signed char)n : (unsigned char)n;
    case -1:
        return is_signed ? (uintmax_t)(short)n : (unsigned short)n;
    case 0:
        return is_signed ? (uintmax_t)(int)n : (unsigned int)n;
    default:
        return n;
    }
}

static char *
digits_of(uintmax_t n, unsigned base, int capital, char *end)
{
    const char *digits = capital ? "0123456789ABCDEF" : "0123456789abcdef";

    for (; n > 0; n /= base) {
        *--end = digits[n % base];
    }
    return end;
}

static const char *
sign_of(const struct spec *spec, int negative)
{
    return negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
}

static void
put_integer(struct sink *sink, struct spec *spec, uintmax_t value)
{
    char room[72];
    char *end = room + sizeof room;
    int is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    unsigned base = spec->conversion == 'o'            ? 8
                    : (spec->conversion | 0x20) == 'x' ? 16
                                                       : 10;
    uintmax_t n = narrow(spec, value, is_signed);
    int negative = is_signed && (intmax_t)n < 0;
    const char *prefix = is_signed ? sign_of(spec, negative) : "";
    char *text =
        digits_of(negative ? -n : n, base, spec->conversion == 'X', end);
    long zeros = spec->precision - (end - text);

    if (spec->precision < 0) {
        zeros = text == end; /* at least one digit */
    }
    else {
        spec->zero = 0;
    }
    if (spec->alternate && base == 16 && n) {
        prefix = spec->conversion == 'X' ? "0X" : "0x";
    }
    if (spec->alternate && base == 8 && zeros <= 0) {
        zeros = 1;
    }
    put_field(sink, spec, prefix, zeros > 0 ? zeros : 0, text,
              (size_t)(end - text));
}

static void
put_pointer(struct sink *sink, struct spec *spec, const void *pointer)
{
    if (!pointer) {
        spec->zero = 0;
        put_field(sink, spec, "", 0, "(nil)", 5);
        return;
    }
    spec->conversion = 'x';
    spec->alternate = 1;
    spec->longs = 1;
    put_integer(sink, spec, Hb_AddressShown(pointer));
}

/* ---- other conversions -------------------------------------------------- */

static void
put_number(struct sink *sink, struct spec *spec, double x)
{
    int capital = isupper((unsigned char)spec->conversion);
    const char *sign = sign_of(spec, signbit(x) != 0);
    char small[512];
    char *text = small;
    size_t len;

    if (!isfinite(x)) {
        spec->zero = 0;
        put_field(sink, spec, sign, 0,
                  isnan(x) ? (capital ? "NAN" : "nan")
                           : (capital ? "INF" : "inf"),
                  3);
        return;
    }
    len = host_format(fabs(x), spec->conversion, spec->precision,
                      spec->alternate, small, sizeof small);
    if (len > sizeof small) {
        text = malloc(len);
        if (!text) {
            return;
        }
        host_format(fabs(x), spec->conversion, spec->precision,
                    spec->alternate, text, len);
    }
    put_field(sink, spec, sign, 0, text, len);
    if (text != small) {
        free(text);
    }
}

static void
put_text(struct sink *sink, struct spec *spec, const char *text)
{
    size_t most = spec->precision < 0 ? SIZE_MAX : (size_t)spec->precision;

    if (!text) {
        text = most < 6 ? "" : "(null)";
    }
    spec->zero = 0;
    put_field(sink, spec, "", 0, text, strnlen(text, most));
}

static void
put_wide(struct sink *sink, struct spec *spec, const wchar_t *text)
{
    size_t len = text ? wcstombs(NULL, text, 0) : 0;
    char *bytes = len < SIZE_MAX ? malloc(len + 1) : NULL;

    if (bytes) {
        wcstombs(bytes, text ? text : L"", len + 1);
        put_text(sink, spec, text ? bytes : NULL);
        free(bytes);
    }
}

static void
put_char(struct sink *sink, struct spec *spec, int c)
{
    char byte = (char)c;

    spec->zero = 0;
    put_field(sink, spec, "", 0, &byte, 1);
}

static void
store_count(const struct spec *spec, void *where, size_t count)
{
    if (spec->longs > 0) {
        *(long *)where = (long)count;
    }
    else {
        *(int *)where = (int)count;
    }
}

/* ---- reading the format ------------------------------------------------- */

static const char *
read_flags(const char *at, struct spec *spec)
{
    for (;; at++) {
        switch (*at) {
        case '-':
            spec->minus = 1;
            break;
        case '+':
            spec->plus = 1;
            break;
        case ' ':
            spec->space = 1;
            break;
        case '#':
            spec->alternate = 1;
            break;
        case '0':
            spec->zero = 1;
            break;
        case '\'': /* groups of thousands: none in this locale */
            break;
        default:
            return at;
        }
    }
}

static const char *
read_length(const char *at, struct spec *spec)
{
    for (;; at++) {
        if (*at == 'h') {
            spec->longs--;
        }
        else if (*at && strchr("lzjtqL", *at)) {
            spec->longs++;
        }
        else {
            return at;
        }
    }
}

/* One va_list that functions can take on from each other. */
struct arguments {
    va_list list;
};

static const char *
read_number(const char *at, int *number, struct arguments *args)
{
    if (*at == '*') {
        *number = va_arg(args->list, int);
        return at + 1;
    }
    for (*number = 0; isdigit((unsigned char)*at); at++) {
        *number = *number * 10 + (*at - '0');
    }
    return at;
}

static const char *
read_spec(const char *at, struct spec *spec, struct arguments *args)
{
    *spec = (struct spec){.precision = -1};
    at = read_flags(at, spec);
    at = read_number(at, &spec->width, args);
    if (spec->width < 0) {
        spec->minus = 1;
        spec->width = -spec->width;
    }
    if (*at == '.') {
        at = read_number(at + 1, &spec->precision, args);
    }
    at = read_length(at, spec);
    spec->conversion = *at;
    return *at ? at + 1 : at;
}

static void
convert(struct sink *sink, struct spec *spec, struct arguments *args)
{
    switch (spec->conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
        put_integer(sink, spec,
                    spec->longs > 0 ? va_arg(args->list, unsigned long)
                                    : va_arg(args->list, unsigned int));
        break;
    case 'c':
        put_char(sink, spec, va_arg(args->list, int));
        break;
    case 's':
        if (spec->longs > 0) {
            put_wide(sink, spec, va_arg(args->list, const wchar_t *));
        }
        else {
            put_text(sink, spec, va_arg(args->list, const char *));
        }
        break;
    case 'p':
        put_pointer(sink, spec, va_arg(args->list, const void *));
        break;
    case 'n':
        store_count(spec, va_arg(args->list, void *), sink->count);
        break;
    case 'm':
        put_text(sink, spec, strerror(errno));
        break;
    case '%':
        put(sink, "%", 1);
        break;
    default:
        if (spec->conversion && strchr("eEfFgGaA", spec->conversion)) {
            /* A long double is a double here. */
            put_number(sink, spec, va_arg(args->list, double));
        }
    }
}

static int
print(struct sink *sink, const char *format, va_list list)
{
    struct arguments args;

    va_copy(args.list, list);
    while (*format) {
        size_t plain = strcspn(format, "%");

        put(sink, format, plain);
        format += plain;
        if (*format) {
            struct spec spec;

            format = read_spec(format + 1, &spec, &args);
            convert(sink, &spec, &args);
        }
    }
    va_end(args.list);
    if (sink->count > INT_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    return (int)sink->count;
}

/* ---- the family --------------------------------------------------------- */

int
vfprintf(FILE *stream, const char *format, va_list args)
{
    struct sink sink = {.stream = stream};

    /* As glibc does, a stream without a buffer gets one for this call. */
    if (stream->kind == TO_HOST && stream->mode == _IONBF) {
        char *text = NULL;
        int len = vasprintf(&text, format, args);

        if (len > 0) {
            file_put(stream, text, (size_t)len);
        }
        free(text);
        return len;
    }
    return print(&sink, format, args);
}

int
vsnprintf(char *text, size_t size, const char *format, va_list args)
{
    struct sink sink = {.out = text, .room = size};
    int len = print(&sink, format, args);

    if (size > 0) {
        text[sink.count < size ? sink.count : size - 1] = '\0';
    }
    return len;
}

int
vasprintf(char **text, const char *format, va_list args)
{
    int len = vsnprintf(NULL, 0, format, args);

    *text = len < 0 ? NULL : malloc((size_t)len + 1);
    return *text ? vsnprintf(*text, (size_t)len + 1, format, args) : -1;
}

int
vsprintf(char *text, const char *format, va_list args)
{
    return vsnprintf(text, (size_t)INT_MAX + 1, format, args);
}

int
vprintf(const char *format, va_list args)
{
    return vfprintf(stdout, format, args);
}

#define FORWARD(call)                                                         \
    va_list args;                                                             \
    int len;                                                                  \
                                                                              \
    va_start(args, format);                                                   \
    len = call;                                                               \
    va_end(args);                                                             \
    return len

int
printf(const char *format, ...)
{
    FORWARD(vfprintf(stdout, format, args));
}

int
fprintf(FILE *stream, const char *format, ...)
{
    FORWARD(vfprintf(stream, format, args));
}

int
sprintf(char *text, const char *format, ...)
{
    FORWARD(vsprintf(text, format, args));
}

int
snprintf(char *text, size_t size, const char *format, ...)
{
    FORWARD(vsnprintf(text, size, format, args));
}

int
asprintf(char **text, const char *format, ...)
{
    FORWARD(vasprintf(text, format, args));
}

int
dprintf(int fd, const char *format, ...)
{
    FILE stream = {.fd = fd, .mode = _IONBF, .back = EOF};

    FORWARD(vfprintf(&stream, format, args));
}
