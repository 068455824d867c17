#include "internal/hb_address.h"
#include "internal/hb_long.h"
#include "internal/pycore_object.h"

/* What an unsigned conversion makes of an int's digits. */
enum fit { FITS, NEGATIVE, TOO_LARGE };

/* The value of the digits modulo 2**64, and whether that is all of it. */
static enum fit
magnitude(PyLongObject *v, unsigned long long *out)
{
    unsigned long long x = 0;
    enum fit fit = FITS;

    for (Py_ssize_t i = Hb_LongDigits(v) - 1; i >= 0; i--) {
        if (x >> (64 - PyLong_SHIFT) != 0) {
            fit = TOO_LARGE;
        }
        x = (x << PyLong_SHIFT) | v->ob_digit[i];
    }
    *out = x;
    return fit;
}

/* op if it is an int, else what __index__ gives: a new reference. */
static PyLongObject *
as_int_object(PyObject *op)
{
    if (op == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    return (PyLongObject *)_PyNumber_Index(op);
}

static long long
as_long_long(PyObject *op, int *overflow)
{
    PyLongObject *v = as_int_object(op);
    unsigned long long x;
    long long result = -1;

    *overflow = 0;
    if (v == NULL) {
        return -1;
    }
    enum fit fit = magnitude(v, &x);
    int sign = _PyLong_Sign((PyObject *)v);
    if (fit == FITS && x <= (unsigned long long)LLONG_MAX) {
        result = sign < 0 ? -(long long)x : (long long)x;
    }
    else if (fit == FITS && sign < 0 &&
             x == (unsigned long long)LLONG_MAX + 1) {
        result = LLONG_MIN;
    }
    else {
        *overflow = sign;
    }
    Py_DECREF(v);
    return result;
}

long long
PyLong_AsLongLongAndOverflow(PyObject *op, int *overflow)
{
    if (op != NULL && PyLong_Check(op) && Hb_LongIsShort((PyLongObject *)op)) {
        *overflow = 0;
        return Hb_LongShort((PyLongObject *)op);
    }
    return as_long_long(op, overflow);
}

long
PyLong_AsLongAndOverflow(PyObject *op, int *overflow)
{
    return (long)PyLong_AsLongLongAndOverflow(op, overflow);
}

long
PyLong_AsLong(PyObject *op)
{
    int overflow;
    long result;

    if (op != NULL && PyLong_Check(op) && Hb_LongIsShort((PyLongObject *)op)) {
        return (long)Hb_LongShort((PyLongObject *)op);
    }
    result = PyLong_AsLongAndOverflow(op, &overflow);

    if (overflow) {
        PyErr_SetString(PyExc_OverflowError,
                        "Python int too large to convert to C long");
    }
    return result;
}

int
_PyLong_AsInt(PyObject *op)
{
    int overflow;
    long result = PyLong_AsLongAndOverflow(op, &overflow);

    if (overflow || result > INT_MAX || result < INT_MIN) {
        PyErr_SetString(PyExc_OverflowError,
                        "Python int too large to convert to C int");
        return -1;
    }
    return (int)result;
}

long long
PyLong_AsLongLong(PyObject *op)
{
    int overflow;
    long long result = PyLong_AsLongLongAndOverflow(op, &overflow);

    if (overflow) {
        PyErr_SetString(PyExc_OverflowError, "int too big to convert");
    }
    return result;
}

static int
check_int(PyObject *op)
{
    if (op == NULL) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (!PyLong_Check(op)) {
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return -1;
    }
    return 0;
}

Py_ssize_t
PyLong_AsSsize_t(PyObject *op)
{
    int overflow;

    if (op != NULL && PyLong_Check(op) &&
        Hb_LongIsMedium((PyLongObject *)op)) {
        return Hb_LongMedium((PyLongObject *)op);
    }
    if (check_int(op) < 0) {
        return -1;
    }
    Py_ssize_t result = PyLong_AsLongAndOverflow(op, &overflow);
    if (overflow) {
        PyErr_SetString(PyExc_OverflowError,
                        "Python int too large to convert to C ssize_t");
    }
    return result;
}

static enum fit
as_unsigned(PyObject *op, unsigned long long *out)
{
    if (Py_SIZE(op) < 0) {
        return NEGATIVE;
    }
    return magnitude((PyLongObject *)op, out);
}

static unsigned long
unsigned_or_overflow(PyObject *op, const char *negative, const char *large)
{
    unsigned long long result;
    enum fit fit;

    if (check_int(op) < 0) {
        return (unsigned long)-1;
    }
    fit = as_unsigned(op, &result);
    if (fit != FITS) {
        PyErr_SetString(PyExc_OverflowError,
                        fit == NEGATIVE ? negative : large);
        return (unsigned long)-1;
    }
    return (unsigned long)result;
}

unsigned long
PyLong_AsUnsignedLong(PyObject *op)
{
    return unsigned_or_overflow(
        op, "can't convert negative value to unsigned int",
        "Python int too large to convert to C unsigned long");
}

size_t
PyLong_AsSize_t(PyObject *op)
{
    return unsigned_or_overflow(op, "can't convert negative value to size_t",
                                "Python int too large to convert to C size_t");
}

unsigned long long
PyLong_AsUnsignedLongLong(PyObject *op)
{
    return unsigned_or_overflow(op, "can't convert negative int to unsigned",
                                "int too big to convert");
}

unsigned long long
PyLong_AsUnsignedLongLongMask(PyObject *op)
{
    PyLongObject *v = as_int_object(op);
    unsigned long long x;

    if (v == NULL) {
        return (unsigned long long)-1;
    }
    magnitude(v, &x);
    if (Py_SIZE(v) < 0) {
        x = 0 - x;
    }
    Py_DECREF(v);
    return x;
}

unsigned long
PyLong_AsUnsignedLongMask(PyObject *op)
{
    return (unsigned long)PyLong_AsUnsignedLongLongMask(op);
}

unsigned long
Hb_LongAsAddress(PyObject *op)
{
    if (PyLong_Check(op) && _PyLong_Sign(op) < 0) {
        return (unsigned long)PyLong_AsLong(op);
    }
    return PyLong_AsUnsignedLong(op);
}

void *
PyLong_AsVoidPtr(PyObject *op)
{
    unsigned long shown = Hb_LongAsAddress(op);

    if (shown == (unsigned long)-1 && PyErr_Occurred()) {
        return NULL;
    }
    return Hb_AddressOf(shown);
}

/* ---- converters of arguments ---- */

static int
convert_unsigned(PyObject *op, unsigned long long max, const char *too_large,
                 unsigned long long *out)
{
    if (PyLong_Check(op) && _PyLong_Sign(op) < 0) {
        PyErr_SetString(PyExc_ValueError, "value must be positive");
        return 0;
    }
    unsigned long value = PyLong_AsUnsignedLong(op);
    if (value == (unsigned long)-1 && PyErr_Occurred()) {
        return 0;
    }
    if (value > max) {
        PyErr_SetString(PyExc_OverflowError, too_large);
        return 0;
    }
    *out = value;
    return 1;
}

int
_PyLong_UnsignedShort_Converter(PyObject *op, void *out)
{
    unsigned long long value;

    if (!convert_unsigned(op, USHRT_MAX,
                          "Python int too large for C unsigned short",
                          &value)) {
        return 0;
    }
    *(unsigned short *)out = (unsigned short)value;
    return 1;
}

int
_PyLong_UnsignedInt_Converter(PyObject *op, void *out)
{
    unsigned long long value;

    if (!convert_unsigned(op, UINT_MAX,
                          "Python int too large for C unsigned int", &value)) {
        return 0;
    }
    *(unsigned int *)out = (unsigned int)value;
    return 1;
}

int
_PyLong_UnsignedLong_Converter(PyObject *op, void *out)
{
    unsigned long long value;

    if (!convert_unsigned(op, ULONG_MAX, "", &value)) {
        return 0;
    }
    *(unsigned long *)out = (unsigned long)value;
    return 1;
}

int
_PyLong_UnsignedLongLong_Converter(PyObject *op, void *out)
{
    if (PyLong_Check(op) && _PyLong_Sign(op) < 0) {
        PyErr_SetString(PyExc_ValueError, "value must be positive");
        return 0;
    }
    unsigned long long value = PyLong_AsUnsignedLongLong(op);
    if (value == (unsigned long long)-1 && PyErr_Occurred()) {
        return 0;
    }
    *(unsigned long long *)out = value;
    return 1;
}

int
_PyLong_Size_t_Converter(PyObject *op, void *out)
{
    if (PyLong_Check(op) && _PyLong_Sign(op) < 0) {
        PyErr_SetString(PyExc_ValueError, "value must be positive");
        return 0;
    }
    size_t value = PyLong_AsSize_t(op);
    if (value == (size_t)-1 && PyErr_Occurred()) {
        return 0;
    }
    *(size_t *)out = value;
    return 1;
}
