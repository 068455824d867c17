#include "internal/hb_getargs.h"
#include "internal/hb_long.h"
#include "internal/pycore_object.h"
#include "internal/pycore_unicodeobject.h"

/* ---- bytes to int ---- */

/* The i-th byte, counted from the least significant one. */
static unsigned char
byte_at(const unsigned char *bytes, size_t n, size_t i, int little_endian)
{
    return little_endian ? bytes[i] : bytes[n - 1 - i];
}

PyObject *
_PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian,
                      int is_signed)
{
    int negative =
        n > 0 && is_signed && byte_at(bytes, n, n - 1, little_endian) >= 0x80;
    unsigned char extension = negative ? 0xff : 0;
    twodigits window = 0;
    unsigned carry = (unsigned)negative;
    int bits = 0;
    Py_ssize_t used = 0;

    /* Leading bytes that only repeat the sign carry no value. */
    size_t significant = n;
    while (significant > 0 &&
           byte_at(bytes, n, significant - 1, little_endian) == extension) {
        significant--;
    }
    if (negative && significant < n) {
        significant++;
    }
    if (significant > (size_t)(PY_SSIZE_T_MAX - PyLong_SHIFT) / 8) {
        PyErr_SetString(PyExc_OverflowError,
                        "byte array too long to convert to int");
        return NULL;
    }
    PyLongObject *v = _PyLong_New(
        (Py_ssize_t)((significant * 8 + PyLong_SHIFT - 1) / PyLong_SHIFT));
    if (v == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < significant; i++) {
        unsigned byte = byte_at(bytes, n, i, little_endian);
        if (negative) {
            byte = (0xff ^ byte) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        window |= (twodigits)byte << bits;
        bits += 8;
        if (bits >= PyLong_SHIFT) {
            v->ob_digit[used++] = (digit)(window & PyLong_MASK);
            window >>= PyLong_SHIFT;
            bits -= PyLong_SHIFT;
        }
    }
    if (bits > 0) {
        v->ob_digit[used++] = (digit)window;
    }
    Py_SET_SIZE(v, negative ? -used : used);
    return Hb_LongFinish(v);
}

/* ---- int to bytes ---- */

/* Whether value fits into n bytes. */
static int
fits(PyLongObject *value, size_t n, int is_signed)
{
    size_t bits = _PyLong_NumBits((PyObject *)value);
    size_t room = n * 8;

    if (!is_signed || bits == 0) {
        return bits <= room;
    }
    if (bits < room || Py_SIZE(value) > 0) {
        return bits < room;
    }
    if (room == 0) {
        /* -1 is nothing but its sign, and takes no byte at all. */
        return bits == 1;
    }
    /* -2**(room-1) has as many bits as there is room, and fits. */
    Py_ssize_t top = Hb_LongDigits(value) - 1;
    digit highest = value->ob_digit[top];
    return bits == room && (highest & (highest - 1)) == 0 &&
           Hb_DigitsNormal(value->ob_digit, top) == 0;
}

int
_PyLong_AsByteArray(PyLongObject *value, unsigned char *bytes, size_t n,
                    int little_endian, int is_signed)
{
    int negative = Py_SIZE(value) < 0;
    Py_ssize_t used = 0, digits = Hb_LongDigits(value);
    twodigits window = 0;
    unsigned carry = (unsigned)negative;
    int bits = 0;

    if (negative && !is_signed) {
        PyErr_SetString(PyExc_OverflowError,
                        "can't convert negative int to unsigned");
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        if (bits < 8 && used < digits) {
            window |= (twodigits)value->ob_digit[used++] << bits;
            bits += PyLong_SHIFT;
        }
        unsigned byte = window & 0xff;
        if (negative) {
            byte = (0xff ^ byte) + carry;
            carry = byte >> 8;
        }
        bytes[little_endian ? i : n - 1 - i] = (unsigned char)byte;
        window >>= 8;
        bits -= 8;
    }
    if (!fits(value, n, is_signed)) {
        PyErr_SetString(PyExc_OverflowError, "int too big to convert");
        return -1;
    }
    return 0;
}

/* ---- the methods ---- */

/* 1 for 'little', 0 for 'big', -1 with an exception; NULL means 'big'. */
static int
is_little_endian(PyObject *byteorder)
{
    if (byteorder == NULL || Hb_EqualsASCII(byteorder, "big")) {
        return 0;
    }
    if (Hb_EqualsASCII(byteorder, "little")) {
        return 1;
    }
    PyErr_SetString(PyExc_ValueError,
                    "byteorder must be either 'little' or 'big'");
    return -1;
}

static int
check_byteorder(PyObject *byteorder, const char *function)
{
    if (byteorder != NULL && !PyUnicode_Check(byteorder)) {
        _PyArg_BadArgument(function, "argument 'byteorder'", "str", byteorder);
        return -1;
    }
    return 0;
}

static PyObject *
to_bytes(PyObject *self, Py_ssize_t length, int little_endian, int is_signed)
{
    if (length < 0) {
        PyErr_SetString(PyExc_ValueError,
                        "length argument must be non-negative");
        return NULL;
    }
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, length);
    if (bytes == NULL) {
        return NULL;
    }
    if (_PyLong_AsByteArray((PyLongObject *)self,
                            (unsigned char *)PyBytes_AS_STRING(bytes),
                            (size_t)length, little_endian, is_signed) < 0) {
        Py_DECREF(bytes);
        return NULL;
    }
    return bytes;
}

PyObject *
Hb_LongToBytes(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
               PyObject *kwnames)
{
    static const char *const keywords[] = {"length", "byteorder", "signed",
                                           NULL};
    static _PyArg_Parser parser = {.keywords = keywords, .fname = "to_bytes"};
    PyObject *out[3];
    Py_ssize_t length = 1;

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 0, 2, out) < 0) {
        return NULL;
    }
    if (out[0] != NULL) {
        PyObject *number = PyNumber_Index(out[0]);
        length = number ? PyLong_AsSsize_t(number) : -1;
        Py_XDECREF(number);
        if (length == -1 && PyErr_Occurred()) {
            return NULL;
        }
    }
    if (check_byteorder(out[1], "to_bytes") < 0) {
        return NULL;
    }
    int is_signed = out[2] == NULL ? 0 : PyObject_IsTrue(out[2]);
    if (is_signed < 0) {
        return NULL;
    }
    int little_endian = is_little_endian(out[1]);
    if (little_endian < 0) {
        return NULL;
    }
    return to_bytes(self, length, little_endian, is_signed);
}

static PyObject *
from_bytes(PyTypeObject *type, PyObject *source, int little_endian,
           int is_signed)
{
    PyObject *bytes = PyObject_Bytes(source);

    if (bytes == NULL) {
        return NULL;
    }
    PyObject *value = _PyLong_FromByteArray(
        (unsigned char *)PyBytes_AS_STRING(bytes),
        (size_t)PyBytes_GET_SIZE(bytes), little_endian, is_signed);
    Py_DECREF(bytes);
    if (value != NULL && type != &PyLong_Type) {
        Py_SETREF(value, PyObject_CallOneArg((PyObject *)type, value));
    }
    return value;
}

PyObject *
Hb_LongFromBytesMethod(PyObject *type, PyObject *const *args, Py_ssize_t nargs,
                       PyObject *kwnames)
{
    static const char *const keywords[] = {"bytes", "byteorder", "signed",
                                           NULL};
    static _PyArg_Parser parser = {.keywords = keywords,
                                   .fname = "from_bytes"};
    PyObject *out[3];

    if (Hb_UnpackArguments(args, nargs, kwnames, &parser, 1, 2, out) < 0 ||
        check_byteorder(out[1], "from_bytes") < 0) {
        return NULL;
    }
    int is_signed = out[2] == NULL ? 0 : PyObject_IsTrue(out[2]);
    if (is_signed < 0) {
        return NULL;
    }
    int little_endian = is_little_endian(out[1]);
    if (little_endian < 0) {
        return NULL;
    }
    return from_bytes((PyTypeObject *)type, out[0], little_endian, is_signed);
}
