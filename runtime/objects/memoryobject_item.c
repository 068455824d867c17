/* memoryobject_item.c -- one item: native formats, to and from objects.
 *
 * Source: CPython 3.11, Objects/memoryobject.c.
 */
#include "internal/hb_long.h"
#include "internal/hb_memory.h"

/* Letter, C type: the formats of module struct in native mode. */
#define NATIVE(X)                                                             \
    X('c', char)                                                              \
    X('b', signed char)                                                       \
    X('B', unsigned char)                                                     \
    X('h', short)                                                             \
    X('H', unsigned short)                                                    \
    X('i', int)                                                               \
    X('I', unsigned int)                                                      \
    X('l', long)                                                              \
    X('L', unsigned long)                                                     \
    X('q', long long)                                                         \
    X('Q', unsigned long long)                                                \
    X('n', Py_ssize_t)                                                        \
    X('N', size_t)                                                            \
    X('f', float)                                                             \
    X('d', double)                                                            \
    X('?', unsigned char)                                                     \
    X('P', uintptr_t)

Py_ssize_t
Hb_NativeFormat(char *letter, const char *format)
{
    if (format[0] == '@') {
        format++;
    }
    *letter = format[0];
    if (format[0] == '\0' || format[1] != '\0') {
        return -1;
    }
    switch (format[0]) {
#define SIZE(name, type)                                                      \
    case name:                                                                \
        return sizeof(type);
        NATIVE(SIZE)
#undef SIZE
    default:
        return -1;
    }
}

const char *
Hb_MemoryFormat(const Py_buffer *view)
{
    const char *format = view->format;

    if (format[0] == '@') {
        format++;
    }
    if (format[0] && !format[1]) {
        return format;
    }
    PyErr_Format(PyExc_NotImplementedError,
                 "memoryview: unsupported format %s", view->format);
    return NULL;
}

/* ---- reading ------------------------------------------------------------ */

#define LOAD(type, name)                                                      \
    type name;                                                                \
    memcpy(&name, ptr, sizeof(name))

#define UNPACK(letter, type, make)                                            \
    case letter: {                                                            \
        LOAD(type, value);                                                    \
        return make(value);                                                   \
    }

PyObject *
Hb_MemoryUnpack(const char *ptr, const char *format)
{
    switch (format[0]) {
        UNPACK('B', unsigned char, PyLong_FromLong)
        UNPACK('b', signed char, PyLong_FromLong)
        UNPACK('h', short, PyLong_FromLong)
        UNPACK('H', unsigned short, PyLong_FromLong)
        UNPACK('i', int, PyLong_FromLong)
        UNPACK('I', unsigned int, PyLong_FromUnsignedLong)
        UNPACK('l', long, PyLong_FromLong)
        UNPACK('L', unsigned long, PyLong_FromUnsignedLong)
        UNPACK('q', long long, PyLong_FromLongLong)
        UNPACK('Q', unsigned long long, PyLong_FromUnsignedLongLong)
        UNPACK('n', Py_ssize_t, PyLong_FromSsize_t)
        UNPACK('N', size_t, PyLong_FromSize_t)
        UNPACK('f', float, PyFloat_FromDouble)
        UNPACK('d', double, PyFloat_FromDouble)
        UNPACK('P', uintptr_t, PyLong_FromSize_t)
    case '?':
        return PyBool_FromLong(*ptr != 0);
    case 'c':
        return PyBytes_FromStringAndSize(ptr, 1);
    default:
        return PyErr_Format(PyExc_NotImplementedError,
                            "memoryview: format %s not supported", format);
    }
}

#define EQUAL(letter, type)                                                   \
    case letter: {                                                            \
        type a, b;                                                            \
        memcpy(&a, p, sizeof(a));                                             \
        memcpy(&b, q, sizeof(b));                                             \
        return a == b;                                                        \
    }

int
Hb_MemoryItemsEqual(const char *p, const char *q, char letter)
{
    switch (letter) {
        NATIVE(EQUAL)
    default:
        return 0;
    }
}

/* ---- writing ------------------------------------------------------------ */

static int
bad_type(const char *format)
{
    PyErr_Format(PyExc_TypeError, "memoryview: invalid type for format '%s'",
                 format);
    return -1;
}

static int
bad_value(const char *format)
{
    PyErr_Format(PyExc_ValueError, "memoryview: invalid value for format '%s'",
                 format);
    return -1;
}

/* Says in the view's words what a conversion has raised. */
static int
translate(const char *format)
{
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
        return bad_type(format);
    }
    if (PyErr_ExceptionMatches(PyExc_OverflowError) ||
        PyErr_ExceptionMatches(PyExc_ValueError)) {
        return bad_value(format);
    }
    return -1;
}

/* The item as a number; -1 with an exception. */
static int
to_signed(PyObject *item, long long *value, const char *format)
{
    PyObject *index = _PyNumber_Index(item);

    if (!index) {
        return translate(format);
    }
    *value = PyLong_AsLongLong(index);
    Py_DECREF(index);
    return *value == -1 && PyErr_Occurred() ? translate(format) : 0;
}

static int
to_unsigned(PyObject *item, unsigned long long *value, const char *format)
{
    PyObject *index = _PyNumber_Index(item);

    if (!index) {
        return translate(format);
    }
    *value = PyLong_AsUnsignedLongLong(index);
    Py_DECREF(index);
    return *value == (unsigned long long)-1 && PyErr_Occurred()
               ? translate(format)
               : 0;
}

#define PACK_INTEGER(letter, type, wide, convert)                             \
    case letter: {                                                            \
        wide number = 0;                                                      \
        type value;                                                           \
        if (convert(item, &number, format)) {                                 \
            return -1;                                                        \
        }                                                                     \
        value = (type)number;                                                 \
        if ((wide)value != number) {                                          \
            return bad_value(format);                                         \
        }                                                                     \
        memcpy(ptr, &value, sizeof(value));                                   \
        return 0;                                                             \
    }

#define PACK_SIGNED(letter, type)                                             \
    PACK_INTEGER(letter, type, long long, to_signed)
#define PACK_UNSIGNED(letter, type)                                           \
    PACK_INTEGER(letter, type, unsigned long long, to_unsigned)

static int
pack_float(char *ptr, PyObject *item, const char *format)
{
    double value = PyFloat_AsDouble(item);
    float narrow = (float)value;

    if (value == -1.0 && PyErr_Occurred()) {
        return translate(format);
    }
    if (format[0] == 'f') {
        memcpy(ptr, &narrow, sizeof(narrow));
    }
    else {
        memcpy(ptr, &value, sizeof(value));
    }
    return 0;
}

static int
pack_bool(char *ptr, PyObject *item)
{
    int truth = PyObject_IsTrue(item);

    if (truth < 0) {
        return -1;
    }
    *ptr = (char)truth;
    return 0;
}

static int
pack_byte(char *ptr, PyObject *item, const char *format)
{
    if (!PyBytes_Check(item)) {
        return bad_type(format);
    }
    if (PyBytes_GET_SIZE(item) != 1) {
        return bad_value(format);
    }
    *ptr = PyBytes_AS_STRING(item)[0];
    return 0;
}

static int
pack_pointer(char *ptr, PyObject *item, const char *format)
{
    unsigned long value;

    item = _PyNumber_Index(item);
    if (!item) {
        return translate(format);
    }
    value = Hb_LongAsAddress(item);
    Py_DECREF(item);
    if (value == (unsigned long)-1 && PyErr_Occurred()) {
        return translate(format);
    }
    memcpy(ptr, &value, sizeof(value));
    return 0;
}

int
Hb_MemoryPack(char *ptr, PyObject *item, const char *format)
{
    switch (format[0]) {
        PACK_SIGNED('b', signed char)
        PACK_SIGNED('h', short)
        PACK_SIGNED('i', int)
        PACK_SIGNED('l', long)
        PACK_SIGNED('q', long long)
        PACK_SIGNED('n', Py_ssize_t)
        PACK_UNSIGNED('B', unsigned char)
        PACK_UNSIGNED('H', unsigned short)
        PACK_UNSIGNED('I', unsigned int)
        PACK_UNSIGNED('L', unsigned long)
        PACK_UNSIGNED('Q', unsigned long long)
        PACK_UNSIGNED('N', size_t)
    case 'f':
    case 'd':
        return pack_float(ptr, item, format);
    case '?':
        return pack_bool(ptr, item);
    case 'c':
        return pack_byte(ptr, item, format);
    case 'P':
        return pack_pointer(ptr, item, format);
    default:
        PyErr_Format(PyExc_NotImplementedError,
                     "memoryview: format %s not supported", format);
        return -1;
    }
}
