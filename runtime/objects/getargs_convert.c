/* getargs_convert.c -- one unit of a format, one argument.
 *
 * Source: CPython 3.11, Python/getargs.c.
 */

#include <limits.h>
#include <stddef.h>

#include "Python.h"
#include "internal/hb_convert.h"
#include "internal/pycore_abstract.h"

/* What a converter says when the exception is already set (C1). */
#define FAILED "failed"

const char *
Hb_ConvertExpected(struct conversion *conversion, const char *expected,
                   PyObject *arg)
{
    if (expected[0] == '(') {
        PyOS_snprintf(conversion->text, CONVERT_MESSAGE, "%.100s", expected);
    }
    else {
        PyOS_snprintf(conversion->text, CONVERT_MESSAGE,
                      "must be %.50s, not %.50s", expected,
                      arg == Py_None ? "None" : Py_TYPE(arg)->tp_name);
    }
    return conversion->text;
}

/* ---- integers ---- */

/* A long in low .. high; texts are those of the unit's name. */
static int
ranged(PyObject *arg, long low, long high, const char *name, long *value)
{
    *value = PyLong_AsLong(arg);
    if (*value == -1 && PyErr_Occurred()) {
        return -1;
    }
    if (*value < low || *value > high) {
        PyErr_Format(PyExc_OverflowError, "%s is %s", name,
                     *value < low ? "less than minimum"
                                  : "greater than maximum");
        return -1;
    }
    return 0;
}

/* Stores an integer whose range is checked. */
static int
store_checked(struct conversion *conversion, char unit, PyObject *arg)
{
    long value;

    if (unit == 'b') {
        unsigned char *place = va_arg(conversion->va, unsigned char *);

        if (ranged(arg, 0, UCHAR_MAX, "unsigned byte integer", &value) < 0) {
            return -1;
        }
        *place = (unsigned char)value;
        return 0;
    }
    if (unit == 'h') {
        short *place = va_arg(conversion->va, short *);

        if (ranged(arg, SHRT_MIN, SHRT_MAX, "signed short integer", &value) <
            0) {
            return -1;
        }
        *place = (short)value;
        return 0;
    }
    int *place = va_arg(conversion->va, int *);

    if (ranged(arg, INT_MIN, INT_MAX, "signed integer", &value) < 0) {
        return -1;
    }
    *place = (int)value;
    return 0;
}

/* Stores an integer whose upper bits are dropped. */
static int
store_masked(struct conversion *conversion, char unit, PyObject *arg)
{
    unsigned long value = PyLong_AsUnsignedLongMask(arg);
    void *place = va_arg(conversion->va, void *);

    if (value == (unsigned long)-1 && PyErr_Occurred()) {
        return -1;
    }
    switch (unit) {
    case 'B':
        *(unsigned char *)place = (unsigned char)value;
        break;
    case 'H':
        *(unsigned short *)place = (unsigned short)value;
        break;
    default:
        *(unsigned int *)place = (unsigned int)value;
    }
    return 0;
}

static int
store_ssize(struct conversion *conversion, PyObject *arg)
{
    Py_ssize_t *place = va_arg(conversion->va, Py_ssize_t *);
    PyObject *index = _PyNumber_Index(arg);
    Py_ssize_t value = -1;

    if (index) {
        value = PyLong_AsSsize_t(index);
        Py_DECREF(index);
    }
    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    *place = value;
    return 0;
}

static int
store_long(struct conversion *conversion, PyObject *arg)
{
    long *place = va_arg(conversion->va, long *);
    long value = PyLong_AsLong(arg);

    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    *place = value;
    return 0;
}

static int
store_long_long(struct conversion *conversion, PyObject *arg)
{
    long long *place = va_arg(conversion->va, long long *);
    long long value = PyLong_AsLongLong(arg);

    if (value == -1 && PyErr_Occurred()) {
        return -1;
    }
    *place = value;
    return 0;
}

static const char *
convert_integer(struct conversion *conversion, char unit, PyObject *arg)
{
    int result;

    switch (unit) {
    case 'b':
    case 'h':
    case 'i':
        result = store_checked(conversion, unit, arg);
        break;
    case 'B':
    case 'H':
    case 'I':
        result = store_masked(conversion, unit, arg);
        break;
    case 'n':
        result = store_ssize(conversion, arg);
        break;
    case 'l':
        result = store_long(conversion, arg);
        break;
    default:
        result = store_long_long(conversion, arg);
    }
    return result < 0 ? FAILED : NULL;
}

/* "k" and "K": an int only, and no check of its range. */
static const char *
convert_bits(struct conversion *conversion, char unit, PyObject *arg)
{
    void *place = va_arg(conversion->va, void *);

    if (!PyLong_Check(arg)) {
        return Hb_ConvertExpected(conversion, "int", arg);
    }
    if (unit == 'k') {
        *(unsigned long *)place = PyLong_AsUnsignedLongMask(arg);
    }
    else {
        *(unsigned long long *)place = PyLong_AsUnsignedLongLongMask(arg);
    }
    return NULL;
}

/* ---- floats, truth, characters ---- */

static const char *
convert_float(struct conversion *conversion, char unit, PyObject *arg)
{
    double value = PyFloat_AsDouble(arg);
    void *place = va_arg(conversion->va, void *);

    if (value == -1.0 && PyErr_Occurred()) {
        return FAILED;
    }
    if (unit == 'f') {
        *(float *)place = (float)value;
    }
    else {
        *(double *)place = value;
    }
    return NULL;
}

static const char *
convert_complex(struct conversion *conversion, PyObject *arg)
{
    Py_complex *place = va_arg(conversion->va, Py_complex *);
    Py_complex value = PyComplex_AsCComplex(arg);

    if (PyErr_Occurred()) {
        return FAILED;
    }
    *place = value;
    return NULL;
}

static const char *
convert_byte(struct conversion *conversion, PyObject *arg)
{
    char *place = va_arg(conversion->va, char *);

    if (PyBytes_Check(arg) && PyBytes_GET_SIZE(arg) == 1) {
        *place = PyBytes_AS_STRING(arg)[0];
    }
    else if (PyByteArray_Check(arg) && PyByteArray_GET_SIZE(arg) == 1) {
        *place = PyByteArray_AS_STRING(arg)[0];
    }
    else {
        return Hb_ConvertExpected(conversion, "a byte string of length 1",
                                  arg);
    }
    return NULL;
}

static const char *
convert_character(struct conversion *conversion, PyObject *arg)
{
    int *place = va_arg(conversion->va, int *);

    if (!PyUnicode_Check(arg) || PyUnicode_GET_LENGTH(arg) != 1) {
        return Hb_ConvertExpected(conversion, "a unicode character", arg);
    }
    *place = (int)PyUnicode_READ_CHAR(arg, 0);
    return NULL;
}

static const char *
convert_truth(struct conversion *conversion, PyObject *arg)
{
    int *place = va_arg(conversion->va, int *);
    int value = PyObject_IsTrue(arg);

    if (value < 0) {
        return FAILED;
    }
    *place = value;
    return NULL;
}

/* ---- objects ---- */

/* "S", "Y", "U": an object of that type, borrowed. */
static const char *
convert_typed(struct conversion *conversion, int fits, const char *expected,
              PyObject *arg)
{
    PyObject **place = va_arg(conversion->va, PyObject **);

    if (!fits) {
        return Hb_ConvertExpected(conversion, expected, arg);
    }
    *place = arg;
    return NULL;
}

/* "O&": by a function of the caller's, which may ask to be called again with
 * NULL when a later argument fails. */
static const char *
convert_by_function(struct conversion *conversion, PyObject *arg)
{
    typedef int (*converter)(PyObject *, void *);
    converter function = va_arg(conversion->va, converter);
    void *place = va_arg(conversion->va, void *);
    int result = function(arg, place);

    if (result == 0) {
        return Hb_ConvertExpected(conversion, "(unspecified)", arg);
    }
    if (result == Py_CLEANUP_SUPPORTED &&
        Hb_ConvertCleanup(conversion, place, NULL, function) < 0) {
        return FAILED;
    }
    return NULL;
}

/* "O", "O!", "O&" */
static const char *
convert_object(struct conversion *conversion, PyObject *arg)
{
    if (*conversion->format == '!') {
        PyTypeObject *type = va_arg(conversion->va, PyTypeObject *);

        conversion->format++;
        return convert_typed(conversion, PyType_IsSubtype(Py_TYPE(arg), type),
                             type->tp_name, arg);
    }
    if (*conversion->format == '&') {
        conversion->format++;
        return convert_by_function(conversion, arg);
    }
    *va_arg(conversion->va, PyObject **) = arg;
    return NULL;
}

static const char *
convert_simple(struct conversion *conversion, PyObject *arg)
{
    char unit = *conversion->format++;

    switch (unit) {
    case 'b':
    case 'B':
    case 'h':
    case 'H':
    case 'i':
    case 'I':
    case 'n':
    case 'l':
    case 'L':
        return convert_integer(conversion, unit, arg);
    case 'k':
    case 'K':
        return convert_bits(conversion, unit, arg);
    case 'f':
    case 'd':
        return convert_float(conversion, unit, arg);
    case 'D':
        return convert_complex(conversion, arg);
    case 'c':
        return convert_byte(conversion, arg);
    case 'C':
        return convert_character(conversion, arg);
    case 'p':
        return convert_truth(conversion, arg);
    case 's':
    case 'z':
    case 'y':
    case 'u':
    case 'Z':
    case 'w':
    case 'e':
        return Hb_ConvertText(conversion, unit, arg);
    case 'S':
        return convert_typed(conversion, PyBytes_Check(arg), "bytes", arg);
    case 'Y':
        return convert_typed(conversion, PyByteArray_Check(arg), "bytearray",
                             arg);
    case 'U':
        return convert_typed(conversion, PyUnicode_Check(arg), "str", arg);
    case 'O':
        return convert_object(conversion, arg);
    default:
        return Hb_ConvertExpected(conversion, "(impossible<bad format char>)",
                                  arg);
    }
}

/* ---- tuples ---- */

/* The number of units up to the closing parenthesis. */
static Py_ssize_t
count_items(const char *format)
{
    Py_ssize_t count = 0;
    int depth = 0;

    for (; *format && (depth > 0 || *format != ')'); format++) {
        if (*format == '(') {
            count += depth == 0;
            depth++;
        }
        else if (*format == ')') {
            depth--;
        }
        else if (depth == 0 && Py_ISALPHA(*format)) {
            count++;
            format += *format == 'e';
        }
    }
    return count;
}

/* Converts the items of a sequence; the format is behind "(". */
static const char *
convert_items(struct conversion *conversion, PyObject *arg, int depth)
{
    Py_ssize_t count = count_items(conversion->format);
    Py_ssize_t size;

    if (!PySequence_Check(arg) || PyBytes_Check(arg)) {
        PyOS_snprintf(conversion->text, CONVERT_MESSAGE,
                      "must be %zd-item sequence, not %.50s", count,
                      arg == Py_None ? "None" : Py_TYPE(arg)->tp_name);
        return conversion->text;
    }
    size = PySequence_Size(arg);
    if (size != count) {
        PyOS_snprintf(conversion->text, CONVERT_MESSAGE,
                      "must be sequence of length %zd, not %zd", count, size);
        return conversion->text;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = PySequence_GetItem(arg, i);
        const char *expected;

        if (depth < CONVERT_DEPTH - 1) {
            conversion->levels[depth] = (int)i + 1;
            conversion->levels[depth + 1] = 0;
        }
        if (!item) {
            PyErr_Clear();
            return "is not retrievable";
        }
        if (*conversion->format == '(') {
            conversion->format++;
            expected = convert_items(conversion, item, depth + 1);
            conversion->format += *conversion->format == ')';
        }
        else {
            expected = convert_simple(conversion, item);
        }
        Py_DECREF(item); /* the sequence still holds it */
        if (expected) {
            return expected;
        }
    }
    return NULL;
}

const char *
Hb_ConvertItem(struct conversion *conversion, PyObject *arg)
{
    const char *expected;

    if (*conversion->format != '(') {
        return convert_simple(conversion, arg);
    }
    conversion->format++;
    expected = convert_items(conversion, arg, 0);
    if (!expected) {
        conversion->format += *conversion->format == ')';
        conversion->levels[0] = 0;
    }
    return expected;
}
