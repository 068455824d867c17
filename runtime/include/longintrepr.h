/* longintrepr.h -- how an int is stored.
 *
 *   L1  |value| is the sum of ob_digit[i] * 2**(30*i)
 *   L2  the sign of ob_size is the sign of the value; 0 has ob_size 0
 *   L3  the last digit is not 0; each digit is below 2**30
 *   L4  there is always room for one digit, so ob_digit[0] can be read
 *
 * Source: CPython 3.11, Include/cpython/longintrepr.h.
 */
#ifndef Py_LONGINTREPR_H
#define Py_LONGINTREPR_H

#include <stdint.h>

#define PYLONG_BITS_IN_DIGIT 30

typedef uint32_t digit;
typedef int32_t sdigit;
typedef uint64_t twodigits;
typedef int64_t stwodigits;

#define PyLong_SHIFT          30
#define PyLong_BASE           ((digit)1 << PyLong_SHIFT)
#define PyLong_MASK           ((digit)(PyLong_BASE - 1))
#define _PyLong_DECIMAL_SHIFT 9
#define _PyLong_DECIMAL_BASE  ((digit)1000000000)

/* The layout: 24 bytes and 4 for each digit; -(2**30 + 5) as an example.
 *
 *    struct _longobject
 *   +----+----------+
 *   |  0 | ob_base  |     count, type, ob_size = -2: two digits, negative
 *   | 24 | ob_digit |     digit 0 = 5, the lowest
 *   +----+----------+
 *   | 28 | digit 1 = 1: times 2**30
 */
struct _longobject {
    PyObject_VAR_HEAD
    digit ob_digit[1];
};

/* An int with room for size digits, whose digits are not set. */
PyAPI_FUNC(PyLongObject *) _PyLong_New(Py_ssize_t size);

/* A plain int equal to src, which may be of a subclass. */
PyAPI_FUNC(PyObject *) _PyLong_Copy(PyLongObject *src);

#endif
