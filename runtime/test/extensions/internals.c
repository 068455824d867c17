/* internals.c -- what CPython's own modules take from its private headers. */
#define Py_BUILD_CORE_MODULE 1
#define NEEDS_PY_IDENTIFIER  1
#include "show.h"
#include "internal/pycore_runtime.h"
#include "internal/pycore_bitutils.h"
#include "internal/pycore_dtoa.h"
#include "internal/pycore_global_objects.h"
#include "internal/pycore_pylifecycle.h"
#include "internal/pycore_pymath.h"
#include "internal/pycore_ucnhash.h"
#include <datetime.h>
#include <osdefs.h>
#include <float.h>

/* Strings that the compiler knows, at their first use and again. */
static void
strings(void)
{
    _Py_DECLARE_STR(dot_locals, ".<locals>");
    for (int again = 0; again < 2; again++) {
        show("name", Py_NewRef(&_Py_ID(_abc_impl)));
        show("text", Py_NewRef(&_Py_STR(dot_locals)));
    }
    _Py_static_string(PyId_wide, "h\xc3\xa9");
    show("wide", Py_XNewRef(_PyUnicode_FromId(&PyId_wide)));
}

static void
bits(void)
{
    printf("swapped %x %x %llx\n", _Py_bswap16(0x102), _Py_bswap32(0x1020304u),
           (unsigned long long)_Py_bswap64(0x102030405060708u));
    printf("bits %d %d %d %d\n", _Py_popcount32(0xff01), _Py_bit_length(0),
           _Py_bit_length(1), _Py_bit_length(~0ul));
    printf("numbers %g %g %d %d\n", _Py_dg_infinity(0), _Py_dg_infinity(1),
           signbit(_Py_dg_stdnan(1)) != 0, isnan(_Py_dg_stdnan(0)) != 0);
    printf("in int %d %d %d\n", _Py_InIntegralTypeRange(int, 2147483647.0),
           _Py_InIntegralTypeRange(int, 2147483648.0),
           _Py_InIntegralTypeRange(unsigned char, -1.0));
    double results[] = {Py_HUGE_VAL, 0.0, 1.5};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(results); i++) {
        errno = i == 0 ? 0 : ERANGE;
        _Py_ADJUST_ERANGE1(results[i]);
        printf("%g: %s", results[i], errno == 0 ? "right" : "range");
        errno = i == 0 ? 0 : ERANGE;
        _Py_ADJUST_ERANGE2(1.0, results[i]);
        printf(" %s\n", errno == 0 ? "right" : "range");
    }
}

static void
split(PyObject *seconds, _PyTime_round_t round)
{
    time_t whole = 0;
    long rest = 0;
    if (_PyTime_ObjectToTime_t(seconds, &whole, round) < 0) {
        show("whole", NULL);
    }
    if (_PyTime_ObjectToTimeval(seconds, &whole, &rest, round) < 0) {
        show("timeval", NULL);
    }
    printf("%lld s %ld us, ", (long long)whole, rest);
    if (_PyTime_ObjectToTimespec(seconds, &whole, &rest, round) < 0) {
        show("timespec", NULL);
    }
    printf("%lld s %ld ns\n", (long long)whole, rest);
    Py_DECREF(seconds);
}

static void
times(void)
{
    for (int round = _PyTime_ROUND_FLOOR; round <= _PyTime_ROUND_UP; round++) {
        split(PyFloat_FromDouble(1.9999999996), round);
        split(PyFloat_FromDouble(-1.0000005), round);
        split(PyLong_FromLong(-7), round);
    }
    split(PyFloat_FromDouble(1e300), _PyTime_ROUND_FLOOR);
    split(PyFloat_FromDouble(0x1p63), _PyTime_ROUND_FLOOR);
    split(PyFloat_FromDouble(Py_NAN), _PyTime_ROUND_FLOOR);
    split(PyUnicode_FromString("1"), _PyTime_ROUND_FLOOR);
    split(PyLong_FromString("123456789012345678901", NULL, 10),
          _PyTime_ROUND_FLOOR);
    for (_PyTime_t time = -1500000; time <= 1500000; time += 1000500) {
        time_t seconds;
        int rest;
        _PyTime_AsTimevalTime_t(time, &seconds, &rest, _PyTime_ROUND_FLOOR);
        printf("%lld s %d us\n", (long long)seconds, rest);
    }
    struct tm parts;
    printf("parts %d", _PyTime_gmtime(86400 * 365, &parts));
    printf(" %d-%d-%d\n", parts.tm_year, parts.tm_mon, parts.tm_mday);
    printf("parts %d\n", _PyTime_gmtime(PY_LLONG_MAX, &parts));
    show("why", NULL);
    printf("never %d\n", _PyTime_Add(_PyTime_MAX, 1) == _PyTime_MAX);
    printf("least %d\n", _PyTime_Add(_PyTime_MIN, -1) == _PyTime_MIN);
    printf("over %d\n", _PyDeadline_Get(_PyDeadline_Init(-1)) < 0);
}

static void
nanoseconds(PyObject *object)
{
    _PyTime_t time = 0;
    if (_PyTime_FromNanosecondsObject(&time, object) < 0) {
        show("nanoseconds", NULL);
    }
    printf("%lld ns\n", (long long)_PyTime_AsNanoseconds(time));
    Py_DECREF(object);
}

/* Getters look at bytes: any that are laid out so will do. */
static void
dates(void)
{
    printf("sizes %zu %zu %zu %zu %zu\n", sizeof(PyDateTime_Date),
           sizeof(PyDateTime_Time), sizeof(PyDateTime_DateTime),
           sizeof(PyDateTime_Delta), sizeof(PyDateTime_CAPI));
    PyDateTime_DateTime moment = {
        .data = {7, 230, 12, 31, 23, 59, 58, 1, 2, 3}, .fold = 1};
    printf("%d-%d-%d %d:%d:%d.%d fold %d zone %d\n",
           PyDateTime_GET_YEAR(&moment), PyDateTime_GET_MONTH(&moment),
           PyDateTime_GET_DAY(&moment), PyDateTime_DATE_GET_HOUR(&moment),
           PyDateTime_DATE_GET_MINUTE(&moment),
           PyDateTime_DATE_GET_SECOND(&moment),
           PyDateTime_DATE_GET_MICROSECOND(&moment),
           PyDateTime_DATE_GET_FOLD(&moment),
           PyDateTime_DATE_GET_TZINFO(&moment) != Py_None);
    PyDateTime_Time time = {.data = {1, 2, 3, 4, 5, 6}, .hastzinfo = 1};
    printf("%d:%d:%d.%d fold %d zone %d\n", PyDateTime_TIME_GET_HOUR(&time),
           PyDateTime_TIME_GET_MINUTE(&time),
           PyDateTime_TIME_GET_SECOND(&time),
           PyDateTime_TIME_GET_MICROSECOND(&time),
           PyDateTime_TIME_GET_FOLD(&time),
           PyDateTime_TIME_GET_TZINFO(&time) != NULL);
    printf("%s %d %d\n", PyDateTime_CAPSULE_NAME, PyDateTimeAPI == NULL,
           MAXPATHLEN);
}

int
main(void)
{
    begin();
    strings();
    bits();
    times();
    nanoseconds(PyLong_FromLong(12));
    nanoseconds(PyFloat_FromDouble(12));
    nanoseconds(PyLong_FromString("123456789012345678901", NULL, 10));
    dates();
    char bytes[3];
    printf("random %d\n", _PyOS_URandom(bytes, sizeof(bytes)));
    printf("random %d\n", _PyOS_URandomNonblock(bytes, -1));
    show("why", NULL);
#if defined(HAVE_CLOCK) && defined(HAVE_CLOCK_GETTIME) && defined(HAVE_FORK)
    puts("the platform has a clock");
#endif
    return end();
}
