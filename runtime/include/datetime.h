/* datetime.h -- dates and times, for modules that are handed or make some.
 *
 * The objects are made by the module datetime, which tells its types and
 * constructors in a capsule: PyDateTime_IMPORT fetches it, and no macro that
 * names PyDateTimeAPI may be used before.  The model has no such module; with
 * CPython's _datetimemodule.c as a built-in "datetime" all of this works.
 * Without, PyDateTime_IMPORT leaves NULL and an ImportError.
 *
 * Python.h does not include this header.  Results are new references, NULL
 * with an exception; the getters do not check what they are given.
 *
 * Source: CPython 3.11, Include/datetime.h.
 */
#ifndef DATETIME_H
#define DATETIME_H

#include "Python.h"

/* ---- layouts ------------------------------------------------------------
 *
 * Parts are whole bytes, big-endian: year 2, month, day; hour, minute, second,
 * microsecond 3.  fold and tzinfo are there only if hastzinfo is not 0. */

#define _PyDateTime_DATE_DATASIZE     4
#define _PyDateTime_TIME_DATASIZE     6
#define _PyDateTime_DATETIME_DATASIZE 10

/* A duration: 0 <= seconds < 86,400 and 0 <= microseconds < 1,000,000, so the
 * days carry the sign.
 *
 *     PyDateTime_Delta: 40 bytes
 *   +----+--------------+
 *   |  0 | ob_base      |
 *   | 16 | hashcode     |     -1 until somebody asks
 *   | 24 | days         |
 *   | 28 | seconds      |
 *   | 32 | microseconds |
 *   +----+--------------+
 */
typedef struct {
    PyObject_HEAD
    Py_hash_t hashcode;
    int days;
    int seconds;
    int microseconds;
} PyDateTime_Delta;

/* The base of time zones: an object without fields.
 *
 *     PyDateTime_TZInfo: 16 bytes
 *   +----+---------+
 *   |  0 | ob_base |
 *   +----+---------+
 */
typedef struct {
    PyObject_HEAD
} PyDateTime_TZInfo;

#define _PyTZINFO_HEAD                                                        \
    PyObject_HEAD                                                             \
    Py_hash_t hashcode;                                                       \
    char hastzinfo;

#define _PyDateTime_TIMEHEAD                                                  \
    _PyTZINFO_HEAD unsigned char data[_PyDateTime_TIME_DATASIZE];

#define _PyDateTime_DATETIMEHEAD                                              \
    _PyTZINFO_HEAD unsigned char data[_PyDateTime_DATETIME_DATASIZE];

/* What all below begin with. */
typedef struct {
    _PyTZINFO_HEAD
} _PyDateTime_BaseTZInfo;

/* A time without a zone, and one with.
 *
 *     PyDateTime_Time: 40 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | hashcode  |
 *   | 24 | hastzinfo |
 *   | 25 | data      |     6 bytes
 *   | 31 | fold      |     1: the second of two equal hours
 *   | 32 | tzinfo    |---> the zone, owned
 *   +----+-----------+
 */
typedef struct {
    _PyDateTime_TIMEHEAD
} _PyDateTime_BaseTime;

typedef struct {
    _PyDateTime_TIMEHEAD unsigned char fold;
    PyObject *tzinfo;
} PyDateTime_Time;

/* A date.  It has no zone, but its subclass datetime may.
 *
 *     PyDateTime_Date: 32 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | hashcode  |
 *   | 24 | hastzinfo |
 *   | 25 | data      |     4 bytes
 *   +----+-----------+
 */
typedef struct {
    _PyTZINFO_HEAD unsigned char data[_PyDateTime_DATE_DATASIZE];
} PyDateTime_Date;

/* A date with a time, without a zone, and with one.
 *
 *     PyDateTime_DateTime: 48 bytes
 *   +----+-----------+
 *   |  0 | ob_base   |
 *   | 16 | hashcode  |
 *   | 24 | hastzinfo |
 *   | 25 | data      |     10 bytes
 *   | 35 | fold      |
 *   | 40 | tzinfo    |---> the zone, owned
 *   +----+-----------+
 */
typedef struct {
    _PyDateTime_DATETIMEHEAD
} _PyDateTime_BaseDateTime;

typedef struct {
    _PyDateTime_DATETIMEHEAD unsigned char fold;
    PyObject *tzinfo;
} PyDateTime_DateTime;

/* ---- parts --------------------------------------------------------------
 *
 * As C ints; the zone is borrowed, None where there is none. */

/* One byte of the data, and three as a number. */
#define HB_DATETIME_BYTE(op, type, i) (((type *)(op))->data[i])
#define HB_DATETIME_THREE(op, type, i)                                        \
    ((HB_DATETIME_BYTE(op, type, i) << 16) |                                  \
     (HB_DATETIME_BYTE(op, type, (i) + 1) << 8) |                             \
     HB_DATETIME_BYTE(op, type, (i) + 2))
#define _PyDateTime_HAS_TZINFO(op)                                            \
    (((_PyDateTime_BaseTZInfo *)(op))->hastzinfo)

/* Of a date or datetime. */
#define PyDateTime_GET_YEAR(op)                                               \
    ((HB_DATETIME_BYTE(op, PyDateTime_Date, 0) << 8) |                        \
     HB_DATETIME_BYTE(op, PyDateTime_Date, 1))
#define PyDateTime_GET_MONTH(op) HB_DATETIME_BYTE(op, PyDateTime_Date, 2)
#define PyDateTime_GET_DAY(op)   HB_DATETIME_BYTE(op, PyDateTime_Date, 3)

/* Of a datetime. */
#define PyDateTime_DATE_GET_HOUR(op)                                          \
    HB_DATETIME_BYTE(op, PyDateTime_DateTime, 4)
#define PyDateTime_DATE_GET_MINUTE(op)                                        \
    HB_DATETIME_BYTE(op, PyDateTime_DateTime, 5)
#define PyDateTime_DATE_GET_SECOND(op)                                        \
    HB_DATETIME_BYTE(op, PyDateTime_DateTime, 6)
#define PyDateTime_DATE_GET_MICROSECOND(op)                                   \
    HB_DATETIME_THREE(op, PyDateTime_DateTime, 7)
#define PyDateTime_DATE_GET_FOLD(op) (((PyDateTime_DateTime *)(op))->fold)
#define PyDateTime_DATE_GET_TZINFO(op)                                        \
    (_PyDateTime_HAS_TZINFO(op) ? ((PyDateTime_DateTime *)(op))->tzinfo       \
                                : Py_None)

/* Of a time. */
#define PyDateTime_TIME_GET_HOUR(op)   HB_DATETIME_BYTE(op, PyDateTime_Time, 0)
#define PyDateTime_TIME_GET_MINUTE(op) HB_DATETIME_BYTE(op, PyDateTime_Time, 1)
#define PyDateTime_TIME_GET_SECOND(op) HB_DATETIME_BYTE(op, PyDateTime_Time, 2)
#define PyDateTime_TIME_GET_MICROSECOND(op)                                   \
    HB_DATETIME_THREE(op, PyDateTime_Time, 3)
#define PyDateTime_TIME_GET_FOLD(op) (((PyDateTime_Time *)(op))->fold)
#define PyDateTime_TIME_GET_TZINFO(op)                                        \
    (_PyDateTime_HAS_TZINFO(op) ? ((PyDateTime_Time *)(op))->tzinfo : Py_None)

/* Of a timedelta. */
#define PyDateTime_DELTA_GET_DAYS(op)    (((PyDateTime_Delta *)(op))->days)
#define PyDateTime_DELTA_GET_SECONDS(op) (((PyDateTime_Delta *)(op))->seconds)
#define PyDateTime_DELTA_GET_MICROSECONDS(op)                                 \
    (((PyDateTime_Delta *)(op))->microseconds)

/* ---- what the module tells ---------------------------------------------- */

/* Types and the zone UTC are borrowed; constructors give new references. */
typedef struct {
    PyTypeObject *DateType;
    PyTypeObject *DateTimeType;
    PyTypeObject *TimeType;
    PyTypeObject *DeltaType;
    PyTypeObject *TZInfoType;
    PyObject *TimeZone_UTC;

    PyObject *(*Date_FromDate)(int year, int month, int day,
                               PyTypeObject *type);
    PyObject *(*DateTime_FromDateAndTime)(int year, int month, int day,
                                          int hour, int minute, int second,
                                          int microsecond, PyObject *zone,
                                          PyTypeObject *type);
    PyObject *(*Time_FromTime)(int hour, int minute, int second,
                               int microsecond, PyObject *zone,
                               PyTypeObject *type);
    PyObject *(*Delta_FromDelta)(int days, int seconds, int microseconds,
                                 int normalize, PyTypeObject *type);
    PyObject *(*TimeZone_FromTimeZone)(PyObject *offset, PyObject *name);
    PyObject *(*DateTime_FromTimestamp)(PyObject *type, PyObject *args,
                                        PyObject *kwds);
    PyObject *(*Date_FromTimestamp)(PyObject *type, PyObject *args);
    PyObject *(*DateTime_FromDateAndTimeAndFold)(int year, int month, int day,
                                                 int hour, int minute,
                                                 int second, int microsecond,
                                                 PyObject *zone, int fold,
                                                 PyTypeObject *type);
    PyObject *(*Time_FromTimeAndFold)(int hour, int minute, int second,
                                      int microsecond, PyObject *zone,
                                      int fold, PyTypeObject *type);
} PyDateTime_CAPI;

#define PyDateTime_CAPSULE_NAME "datetime.datetime_CAPI"

/* The module itself knows its types without a capsule. */
#ifndef _PY_DATETIME_IMPL

static PyDateTime_CAPI *PyDateTimeAPI = NULL;

#define PyDateTime_IMPORT                                                     \
    PyDateTimeAPI =                                                           \
        (PyDateTime_CAPI *)PyCapsule_Import(PyDateTime_CAPSULE_NAME, 0)

#define PyDateTime_TimeZone_UTC PyDateTimeAPI->TimeZone_UTC

/* 1 if the object is of the type or, without Exact, of a subclass. */
#define PyDate_Check(op)      PyObject_TypeCheck(op, PyDateTimeAPI->DateType)
#define PyDate_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->DateType)
#define PyDateTime_Check(op)                                                  \
    PyObject_TypeCheck(op, PyDateTimeAPI->DateTimeType)
#define PyDateTime_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->DateTimeType)
#define PyTime_Check(op)          PyObject_TypeCheck(op, PyDateTimeAPI->TimeType)
#define PyTime_CheckExact(op)     Py_IS_TYPE(op, PyDateTimeAPI->TimeType)
#define PyDelta_Check(op)         PyObject_TypeCheck(op, PyDateTimeAPI->DeltaType)
#define PyDelta_CheckExact(op)    Py_IS_TYPE(op, PyDateTimeAPI->DeltaType)
#define PyTZInfo_Check(op)        PyObject_TypeCheck(op, PyDateTimeAPI->TZInfoType)
#define PyTZInfo_CheckExact(op)   Py_IS_TYPE(op, PyDateTimeAPI->TZInfoType)

/* New objects from their parts, which are checked. */
#define PyDate_FromDate(year, month, day)                                     \
    PyDateTimeAPI->Date_FromDate((year), (month), (day),                      \
                                 PyDateTimeAPI->DateType)
#define PyDateTime_FromDateAndTime(year, month, day, hour, min, sec, usec)    \
    PyDateTimeAPI->DateTime_FromDateAndTime((year), (month), (day), (hour),   \
                                            (min), (sec), (usec), Py_None,    \
                                            PyDateTimeAPI->DateTimeType)
#define PyDateTime_FromDateAndTimeAndFold(year, month, day, hour, min, sec,   \
                                          usec, fold)                         \
    PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(                           \
        (year), (month), (day), (hour), (min), (sec), (usec), Py_None,        \
        (fold), PyDateTimeAPI->DateTimeType)
#define PyTime_FromTime(hour, minute, second, usecond)                        \
    PyDateTimeAPI->Time_FromTime((hour), (minute), (second), (usecond),       \
                                 Py_None, PyDateTimeAPI->TimeType)
#define PyTime_FromTimeAndFold(hour, minute, second, usecond, fold)           \
    PyDateTimeAPI->Time_FromTimeAndFold((hour), (minute), (second),           \
                                        (usecond), Py_None, (fold),           \
                                        PyDateTimeAPI->TimeType)
#define PyDelta_FromDSU(days, seconds, useconds)                              \
    PyDateTimeAPI->Delta_FromDelta((days), (seconds), (useconds), 1,          \
                                   PyDateTimeAPI->DeltaType)
#define PyTimeZone_FromOffset(offset)                                         \
    PyDateTimeAPI->TimeZone_FromTimeZone((offset), NULL)
#define PyTimeZone_FromOffsetAndName(offset, name)                            \
    PyDateTimeAPI->TimeZone_FromTimeZone((offset), (name))

/* As the types' methods fromtimestamp, from a tuple of arguments. */
#define PyDateTime_FromTimestamp(args)                                        \
    PyDateTimeAPI->DateTime_FromTimestamp(                                    \
        (PyObject *)PyDateTimeAPI->DateTimeType, (args), NULL)
#define PyDate_FromTimestamp(args)                                            \
    PyDateTimeAPI->Date_FromTimestamp((PyObject *)PyDateTimeAPI->DateType,    \
                                      (args))

#endif
#endif
