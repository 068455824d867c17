/* pytime.c -- times as whole numbers of nanoseconds.
 *
 * Source: CPython 3.11, Python/pytime.c.
 */
#include "Python.h"
#include "hb_pytime.h"

#include <math.h>

#define NANO 1000000000LL

PyObject *
_PyLong_FromTime_t(time_t seconds)
{
    return PyLong_FromLongLong((long long)seconds);
}

time_t
_PyLong_AsTime_t(PyObject *object)
{
    long long seconds = PyLong_AsLongLong(object);

    if (seconds == -1 && PyErr_ExceptionMatches(PyExc_OverflowError)) {
        PyErr_SetString(PyExc_OverflowError,
                        "timestamp out of range for platform time_t");
    }
    return (time_t)seconds;
}

_PyTime_t
_PyTime_FromSeconds(int seconds)
{
    return seconds * NANO;
}

_PyTime_t
_PyTime_FromNanoseconds(_PyTime_t nanoseconds)
{
    return nanoseconds;
}

/* ---- rounding ------------------------------------------------------------
 */

double
Hb_RoundDouble(double value, _PyTime_round_t round)
{
    switch (round) {
    case _PyTime_ROUND_FLOOR:
        return floor(value);
    case _PyTime_ROUND_CEILING:
        return ceil(value);
    case _PyTime_ROUND_UP:
        return value < 0 ? floor(value) : ceil(value);
    default:
        return rint(value);
    }
}

/* The quotient, rounded; divisor > 1. */
static _PyTime_t
divide(_PyTime_t time, _PyTime_t divisor, _PyTime_round_t round)
{
    _PyTime_t quotient = time / divisor, rest = time % divisor;
    _PyTime_t twice = (rest < 0 ? -rest : rest) * 2;
    int away = round == _PyTime_ROUND_FLOOR     ? rest < 0
               : round == _PyTime_ROUND_CEILING ? rest > 0
               : round == _PyTime_ROUND_UP
                   ? rest != 0
                   : twice > divisor || (twice == divisor && quotient % 2);

    return quotient + (away ? (time < 0 ? -1 : 1) : 0);
}

/* ---- objects -------------------------------------------------------------
 */

int
Hb_TimeTooLarge(void)
{
    PyErr_SetString(PyExc_OverflowError,
                    "timestamp too large to convert to C _PyTime_t");
    return -1;
}

int
Hb_TimeFromFloat(PyObject *object, double *seconds)
{
    *seconds = PyFloat_AsDouble(object);
    if (isnan(*seconds)) {
        PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    return 0;
}

int
_PyTime_FromSecondsObject(_PyTime_t *time, PyObject *object,
                          _PyTime_round_t round)
{
    if (PyFloat_Check(object)) {
        double value;
        if (Hb_TimeFromFloat(object, &value) < 0) {
            return -1;
        }
        value = Hb_RoundDouble(value * (double)NANO, round);
        if (!(value >= -0x1p63 && value < 0x1p63)) {
            return Hb_TimeTooLarge();
        }
        *time = (_PyTime_t)value;
        return 0;
    }
    long long seconds = PyLong_AsLongLong(object);
    if (seconds == -1 && PyErr_Occurred()) {
        return PyErr_ExceptionMatches(PyExc_OverflowError) ? Hb_TimeTooLarge()
                                                           : -1;
    }
    if (seconds > INT64_MAX / NANO || seconds < INT64_MIN / NANO) {
        return Hb_TimeTooLarge();
    }
    *time = seconds * NANO;
    return 0;
}

double
_PyTime_AsSecondsDouble(_PyTime_t time)
{
    /* Exact for whole seconds. */
    return time % NANO == 0 ? (double)(time / NANO)
                            : (double)time / (double)NANO;
}

PyObject *
_PyTime_AsNanosecondsObject(_PyTime_t time)
{
    return PyLong_FromLongLong(time);
}

_PyTime_t
_PyTime_AsMilliseconds(_PyTime_t time, _PyTime_round_t round)
{
    return divide(time, 1000000, round);
}

_PyTime_t
_PyTime_AsMicroseconds(_PyTime_t time, _PyTime_round_t round)
{
    return divide(time, 1000, round);
}

int
_PyTime_AsTimespec(_PyTime_t time, struct timespec *ts)
{
    _PyTime_t seconds = divide(time, NANO, _PyTime_ROUND_FLOOR);

    ts->tv_sec = (time_t)seconds;
    ts->tv_nsec = (long)(time - seconds * NANO);
    return 0;
}

/* ---- clocks --------------------------------------------------------------
 */

static _PyTime_t
read_clock(clockid_t clock)
{
    struct timespec ts;

    return clock_gettime(clock, &ts) == 0
               ? (_PyTime_t)ts.tv_sec * NANO + ts.tv_nsec
               : 0;
}

_PyTime_t
_PyTime_GetSystemClock(void)
{
    return read_clock(CLOCK_REALTIME);
}

_PyTime_t
_PyTime_GetMonotonicClock(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

_PyTime_t
_PyTime_GetPerfCounter(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
