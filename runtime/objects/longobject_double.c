/* longobject_double.c -- int and double: conversion and true division, both
 * rounded correctly, ties to even.
 *
 * A value is cut to the leading DBL_MANT_DIG + 2 bits; whatever is below is
 * remembered as one sticky bit, which is enough to round.
 *
 * Source: CPython 3.11, Objects/longobject.c, long_true_divide().
 */

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "internal/hb_long.h"

#define KEPT_BITS (DBL_MANT_DIG + 2)

/* |v| >> shift for a result of at most 64 bits, *sticky for the bits lost. */
static uint64_t
leading_bits(PyLongObject *v, Py_ssize_t shift, int *sticky)
{
    uint64_t value = 0;
    Py_ssize_t first = shift / PyLong_SHIFT;
    int rest = (int)(shift % PyLong_SHIFT);

    *sticky = 0;
    for (Py_ssize_t i = 0; i < first; i++) {
        *sticky |= v->ob_digit[i] != 0;
    }
    for (Py_ssize_t i = Hb_LongDigits(v) - 1; i >= first; i--) {
        if (i > first) {
            value = (value << PyLong_SHIFT) | v->ob_digit[i];
            continue;
        }
        value = (value << (PyLong_SHIFT - rest)) | (v->ob_digit[i] >> rest);
        *sticky |= (v->ob_digit[i] & (((digit)1 << rest) - 1)) != 0;
    }
    return value;
}

/* Rounds away the last `extra` bits of x; sticky counts as bits below. */
static uint64_t
round_bits(uint64_t x, int extra, int sticky)
{
    uint64_t half, low;

    if (extra <= 0) {
        return x;
    }
    half = (uint64_t)1 << (extra - 1);
    low = x | (uint64_t)(sticky != 0);
    if ((low & half) && (low & (3 * half - 1))) {
        x += half;
    }
    return x & ~(2 * half - 1);
}

double
_PyLong_Frexp(PyLongObject *value, Py_ssize_t *e)
{
    Py_ssize_t bits = (Py_ssize_t)_PyLong_NumBits((PyObject *)value);
    int sticky = 0;
    double result;

    *e = bits;
    if (bits == 0) {
        return 0.0;
    }
    if (bits <= DBL_MANT_DIG) {
        result = ldexp((double)leading_bits(value, 0, &sticky), (int)-bits);
    }
    else {
        Py_ssize_t shift = bits > KEPT_BITS ? bits - KEPT_BITS : 0;
        int kept = (int)(bits - shift);
        uint64_t x = leading_bits(value, shift, &sticky);

        x = round_bits(x, kept - DBL_MANT_DIG, sticky);
        result = ldexp((double)x, -kept);
    }
    if (result == 1.0) {
        result = 0.5;
        ++*e;
    }
    return Py_SIZE(value) < 0 ? -result : result;
}

double
PyLong_AsDouble(PyObject *op)
{
    Py_ssize_t exponent;
    double fraction;

    if (!op) {
        PyErr_BadInternalCall();
        return -1.0;
    }
    if (!PyLong_Check(op)) {
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return -1.0;
    }
    if (Hb_LongIsShort((PyLongObject *)op)) {
        return (double)Hb_LongShort((PyLongObject *)op);
    }
    fraction = _PyLong_Frexp((PyLongObject *)op, &exponent);
    if (exponent > DBL_MAX_EXP) {
        PyErr_SetString(PyExc_OverflowError,
                        "int too large to convert to float");
        return -1.0;
    }
    return ldexp(fraction, (int)exponent);
}

/* ---- true division ---- */

/* floor(|a| * 2**-shift / |b|), *inexact if something was cut off. */
static int
scaled_quotient(PyLongObject *a, PyLongObject *b, Py_ssize_t shift,
                uint64_t *quotient, int *inexact)
{
    PyObject *scaled = Hb_LongAbsolute((PyObject *)a);
    PyObject *divisor = Hb_LongAbsolute((PyObject *)b);
    PyLongObject *q = NULL, *r = NULL;
    int result = -1;

    *inexact = 0;
    if (scaled && shift > 0) {
        int sticky;

        if (shift < (Py_ssize_t)_PyLong_NumBits(scaled)) {
            PyObject *cut = _PyLong_Rshift(scaled, (size_t)shift);
            PyObject *back = cut ? _PyLong_Lshift(cut, (size_t)shift) : NULL;

            sticky = back ? PyObject_RichCompareBool(back, scaled, Py_NE) : -1;
            Py_XDECREF(back);
            Py_SETREF(scaled, sticky < 0 ? NULL : cut);
            if (sticky < 0) {
                Py_XDECREF(cut);
            }
        }
        else {
            sticky = 1;
            Py_SETREF(scaled, PyLong_FromLong(0));
        }
        *inexact = sticky == 1;
    }
    else if (scaled) {
        Py_SETREF(scaled, _PyLong_Lshift(scaled, (size_t)-shift));
    }
    if (scaled && divisor &&
        Hb_LongDivRem((PyLongObject *)scaled, (PyLongObject *)divisor, &q,
                      &r) == 0) {
        *inexact |= Py_SIZE(r) != 0;
        *quotient = PyLong_AsUnsignedLongLong((PyObject *)q);
        result = 0;
    }
    Py_XDECREF(scaled);
    Py_XDECREF(divisor);
    Py_XDECREF(q);
    Py_XDECREF(r);
    return result;
}

static int
bit_count_of(uint64_t x)
{
    int bits = 0;

    for (; x; x >>= 1) {
        bits++;
    }
    return bits;
}

static PyObject *
overflow(void)
{
    PyErr_SetString(PyExc_OverflowError,
                    "integer division result too large for a float");
    return NULL;
}

/* a / b for operands that are not both small. */
static PyObject *
divide(PyLongObject *a, PyLongObject *b)
{
    Py_ssize_t diff = (Py_ssize_t)_PyLong_NumBits((PyObject *)a) -
                      (Py_ssize_t)_PyLong_NumBits((PyObject *)b);
    int negative = (Py_SIZE(a) < 0) != (Py_SIZE(b) < 0);
    uint64_t x;
    int inexact, bits, extra;
    Py_ssize_t shift;
    double result;

    if (diff > DBL_MAX_EXP) {
        return overflow();
    }
    if (diff < DBL_MIN_EXP - DBL_MANT_DIG - 1) {
        return PyFloat_FromDouble(negative ? -0.0 : 0.0);
    }
    shift = Py_MAX(diff, DBL_MIN_EXP) - KEPT_BITS;
    if (scaled_quotient(a, b, shift, &x, &inexact) < 0) {
        return NULL;
    }
    bits = bit_count_of(x);
    extra =
        (int)(Py_MAX((Py_ssize_t)bits, DBL_MIN_EXP - shift) - DBL_MANT_DIG);
    x = round_bits(x, extra, inexact);
    if (shift + bits >= DBL_MAX_EXP &&
        (shift + bits > DBL_MAX_EXP || bit_count_of(x) > bits)) {
        return overflow();
    }
    result = ldexp((double)x, (int)shift);
    return PyFloat_FromDouble(negative ? -result : result);
}

/* Whether the value is exact as a double, whatever is done with it. */
static int
is_exact(PyLongObject *v)
{
    return (Py_ssize_t)_PyLong_NumBits((PyObject *)v) <= DBL_MANT_DIG;
}

static int
is_small(PyObject *op)
{
    return Py_SIZE(op) >= -1 && Py_SIZE(op) <= 1;
}

/* Of an int of one digit. */
static double
small_double(PyObject *op)
{
    return (double)(Py_SIZE(op) *
                    (Py_ssize_t)((PyLongObject *)op)->ob_digit[0]);
}

PyObject *
Hb_LongTrueDiv(PyObject *a, PyObject *b)
{
    if (!PyLong_Check(a) || !PyLong_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Py_SIZE(b) == 0) {
        PyErr_SetString(PyExc_ZeroDivisionError, "division by zero");
        return NULL;
    }
    if (Py_SIZE(a) == 0) {
        return PyFloat_FromDouble(Py_SIZE(b) < 0 ? -0.0 : 0.0);
    }
    if (is_small(a) && is_small(b)) {
        return PyFloat_FromDouble(small_double(a) / small_double(b));
    }
    if (is_exact((PyLongObject *)a) && is_exact((PyLongObject *)b)) {
        return PyFloat_FromDouble(PyLong_AsDouble(a) / PyLong_AsDouble(b));
    }
    return divide((PyLongObject *)a, (PyLongObject *)b);
}
