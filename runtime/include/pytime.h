/* pytime.h -- times as whole numbers of nanoseconds.
 *
 * Source: CPython 3.11, Include/cpython/pytime.h.
 */
#ifndef Py_PYTIME_H
#define Py_PYTIME_H

#include "object.h"

#include <stdint.h>
#include <time.h>

/* Nanoseconds.  The range is about 292 years around the clock's start. */
typedef int64_t _PyTime_t;
#define _PyTime_MIN INT64_MIN
#define _PyTime_MAX INT64_MAX

/* How a fraction becomes a whole number. */
typedef enum {
    _PyTime_ROUND_FLOOR = 0,
    _PyTime_ROUND_CEILING = 1,
    _PyTime_ROUND_HALF_EVEN = 2,
    _PyTime_ROUND_UP = 3, /* away from zero */
    _PyTime_ROUND_TIMEOUT = _PyTime_ROUND_UP,
} _PyTime_round_t;

/* Whole seconds as an int object, and back.  -1 with OverflowError when they
 * do not fit. */
PyAPI_FUNC(PyObject *) _PyLong_FromTime_t(time_t seconds);
PyAPI_FUNC(time_t) _PyLong_AsTime_t(PyObject *seconds);

PyAPI_FUNC(_PyTime_t) _PyTime_FromSeconds(int seconds);
PyAPI_FUNC(_PyTime_t) _PyTime_FromNanoseconds(_PyTime_t nanoseconds);

/* Seconds of an int or a float object.  0, or -1 with an exception: TypeError,
 * ValueError for a NaN, OverflowError. */
PyAPI_FUNC(int) _PyTime_FromSecondsObject(_PyTime_t *time, PyObject *seconds,
                                          _PyTime_round_t round);

/* The same of an int object that counts nanoseconds; TypeError for others. */
PyAPI_FUNC(int)
    _PyTime_FromNanosecondsObject(_PyTime_t *time, PyObject *nanoseconds);

/* Seconds of an int or a float object in the parts that C functions want:
 * whole seconds, rounded or with microseconds or nanoseconds >= 0.  0, or -1
 * as above. */
PyAPI_FUNC(int) _PyTime_ObjectToTime_t(PyObject *object, time_t *seconds,
                                       _PyTime_round_t round);
PyAPI_FUNC(int)
    _PyTime_ObjectToTimeval(PyObject *object, time_t *seconds,
                            long *microseconds, _PyTime_round_t round);
PyAPI_FUNC(int)
    _PyTime_ObjectToTimespec(PyObject *object, time_t *seconds,
                             long *nanoseconds, _PyTime_round_t round);

/* The sum, or the limit that it is beyond. */
PyAPI_FUNC(_PyTime_t) _PyTime_Add(_PyTime_t a, _PyTime_t b);

PyAPI_FUNC(_PyTime_t) _PyTime_AsNanoseconds(_PyTime_t time);
PyAPI_FUNC(double) _PyTime_AsSecondsDouble(_PyTime_t time);
PyAPI_FUNC(PyObject *) _PyTime_AsNanosecondsObject(_PyTime_t time);
PyAPI_FUNC(_PyTime_t)
    _PyTime_AsMilliseconds(_PyTime_t time, _PyTime_round_t round);
PyAPI_FUNC(_PyTime_t)
    _PyTime_AsMicroseconds(_PyTime_t time, _PyTime_round_t round);
PyAPI_FUNC(int) _PyTime_AsTimespec(_PyTime_t time, struct timespec *ts);

/* Seconds and 0 <= microseconds < 1,000,000.  0. */
PyAPI_FUNC(int)
    _PyTime_AsTimevalTime_t(_PyTime_t time, time_t *seconds, int *microseconds,
                            _PyTime_round_t round);

/* The moment's parts, here and in Greenwich.  0, or -1 with OSError. */
PyAPI_FUNC(int) _PyTime_localtime(time_t time, struct tm *parts);
PyAPI_FUNC(int) _PyTime_gmtime(time_t time, struct tm *parts);

/* When a wait of that long is over, by the monotonic clock, and how long that
 * is from now: negative when it is over. */
PyAPI_FUNC(_PyTime_t) _PyDeadline_Init(_PyTime_t timeout);
PyAPI_FUNC(_PyTime_t) _PyDeadline_Get(_PyTime_t deadline);

/* The clocks; 0 when one cannot be read. */
PyAPI_FUNC(_PyTime_t) _PyTime_GetSystemClock(void);
PyAPI_FUNC(_PyTime_t) _PyTime_GetMonotonicClock(void);
PyAPI_FUNC(_PyTime_t) _PyTime_GetPerfCounter(void);

#endif
