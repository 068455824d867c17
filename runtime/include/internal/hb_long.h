/* hb_long.h -- what the files longobject*.c share.
 *
 * A medium int has at most one digit; arithmetic on medium ints is done in C
 * integers, everything else on runs of digits (hb_digits.h).
 */
#ifndef HB_LONG_H
#define HB_LONG_H

#include "internal/hb_digits.h"
#include "internal/pycore_long.h"

#define Hb_LONG_IS_SMALL(value)                                               \
    (-_PY_NSMALLNEGINTS <= (value) && (value) < _PY_NSMALLPOSINTS)

static inline Py_ssize_t
Hb_LongDigits(PyLongObject *v)
{
    return Py_SIZE(v) < 0 ? -Py_SIZE(v) : Py_SIZE(v);
}

static inline int
Hb_LongIsMedium(PyLongObject *v)
{
    return -1 <= Py_SIZE(v) && Py_SIZE(v) <= 1;
}

static inline stwodigits
Hb_LongMedium(PyLongObject *v)
{
    return Py_SIZE(v) * (stwodigits)v->ob_digit[0];
}

/* At most two digits: the value fits a C integer. */
static inline int
Hb_LongIsShort(PyLongObject *v)
{
    return -2 <= Py_SIZE(v) && Py_SIZE(v) <= 2;
}

static inline stwodigits
Hb_LongShort(PyLongObject *v)
{
    stwodigits value;

    if (Hb_LongIsMedium(v)) {
        return Hb_LongMedium(v);
    }
    value = (stwodigits)v->ob_digit[1] << PyLong_SHIFT | v->ob_digit[0];
    return Py_SIZE(v) < 0 ? -value : value;
}

/* Below 0, 0, above 0. */
static inline int
Hb_LongCompare(PyLongObject *a, PyLongObject *b)
{
    if (Hb_LongIsShort(a) && Hb_LongIsShort(b)) {
        stwodigits x = Hb_LongShort(a), y = Hb_LongShort(b);
        return (x > y) - (x < y);
    }
    if (Py_SIZE(a) != Py_SIZE(b)) {
        return Py_SIZE(a) < Py_SIZE(b) ? -1 : 1;
    }
    int sign = Hb_DigitsCompare(a->ob_digit, Hb_LongDigits(a), b->ob_digit,
                                Hb_LongDigits(b));
    return Py_SIZE(a) < 0 ? -sign : sign;
}

/* An int from a C integer below 2**60 in size. */
PyObject *Hb_LongFromTwoDigits(stwodigits value);

/* The text of an int in base 2, 8, 10 or 16, with 0b, 0o or 0x if wanted: a
 * str of its own. */
PyObject *Hb_LongText(PyObject *op, int base, int has_prefix);

/* Cuts the zeros at the high end and swaps a small value for its singleton.
 * Takes v's reference and returns one; NULL passes through. */
PyObject *Hb_LongFinish(PyLongObject *v);

/* Changes the sign of a result that nobody else holds.  Takes and returns a
 * reference, as above. */
PyObject *Hb_LongNegate(PyObject *v);

/* v if it is an exact int, else a plain copy: a new reference. */
PyObject *Hb_LongPlain(PyObject *v);

/* Truncating division: a = q*b + r, r with the sign of a.  Either of the
 * result pointers may be NULL.
 * Fails: -1 with ZeroDivisionError or MemoryError. */
int Hb_LongDivRem(PyLongObject *a, PyLongObject *b, PyLongObject **q,
                  PyLongObject **r);

/* The number methods; NotImplemented for operands that are not ints. */
PyObject *Hb_LongAdd(PyObject *a, PyObject *b);
PyObject *Hb_LongSub(PyObject *a, PyObject *b);
PyObject *Hb_LongMul(PyObject *a, PyObject *b);
PyObject *Hb_LongMod(PyObject *a, PyObject *b);
PyObject *Hb_LongFloorDiv(PyObject *a, PyObject *b);
PyObject *Hb_LongTrueDiv(PyObject *a, PyObject *b);
PyObject *Hb_LongDivmod(PyObject *a, PyObject *b);
PyObject *Hb_LongPower(PyObject *a, PyObject *b, PyObject *modulus);
PyObject *Hb_LongShiftLeft(PyObject *a, PyObject *b);
PyObject *Hb_LongShiftRight(PyObject *a, PyObject *b);
PyObject *Hb_LongAnd(PyObject *a, PyObject *b);
PyObject *Hb_LongOr(PyObject *a, PyObject *b);
PyObject *Hb_LongXor(PyObject *a, PyObject *b);
PyObject *Hb_LongInvert(PyObject *a);
PyObject *Hb_LongNegative(PyObject *a);
PyObject *Hb_LongAbsolute(PyObject *a);

/* The bits of an int that holds an address, as it is shown (hb_address.h):
 * stored as a signed or as an unsigned number.  -1 with an exception. */
unsigned long Hb_LongAsAddress(PyObject *op);

/* Methods that live in files of their own. */
PyObject *Hb_LongRepr(PyObject *self);
PyObject *Hb_LongToBytes(PyObject *self, PyObject *const *args,
                         Py_ssize_t nargs, PyObject *kwnames);
PyObject *Hb_LongFromBytesMethod(PyObject *type, PyObject *const *args,
                                 Py_ssize_t nargs, PyObject *kwnames);
PyObject *Hb_LongRound(PyObject *self, PyObject *const *args,
                       Py_ssize_t nargs);
PyObject *Hb_LongNew(PyTypeObject *type, PyObject *args, PyObject *kwargs);
PyObject *Hb_LongVectorcall(PyObject *type, PyObject *const *args,
                            size_t nargsf, PyObject *kwnames);

#endif
