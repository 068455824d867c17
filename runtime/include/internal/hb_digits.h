/* hb_digits.h -- arithmetic on runs of 30-bit digits, without signs.
 *
 * A run is a pointer and a number of digits, the least significant first.
 * Only the files longobject*.c include this.  Nothing here allocates an
 * object or looks at one.
 *
 *   D1  every digit is below 2**30
 *   D2  a run may have zeros at its high end, except where `normal` is said
 */
#ifndef HB_DIGITS_H
#define HB_DIGITS_H

#include <Python.h>

/* The length of the run without the zeros at its high end. */
Py_ssize_t Hb_DigitsNormal(const digit *a, Py_ssize_t n);

/* Below 0, 0, above 0; both runs normal. */
static inline int
Hb_DigitsCompare(const digit *a, Py_ssize_t na, const digit *b, Py_ssize_t nb)
{
    if (na != nb) {
        return na < nb ? -1 : 1;
    }
    while (na > 0 && a[na - 1] == b[na - 1]) {
        na--;
    }
    return na == 0 ? 0 : a[na - 1] < b[na - 1] ? -1 : 1;
}

/* The number of bits of one digit; 0 for 0. */
static inline int
Hb_DigitBits(digit d)
{
    return d == 0 ? 0 : 32 - __builtin_clz(d);
}

/* out[0 .. na-1] = a + b; returns the carry.  na >= nb; out may be a. */
digit Hb_DigitsAdd(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                   Py_ssize_t nb);

/* out[0 .. na-1] = a - b.  a >= b, na >= nb; out may be a or b. */
void Hb_DigitsSub(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                  Py_ssize_t nb);

/* out[0 .. na+nb-1] = a * b.  na, nb >= 1; out overlaps neither.
 * Fails: -1 with MemoryError: long runs need room for Karatsuba's sums. */
int Hb_DigitsMul(digit *out, const digit *a, Py_ssize_t na, const digit *b,
                 Py_ssize_t nb);

/* a = a * factor + addend in place; returns the digit that does not fit. */
digit Hb_DigitsMulSmall(digit *a, Py_ssize_t n, digit factor, digit addend);

/* out = a / d, returns the remainder.  out may be a. */
digit Hb_DigitsDivSmall(digit *out, const digit *a, Py_ssize_t n, digit d);

/* The remainder of a / d alone. */
digit Hb_DigitsRemSmall(const digit *a, Py_ssize_t n, digit d);

/* Shifts by bits, 0 .. 29.  Left returns the digit that falls out at the
 * high end, right the bits that fall out at the low end. */
digit Hb_DigitsShiftLeft(digit *out, const digit *a, Py_ssize_t n, int bits);
digit Hb_DigitsShiftRight(digit *out, const digit *a, Py_ssize_t n, int bits);

/* q[0 .. nu-nv-1] = u / v and u = the remainder.
 * Shape: v has nv >= 2 digits and its highest bit set (>= 2**29); u has
 *        nu > nv digits and its top nv digits are less than v. */
void Hb_DigitsDivide(digit *q, digit *u, Py_ssize_t nu, const digit *v,
                     Py_ssize_t nv);

#endif
