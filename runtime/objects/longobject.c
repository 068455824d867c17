#include <stddef.h>

#include "internal/hb_address.h"
#include "internal/hb_long.h"
#include "internal/hb_small.h"
#include "internal/pycore_object.h"

/* The number of digits must fit into ob_size with room for its bytes. */
#define MAX_DIGITS                                                            \
    ((Py_ssize_t)((PY_SSIZE_T_MAX - offsetof(PyLongObject, ob_digit)) /       \
                  sizeof(digit)))

/* So many references that nobody can give back the last one. */
#define IMMORTAL 999999999

PyLongObject _PyLong_small_ints[_PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS];

int
_PyLong_InitTypes(void)
{
    for (int i = 0; i < _PY_NSMALLNEGINTS + _PY_NSMALLPOSINTS; i++) {
        PyLongObject *v = &_PyLong_small_ints[i];
        int value = i - _PY_NSMALLNEGINTS;

        Py_SET_TYPE(v, &PyLong_Type);
        Py_SET_REFCNT(v, IMMORTAL);
        Py_SET_SIZE(v, (value > 0) - (value < 0));
        v->ob_digit[0] = (digit)abs(value);
    }
    return 0;
}

static inline PyObject *
small_int(int value)
{
    return Py_NewRef(
        (PyObject *)&_PyLong_small_ints[value + _PY_NSMALLNEGINTS]);
}

/* ---- making one ---- */

PyLongObject *
_PyLong_New(Py_ssize_t size)
{
    PyLongObject *v;

    if (size > MAX_DIGITS) {
        PyErr_SetString(PyExc_OverflowError, "too many digits in integer");
        return NULL;
    }
    size_t digits = size == 0 ? 1 : (size_t)size;
    v = Hb_ObjectMalloc(offsetof(PyLongObject, ob_digit) +
                        digits * sizeof(digit));
    if (v == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    v->ob_digit[0] = 0;
    _PyObject_InitVar((PyVarObject *)v, &PyLong_Type, size);
    return v;
}

/* One digit.  The block is the whole struct, four bytes of padding included,
 * as the real one's is: traced sizes show it. */
static inline PyObject *
new_medium(stwodigits value)
{
    PyLongObject *v = Hb_ObjectMalloc(sizeof(PyLongObject));

    if (v == NULL) {
        return PyErr_NoMemory();
    }
    _PyObject_InitVar((PyVarObject *)v, &PyLong_Type, value < 0 ? -1 : 1);
    v->ob_digit[0] = (digit)(value < 0 ? -value : value);
    return (PyObject *)v;
}

static Py_NO_INLINE PyObject *
new_from_magnitude(unsigned long long magnitude, int negative)
{
    unsigned long long rest = magnitude;
    Py_ssize_t n = 0;

    for (; rest != 0; rest >>= PyLong_SHIFT) {
        n++;
    }
    PyLongObject *v = _PyLong_New(n);
    if (v == NULL) {
        return NULL;
    }
    Py_SET_SIZE(v, negative ? -n : n);
    for (Py_ssize_t i = 0; i < n; i++) {
        v->ob_digit[i] = (digit)(magnitude & PyLong_MASK);
        magnitude >>= PyLong_SHIFT;
    }
    return (PyObject *)v;
}

static unsigned long long
magnitude_of(long long value)
{
    return value < 0 ? 0 - (unsigned long long)value
                     : (unsigned long long)value;
}

PyObject *
Hb_LongFromTwoDigits(stwodigits value)
{
    if (Hb_LONG_IS_SMALL(value)) {
        return small_int((int)value);
    }
    if (-(stwodigits)PyLong_MASK <= value &&
        value <= (stwodigits)PyLong_MASK) {
        return new_medium(value);
    }
    return new_from_magnitude(magnitude_of(value), value < 0);
}

PyObject *
Hb_LongFinish(PyLongObject *v)
{
    if (v == NULL) {
        return NULL;
    }
    Py_ssize_t n = Hb_DigitsNormal(v->ob_digit, Hb_LongDigits(v));
    Py_SET_SIZE(v, Py_SIZE(v) < 0 ? -n : n);
    if (n <= 1 && Hb_LONG_IS_SMALL(Hb_LongMedium(v))) {
        int value = (int)Hb_LongMedium(v);
        Py_DECREF(v);
        return small_int(value);
    }
    return (PyObject *)v;
}

PyObject *
Hb_LongNegate(PyObject *v)
{
    if (v == NULL) {
        return NULL;
    }
    if (Py_REFCNT(v) == 1 && !Hb_LongIsMedium((PyLongObject *)v)) {
        Py_SET_SIZE(v, -Py_SIZE(v));
        return v;
    }
    PyObject *negated = Hb_LongNegative(v);
    Py_DECREF(v);
    return negated;
}

PyObject *
_PyLong_Copy(PyLongObject *src)
{
    Py_ssize_t n = Hb_LongDigits(src);

    if (n <= 1 && Hb_LONG_IS_SMALL(Hb_LongMedium(src))) {
        return small_int((int)Hb_LongMedium(src));
    }
    PyLongObject *v = _PyLong_New(n);
    if (v != NULL) {
        memcpy(v->ob_digit, src->ob_digit, (size_t)n * sizeof(digit));
        Py_SET_SIZE(v, Py_SIZE(src));
    }
    return (PyObject *)v;
}

PyObject *
Hb_LongPlain(PyObject *v)
{
    if (PyLong_CheckExact(v)) {
        return Py_NewRef(v);
    }
    return _PyLong_Copy((PyLongObject *)v);
}

/* ---- from C ---- */

PyObject *
PyLong_FromLongLong(long long value)
{
    if (Hb_LONG_IS_SMALL(value)) {
        return small_int((int)value);
    }
    if (-(long long)PyLong_MASK <= value && value <= (long long)PyLong_MASK) {
        return new_medium(value);
    }
    return new_from_magnitude(magnitude_of(value), value < 0);
}

PyObject *
PyLong_FromLong(long value)
{
    return PyLong_FromLongLong(value);
}

PyObject *
PyLong_FromUnsignedLongLong(unsigned long long value)
{
    if (value < _PY_NSMALLPOSINTS) {
        return small_int((int)value);
    }
    return new_from_magnitude(value, 0);
}

PyObject *
PyLong_FromUnsignedLong(unsigned long value)
{
    return PyLong_FromUnsignedLongLong(value);
}

PyObject *
PyLong_FromSize_t(size_t value)
{
    return PyLong_FromUnsignedLongLong(value);
}

PyObject *
PyLong_FromSsize_t(Py_ssize_t value)
{
    if (Hb_LONG_IS_SMALL(value)) {
        return small_int((int)value);
    }
    return new_from_magnitude(magnitude_of(value), value < 0);
}

PyObject *
PyLong_FromVoidPtr(void *pointer)
{
    return PyLong_FromUnsignedLong(Hb_AddressShown(pointer));
}

/* The digits of a double that no long long holds: the mantissa is used up
 * from the top, 30 bits a time. */
static PyObject *
from_large_double(double value)
{
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    Py_ssize_t n = (exponent - 1) / PyLong_SHIFT + 1;
    PyLongObject *v = _PyLong_New(n);

    if (v == NULL) {
        return NULL;
    }
    fraction = ldexp(fraction, (exponent - 1) % PyLong_SHIFT + 1);
    for (Py_ssize_t i = n - 1; i >= 0; i--) {
        digit bits = (digit)fraction;
        v->ob_digit[i] = bits;
        fraction = ldexp(fraction - bits, PyLong_SHIFT);
    }
    Py_SET_SIZE(v, value < 0 ? -n : n);
    return (PyObject *)v;
}

PyObject *
PyLong_FromDouble(double value)
{
    if (-0x1p63 < value && value < 0x1p63) {
        return PyLong_FromLong((long)value);
    }
    if (isinf(value)) {
        PyErr_SetString(PyExc_OverflowError,
                        "cannot convert float infinity to integer");
        return NULL;
    }
    if (isnan(value)) {
        PyErr_SetString(PyExc_ValueError,
                        "cannot convert float NaN to integer");
        return NULL;
    }
    return from_large_double(value);
}

/* ---- facts about a value ---- */

int
_PyLong_Sign(PyObject *op)
{
    assert(op != NULL && PyLong_Check(op));
    return (Py_SIZE(op) > 0) - (Py_SIZE(op) < 0);
}

size_t
_PyLong_NumBits(PyObject *op)
{
    PyLongObject *v = (PyLongObject *)op;
    Py_ssize_t n = Hb_LongDigits(v);

    assert(PyLong_Check(op));
    if (n == 0) {
        return 0;
    }
    return (size_t)(n - 1) * PyLong_SHIFT +
           (size_t)Hb_DigitBits(v->ob_digit[n - 1]);
}
