/* math.c -- what the compiler's own C library for 32-bit addresses cannot do
 * for us, because a pointer is in it, or because it is a single instruction.
 * The rest (exp, pow, sin, ...) is imported: see numbers.c. */
#include <math.h>
#include <stdint.h>
#include <string.h>

static uint64_t
bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static int
exponent_of(double x)
{
    return (int)(bits_of(x) >> 52 & 0x7FF);
}

static int
has_fraction_bits(double x)
{
    return bits_of(x) << 12 != 0;
}

int
__fpclassify(double x)
{
    switch (exponent_of(x)) {
    case 0:
        return has_fraction_bits(x) ? FP_SUBNORMAL : FP_ZERO;
    case 0x7FF:
        return has_fraction_bits(x) ? FP_NAN : FP_INFINITE;
    default:
        return FP_NORMAL;
    }
}

int
__signbit(double x)
{
    return (int)(bits_of(x) >> 63);
}

int
__isnan(double x)
{
    return x != x;
}

int
__isinf(double x)
{
    return x - x != 0 && x == x ? (x > 0 ? 1 : -1) : 0;
}

int
__finite(double x)
{
    return x - x == 0;
}

double
ceil(double x)
{
    return __builtin_ceil(x);
}

double
floor(double x)
{
    return __builtin_floor(x);
}

double
trunc(double x)
{
    return __builtin_trunc(x);
}

double
nearbyint(double x)
{
    return __builtin_nearbyint(x);
}

double
rint(double x)
{
    return __builtin_nearbyint(x);
}

double
fabs(double x)
{
    return __builtin_fabs(x);
}

double
copysign(double x, double y)
{
    return __builtin_copysign(x, y);
}

double
sqrt(double x)
{
    return __builtin_sqrt(x);
}

float
ceilf(float x)
{
    return __builtin_ceilf(x);
}

float
floorf(float x)
{
    return __builtin_floorf(x);
}

float
fabsf(float x)
{
    return __builtin_fabsf(x);
}

float
sqrtf(float x)
{
    return __builtin_sqrtf(x);
}

float
powf(float x, float y)
{
    return (float)pow(x, y);
}

float
roundf(float x)
{
    return (float)round(x);
}

double
fmax(double x, double y)
{
    return x != x ? y : y != y ? x : x > y ? x : y;
}

double
fmin(double x, double y)
{
    return x != x ? y : y != y ? x : x < y ? x : y;
}

double
nan(const char *tag)
{
    (void)tag;
    return NAN;
}

double
modf(double x, double *whole)
{
    *whole = trunc(x);
    return copysign(x - x == 0 ? x - *whole : x == x ? 0 : x, x);
}

/* A number below the normal ones is made larger first. */
double
frexp(double x, int *exponent)
{
    uint64_t bits;

    *exponent = 0;
    if (x == 0 || x - x != 0) {
        return x;
    }
    if (exponent_of(x) == 0) {
        x *= 0x1p64;
        *exponent = -64;
    }
    *exponent += exponent_of(x) - 0x3FE;
    bits = (bits_of(x) & ~(0x7FFull << 52)) | 0x3FEull << 52;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* sin and cos of one angle, as compilers like to ask for them. */
void sincos(double x, double *sine, double *cosine);

void
sincos(double x, double *sine, double *cosine)
{
    *sine = sin(x);
    *cosine = cos(x);
}

long
lrint(double x)
{
    return (long)__builtin_nearbyint(x);
}

long
lround(double x)
{
    return (long)round(x);
}

long long
llround(double x)
{
    return (long long)round(x);
}
