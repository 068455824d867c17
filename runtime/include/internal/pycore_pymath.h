/* pycore_pymath.h -- errors of libm, and doubles that become integers.
 *
 * Source: CPython 3.11, Include/internal/pycore_pymath.h.
 */
#ifndef Py_INTERNAL_PYMATH_H
#define Py_INTERNAL_PYMATH_H

#include <errno.h>
#include <math.h>

/* Doubles round as IEEE 754 says: repr is the shortest text. */
#define _PY_SHORT_FLOAT_REPR 1

/* Makes errno agree with results, whatever libm has said: ERANGE for an
 * infinity; no error where one was too small. */
static inline void
_Py_ADJUST_ERANGE2(double x, double y)
{
    if (isinf(x) || isinf(y)) {
        errno = errno == 0 ? ERANGE : errno;
    }
    else if (errno == ERANGE) {
        errno = 0;
    }
}

static inline void
_Py_ADJUST_ERANGE1(double x)
{
    if (isinf(x)) {
        errno = errno == 0 ? ERANGE : errno;
    }
    else if (errno == ERANGE && x == 0.0) {
        errno = 0;
    }
}

/* Limits of an integer type, and whether a double, rounded towards zero,
 * is within them. */
#define _Py_IntegralTypeSigned(type) ((type)-1 < 0)
#define _Py_IntegralTypeMax(type)                                             \
    (_Py_IntegralTypeSigned(type)                                             \
         ? (((((type)1 << (sizeof(type) * 8 - 2)) - 1) << 1) + 1)             \
         : ~(type)0)
#define _Py_IntegralTypeMin(type)                                             \
    (_Py_IntegralTypeSigned(type) ? -_Py_IntegralTypeMax(type) - 1 : 0)
#define _Py_InIntegralTypeRange(type, v)                                      \
    (_Py_IntegralTypeMin(type) <= (v) && (v) <= _Py_IntegralTypeMax(type))

/* Nothing to be set: no processor of ours computes with 64 bits. */
#define _Py_SET_53BIT_PRECISION_HEADER
#define _Py_SET_53BIT_PRECISION_START
#define _Py_SET_53BIT_PRECISION_END

#endif
