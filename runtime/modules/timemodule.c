/* timemodule.c -- the module time: clocks, sleep, dates as struct_time.
 *
 * Left out are the functions that write and read dates as texts of a format
 * (strftime, strptime) and those that change the machine's clock.
 *
 * Source: CPython 3.11, Modules/timemodule.c.
 */
#include "internal/pycore_namespace.h"
#include "internal/pycore_object.h"

#ifndef CLOCK_PROCESS_CPUTIME_ID
#define CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME
#endif

/* ---- clocks ---------------------------------------------------------------
 */

static _PyTime_t
process_clock(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return (_PyTime_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* A function for the seconds of a clock and one for the nanoseconds. */
#define CLOCK_FUNCTIONS(name, read)                                           \
    static PyObject *time_##name(PyObject *Py_UNUSED(module),                 \
                                 PyObject *Py_UNUSED(unused))                 \
    {                                                                         \
        return PyFloat_FromDouble(_PyTime_AsSecondsDouble(read()));           \
    }                                                                         \
    static PyObject *time_##name##_ns(PyObject *Py_UNUSED(module),            \
                                      PyObject *Py_UNUSED(unused))            \
    {                                                                         \
        return _PyTime_AsNanosecondsObject(read());                           \
    }

CLOCK_FUNCTIONS(time, _PyTime_GetSystemClock)
CLOCK_FUNCTIONS(monotonic, _PyTime_GetMonotonicClock)
CLOCK_FUNCTIONS(perf_counter, _PyTime_GetPerfCounter)
CLOCK_FUNCTIONS(process_time, process_clock)

static const struct {
    const char *name;
    const char *source;
    int adjustable; /* somebody may set it */
} clocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", 1},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", 0},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", 0},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", 0},
};

static PyObject *
time_get_clock_info(PyObject *Py_UNUSED(module), PyObject *args)
{
    const char *name;

    if (!PyArg_ParseTuple(args, "s:get_clock_info", &name)) {
        return NULL;
    }
    for (size_t i = 0; i < Py_ARRAY_LENGTH(clocks); i++) {
        if (strcmp(clocks[i].name, name) == 0) {
            PyObject *fields = Py_BuildValue(
                "{sssOsOsd}", "implementation", clocks[i].source, "monotonic",
                clocks[i].adjustable ? Py_False : Py_True, "adjustable",
                clocks[i].adjustable ? Py_True : Py_False, "resolution", 1e-9);
            PyObject *info = fields == NULL ? NULL : _PyNamespace_New(fields);
            Py_XDECREF(fields);
            return info;
        }
    }
    PyErr_SetString(PyExc_ValueError, "unknown clock");
    return NULL;
}

static PyObject *
time_clock_gettime(PyObject *Py_UNUSED(module), PyObject *args)
{
    struct timespec ts;
    int clock;

    if (!PyArg_ParseTuple(args, "i:clock_gettime", &clock)) {
        return NULL;
    }
    if (clock_gettime((clockid_t)clock, &ts) != 0) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    return PyFloat_FromDouble((double)ts.tv_sec + (double)ts.tv_nsec * 1e-9);
}

static PyObject *
time_sleep(PyObject *Py_UNUSED(module), PyObject *seconds)
{
    struct timespec ts;
    _PyTime_t length;

    if (_PyTime_FromSecondsObject(&length, seconds, _PyTime_ROUND_TIMEOUT) <
        0) {
        return NULL;
    }
    if (length < 0) {
        PyErr_SetString(PyExc_ValueError, "sleep length must be non-negative");
        return NULL;
    }
    _PyTime_AsTimespec(length, &ts);
    while (nanosleep(&ts, &ts) != 0) {
        if (errno != EINTR) {
            return PyErr_SetFromErrno(PyExc_OSError);
        }
        if (PyErr_CheckSignals() != 0) {
            return NULL;
        }
    }
    Py_RETURN_NONE;
}

/* ---- dates ----------------------------------------------------------------
 */

static PyStructSequence_Field date_fields[] = {
    {"tm_year", "year, for example, 1993"},
    {"tm_mon", "month of year, range [1, 12]"},
    {"tm_mday", "day of month, range [1, 31]"},
    {"tm_hour", "hours, range [0, 23]"},
    {"tm_min", "minutes, range [0, 59]"},
    {"tm_sec", "seconds, range [0, 61])"},
    {"tm_wday", "day of week, range [0, 6], Monday is 0"},
    {"tm_yday", "day of year, range [1, 366]"},
    {"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"},
    {"tm_zone", "abbreviation of timezone name"},
    {"tm_gmtoff", "offset from UTC in seconds"},
    {NULL, NULL},
};

static PyStructSequence_Desc date_desc = {
    "time.struct_time",
    PyDoc_STR("A date as gmtime() and localtime() return it."),
    date_fields,
    9,
};

/* The type is the module's: its state is one pointer. */
static PyTypeObject **
date_type(PyObject *module)
{
    return PyModule_GetState(module);
}

static PyObject *
new_date(PyObject *module, const struct tm *tm)
{
    int numbers[] = {tm->tm_year + 1900,    tm->tm_mon + 1,  tm->tm_mday,
                     tm->tm_hour,           tm->tm_min,      tm->tm_sec,
                     (tm->tm_wday + 6) % 7, tm->tm_yday + 1, tm->tm_isdst};
    PyObject *date = PyStructSequence_New(*date_type(module));

    for (int i = 0; date != NULL && i < 11; i++) {
        PyObject *value = i < 9    ? PyLong_FromLong(numbers[i])
                          : i == 9 ? PyUnicode_FromString(tm->tm_zone)
                                   : PyLong_FromLong(tm->tm_gmtoff);
        if (value == NULL) {
            Py_CLEAR(date);
            break;
        }
        PyStructSequence_SET_ITEM(date, i, value);
    }
    return date;
}

/* Whole seconds of an int or a float; now for None.  0 or -1. */
static int
to_seconds(PyObject *object, time_t *seconds)
{
    if (object == NULL || object == Py_None) {
        *seconds = (time_t)(_PyTime_GetSystemClock() / 1000000000);
        return 0;
    }
    return _PyTime_ObjectToTime_t(object, seconds, _PyTime_ROUND_FLOOR);
}

static PyObject *
time_gmtime(PyObject *module, PyObject *args)
{
    PyObject *object = NULL;
    time_t seconds;
    struct tm tm;

    if (!PyArg_ParseTuple(args, "|O:gmtime", &object) ||
        to_seconds(object, &seconds) < 0) {
        return NULL;
    }
    errno = 0;
    if (gmtime_r(&seconds, &tm) == NULL) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    tm.tm_zone = "GMT";
    tm.tm_gmtoff = 0;
    return new_date(module, &tm);
}

static PyObject *
time_localtime(PyObject *module, PyObject *args)
{
    PyObject *object = NULL;
    time_t seconds;
    struct tm tm;

    if (!PyArg_ParseTuple(args, "|O:localtime", &object) ||
        to_seconds(object, &seconds) < 0) {
        return NULL;
    }
    errno = 0;
    if (localtime_r(&seconds, &tm) == NULL) {
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    return new_date(module, &tm);
}

static PyObject *
time_mktime(PyObject *Py_UNUSED(module), PyObject *date)
{
    struct tm tm = {0};
    int year;

    if (!PyTuple_Check(date)) {
        PyErr_SetString(PyExc_TypeError,
                        "Tuple or struct_time argument required");
        return NULL;
    }
    PyObject *parts = PyTuple_GetSlice(date, 0, 9);
    int read = parts != NULL &&
               PyArg_ParseTuple(parts,
                                "iiiiiiiii;mktime(): illegal time tuple "
                                "argument",
                                &year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour,
                                &tm.tm_min, &tm.tm_sec, &tm.tm_wday,
                                &tm.tm_yday, &tm.tm_isdst);
    Py_XDECREF(parts);
    if (!read) {
        return NULL;
    }
    tm.tm_year = year - 1900;
    tm.tm_mon--;
    tm.tm_wday = -1; /* stays so when it fails */
    time_t seconds = mktime(&tm);
    if (seconds == (time_t)-1 && tm.tm_wday == -1) {
        PyErr_SetString(PyExc_OverflowError, "mktime argument out of range");
        return NULL;
    }
    return PyFloat_FromDouble((double)seconds);
}

/* ---- the module -----------------------------------------------------------
 */

#define CLOCK_ROWS(name, text)                                                \
    {#name, time_##name, METH_NOARGS, PyDoc_STR(text)},                       \
    {                                                                         \
#name "_ns", time_##name##_ns, METH_NOARGS,                           \
            PyDoc_STR(text " In nanoseconds.")                                \
    }

static PyMethodDef time_methods[] = {
    CLOCK_ROWS(time, "Seconds since 1970."),
    CLOCK_ROWS(monotonic, "A clock that never goes back."),
    CLOCK_ROWS(perf_counter, "A clock for short distances."),
    CLOCK_ROWS(process_time, "What the process has computed."),
    {"clock_gettime", time_clock_gettime, METH_VARARGS,
     PyDoc_STR("Seconds of the clock of this number.")},
    {"get_clock_info", time_get_clock_info, METH_VARARGS,
     PyDoc_STR("What is known about a clock.")},
    {"gmtime", time_gmtime, METH_VARARGS, PyDoc_STR("A date in UTC.")},
    {"localtime", time_localtime, METH_VARARGS,
     PyDoc_STR("A date where the machine is.")},
    {"mktime", time_mktime, METH_O,
     PyDoc_STR("Seconds since 1970 of a local date.")},
    {"sleep", time_sleep, METH_O, PyDoc_STR("Waits so many seconds.")},
    {NULL, NULL, 0, NULL},
};

static int
time_exec(PyObject *module)
{
    PyTypeObject *type = PyStructSequence_NewType(&date_desc);

    *date_type(module) = type;
    if (type == NULL || PyModule_AddType(module, type) < 0 ||
        PyModule_AddIntMacro(module, CLOCK_REALTIME) < 0 ||
        PyModule_AddIntMacro(module, CLOCK_MONOTONIC) < 0 ||
        PyModule_AddIntMacro(module, CLOCK_PROCESS_CPUTIME_ID) < 0 ||
        PyModule_AddIntConstant(module, "_STRUCT_TM_ITEMS", 11) < 0) {
        return -1;
    }
    return 0;
}

static int
time_traverse(PyObject *module, visitproc visit, void *arg)
{
    Py_VISIT(*date_type(module));
    return 0;
}

static int
time_clear(PyObject *module)
{
    Py_CLEAR(*date_type(module));
    return 0;
}

static void
time_free(void *module)
{
    time_clear(module);
}

static PyModuleDef_Slot time_slots[] = {
    {Py_mod_exec, (void *)time_exec},
    {0, NULL},
};

static struct PyModuleDef time_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "time",
    .m_doc = PyDoc_STR("Clocks, sleep and dates."),
    .m_size = sizeof(PyTypeObject *),
    .m_methods = time_methods,
    .m_slots = time_slots,
    .m_traverse = time_traverse,
    .m_clear = time_clear,
    .m_free = time_free,
};

PyMODINIT_FUNC PyInit_time(void);

PyMODINIT_FUNC
PyInit_time(void)
{
    return PyModuleDef_Init(&time_module);
}
