/* The functions that gcc and clang call where a program does what C leaves
 * undefined (heapbook/undefined.h).
 *
 * Each is given a record of the compiler's: a place, then types.  A value is
 * a word; one that is narrower stands in its lower bits. */
#include "heapbook/undefined.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place {
    const char *file;
    uint32_t line, column;
};

enum { KIND_INTEGER = 0, KIND_FLOAT = 1 };

struct type {
    uint16_t kind;
    uint16_t info; /* of an integer: twice the logarithm of its width, and 1
                      when it has a sign; of a float: its width */
    char name[];   /* "'int [3]'" */
};

struct record {
    struct place place;
    const struct type *types[];
};

typedef uintptr_t word;

static struct Hb_Undefined *first;

void
Hb_UndefinedBegin(struct Hb_Undefined *noted)
{
    first = noted;
}

/* Not where another has them. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)

/* ---- noting ------------------------------------------------------------- */

static int
is_header(const char *file)
{
    size_t len = strlen(file);

    return len > 2 && !strcmp(file + len - 2, ".h");
}

/* No type is wider than a word, but one of a compiler's own (__int128). */
static int
is_wide(const struct type *type)
{
    return type->kind == KIND_INTEGER && type->info >> 1 > 6;
}

static int
is_wanted(const struct record *record)
{
    return first && !first->line && !is_header(record->place.file) &&
           !is_wide(record->types[0]);
}

__attribute__((format(printf, 2, 3))) static void
note(const struct record *record, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(first->text, sizeof first->text, format, args);
    va_end(args);
    first->line = (int)record->place.line;
}

/* ---- types and values ----------------------------------------------------
 */

static int
width(const struct type *type)
{
    return 1 << (type->info >> 1);
}

static int
has_sign(const struct type *type)
{
    return type->info & 1;
}

static long long
value(const struct type *type, word bits)
{
    int spare = 64 - width(type);

    return has_sign(type) ? (long long)((uint64_t)bits << spare) >> spare
                          : (long long)((uint64_t)bits << spare >> spare);
}

static unsigned long long
magnitude(long long number)
{
    return number < 0 ? -(unsigned long long)number
                      : (unsigned long long)number;
}

/* The type as a program of the course calls it. */
static const char *
type_name(const struct type *type)
{
    static const char *const names[][2] = {
        {"an unsigned char", "a signed char"},
        {"an unsigned short", "a short"},
        {"an unsigned int", "an int"},
        {"a size_t", "a Py_ssize_t"}};

    int n = (type->info >> 1) - 3;

    return type->kind == KIND_INTEGER && n >= 0 && n < 4
               ? names[n][has_sign(type)]
               : "its type";
}

/* ---- what the compilers call ---------------------------------------------
 */

void __ubsan_handle_add_overflow(const struct record *, word, word);
void __ubsan_handle_sub_overflow(const struct record *, word, word);
void __ubsan_handle_mul_overflow(const struct record *, word, word);
void __ubsan_handle_divrem_overflow(const struct record *, word, word);
void __ubsan_handle_negate_overflow(const struct record *, word);
void __ubsan_handle_shift_out_of_bounds(const struct record *, word, word);
void __ubsan_handle_float_cast_overflow(const struct record *, word);
void __ubsan_handle_out_of_bounds(const struct record *, word);
void __ubsan_handle_vla_bound_not_positive(const struct record *, word);

/* What does not fit is a sum of two numbers of one sign.  One compiler makes
 * n + -1 of n - 1, or n + 1 of 1 + n: here the greater goes first. */
static void
note_sum(const struct record *record, long long left, long long right)
{
    unsigned long long a = magnitude(left), b = magnitude(right);
    const char *sign = left < 0 ? "-" : "+";

    note(record, "computes %s%llu %s %llu, which does not fit in %s",
         left < 0 ? "-" : "", a > b ? a : b, sign, a > b ? b : a,
         type_name(record->types[0]));
}

void
__ubsan_handle_add_overflow(const struct record *record, word left, word right)
{
    const struct type *type = record->types[0];

    if (is_wanted(record)) {
        note_sum(record, value(type, left), value(type, right));
    }
}

void
__ubsan_handle_sub_overflow(const struct record *record, word left, word right)
{
    const struct type *type = record->types[0];

    if (is_wanted(record) && value(type, left) == 0) {
        __ubsan_handle_negate_overflow(record, right);
    }
    else if (is_wanted(record)) {
        note_sum(record, value(type, left), value(type, right));
    }
}

void
__ubsan_handle_mul_overflow(const struct record *record, word left, word right)
{
    const struct type *type = record->types[0];
    long long a, b;

    if (is_wanted(record)) {
        a = value(type, left);
        b = value(type, right);
        note(record, "computes %lld * %lld, which does not fit in %s",
             magnitude(a) < magnitude(b) ? b : a,
             magnitude(a) < magnitude(b) ? a : b, type_name(type));
    }
}

/* The smallest number by -1: the machine stops at that by itself. */
void
__ubsan_handle_divrem_overflow(const struct record *record, word left,
                               word right)
{
    (void)record;
    (void)left;
    (void)right;
}

void
__ubsan_handle_negate_overflow(const struct record *record, word number)
{
    const struct type *type = record->types[0];

    if (is_wanted(record)) {
        note(record, "computes -(%lld), which does not fit in %s",
             value(type, number), type_name(type));
    }
}

/* A number below 0 that is shifted and still fits is what every machine makes
 * of it: nothing is said of that. */
void
__ubsan_handle_shift_out_of_bounds(const struct record *record, word left,
                                   word right)
{
    const struct type *type = record->types[0];
    long long number, bits;

    if (!is_wanted(record)) {
        return;
    }
    number = value(type, left);
    bits = value(record->types[1], right);
    if (bits < 0 || bits >= width(type)) {
        note(record, "shifts %lld by %lld bits, but %s has %d", number, bits,
             type_name(type), width(type));
    }
    else if (number > 0 ||
             magnitude(number) > 1ull << (width(type) - 1 - bits)) {
        note(record, "computes %lld << %lld, which does not fit in %s", number,
             bits, type_name(type));
    }
}

static double
float_value(const struct type *type, word bits)
{
    uint32_t half = (uint32_t)bits;
    float narrow;
    double wide;

    memcpy(&narrow, &half, sizeof narrow);
    memcpy(&wide, &bits, sizeof wide);
    return type->info == 32 ? narrow : wide;
}

void
__ubsan_handle_float_cast_overflow(const struct record *record, word bits)
{
    const struct type *from = record->types[0];
    double number;

    if (!is_wanted(record) || from->kind != KIND_FLOAT || from->info > 64) {
        return;
    }
    number = float_value(from, bits);
    note(record, "converts %.17g, which does not fit in %s",
         isnan(number) ? fabs(number) : number, type_name(record->types[1]));
}

void
__ubsan_handle_out_of_bounds(const struct record *record, word bits)
{
    const char *size;
    long long index;

    if (!is_wanted(record)) {
        return;
    }
    size = strchr(record->types[0]->name, '[');
    index = value(record->types[1], bits);
    if (size && size[1] >= '0' && size[1] <= '9') {
        note(record, "uses item %lld of an array of %ld", index,
             strtol(size + 1, NULL, 10));
    }
    else {
        note(record, "uses item %lld of an array that does not have it",
             index);
    }
}

void
__ubsan_handle_vla_bound_not_positive(const struct record *record, word bits)
{
    if (is_wanted(record)) {
        note(record, "makes an array of %lld items",
             value(record->types[0], bits));
    }
}
#endif
