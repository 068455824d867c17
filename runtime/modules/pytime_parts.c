/* pytime_parts.c -- times in the parts that C functions want, and deadlines.
 *
 * Source: CPython 3.11, Python/pytime.c.
 */
#include "Python.h"
#include "hb_pytime.h"

#include <errno.h>
#include <math.h>

static int
out_of_range(void)
{
    PyErr_SetString(PyExc_OverflowError,
                    "timestamp out of range for platform time_t");
    return -1;
}

/* 2**63 passes, as it does in CPython, and becomes the smallest time. */
static int
whole_seconds(double value, time_t *seconds)
{
    if (!(value >= -0x1p63 && value <= 0x1p63)) {
        return out_of_range();
    }
    *seconds = value < 0x1p63 ? (time_t)value : INT64_MIN;
    return 0;
}

/* Seconds and 0 <= parts < unit of a double. */
static int
split_double(double value, double unit, time_t *seconds, long *parts,
             _PyTime_round_t round)
{
    double whole;
    double rest = Hb_RoundDouble(modf(value, &whole) * unit, round);

    if (rest >= unit) {
        rest -= unit;
        whole += 1.0;
    }
    else if (rest < 0) {
        rest += unit;
        whole -= 1.0;
    }
    *parts = (long)rest;
    return whole_seconds(whole, seconds);
}

/* Of an int, or of what has an __index__. */
static int
take_whole(PyObject *object, time_t *seconds)
{
    *seconds = _PyLong_AsTime_t(object);
    return *seconds == -1 && PyErr_Occurred() ? -1 : 0;
}

static int
split_object(PyObject *object, double unit, time_t *seconds, long *parts,
             _PyTime_round_t round)
{
    double value;

    *parts = 0;
    if (!PyFloat_Check(object)) {
        return take_whole(object, seconds);
    }
    return Hb_TimeFromFloat(object, &value) < 0
               ? -1
               : split_double(value, unit, seconds, parts, round);
}

int
_PyTime_ObjectToTime_t(PyObject *object, time_t *seconds,
                       _PyTime_round_t round)
{
    double value;

    if (!PyFloat_Check(object)) {
        return take_whole(object, seconds);
    }
    return Hb_TimeFromFloat(object, &value) < 0
               ? -1
               : whole_seconds(Hb_RoundDouble(value, round), seconds);
}

int
_PyTime_ObjectToTimeval(PyObject *object, time_t *seconds, long *microseconds,
                        _PyTime_round_t round)
{
    return split_object(object, 1e6, seconds, microseconds, round);
}

int
_PyTime_ObjectToTimespec(PyObject *object, time_t *seconds, long *nanoseconds,
                         _PyTime_round_t round)
{
    return split_object(object, 1e9, seconds, nanoseconds, round);
}

int
_PyTime_FromNanosecondsObject(_PyTime_t *time, PyObject *object)
{
    if (!PyLong_Check(object)) {
        PyErr_Format(PyExc_TypeError, "expect int, got %s",
                     Py_TYPE(object)->tp_name);
        return -1;
    }
    long long nanoseconds = PyLong_AsLongLong(object);
    if (nanoseconds == -1 && PyErr_Occurred()) {
        return PyErr_ExceptionMatches(PyExc_OverflowError) ? Hb_TimeTooLarge()
                                                           : -1;
    }
    *time = nanoseconds;
    return 0;
}

_PyTime_t
_PyTime_AsNanoseconds(_PyTime_t time)
{
    return time;
}

int
_PyTime_AsTimevalTime_t(_PyTime_t time, time_t *seconds, int *microseconds,
                        _PyTime_round_t round)
{
    _PyTime_t all = _PyTime_AsMicroseconds(time, round);
    _PyTime_t rest = all % 1000000;

    rest += rest < 0 ? 1000000 : 0;
    *seconds = (time_t)((all - rest) / 1000000);
    *microseconds = (int)rest;
    return 0;
}

/* ---- moments ------------------------------------------------------------ */

static int
no_parts(void)
{
    if (errno == 0) {
        errno = EINVAL;
    }
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
}

int
_PyTime_localtime(time_t time, struct tm *parts)
{
    errno = 0;
    return localtime_r(&time, parts) == NULL ? no_parts() : 0;
}

int
_PyTime_gmtime(time_t time, struct tm *parts)
{
    errno = 0;
    return gmtime_r(&time, parts) == NULL ? no_parts() : 0;
}

_PyTime_t
_PyTime_Add(_PyTime_t a, _PyTime_t b)
{
    _PyTime_t sum;

    if (__builtin_add_overflow(a, b, &sum)) {
        return a < 0 ? _PyTime_MIN : _PyTime_MAX;
    }
    return sum;
}

_PyTime_t
_PyDeadline_Init(_PyTime_t timeout)
{
    return _PyTime_Add(_PyTime_GetMonotonicClock(), timeout);
}

_PyTime_t
_PyDeadline_Get(_PyTime_t deadline)
{
    return deadline - _PyTime_GetMonotonicClock();
}
