/* floatobject_number.c -- arithmetic and comparison of floats.
 *
 * Source: CPython 3.11, Objects/floatobject.c, float_richcompare(),
 *         float_pow().
 */
#include "floatobject.h"

int
Hb_FloatOperand(PyObject *op, double *value)
{
    if (PyFloat_Check(op)) {
        *value = PyFloat_AS_DOUBLE(op);
        return 0;
    }
    if (PyLong_Check(op)) {
        *value = PyLong_AsDouble(op);
        return *value == -1.0 && PyErr_Occurred() ? -1 : 0;
    }
    return 1;
}

#define OPERANDS(v, w, a, b) HB_OPERANDS(double, Hb_FloatOperand, v, w, a, b)

static PyObject *
zero_division(const char *text)
{
    PyErr_SetString(PyExc_ZeroDivisionError, text);
    return NULL;
}

/* ---- arithmetic -------------------------------------------------------- */

static PyObject *
float_add(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyFloat_FromDouble(a + b);
}

static PyObject *
float_sub(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyFloat_FromDouble(a - b);
}

static PyObject *
float_mul(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    return PyFloat_FromDouble(a * b);
}

static PyObject *
float_div(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    if (b == 0.0) {
        return zero_division("float division by zero");
    }
    return PyFloat_FromDouble(a / b);
}

/* a = floor * b + mod, where mod has the sign of b. */
static void
float_floor_mod(double a, double b, double *floor_out, double *mod_out)
{
    double mod = fmod(a, b);
    double quotient = (a - mod) / b;
    if (mod != 0.0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            quotient -= 1.0;
        }
    }
    else {
        mod = copysign(0.0, b);
    }
    double whole = copysign(0.0, a / b);
    if (quotient != 0.0) {
        whole = floor(quotient);
        if (quotient - whole > 0.5) {
            whole += 1.0;
        }
    }
    *floor_out = whole;
    *mod_out = mod;
}

static PyObject *
float_rem(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    double whole, mod;
    if (b == 0.0) {
        return zero_division("float modulo");
    }
    float_floor_mod(a, b, &whole, &mod);
    return PyFloat_FromDouble(mod);
}

static PyObject *
float_floor_div(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    double whole, mod;
    if (b == 0.0) {
        return zero_division("float floor division by zero");
    }
    float_floor_mod(a, b, &whole, &mod);
    return PyFloat_FromDouble(whole);
}

static PyObject *
float_divmod(PyObject *v, PyObject *w)
{
    OPERANDS(v, w, a, b)
    double whole, mod;
    if (b == 0.0) {
        return zero_division("float divmod()");
    }
    float_floor_mod(a, b, &whole, &mod);
    return Py_BuildValue("(dd)", whole, mod);
}

static PyObject *
float_pow(PyObject *v, PyObject *w, PyObject *z)
{
    if (z != Py_None) {
        PyErr_SetString(PyExc_TypeError,
                        "pow() 3rd argument not allowed unless all arguments "
                        "are integers");
        return NULL;
    }
    OPERANDS(v, w, a, b)
    if (a == 0.0 && b < 0.0 && isfinite(b)) {
        return zero_division("0.0 cannot be raised to a negative power");
    }
    if (a < 0.0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        /* The result has an imaginary part. */
        return PyComplex_Type.tp_as_number->nb_power(v, w, z);
    }
    double result = pow(a, b);
    if (isinf(result) && isfinite(a) && isfinite(b)) {
        errno = ERANGE;
        return PyErr_SetFromErrno(PyExc_OverflowError);
    }
    return PyFloat_FromDouble(result);
}

static PyObject *
float_neg(PyObject *v)
{
    return PyFloat_FromDouble(-PyFloat_AS_DOUBLE(v));
}

static PyObject *
float_abs(PyObject *v)
{
    return PyFloat_FromDouble(fabs(PyFloat_AS_DOUBLE(v)));
}

static PyObject *
float_float(PyObject *v)
{
    return PyFloat_CheckExact(v) ? Py_NewRef(v)
                                 : PyFloat_FromDouble(PyFloat_AS_DOUBLE(v));
}

static int
float_bool(PyObject *v)
{
    return PyFloat_AS_DOUBLE(v) != 0.0;
}

static PyObject *
float_int(PyObject *v)
{
    return PyLong_FromDouble(PyFloat_AS_DOUBLE(v));
}

PyNumberMethods Hb_FloatAsNumber = {
    .nb_add = float_add,
    .nb_subtract = float_sub,
    .nb_multiply = float_mul,
    .nb_remainder = float_rem,
    .nb_divmod = float_divmod,
    .nb_power = float_pow,
    .nb_negative = float_neg,
    .nb_positive = float_float,
    .nb_absolute = float_abs,
    .nb_bool = float_bool,
    .nb_int = float_int,
    .nb_float = float_float,
    .nb_floor_divide = float_floor_div,
    .nb_true_divide = float_div,
};

/* ---- comparison -------------------------------------------------------- */

/* By the value, whatever a subclass of int says; -1 with an exception. */
static int
int_compare(PyObject *v, PyObject *w, int op)
{
    PyObject *result = PyLong_Type.tp_richcompare(v, w, op);
    if (result == NULL) {
        return -1;
    }
    Py_DECREF(result);
    return result == Py_True;
}

/* The sign of i - w for a finite i and an int that no double need hold; -2
 * with an exception. */
static int
compare_with_long(double i, PyObject *w)
{
    PyObject *whole = PyLong_FromDouble(i);
    if (whole == NULL) {
        return -2;
    }
    int less = int_compare(whole, w, Py_LT);
    int greater = int_compare(whole, w, Py_GT);
    Py_DECREF(whole);
    if (less < 0 || greater < 0) {
        return -2;
    }
    if (less || greater) {
        return greater - less;
    }
    /* The whole parts are equal: the fraction decides. */
    double fraction = i - trunc(i);
    return (fraction > 0.0) - (fraction < 0.0);
}

static PyObject *
compare_doubles(double i, double j, int op)
{
    Py_RETURN_RICHCOMPARE(i, j, op);
}

PyObject *
Hb_FloatRichCompare(PyObject *v, PyObject *w, int op)
{
    double i = PyFloat_AS_DOUBLE(v);
    if (PyFloat_Check(w)) {
        return compare_doubles(i, PyFloat_AS_DOUBLE(w), op);
    }
    if (!PyLong_Check(w)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    if (Hb_LongIsMedium((PyLongObject *)w)) {
        double j = (double)Hb_LongMedium((PyLongObject *)w); /* exact */
        return compare_doubles(i, j, op);
    }
    if (!isfinite(i)) {
        return compare_doubles(i, 0.0, op);
    }
    int order = compare_with_long(i, w);
    return order == -2 ? NULL : compare_doubles(order, 0.0, op);
}
