#include "internal/hb_long.h"

/* *v = result, whose reference is taken over; -1 if it is NULL. */
static int
become(PyObject **v, PyObject *result)
{
    if (result == NULL) {
        return -1;
    }
    Py_SETREF(*v, result);
    return 0;
}

/* *v = *v * factor, modulo modulus if there is one. */
static int
multiply_into(PyObject **v, PyObject *factor, PyObject *modulus)
{
    PyObject *product =
        _PyLong_Multiply((PyLongObject *)*v, (PyLongObject *)factor);

    if (become(v, product) < 0) {
        return -1;
    }
    return modulus == NULL ? 0 : become(v, Hb_LongMod(*v, modulus));
}

/* base ** exponent by squaring, from the exponent's highest bit down; that bit
 * itself makes base of the 1.  A multiplication by 1 makes an int of a bool.
 */
static PyObject *
power(PyObject *base, PyLongObject *exponent, PyObject *modulus)
{
    Py_ssize_t bits = (Py_ssize_t)_PyLong_NumBits((PyObject *)exponent);
    PyObject *z = bits > 1 ? Py_NewRef(base) : PyLong_FromLong(1);

    if (bits == 1 && multiply_into(&z, base, modulus) < 0) {
        Py_CLEAR(z);
    }
    for (Py_ssize_t i = bits - 2; i >= 0; i--) {
        digit d = exponent->ob_digit[i / PyLong_SHIFT];
        int is_set = (d >> (i % PyLong_SHIFT)) & 1;
        if (multiply_into(&z, z, modulus) < 0 ||
            (is_set && multiply_into(&z, base, modulus) < 0)) {
            Py_DECREF(z);
            return NULL;
        }
    }
    return z;
}

/* One step of Euclid's algorithm on (a, n), with the coefficient of the
 * first number carried along: (a, n, b, c) = (n, a % n, c, b - q*c). */
static int
euclid_step(PyObject **a, PyObject **n, PyObject **b, PyObject **c)
{
    PyLongObject *q, *r;

    if (Hb_LongDivRem((PyLongObject *)*a, (PyLongObject *)*n, &q, &r) < 0) {
        return -1;
    }
    Py_SETREF(*a, *n);
    *n = (PyObject *)r;
    PyObject *t = Hb_LongMul((PyObject *)q, *c);
    Py_DECREF(q);
    if (t == NULL) {
        return -1;
    }
    PyObject *s = Hb_LongSub(*b, t);
    Py_DECREF(t);
    if (s == NULL) {
        return -1;
    }
    Py_SETREF(*b, *c);
    *c = s;
    return 0;
}

/* The number whose product with the first is 1 modulo the second; neither is
 * negative. */
static PyObject *
inverse(PyObject *number, PyObject *modulus)
{
    PyObject *a = Py_NewRef(number), *n = Py_NewRef(modulus);
    PyObject *b = PyLong_FromLong(1), *c = PyLong_FromLong(0);
    int status = 0;

    while (status == 0 && Py_SIZE(n) != 0) {
        status = euclid_step(&a, &n, &b, &c);
    }
    Py_DECREF(c);
    Py_DECREF(n);
    if (status == 0 && PyObject_RichCompareBool(a, _PyLong_GetOne(), Py_EQ)) {
        Py_DECREF(a);
        return b;
    }
    if (status == 0) {
        PyErr_SetString(PyExc_ValueError,
                        "base is not invertible for the given modulus");
    }
    Py_DECREF(a);
    Py_DECREF(b);
    return NULL;
}

/* Brings base and exponent into 0 <= base < modulus and exponent >= 0. */
static int
reduce(PyObject **base, PyObject **exponent, PyObject *modulus)
{
    if (Py_SIZE(*exponent) < 0) {
        if (become(exponent, Hb_LongNegative(*exponent)) < 0 ||
            become(base, Hb_LongMod(*base, modulus)) < 0 ||
            become(base, inverse(*base, modulus)) < 0) {
            return -1;
        }
    }
    if (Py_SIZE(*base) < 0 || Py_SIZE(*base) > Py_SIZE(modulus)) {
        return become(base, Hb_LongMod(*base, modulus));
    }
    return 0;
}

/* base ** exponent modulo one digit, in C; base is below 2**30. */
static PyObject *
power_modulo_digit(PyObject *base, PyLongObject *exponent, digit modulus)
{
    twodigits b = (twodigits)Hb_LongMedium((PyLongObject *)base) % modulus;
    twodigits z = 1 % modulus;
    Py_ssize_t bits = (Py_ssize_t)_PyLong_NumBits((PyObject *)exponent);

    for (Py_ssize_t i = bits - 1; i >= 0; i--) {
        z = z * z % modulus;
        if ((exponent->ob_digit[i / PyLong_SHIFT] >> (i % PyLong_SHIFT)) & 1) {
            z = z * b % modulus;
        }
    }
    return PyLong_FromLong((long)z);
}

/* base ** exponent % modulus for modulus > 0. */
static PyObject *
power_modulo_positive(PyObject *base, PyObject *exponent, PyObject *modulus)
{
    PyObject *b = Hb_LongPlain(base), *e = Hb_LongPlain(exponent);
    PyObject *z = NULL;

    if (b != NULL && e != NULL) {
        if (Py_SIZE(modulus) == 1 &&
            ((PyLongObject *)modulus)->ob_digit[0] == 1) {
            z = PyLong_FromLong(0);
        }
        else if (reduce(&b, &e, modulus) < 0) {
            z = NULL;
        }
        else if (Py_SIZE(modulus) == 1) {
            z = power_modulo_digit(b, (PyLongObject *)e,
                                   ((PyLongObject *)modulus)->ob_digit[0]);
        }
        else {
            z = power(b, (PyLongObject *)e, modulus);
            if (z != NULL && become(&z, Hb_LongMod(z, modulus)) < 0) {
                Py_CLEAR(z);
            }
        }
    }
    Py_XDECREF(b);
    Py_XDECREF(e);
    return z;
}

/* A negative modulus gives a result in modulus < z <= 0. */
static PyObject *
power_modulo(PyObject *base, PyObject *exponent, PyObject *modulus)
{
    if (Py_SIZE(modulus) == 0) {
        PyErr_SetString(PyExc_ValueError, "pow() 3rd argument cannot be 0");
        return NULL;
    }
    if (Py_SIZE(modulus) > 0) {
        return power_modulo_positive(base, exponent, modulus);
    }
    PyObject *positive = Hb_LongNegative(modulus);
    if (positive == NULL) {
        return NULL;
    }
    PyObject *z = power_modulo_positive(base, exponent, positive);
    Py_DECREF(positive);
    if (z != NULL && Py_SIZE(z) != 0 &&
        become(&z, Hb_LongAdd(z, modulus)) < 0) {
        Py_CLEAR(z);
    }
    return z;
}

PyObject *
Hb_LongPower(PyObject *base, PyObject *exponent, PyObject *modulus)
{
    if (!PyLong_Check(base) || !PyLong_Check(exponent)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (PyLong_Check(modulus)) {
        return power_modulo(base, exponent, modulus);
    }
    if (modulus != Py_None) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Py_SIZE(exponent) < 0) {
        return PyFloat_Type.tp_as_number->nb_power(base, exponent, modulus);
    }
    return power(base, (PyLongObject *)exponent, NULL);
}

static PyObject *
short_gcd(stwodigits a, stwodigits b)
{
    while (b != 0) {
        stwodigits rest = a % b;

        a = b;
        b = rest;
    }
    return Hb_LongFromTwoDigits(a < 0 ? -a : a);
}

PyObject *
_PyLong_GCD(PyObject *a, PyObject *b)
{
    PyObject *x, *y;

    if (Hb_LongIsShort((PyLongObject *)a) &&
        Hb_LongIsShort((PyLongObject *)b)) {
        return short_gcd(Hb_LongShort((PyLongObject *)a),
                         Hb_LongShort((PyLongObject *)b));
    }
    x = Hb_LongAbsolute(a);
    y = Hb_LongAbsolute(b);
    while (x != NULL && y != NULL && Py_SIZE(y) != 0) {
        PyObject *rest = Hb_LongMod(x, y);
        Py_SETREF(x, y);
        y = rest;
    }
    if (y == NULL) {
        Py_CLEAR(x);
    }
    Py_XDECREF(y);
    return x;
}
