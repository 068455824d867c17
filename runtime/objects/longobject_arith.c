#include "internal/hb_long.h"

#define CHECK_INTS(a, b)                                                      \
    do {                                                                      \
        if (!PyLong_Check(a) || !PyLong_Check(b)) {                           \
            Py_RETURN_NOTIMPLEMENTED;                                         \
        }                                                                     \
    } while (0)

/* ---- sums and differences of magnitudes ---- */

static PyLongObject *
add_magnitudes(PyLongObject *a, PyLongObject *b)
{
    if (Hb_LongDigits(a) < Hb_LongDigits(b)) {
        PyLongObject *swap = a;
        a = b;
        b = swap;
    }
    Py_ssize_t na = Hb_LongDigits(a);
    PyLongObject *sum = _PyLong_New(na + 1);
    if (sum != NULL) {
        sum->ob_digit[na] = Hb_DigitsAdd(sum->ob_digit, a->ob_digit, na,
                                         b->ob_digit, Hb_LongDigits(b));
        Py_SET_SIZE(sum, Hb_DigitsNormal(sum->ob_digit, na + 1));
    }
    return sum;
}

/* |a| - |b|, with the sign that comes out. */
static PyLongObject *
subtract_magnitudes(PyLongObject *a, PyLongObject *b)
{
    Py_ssize_t na = Hb_LongDigits(a), nb = Hb_LongDigits(b);
    int order = Hb_DigitsCompare(a->ob_digit, na, b->ob_digit, nb);

    if (order < 0) {
        PyLongObject *swap = a;
        a = b;
        b = swap;
        na = Hb_LongDigits(a);
        nb = Hb_LongDigits(b);
    }
    while (na == nb && na > 0 && a->ob_digit[na - 1] == b->ob_digit[nb - 1]) {
        na = --nb;
    }
    PyLongObject *difference = _PyLong_New(na);
    if (difference != NULL) {
        Hb_DigitsSub(difference->ob_digit, a->ob_digit, na, b->ob_digit, nb);
        Py_ssize_t n = Hb_DigitsNormal(difference->ob_digit, na);
        Py_SET_SIZE(difference, order < 0 ? -n : n);
    }
    return difference;
}

static Py_NO_INLINE PyObject *
add_long(PyLongObject *a, PyLongObject *b)
{
    PyLongObject *z;

    if (Py_SIZE(a) < 0 && Py_SIZE(b) < 0) {
        z = add_magnitudes(a, b);
        if (z != NULL) {
            Py_SET_SIZE(z, -Py_SIZE(z));
        }
        return (PyObject *)z;
    }
    if (Py_SIZE(a) < 0) {
        z = subtract_magnitudes(b, a);
    }
    else if (Py_SIZE(b) < 0) {
        z = subtract_magnitudes(a, b);
    }
    else {
        z = add_magnitudes(a, b);
    }
    return Hb_LongFinish(z);
}

static Py_NO_INLINE PyObject *
subtract_long(PyLongObject *a, PyLongObject *b)
{
    PyLongObject *z;

    if ((Py_SIZE(a) < 0) == (Py_SIZE(b) < 0)) {
        z = Py_SIZE(a) < 0 ? subtract_magnitudes(b, a)
                           : subtract_magnitudes(a, b);
        return Hb_LongFinish(z);
    }
    z = add_magnitudes(a, b);
    if (z != NULL && Py_SIZE(a) < 0) {
        Py_SET_SIZE(z, -Py_SIZE(z));
    }
    return Hb_LongFinish(z);
}

PyObject *
_PyLong_Add(PyLongObject *a, PyLongObject *b)
{
    if (Hb_LongIsMedium(a) && Hb_LongIsMedium(b)) {
        return Hb_LongFromTwoDigits(Hb_LongMedium(a) + Hb_LongMedium(b));
    }
    return add_long(a, b);
}

PyObject *
_PyLong_Subtract(PyLongObject *a, PyLongObject *b)
{
    if (Hb_LongIsMedium(a) && Hb_LongIsMedium(b)) {
        return Hb_LongFromTwoDigits(Hb_LongMedium(a) - Hb_LongMedium(b));
    }
    return subtract_long(a, b);
}

PyObject *
_PyLong_Multiply(PyLongObject *a, PyLongObject *b)
{
    Py_ssize_t na = Hb_LongDigits(a), nb = Hb_LongDigits(b);

    if (Hb_LongIsMedium(a) && Hb_LongIsMedium(b)) {
        return Hb_LongFromTwoDigits(Hb_LongMedium(a) * Hb_LongMedium(b));
    }
    if (na == 0 || nb == 0) {
        return PyLong_FromLong(0);
    }
    PyLongObject *z = _PyLong_New(na + nb);
    if (z == NULL) {
        return NULL;
    }
    if (Hb_DigitsMul(z->ob_digit, a->ob_digit, na, b->ob_digit, nb) < 0) {
        Py_DECREF(z);
        return NULL;
    }
    if ((Py_SIZE(a) < 0) != (Py_SIZE(b) < 0)) {
        Py_SET_SIZE(z, -Py_SIZE(z));
    }
    return Hb_LongFinish(z);
}

PyObject *
Hb_LongAdd(PyObject *a, PyObject *b)
{
    CHECK_INTS(a, b);
    return _PyLong_Add((PyLongObject *)a, (PyLongObject *)b);
}

PyObject *
Hb_LongSub(PyObject *a, PyObject *b)
{
    CHECK_INTS(a, b);
    return _PyLong_Subtract((PyLongObject *)a, (PyLongObject *)b);
}

PyObject *
Hb_LongMul(PyObject *a, PyObject *b)
{
    CHECK_INTS(a, b);
    return _PyLong_Multiply((PyLongObject *)a, (PyLongObject *)b);
}

PyObject *
Hb_LongNegative(PyObject *op)
{
    PyLongObject *v = (PyLongObject *)op;

    if (Hb_LongIsMedium(v)) {
        return Hb_LongFromTwoDigits(-Hb_LongMedium(v));
    }
    PyObject *z = _PyLong_Copy(v);
    if (z != NULL) {
        Py_SET_SIZE(z, -Py_SIZE(z));
    }
    return z;
}

PyObject *
Hb_LongAbsolute(PyObject *op)
{
    return Py_SIZE(op) < 0 ? Hb_LongNegative(op) : Hb_LongPlain(op);
}

/* ---- division ---- */

static int
divide_by_digit(PyLongObject *a, digit d, PyLongObject **q, PyLongObject **r)
{
    Py_ssize_t na = Hb_LongDigits(a);
    PyLongObject *quotient = _PyLong_New(na);

    if (quotient == NULL) {
        return -1;
    }
    stwodigits rest =
        Hb_DigitsDivSmall(quotient->ob_digit, a->ob_digit, na, d);
    *q = quotient;
    *r = (PyLongObject *)Hb_LongFromTwoDigits(rest);
    return *r == NULL ? -1 : 0;
}

/* Both operands are shifted so that the divisor's highest bit is set.  The
 * remainder goes into the block of the shifted divisor, as in CPython: it
 * has as many digits. */
static int
divide_long(PyLongObject *a, PyLongObject *b, PyLongObject **q,
            PyLongObject **r)
{
    Py_ssize_t na = Hb_LongDigits(a), nb = Hb_LongDigits(b), n = na;
    int shift = PyLong_SHIFT - Hb_DigitBits(b->ob_digit[nb - 1]);
    PyLongObject *u = _PyLong_New(na + 1), *v = _PyLong_New(nb);

    *r = v;
    if (u == NULL || v == NULL) {
        Py_XDECREF(u);
        return -1;
    }
    Hb_DigitsShiftLeft(v->ob_digit, b->ob_digit, nb, shift);
    digit carry = Hb_DigitsShiftLeft(u->ob_digit, a->ob_digit, na, shift);
    if (carry != 0 || u->ob_digit[na - 1] >= v->ob_digit[nb - 1]) {
        u->ob_digit[n++] = carry;
    }
    *q = _PyLong_New(n - nb);
    if (*q != NULL) {
        Hb_DigitsDivide((*q)->ob_digit, u->ob_digit, n, v->ob_digit, nb);
        Hb_DigitsShiftRight(v->ob_digit, u->ob_digit, nb, shift);
    }
    Py_DECREF(u);
    return *q == NULL ? -1 : 0;
}

/* Quotient and remainder of the magnitudes, |a| >= |b|, not yet normal; new
 * references, which the caller drops even after a failure. */
static int
divide_magnitudes(PyLongObject *a, PyLongObject *b, PyLongObject **q,
                  PyLongObject **r)
{
    if (Hb_LongDigits(b) == 1) {
        return divide_by_digit(a, b->ob_digit[0], q, r);
    }
    return divide_long(a, b, q, r);
}

static PyLongObject *
with_sign(PyLongObject *v, int negative)
{
    PyObject *z = Hb_LongFinish(v);
    return (PyLongObject *)(negative ? Hb_LongNegate(z) : z);
}

int
Hb_LongDivRem(PyLongObject *a, PyLongObject *b, PyLongObject **q,
              PyLongObject **r)
{
    PyLongObject *quotient = NULL, *rest = NULL;

    if (Py_SIZE(b) == 0) {
        PyErr_SetString(PyExc_ZeroDivisionError,
                        q == NULL ? "integer modulo by zero"
                                  : "integer division or modulo by zero");
        return -1;
    }
    if (Hb_DigitsCompare(a->ob_digit, Hb_LongDigits(a), b->ob_digit,
                         Hb_LongDigits(b)) < 0) {
        quotient = (PyLongObject *)PyLong_FromLong(0);
        rest = (PyLongObject *)Hb_LongPlain((PyObject *)a);
    }
    else if (divide_magnitudes(a, b, &quotient, &rest) == 0) {
        quotient = with_sign(quotient, (Py_SIZE(a) < 0) != (Py_SIZE(b) < 0));
        rest = with_sign(rest, Py_SIZE(a) < 0);
    }
    if (quotient == NULL || rest == NULL) {
        Py_XDECREF(quotient);
        Py_XDECREF(rest);
        return -1;
    }
    if (q != NULL) {
        *q = (PyLongObject *)Py_NewRef(quotient);
    }
    if (r != NULL) {
        *r = (PyLongObject *)Py_NewRef(rest);
    }
    Py_DECREF(quotient);
    Py_DECREF(rest);
    return 0;
}

/* v = v + w, or v - w; 0, or -1 with v dropped. */
static int
adjust(PyLongObject **v, PyLongObject *w, int subtract)
{
    PyObject *z = subtract ? _PyLong_Subtract(*v, w) : _PyLong_Add(*v, w);

    Py_DECREF(*v);
    *v = (PyLongObject *)z;
    return z == NULL ? -1 : 0;
}

/* Floor division: the remainder takes the sign of the divisor. */
static int
floor_divmod(PyLongObject *a, PyLongObject *b, PyLongObject **q,
             PyLongObject **r)
{
    PyLongObject *rest;

    if (Hb_LongDivRem(a, b, q, &rest) < 0) {
        return -1;
    }
    if (Py_SIZE(rest) != 0 && (Py_SIZE(rest) < 0) != (Py_SIZE(b) < 0)) {
        PyLongObject *one = (PyLongObject *)_PyLong_GetOne();
        if (adjust(&rest, b, 0) < 0 || (q != NULL && adjust(q, one, 1) < 0)) {
            Py_XDECREF(rest);
            if (q != NULL) {
                Py_XDECREF(*q);
            }
            return -1;
        }
    }
    if (r != NULL) {
        *r = rest;
    }
    else {
        Py_DECREF(rest);
    }
    return 0;
}

static int
both_one_digit(PyLongObject *a, PyLongObject *b)
{
    return Hb_LongDigits(a) == 1 && Hb_LongDigits(b) == 1;
}

static stwodigits
floor_quotient(stwodigits a, stwodigits b)
{
    stwodigits q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

static PyObject *
fast_quotient(PyLongObject *a, PyLongObject *b)
{
    return PyLong_FromLong(floor_quotient(Hb_LongMedium(a), Hb_LongMedium(b)));
}

static PyObject *
fast_remainder(PyLongObject *a, PyLongObject *b)
{
    stwodigits x = Hb_LongMedium(a), y = Hb_LongMedium(b);

    return PyLong_FromLong(x - floor_quotient(x, y) * y);
}

#define LONG(op) ((PyLongObject *)(op))

/* Two digits divided by one, without rounding down. */
static int
is_short_quotient(PyLongObject *a, PyLongObject *b)
{
    return (Py_SIZE(a) == 2 && Py_SIZE(b) == 1) ||
           (Py_SIZE(a) == -2 && Py_SIZE(b) == -1);
}

PyObject *
Hb_LongFloorDiv(PyObject *a, PyObject *b)
{
    PyLongObject *q;

    CHECK_INTS(a, b);
    if (both_one_digit(LONG(a), LONG(b))) {
        return fast_quotient(LONG(a), LONG(b));
    }
    if (is_short_quotient(LONG(a), LONG(b))) {
        return Hb_LongFromTwoDigits(Hb_LongShort(LONG(a)) /
                                    Hb_LongMedium(LONG(b)));
    }
    return floor_divmod(LONG(a), LONG(b), &q, NULL) < 0 ? NULL : (PyObject *)q;
}

/* |a| > |b|, both of at most two digits, b not 0. */
static int
is_short_remainder(PyLongObject *a, PyLongObject *b)
{
    return Hb_LongIsShort(a) && Hb_LongIsShort(b) && Py_SIZE(b) != 0 &&
           Hb_DigitsCompare(a->ob_digit, Hb_LongDigits(a), b->ob_digit,
                            Hb_LongDigits(b)) > 0;
}

static PyObject *
floored(stwodigits rest, stwodigits b)
{
    return Hb_LongFromTwoDigits(rest != 0 && (rest < 0) != (b < 0) ? rest + b
                                                                   : rest);
}

/* a has digits, b one. */
static PyObject *
remainder_of_digit(PyLongObject *a, PyLongObject *b)
{
    stwodigits rest =
        Hb_DigitsRemSmall(a->ob_digit, Hb_LongDigits(a), b->ob_digit[0]);

    return floored(Py_SIZE(a) < 0 ? -rest : rest, Hb_LongMedium(b));
}

PyObject *
Hb_LongMod(PyObject *a, PyObject *b)
{
    PyLongObject *r;

    CHECK_INTS(a, b);
    if (both_one_digit(LONG(a), LONG(b))) {
        return fast_remainder(LONG(a), LONG(b));
    }
    if (is_short_remainder(LONG(a), LONG(b))) {
        return floored(Hb_LongShort(LONG(a)) % Hb_LongShort(LONG(b)),
                       Hb_LongShort(LONG(b)));
    }
    if (Hb_LongDigits(LONG(b)) == 1 && Py_SIZE(a) != 0) {
        return remainder_of_digit(LONG(a), LONG(b));
    }
    return floor_divmod(LONG(a), LONG(b), NULL, &r) < 0 ? NULL : (PyObject *)r;
}

PyObject *
Hb_LongDivmod(PyObject *a, PyObject *b)
{
    PyLongObject *q, *r;

    CHECK_INTS(a, b);
    if (both_one_digit(LONG(a), LONG(b))) {
        q = LONG(fast_quotient(LONG(a), LONG(b)));
        r = LONG(fast_remainder(LONG(a), LONG(b)));
    }
    else if (floor_divmod(LONG(a), LONG(b), &q, &r) < 0) {
        return NULL;
    }
    PyObject *pair = q == NULL || r == NULL ? NULL : PyTuple_New(2);
    if (pair == NULL) {
        Py_XDECREF(q);
        Py_XDECREF(r);
        return NULL;
    }
    PyTuple_SET_ITEM(pair, 0, (PyObject *)q);
    PyTuple_SET_ITEM(pair, 1, (PyObject *)r);
    return pair;
}
