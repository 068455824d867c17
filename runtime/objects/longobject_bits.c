#include "internal/hb_long.h"

/* ---- shifts ---- */

/* Splits a count of bits into whole digits and the rest.
 * Fails: -1 with ValueError for a negative count; 1 when it is so large that
 *        it must be handled as infinite. */
static int
split_count(PyObject *count, Py_ssize_t *digits, int *bits)
{
    digit rest;

    if (Py_SIZE(count) < 0) {
        PyErr_SetString(PyExc_ValueError, "negative shift count");
        return -1;
    }
    PyLongObject *v = (PyLongObject *)count;
    if (Py_SIZE(v) > 3) {
        return 1;
    }
    digit quotient[3] = {0, 0, 0};
    rest = Hb_DigitsDivSmall(quotient, v->ob_digit, Py_SIZE(v), PyLong_SHIFT);
    if (quotient[2] >> (62 - 2 * PyLong_SHIFT) != 0) {
        return 1;
    }
    *digits = (Py_ssize_t)quotient[0] |
              (Py_ssize_t)quotient[1] << PyLong_SHIFT |
              (Py_ssize_t)quotient[2] << 2 * PyLong_SHIFT;
    *bits = (int)rest;
    return 0;
}

static PyObject *
shift_left(PyLongObject *v, Py_ssize_t digits, int bits)
{
    Py_ssize_t n = Hb_LongDigits(v);

    if (digits == 0 && Hb_LongIsMedium(v)) {
        stwodigits value = Hb_LongMedium(v);
        return Hb_LongFromTwoDigits(value < 0 ? -(-value << bits)
                                              : value << bits);
    }
    Py_ssize_t size = n + digits + (bits != 0);
    PyLongObject *z = _PyLong_New(size);
    if (z == NULL) {
        return NULL;
    }
    memset(z->ob_digit, 0, (size_t)digits * sizeof(digit));
    digit carry =
        Hb_DigitsShiftLeft(z->ob_digit + digits, v->ob_digit, n, bits);
    if (bits != 0) {
        z->ob_digit[size - 1] = carry;
    }
    if (Py_SIZE(v) < 0) {
        Py_SET_SIZE(z, -size);
    }
    return Hb_LongFinish(z);
}

/* Rounds towards minus infinity: for a negative number one is added to the
 * magnitude when a bit that is not 0 falls out.  That can need one digit more
 * only if whole digits are dropped. */
static PyObject *
shift_right(PyLongObject *v, Py_ssize_t digits, int bits)
{
    Py_ssize_t n = Hb_LongDigits(v) - digits;
    int negative = Py_SIZE(v) < 0, extra = negative && bits == 0;

    if (Hb_LongIsMedium(v)) {
        return Hb_LongFromTwoDigits(digits > 0 ? -negative
                                               : Hb_LongMedium(v) >> bits);
    }
    if (n <= 0) {
        return PyLong_FromLong(-negative);
    }
    if (extra && digits == 0) {
        return Hb_LongPlain((PyObject *)v);
    }
    PyLongObject *z = _PyLong_New(n + extra);
    if (z == NULL) {
        return NULL;
    }
    digit lost =
        Hb_DigitsShiftRight(z->ob_digit, v->ob_digit + digits, n, bits);
    if (negative) {
        digit one = lost != 0 || Hb_DigitsNormal(v->ob_digit, digits) != 0;
        digit carry = Hb_DigitsAdd(z->ob_digit, z->ob_digit, n, &one, 1);
        if (extra) {
            z->ob_digit[n] = carry;
        }
        Py_SET_SIZE(z, -(n + extra));
    }
    return Hb_LongFinish(z);
}

static PyObject *
shift_left_endless(PyLongObject *Py_UNUSED(v))
{
    PyErr_SetString(PyExc_OverflowError, "too many digits in integer");
    return NULL;
}

/* Nothing is left but the sign. */
static PyObject *
shift_right_endless(PyLongObject *v)
{
    return PyLong_FromLong(-(Py_SIZE(v) < 0));
}

/* Shifts a with `by`, or with `endless` when b says more than can be. */
static inline PyObject *
shift(PyObject *a, PyObject *b,
      PyObject *(*by)(PyLongObject *v, Py_ssize_t digits, int bits),
      PyObject *(*endless)(PyLongObject *v))
{
    Py_ssize_t digits;
    int bits, status;

    if (!PyLong_Check(a) || !PyLong_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Py_SIZE(b) >= 0 && Py_SIZE(a) == 0) {
        return PyLong_FromLong(0);
    }
    status = split_count(b, &digits, &bits);
    if (status < 0) {
        return NULL;
    }
    return status > 0 ? endless((PyLongObject *)a)
                      : by((PyLongObject *)a, digits, bits);
}

PyObject *
Hb_LongShiftLeft(PyObject *a, PyObject *b)
{
    return shift(a, b, shift_left, shift_left_endless);
}

PyObject *
Hb_LongShiftRight(PyObject *a, PyObject *b)
{
    return shift(a, b, shift_right, shift_right_endless);
}

PyObject *
_PyLong_Lshift(PyObject *op, size_t bits)
{
    if (Py_SIZE(op) == 0) {
        return PyLong_FromLong(0);
    }
    return shift_left((PyLongObject *)op, (Py_ssize_t)(bits / PyLong_SHIFT),
                      (int)(bits % PyLong_SHIFT));
}

PyObject *
_PyLong_Rshift(PyObject *op, size_t bits)
{
    if (Py_SIZE(op) == 0) {
        return PyLong_FromLong(0);
    }
    return shift_right((PyLongObject *)op, (Py_ssize_t)(bits / PyLong_SHIFT),
                       (int)(bits % PyLong_SHIFT));
}

/* ---- and, or, xor: as if two's complement had infinitely many bits ---- */

/* Reads the digits of a number in two's complement, lowest first: those of
 * the magnitude if it is positive, else complemented plus one. */
struct bits {
    const digit *digits;
    Py_ssize_t n;
    digit invert; /* PyLong_MASK for a negative number, else 0 */
    digit carry;  /* what is left of the plus one */
};

static struct bits
bits_of(PyLongObject *v)
{
    int negative = Py_SIZE(v) < 0;
    return (struct bits){v->ob_digit, Hb_LongDigits(v),
                         negative ? PyLong_MASK : 0, (digit)negative};
}

static digit
next_bits(struct bits *b, Py_ssize_t i)
{
    digit d = (i < b->n ? b->digits[i] : 0) ^ b->invert;

    d += b->carry;
    b->carry = d >> PyLong_SHIFT;
    return d & PyLong_MASK;
}

static digit
combine(digit a, digit b, char op)
{
    return op == '&' ? a & b : op == '|' ? a | b : a ^ b;
}

/* Turns n digits of two's complement into a magnitude. */
static void
negate_digits(digit *d, Py_ssize_t n)
{
    digit carry = 1;

    for (Py_ssize_t i = 0; i < n; i++) {
        carry += d[i] ^ PyLong_MASK;
        d[i] = carry & PyLong_MASK;
        carry >>= PyLong_SHIFT;
    }
}

/* How many digits a result can have.  Beyond the shorter operand an & with a
 * positive one is all zeros, an | with a negative one all ones. */
static Py_ssize_t
result_digits(const struct bits *longer, const struct bits *shorter, char op)
{
    int short_is_negative = shorter->invert != 0;

    if (op == '^' || (op == '&') == short_is_negative) {
        return longer->n;
    }
    return shorter->n;
}

/* Neither is negative, and a is not shorter. */
static PyObject *
bitwise_plain(PyLongObject *a, PyLongObject *b, char op)
{
    Py_ssize_t na = Py_SIZE(a), nb = Py_SIZE(b), i;
    PyLongObject *z = _PyLong_New(op == '&' ? nb : na);

    if (z == NULL) {
        return NULL;
    }
    for (i = 0; i < nb; i++) {
        z->ob_digit[i] = combine(a->ob_digit[i], b->ob_digit[i], op);
    }
    if (op != '&') {
        memcpy(z->ob_digit + nb, a->ob_digit + nb,
               (size_t)(na - nb) * sizeof(digit));
    }
    return Hb_LongFinish(z);
}

static PyObject *
bitwise(PyLongObject *a, PyLongObject *b, char op)
{
    struct bits x = bits_of(a), y = bits_of(b);
    int negative = combine(x.invert, y.invert, op) != 0;
    Py_ssize_t n =
        x.n < y.n ? result_digits(&y, &x, op) : result_digits(&x, &y, op);

    PyLongObject *z = _PyLong_New(n + negative);
    if (z == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n + negative; i++) {
        digit p = next_bits(&x, i);
        z->ob_digit[i] = combine(p, next_bits(&y, i), op);
    }
    if (negative) {
        negate_digits(z->ob_digit, n + 1);
        Py_SET_SIZE(z, -(n + 1));
    }
    return Hb_LongFinish(z);
}

static PyObject *
bitwise_operator(PyObject *a, PyObject *b, char op)
{
    PyLongObject *x = (PyLongObject *)a, *y = (PyLongObject *)b;

    if (!PyLong_Check(a) || !PyLong_Check(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Hb_LongIsMedium(x) && Hb_LongIsMedium(y)) {
        stwodigits p = Hb_LongMedium(x), q = Hb_LongMedium(y);
        return Hb_LongFromTwoDigits(op == '&'   ? p & q
                                    : op == '|' ? p | q
                                                : p ^ q);
    }
    if (Py_SIZE(x) >= 0 && Py_SIZE(y) >= 0) {
        return Py_SIZE(x) < Py_SIZE(y) ? bitwise_plain(y, x, op)
                                       : bitwise_plain(x, y, op);
    }
    return bitwise(x, y, op);
}

PyObject *
Hb_LongAnd(PyObject *a, PyObject *b)
{
    return bitwise_operator(a, b, '&');
}

PyObject *
Hb_LongOr(PyObject *a, PyObject *b)
{
    return bitwise_operator(a, b, '|');
}

PyObject *
Hb_LongXor(PyObject *a, PyObject *b)
{
    return bitwise_operator(a, b, '^');
}

/* ~v is -(v + 1). */
PyObject *
Hb_LongInvert(PyObject *op)
{
    PyLongObject *v = (PyLongObject *)op;

    if (Hb_LongIsMedium(v)) {
        return Hb_LongFromTwoDigits(~Hb_LongMedium(v));
    }
    return Hb_LongNegate(_PyLong_Add(v, (PyLongObject *)_PyLong_GetOne()));
}
