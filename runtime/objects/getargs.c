/* getargs.c -- positional arguments, checked and converted after a format.
 *
 * Source: CPython 3.11, Python/getargs.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_convert.h"

#undef PyArg_Parse
#undef PyArg_ParseTuple
#undef PyArg_VaParse
#undef _PyArg_ParseStack

/* ---- a run over a format ---- */

void
Hb_ConvertBegin(struct conversion *conversion, const char *format, va_list va,
                int has_size)
{
    /* Not all of it: most runs need neither the room for texts nor levels. */
    conversion->whole = conversion->format = format;
    conversion->has_size = has_size;
    conversion->levels[0] = 0;
    conversion->cleanups = NULL;
    conversion->cleanup_count = conversion->cleanup_room = 0;
    va_copy(conversion->va, va);
}

void
Hb_ConvertNames(struct conversion *conversion)
{
    const char *at = conversion->whole + strcspn(conversion->whole, ":;");

    conversion->name = conversion->message = NULL;
    conversion->name_length = 0;
    if (*at == ':') {
        conversion->name = at + 1;
        conversion->name_length = strcspn(at + 1, ";");
        at = conversion->name + conversion->name_length;
    }
    if (*at == ';') {
        conversion->message = at + 1;
    }
}

int
Hb_ConvertCleanup(struct conversion *conversion, void *item,
                  void (*undo)(void *), int (*converter)(PyObject *, void *))
{
    if (conversion->cleanup_count == conversion->cleanup_room) {
        size_t room = 2 * conversion->cleanup_room + 8;
        struct cleanup *more =
            PyMem_Realloc(conversion->cleanups, room * sizeof *more);

        if (!more) {
            PyErr_NoMemory();
            return -1;
        }
        conversion->cleanups = more;
        conversion->cleanup_room = room;
    }
    conversion->cleanups[conversion->cleanup_count++] =
        (struct cleanup){item, undo, converter};
    return 0;
}

int
Hb_ConvertEnd(struct conversion *conversion, int failed)
{
    for (size_t i = 0; failed && i < conversion->cleanup_count; i++) {
        struct cleanup *cleanup = &conversion->cleanups[i];

        if (cleanup->converter) {
            cleanup->converter(NULL, cleanup->item);
        }
        else {
            cleanup->undo(cleanup->item);
        }
    }
    if (conversion->cleanups) {
        PyMem_Free(conversion->cleanups);
    }
    va_end(conversion->va);
    return !failed;
}

void
Hb_ConvertError(struct conversion *conversion, Py_ssize_t number,
                const char *expected)
{
    char text[512];
    int used = 0;

    if (PyErr_Occurred()) {
        return;
    }
    Hb_ConvertNames(conversion);
    if (conversion->message) {
        PyErr_SetString(PyExc_TypeError, conversion->message);
        return;
    }
    if (conversion->name) {
        used = PyOS_snprintf(text, sizeof text, "%.*s() ",
                             (int)Py_MIN(conversion->name_length, 200),
                             conversion->name);
    }
    used += PyOS_snprintf(text + used, sizeof text - (size_t)used,
                          number ? "argument %zd" : "argument", number);
    for (int i = 0;
         number && i < CONVERT_DEPTH && conversion->levels[i] && used < 220;
         i++) {
        used += PyOS_snprintf(text + used, sizeof text - (size_t)used,
                              ", item %d", conversion->levels[i] - 1);
    }
    PyOS_snprintf(text + used, sizeof text - (size_t)used, " %.256s",
                  expected);
    PyErr_SetString(expected[0] == '(' ? PyExc_SystemError : PyExc_TypeError,
                    text);
}

/* ---- counting ---- */

/* Counts the units at the top: at least *min arguments, at most *max. */
static int
count_arguments(const char *format, int *min, int *max)
{
    int depth = 0;

    *min = -1;
    *max = 0;
    for (; depth > 0 || !Hb_ConvertAtEnd(format); format++) {
        if (depth == 0 && Py_ISALPHA(*format)) {
            ++*max;
            format += *format == 'e'; /* "es" and "et" are one unit */
        }
        else if (*format == '\0') {
            PyErr_SetString(PyExc_SystemError,
                            "missing ')' in getargs format");
            return -1;
        }
        if (*format == '(') {
            *max += depth == 0;
            depth++;
        }
        else if (*format == ')') {
            if (depth == 0) {
                PyErr_SetString(PyExc_SystemError,
                                "excess ')' in getargs format");
                return -1;
            }
            depth--;
        }
        else if (*format == '|' && depth == 0) {
            *min = *max;
        }
    }
    *min = *min < 0 ? *max : *min;
    return 0;
}

/* TypeError for a wrong number of arguments. */
static void
wrong_number(struct conversion *conversion, Py_ssize_t given, int min, int max)
{
    int wanted = given < min ? min : max;
    const char *how = min == max    ? "exactly"
                      : given < min ? "at least"
                                    : "at most";
    char name[160] = "function";

    Hb_ConvertNames(conversion);
    if (conversion->message) {
        PyErr_SetString(PyExc_TypeError, conversion->message);
        return;
    }
    if (conversion->name) {
        PyOS_snprintf(name, sizeof name, "%.*s()",
                      (int)Py_MIN(conversion->name_length, 150),
                      conversion->name);
    }
    PyErr_Format(PyExc_TypeError, "%s takes %s %d argument%s (%zd given)",
                 name, how, wanted, wanted == 1 ? "" : "s", given);
}

/* ---- a row of arguments ---- */

static int
convert_all(struct conversion *conversion, PyObject *const *args,
            Py_ssize_t count)
{
    const char *format = conversion->format;

    for (Py_ssize_t i = 0; i < count; i++) {
        const char *expected;

        if (*conversion->format == '|') {
            conversion->format++;
        }
        conversion->levels[0] = 0;
        expected = Hb_ConvertItem(conversion, args[i]);
        if (expected) {
            Hb_ConvertError(conversion, i + 1, expected);
            return -1;
        }
    }
    if (!Hb_ConvertAtEnd(conversion->format) &&
        !Py_ISALPHA(*conversion->format) && *conversion->format != '(' &&
        *conversion->format != '|') {
        PyErr_Format(PyExc_SystemError, "bad format string: %.200s", format);
        return -1;
    }
    return 0;
}

static int
parse_row(PyObject *const *args, Py_ssize_t count, const char *format,
          va_list va, int has_size)
{
    struct conversion conversion;
    int min, max, failed = 1;

    if (count_arguments(format, &min, &max) < 0) {
        return 0;
    }
    Hb_ConvertBegin(&conversion, format, va, has_size);
    if (count < min || count > max) {
        wrong_number(&conversion, count, min, max);
    }
    else {
        failed = convert_all(&conversion, args, count) < 0;
    }
    return Hb_ConvertEnd(&conversion, failed);
}

static int
parse_tuple(PyObject *args, const char *format, va_list va, int has_size)
{
    if (!args || !PyTuple_Check(args)) {
        PyErr_SetString(PyExc_SystemError,
                        "new style getargs format but argument is not a "
                        "tuple");
        return 0;
    }
    return parse_row(((PyTupleObject *)args)->ob_item, PyTuple_GET_SIZE(args),
                     format, va, has_size);
}

/* The old way: one object, or none, without a tuple around it. */
static int
parse_one(PyObject *arg, const char *format, va_list va, int has_size)
{
    struct conversion conversion;
    const char *expected;
    int min, max;

    if (count_arguments(format, &min, &max) < 0) {
        return 0;
    }
    if (max > 1 || min != max || (max == 1 && !arg)) {
        PyErr_SetString(PyExc_SystemError,
                        "old style getargs format uses new features");
        return 0;
    }
    Hb_ConvertBegin(&conversion, format, va, has_size);
    expected = max == 0 ? (arg ? "takes no arguments" : NULL)
                        : Hb_ConvertItem(&conversion, arg);
    if (expected) {
        Hb_ConvertError(&conversion, 0, expected);
    }
    return Hb_ConvertEnd(&conversion, expected != NULL);
}

/* ---- entry points ---- */

#define ENTRY(function, parse, has_size)                                      \
    int function(PyObject *args, const char *format, ...)                     \
    {                                                                         \
        va_list va;                                                           \
        int result;                                                           \
                                                                              \
        va_start(va, format);                                                 \
        result = parse(args, format, va, has_size);                           \
        va_end(va);                                                           \
        return result;                                                        \
    }

int _PyArg_Parse_SizeT(PyObject *, const char *, ...);
int _PyArg_ParseTuple_SizeT(PyObject *, const char *, ...);
int _PyArg_VaParse_SizeT(PyObject *, const char *, va_list);
int _PyArg_ParseStack_SizeT(PyObject *const *, Py_ssize_t, const char *, ...);

ENTRY(PyArg_Parse, parse_one, 0)
ENTRY(_PyArg_Parse_SizeT, parse_one, 1)
ENTRY(PyArg_ParseTuple, parse_tuple, 0)
ENTRY(_PyArg_ParseTuple_SizeT, parse_tuple, 1)

int
PyArg_VaParse(PyObject *args, const char *format, va_list va)
{
    return parse_tuple(args, format, va, 0);
}

int
_PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list va)
{
    return parse_tuple(args, format, va, 1);
}

int
_PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format,
                  ...)
{
    va_list va;
    int result;

    va_start(va, format);
    result = parse_row(args, nargs, format, va, 0);
    va_end(va);
    return result;
}

int
_PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs,
                        const char *format, ...)
{
    va_list va;
    int result;

    va_start(va, format);
    result = parse_row(args, nargs, format, va, 1);
    va_end(va);
    return result;
}
