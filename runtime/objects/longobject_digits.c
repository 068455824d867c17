#include "internal/hb_digits.h"

/* Below this many digits the schoolbook method is faster. */
#define KARATSUBA_CUTOFF 70

Py_ssize_t
Hb_DigitsNormal(const digit *a, Py_ssize_t n)
{
    while (n > 0 && a[n - 1] == 0) {
        n--;
    }
    return n;
}

digit
Hb_DigitsAdd(digit *out, const digit *a, Py_ssize_t na, const digit *b,
             Py_ssize_t nb)
{
    digit carry = 0;
    Py_ssize_t i;

    for (i = 0; i < nb; i++) {
        carry += a[i] + b[i];
        out[i] = carry & PyLong_MASK;
        carry >>= PyLong_SHIFT;
    }
    for (; i < na; i++) {
        carry += a[i];
        out[i] = carry & PyLong_MASK;
        carry >>= PyLong_SHIFT;
    }
    return carry;
}

/* A digit has two bits to spare, so that a borrow shows as bit 30. */
void
Hb_DigitsSub(digit *out, const digit *a, Py_ssize_t na, const digit *b,
             Py_ssize_t nb)
{
    digit borrow = 0;
    Py_ssize_t i;

    for (i = 0; i < nb; i++) {
        borrow = a[i] - b[i] - borrow;
        out[i] = borrow & PyLong_MASK;
        borrow = (borrow >> PyLong_SHIFT) & 1;
    }
    for (; i < na; i++) {
        borrow = a[i] - borrow;
        out[i] = borrow & PyLong_MASK;
        borrow = (borrow >> PyLong_SHIFT) & 1;
    }
    assert(borrow == 0);
}

/* out += a * factor; the carry goes on through out as far as it must. */
static void
add_product(digit *out, const digit *a, Py_ssize_t na, digit factor)
{
    twodigits carry = 0;

    for (Py_ssize_t i = 0; i < na; i++) {
        carry += out[i] + (twodigits)a[i] * factor;
        out[i] = (digit)(carry & PyLong_MASK);
        carry >>= PyLong_SHIFT;
    }
    for (out += na; carry != 0; out++) {
        carry += *out;
        *out = (digit)(carry & PyLong_MASK);
        carry >>= PyLong_SHIFT;
    }
}

static void
multiply_schoolbook(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                    Py_ssize_t nb)
{
    memset(out, 0, (size_t)(na + nb) * sizeof(digit));
    for (Py_ssize_t i = 0; i < nb; i++) {
        add_product(out + i, a, na, b[i]);
    }
}

/* a is more than twice as long as b: multiplies b with pieces of a that are
 * as long as b, so that each product is a balanced one. */
static int
multiply_lopsided(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                  Py_ssize_t nb)
{
    digit *product = PyMem_Malloc((size_t)(2 * nb) * sizeof(digit));
    if (product == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(out, 0, (size_t)(na + nb) * sizeof(digit));
    for (Py_ssize_t i = 0; i < na; i += nb) {
        Py_ssize_t piece = na - i < nb ? na - i : nb;
        if (Hb_DigitsMul(product, b, nb, a + i, piece) < 0) {
            PyMem_Free(product);
            return -1;
        }
        Hb_DigitsAdd(out + i, out + i, na + nb - i, product, nb + piece);
    }
    PyMem_Free(product);
    return 0;
}

/* sum = low half + high half of a; returns its length. */
static Py_ssize_t
add_halves(digit *sum, const digit *a, Py_ssize_t n, Py_ssize_t half)
{
    sum[half] = Hb_DigitsAdd(sum, a, half, a + half, n - half);
    return half + 1;
}

/* With a = a1*B + a0, b = b1*B + b0:
 *     a*b = a1*b1*B*B + ((a1+a0)*(b1+b0) - a1*b1 - a0*b0)*B + a0*b0
 * Three products of half the length in place of four.  The outer two are
 * written side by side into out; the middle one is then added over them.
 * Source: Karatsuba and Ofman, 1962. */
static int
multiply_karatsuba(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                   Py_ssize_t nb)
{
    Py_ssize_t half = (na + 1) / 2;
    Py_ssize_t high = na + nb - 2 * half;
    digit *sums = PyMem_Malloc((size_t)(4 * half + 4) * sizeof(digit));
    digit *middle = sums == NULL ? NULL : sums + 2 * half + 2;

    if (sums == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    Py_ssize_t n = add_halves(sums, a, na, half);
    add_halves(sums + n, b, nb, half);
    if (Hb_DigitsMul(middle, sums, n, sums + n, n) < 0 ||
        Hb_DigitsMul(out, a, half, b, half) < 0 ||
        Hb_DigitsMul(out + 2 * half, a + half, na - half, b + half,
                     nb - half) < 0) {
        PyMem_Free(sums);
        return -1;
    }
    Hb_DigitsSub(middle, middle, 2 * n, out, 2 * half);
    Hb_DigitsSub(middle, middle, 2 * n, out + 2 * half, high);
    Hb_DigitsAdd(out + half, out + half, na + nb - half, middle,
                 Hb_DigitsNormal(middle, 2 * n));
    PyMem_Free(sums);
    return 0;
}

int
Hb_DigitsMul(digit *out, const digit *a, Py_ssize_t na, const digit *b,
             Py_ssize_t nb)
{
    if (na < nb) {
        return Hb_DigitsMul(out, b, nb, a, na);
    }
    if (nb < KARATSUBA_CUTOFF) {
        multiply_schoolbook(out, a, na, b, nb);
        return 0;
    }
    if (nb <= (na + 1) / 2) {
        return multiply_lopsided(out, a, na, b, nb);
    }
    return multiply_karatsuba(out, a, na, b, nb);
}

digit
Hb_DigitsMulSmall(digit *a, Py_ssize_t n, digit factor, digit addend)
{
    twodigits carry = addend;

    for (Py_ssize_t i = 0; i < n; i++) {
        carry += (twodigits)a[i] * factor;
        a[i] = (digit)(carry & PyLong_MASK);
        carry >>= PyLong_SHIFT;
    }
    return (digit)carry;
}

/* x / d for x < 2**60, d < 2**30, and *rest = x % d.  reciprocal is 2**64 / d,
 * rounded down or one less: the product is right or one too small. */
static inline digit
divide_by_product(twodigits x, digit d, uint64_t reciprocal, twodigits *rest)
{
    twodigits q = (twodigits)(((unsigned __int128)x * reciprocal) >> 64);
    twodigits r = x - q * d;

    if (r >= d) {
        q++;
        r -= d;
    }
    *rest = r;
    return (digit)q;
}

digit
Hb_DigitsDivSmall(digit *out, const digit *a, Py_ssize_t n, digit d)
{
    uint64_t reciprocal = UINT64_MAX / d;
    twodigits rest = 0;

    while (--n >= 0) {
        out[n] = divide_by_product((rest << PyLong_SHIFT) | a[n], d,
                                   reciprocal, &rest);
    }
    return (digit)rest;
}

digit
Hb_DigitsRemSmall(const digit *a, Py_ssize_t n, digit d)
{
    uint64_t reciprocal = UINT64_MAX / d;
    twodigits rest = 0;

    while (--n >= 0) {
        divide_by_product((rest << PyLong_SHIFT) | a[n], d, reciprocal, &rest);
    }
    return (digit)rest;
}

digit
Hb_DigitsShiftLeft(digit *out, const digit *a, Py_ssize_t n, int bits)
{
    digit carry = 0;

    for (Py_ssize_t i = 0; i < n; i++) {
        twodigits wide = ((twodigits)a[i] << bits) | carry;
        out[i] = (digit)(wide & PyLong_MASK);
        carry = (digit)(wide >> PyLong_SHIFT);
    }
    return carry;
}

digit
Hb_DigitsShiftRight(digit *out, const digit *a, Py_ssize_t n, int bits)
{
    digit mask = ((digit)1 << bits) - 1;
    digit carry = 0;

    while (--n >= 0) {
        twodigits wide = ((twodigits)carry << PyLong_SHIFT) | a[n];
        carry = (digit)wide & mask;
        out[n] = (digit)(wide >> bits);
    }
    return carry;
}

/* u[0 .. nv] -= q * v[0 .. nv-1]; returns 1 if that went below zero. */
static int
subtract_product(digit *u, const digit *v, Py_ssize_t nv, digit q)
{
    stwodigits borrow = 0;

    for (Py_ssize_t i = 0; i < nv; i++) {
        borrow += (stwodigits)u[i] - (stwodigits)q * v[i];
        u[i] = (digit)borrow & PyLong_MASK;
        borrow >>= PyLong_SHIFT;
    }
    borrow += u[nv];
    u[nv] = (digit)borrow & PyLong_MASK;
    return borrow < 0;
}

/* Guesses one digit of the quotient from the two highest digits of the rest,
 * mends the guess with the third; it is then right or one too large.
 * Source: Knuth, The Art of Computer Programming, volume 2, algorithm D. */
static digit
guess_digit(const digit *u, const digit *v, Py_ssize_t nv)
{
    twodigits top = ((twodigits)u[nv] << PyLong_SHIFT) | u[nv - 1];
    twodigits q = top / v[nv - 1];
    twodigits r = top % v[nv - 1];

    while (q >= PyLong_BASE ||
           q * v[nv - 2] > ((r << PyLong_SHIFT) | u[nv - 2])) {
        q--;
        r += v[nv - 1];
        if (r >= PyLong_BASE) {
            break;
        }
    }
    return (digit)q;
}

void
Hb_DigitsDivide(digit *q, digit *u, Py_ssize_t nu, const digit *v,
                Py_ssize_t nv)
{
    for (Py_ssize_t i = nu - nv - 1; i >= 0; i--) {
        q[i] = guess_digit(u + i, v, nv);
        if (subtract_product(u + i, v, nv, q[i])) {
            digit carry = Hb_DigitsAdd(u + i, u + i, nv, v, nv);
            u[i + nv] = (u[i + nv] + carry) & PyLong_MASK;
            q[i]--;
        }
    }
}
