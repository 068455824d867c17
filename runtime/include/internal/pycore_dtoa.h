/* pycore_dtoa.h -- the doubles that are no numbers.
 *
 * Source: CPython 3.11, Include/internal/pycore_dtoa.h.
 */
#ifndef Py_INTERNAL_DTOA_H
#define Py_INTERNAL_DTOA_H

#include <math.h>

/* sign: 0 or 1, 1 is negative. */
static inline double
_Py_dg_stdnan(int sign)
{
    return copysign((double)NAN, sign ? -1.0 : 1.0);
}

static inline double
_Py_dg_infinity(int sign)
{
    return sign ? -(double)INFINITY : (double)INFINITY;
}

#endif
