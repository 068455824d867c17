/* pystrtod_digits.c -- doubles as decimal digits, by integers.
 *
 * A positive double is c * 2**q with an integer c below 2**53.  Rounding to
 * digits is a division of integers; where numerator and denominator fit into
 * 128 bits it is done as such, exactly.  That is nearly every number that
 * people print; the C library does the others.
 *
 * The shortest digits that read back as a double are found in the manner of
 * Schubfach: of the multiples of one power of ten 10**k at least one, and of
 * 10**(k+1) at most one, lies between the middles to the neighbours.  Middles
 * and value are multiplied by 10**-k, known to 128 bits, and rounded to odd,
 * which keeps every comparison with an integer true.
 *
 * Source: R. Giulietti, "The Schubfach way to render doubles", 2021; CPython
 *         3.11, Python/dtoa.c, has the same results.
 */
#include "Python.h"
#include "internal/hb_decimal.h"

typedef unsigned __int128 wide;

#define MANTISSA_BITS 53
#define LEAST_POWER   -1074
/* Exact powers of ten: of doubles, of 64 bits, of 128 bits. */
#define DOUBLE_POWERS 22
#define LONG_POWERS   19
#define WIDE_POWERS   38

/* ---- integers ----------------------------------------------------------- */

struct binary {
    uint64_t c;
    int q;
};

static struct binary
take_apart(double value)
{
    struct binary binary;
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    binary.c = bits & (((uint64_t)1 << (MANTISSA_BITS - 1)) - 1);
    binary.q = (int)(bits >> (MANTISSA_BITS - 1) & 0x7ff);
    if (binary.q != 0) {
        binary.c |= (uint64_t)1 << (MANTISSA_BITS - 1);
        binary.q--;
    }
    binary.q += LEAST_POWER;
    return binary;
}

static int
bit_length(wide n)
{
    uint64_t high = (uint64_t)(n >> 64), low = (uint64_t)n;

    return high  ? 128 - __builtin_clzll(high)
           : low ? 64 - __builtin_clzll(low)
                 : 0;
}

static wide
power_of_ten(int exponent)
{
    static const uint64_t powers[LONG_POWERS + 1] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
        10000000000000000,
        100000000000000000,
        1000000000000000000,
        10000000000000000000U,
    };

    return exponent <= LONG_POWERS
               ? powers[exponent]
               : (wide)powers[LONG_POWERS] * powers[exponent - LONG_POWERS];
}

/* *n *= 10**exponent, if that stays below 2**127. */
static int
multiply(wide *n, int exponent)
{
    wide power;

    if (exponent > WIDE_POWERS) {
        return 0;
    }
    power = power_of_ten(exponent);
    if (bit_length(*n) + bit_length(power) > 127) {
        return 0;
    }
    *n *= power;
    return 1;
}

static int
shift(wide *n, int bits)
{
    if (bit_length(*n) + bits > 127) {
        return 0;
    }
    *n <<= bits;
    return 1;
}

/* n / d, half to even. */
static wide
divide(wide n, wide d)
{
    wide quotient = n >> 64 || d >> 64 ? n / d : (uint64_t)n / (uint64_t)d;
    wide rest = n - quotient * d;

    return quotient + (rest > d - rest || (rest == d - rest && quotient & 1));
}

/* n / 2**bits, half to even. */
static wide
divide_by_power(wide n, int bits)
{
    if (bits == 0) {
        return n;
    }
    /* n is below 2**127, so what lies behind the point is below a half. */
    if (bits > 127) {
        return 0;
    }
    wide quotient = n >> bits, half = (wide)1 << (bits - 1);
    wide rest = n - (quotient << bits);

    return quotient + (rest > half || (rest == half && quotient & 1));
}

/* value * 10**exponent as an integer, half to even; 0 when that cannot be
 * told. */
static int
scale(double value, int exponent, wide *result)
{
    struct binary binary = take_apart(value);
    wide n = binary.c, d = 1;

    if (exponent >= 0 ? !multiply(&n, exponent) : !multiply(&d, -exponent)) {
        return 0;
    }
    if (binary.q >= 0 && !shift(&n, binary.q)) {
        return 0;
    }
    if (exponent >= 0) {
        *result = binary.q < 0 ? divide_by_power(n, -binary.q) : n;
        return 1;
    }
    if (binary.q < 0 && !shift(&d, -binary.q)) {
        return 0;
    }
    *result = divide(n, d);
    return 1;
}

/* ---- digits ------------------------------------------------------------- */

/* Writes n in so many digits, zeros in front. */
static void
write_digits(char *out, uint64_t n, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + n % 10);
        n /= 10;
    }
}

static int
count_digits(uint64_t n)
{
    /* 1233 / 4096 is a little above log10(2) */
    int count = bit_length(n) * 1233 >> 12;

    return count + (n >= (uint64_t)power_of_ten(count));
}

static void
set_digits(struct Hb_Decimal *decimal, wide n)
{
    uint64_t billions = (uint64_t)power_of_ten(LONG_POWERS);
    uint64_t high =
        n >> 64 ? (uint64_t)(n / billions) : (uint64_t)n / billions;
    uint64_t low = (uint64_t)(n - (wide)high * billions);
    int count = 0;

    if (high != 0) {
        count = count_digits(high);
        write_digits(decimal->digits, high, count);
        write_digits(decimal->digits + count, low, LONG_POWERS);
        count += LONG_POWERS;
    }
    else {
        count = Py_MAX(count_digits(low), 1);
        write_digits(decimal->digits, low, count);
    }
    decimal->count = count;
    decimal->digits[count] = '\0';
}

int
Hb_DecimalPlaces(double value, int places, struct Hb_Decimal *decimal)
{
    wide n;

    if (places > DOUBLE_POWERS || !scale(value, places, &n)) {
        return 0;
    }
    set_digits(decimal, n);
    decimal->point = decimal->count - places;
    return 1;
}

/* The largest power of ten that 2**e, 3/4 * 2**e, is not below. */
static int
floor_log10(int e)
{
    return e * 1262611 >> 22;
}

static int
floor_log10_three_quarters(int e)
{
    return (e * 1262611 - 524031) >> 22;
}

static int
floor_log2_of_power(int e)
{
    return e * 1741647 >> 19;
}

static void
round_in_library(double value, int count, struct Hb_Decimal *decimal)
{
    char text[64];
    const char *s = text;

    snprintf(text, sizeof text, "%.*e", count - 1, value);
    for (decimal->count = 0; *s != 'e'; s++) {
        if (*s != '.') {
            decimal->digits[decimal->count++] = *s;
        }
    }
    decimal->digits[decimal->count] = '\0';
    decimal->point = atoi(s + 1) + 1;
}

void
Hb_DecimalRound(double value, int count, struct Hb_Decimal *decimal)
{
    struct binary binary = take_apart(value);
    /* That of the value, or one less. */
    int exponent = floor_log10(binary.q + bit_length(binary.c) - 1);
    wide n, limit = power_of_ten(count);

    for (;; exponent++) {
        if (!scale(value, count - 1 - exponent, &n)) {
            round_in_library(value, count, decimal);
            return;
        }
        if (n < limit) {
            break;
        }
    }
    set_digits(decimal, n);
    decimal->point = exponent + 1;
}

/* ---- the shortest digits ------------------------------------------------ */

#define LEAST_SCALE -292
#define MOST_SCALE  324

/* The first 128 bits of 10**k, rounded up where that is not all. */
struct power {
    uint64_t high, low;
};

/* A long integer, least word first, for the making of powers. */
enum { LONG_WORDS = 48 };

static void
long_multiply(uint32_t *words, uint32_t by)
{
    uint64_t carry = 0;

    for (int i = 0; i < LONG_WORDS; i++) {
        carry += (uint64_t)words[i] * by;
        words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void
long_divide(uint32_t *words, uint32_t by)
{
    uint64_t rest = 0;

    for (int i = LONG_WORDS - 1; i >= 0; i--) {
        rest = rest << 32 | words[i];
        words[i] = (uint32_t)(rest / by);
        rest %= by;
    }
}

/* The first 128 bits; whether others follow that are not 0. */
static int
long_top(const uint32_t *words, wide *top)
{
    int last = LONG_WORDS - 1, bits, more = 0;

    while (words[last] == 0) {
        last--;
    }
    bits = __builtin_clz(words[last]);
    *top = 0;
    for (int i = last; i >= last - 4; i--) {
        uint64_t word = i >= 0 ? words[i] : 0;
        int kept = i == last ? 32 - bits : i > last - 4 ? 32 : bits;

        if (kept < 32 && i != last) {
            more = (word & (0xffffffffU >> kept)) != 0;
            word >>= 32 - kept;
        }
        if (kept > 0) {
            *top = *top << kept | word;
        }
    }
    for (int i = last - 5; i >= 0; i--) {
        more |= words[i] != 0;
    }
    return more;
}

/* 10**k for k > 0, 2**n / 10**-k for k < 0, where n is large enough. */
static struct power
make_power(int k)
{
    uint32_t words[LONG_WORDS] = {0};
    wide top;
    int more;

    words[k < 0 ? LONG_WORDS - 1 : 0] = 1;
    for (int i = 0; i < abs(k); i++) {
        if (k < 0) {
            long_divide(words, 10);
        }
        else {
            long_multiply(words, 10);
        }
    }
    more = long_top(words, &top) || k < 0;
    top += (wide)more;
    return (struct power){(uint64_t)(top >> 64), (uint64_t)top};
}

/* Each power is made when it is first asked for. */
static struct power
scaling_power(int k)
{
    static struct power powers[MOST_SCALE - LEAST_SCALE + 1];
    struct power *power = &powers[k - LEAST_SCALE];

    if (power->high == 0) {
        *power = make_power(k);
    }
    return *power;
}

/* power * n / 2**128, rounded to odd: the last bit tells whether there was
 * more. */
static uint64_t
scale_to_odd(struct power power, uint64_t n)
{
    wide low = (wide)power.low * n;
    wide high = (wide)power.high * n + (low >> 64);

    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The shortest digits of c * 2**q, an integer times 10**k. */
static uint64_t
shortest(struct binary binary, int *exponent)
{
    uint64_t c = binary.c, odd = c & 1;
    /* Below a power of two the neighbour is half as far. */
    int narrow =
        c == (uint64_t)1 << (MANTISSA_BITS - 1) && binary.q > LEAST_POWER;
    int k =
        narrow ? floor_log10_three_quarters(binary.q) : floor_log10(binary.q);
    int h = binary.q + floor_log2_of_power(-k) + 1;
    struct power power = scaling_power(-k);
    /* Four times the value and the middles, times 10**-k. */
    uint64_t least = scale_to_odd(power, (4 * c - 2 + (uint64_t)narrow) << h);
    uint64_t value = scale_to_odd(power, 4 * c << h);
    uint64_t most = scale_to_odd(power, (4 * c + 2) << h);
    uint64_t s = value / 4, tens = s / 10;

    least += odd;
    most -= odd;
    *exponent = k;
    if (s >= 10) {
        int under = least <= 40 * tens, over = 40 * tens + 40 <= most;

        if (under != over) {
            *exponent = k + 1;
            return tens + (uint64_t)over;
        }
    }
    int under = least <= 4 * s, over = 4 * s + 4 <= most;

    if (under != over) {
        return s + (uint64_t)over;
    }
    return s + (value > 4 * s + 2 || (value == 4 * s + 2 && s & 1));
}

void
Hb_DecimalShortest(double value, struct Hb_Decimal *decimal)
{
    int exponent;
    uint64_t n = shortest(take_apart(value), &exponent);

    while (n % 10 == 0) {
        n /= 10;
        exponent++;
    }
    set_digits(decimal, n);
    decimal->point = decimal->count + exponent;
}

/* ---- reading ------------------------------------------------------------ */

int
Hb_DecimalRead(unsigned long digits, int places, double *value)
{
    static const double powers[DOUBLE_POWERS + 1] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };

    if (digits >> MANTISSA_BITS != 0 || abs(places) > DOUBLE_POWERS) {
        return 0;
    }
    *value = places < 0 ? (double)digits * powers[-places]
                        : (double)digits / powers[places];
    return 1;
}
