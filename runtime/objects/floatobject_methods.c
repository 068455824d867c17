/* floatobject_methods.c -- rounding, ratios, hexadecimal form, packing.
 *
 * Source: CPython 3.11, Objects/floatobject.c.
 */
#include "floatobject.h"

#include <float.h>

static PyObject *
float_conjugate(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyFloat_CheckExact(self)
               ? Py_NewRef(self)
               : PyFloat_FromDouble(PyFloat_AS_DOUBLE(self));
}

static PyObject *
float_is_integer(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    double x = PyFloat_AS_DOUBLE(self);
    return PyBool_FromLong(isfinite(x) && floor(x) == x);
}

/* ---- rounding ----------------------------------------------------------- */

static PyObject *
float_trunc(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromDouble(PyFloat_AS_DOUBLE(self));
}

static PyObject *
float_floor(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromDouble(floor(PyFloat_AS_DOUBLE(self)));
}

static PyObject *
float_ceil(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromDouble(ceil(PyFloat_AS_DOUBLE(self)));
}

/* Every double is written out in at most 309 digits before the point and 1074
 * after it. */
#define EXACT_ROOM 1400

/* Rounds the decimal digits in text (whole part only matters) to the place
 * 10**drop, halves to the even digit.  text is "ddd.fff". */
static void
round_left(char *text, int drop)
{
    char *point = strchr(text, '.');
    int whole = (int)(point - text);
    int keep = whole - drop;
    if (keep < 0) {
        strcpy(text, "0");
        return;
    }
    const char *rest = text + keep;
    int up = *rest > '5';
    if (*rest == '5') {
        const char *tail = rest + 1;
        int more = strspn(tail, "0.") != strlen(tail);
        int odd = keep > 0 && (text[keep - 1] - '0') % 2 == 1;
        up = more || odd;
    }
    for (int i = keep; i < whole; i++) {
        text[i] = '0';
    }
    text[whole] = '\0';
    for (int i = keep - 1; up && i >= 0; i--) {
        up = text[i] == '9';
        text[i] = up ? '0' : (char)(text[i] + 1);
    }
    if (up) {
        memmove(text + 1, text, (size_t)whole + 1);
        text[0] = '1';
        if (keep == 0) {
            /* The one stands at 10**drop. */
            memset(text + 1, '0', (size_t)drop);
            text[drop + 1] = '\0';
        }
    }
}

static PyObject *
round_to(double x, Py_ssize_t ndigits)
{
    char text[EXACT_ROOM];
    if (ndigits > 323 || !isfinite(x)) {
        return PyFloat_FromDouble(x);
    }
    if (ndigits < -308) {
        return PyFloat_FromDouble(0.0 * x);
    }
    if (ndigits >= 0) {
        snprintf(text, sizeof text, "%.*f", (int)ndigits, fabs(x));
    }
    else {
        snprintf(text, sizeof text, "%.1074f", fabs(x));
        round_left(text, (int)-ndigits);
    }
    double rounded = copysign(strtod(text, NULL), x);
    if (isinf(rounded)) {
        PyErr_SetString(PyExc_OverflowError,
                        "rounded value too large to represent");
        return NULL;
    }
    return PyFloat_FromDouble(rounded);
}

static PyObject *
float_round(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    double x = PyFloat_AS_DOUBLE(self);
    if (!_PyArg_CheckPositional("__round__", nargs, 0, 1)) {
        return NULL;
    }
    if (nargs == 0 || args[0] == Py_None) {
        /* nearbyint rounds halves to even, the mode of every program that
         * does not change it. */
        return PyLong_FromDouble(isfinite(x) ? nearbyint(x) : x);
    }
    Py_ssize_t ndigits = PyNumber_AsSsize_t(args[0], NULL);
    if (ndigits == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return round_to(x, ndigits);
}

/* ---- ratio -------------------------------------------------------------- */

static PyObject *
float_as_integer_ratio(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    double x = PyFloat_AS_DOUBLE(self);
    int exponent;
    if (isinf(x)) {
        PyErr_SetString(PyExc_OverflowError,
                        "cannot convert Infinity to integer ratio");
        return NULL;
    }
    if (isnan(x)) {
        PyErr_SetString(PyExc_ValueError,
                        "cannot convert NaN to integer ratio");
        return NULL;
    }
    double mantissa = frexp(x, &exponent);
    for (int i = 0; i < 300 && mantissa != floor(mantissa); i++) {
        mantissa *= 2.0;
        exponent--;
    }
    PyObject *numerator = PyLong_FromDouble(mantissa);
    PyObject *denominator = PyLong_FromLong(1);
    PyObject *shift = PyLong_FromLong(abs(exponent));
    PyObject *result = NULL;
    if (numerator != NULL && denominator != NULL && shift != NULL) {
        PyObject **scaled = exponent > 0 ? &numerator : &denominator;
        Py_SETREF(*scaled, PyNumber_Lshift(*scaled, shift));
        if (*scaled != NULL) {
            result = PyTuple_Pack(2, numerator, denominator);
        }
    }
    Py_XDECREF(numerator);
    Py_XDECREF(denominator);
    Py_XDECREF(shift);
    return result;
}

/* ---- hexadecimal -------------------------------------------------------- */

static PyObject *
float_hex(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    double x = PyFloat_AS_DOUBLE(self);
    char text[64];
    if (!isfinite(x)) {
        return PyObject_Repr(self);
    }
    const char *sign = signbit(x) ? "-" : "";
    if (x == 0.0) {
        return PyUnicode_FromFormat("%s0x0.0p+0", sign);
    }
    /* The C library writes thirteen digits, and a leading 0 for what is
     * not normalized, as Python does. */
    snprintf(text, sizeof text, "%.13a", fabs(x));
    return PyUnicode_FromFormat("%s%s", sign, text);
}

/* Past a hexadecimal number; NULL when the form is wrong. */
static const char *
hex_end(const char *s)
{
    int count = 0, points = 0;
    s += *s == '-' || *s == '+';
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
        s += 2;
    }
    for (; Py_ISXDIGIT(*s) || *s == '.'; s++) {
        points += *s == '.';
        count += *s != '.';
    }
    if (count == 0 || points > 1) {
        return NULL;
    }
    if (*s == 'p' || *s == 'P') {
        s++;
        s += *s == '-' || *s == '+';
        if (!Py_ISDIGIT(*s)) {
            return NULL;
        }
        while (Py_ISDIGIT(*s)) {
            s++;
        }
    }
    return s;
}

/* The value of a hexadecimal number, which may lack the 0x. */
static double
read_hex(const char *s)
{
    char text[EXACT_ROOM];
    int negative = *s == '-';
    s += *s == '-' || *s == '+';
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
        s += 2;
    }
    snprintf(text, sizeof text, "0x%s", s);
    double value = strtod(text, NULL);
    return negative ? -value : value;
}

static PyObject *
float_fromhex(PyObject *type, PyObject *string)
{
    Py_ssize_t len;
    const char *s = PyUnicode_AsUTF8AndSize(string, &len);
    char *special_end;
    if (s == NULL) {
        return NULL;
    }
    const char *end = s + len;
    while (Py_ISSPACE(*s)) {
        s++;
    }
    double value = _Py_parse_inf_or_nan(s, &special_end);
    const char *stop = special_end;
    if (stop == s) {
        stop = hex_end(s);
        value = stop == NULL ? 0.0 : read_hex(s);
    }
    while (stop != NULL && Py_ISSPACE(*stop)) {
        stop++;
    }
    if (stop != end) {
        PyErr_SetString(PyExc_ValueError,
                        "invalid hexadecimal floating-point string");
        return NULL;
    }
    if (isinf(value) && special_end == s) {
        PyErr_SetString(PyExc_OverflowError, "hexadecimal value too large to "
                                             "represent as a float");
        return NULL;
    }
    PyObject *result = PyFloat_FromDouble(value);
    if (result != NULL && type != (PyObject *)&PyFloat_Type) {
        Py_SETREF(result, PyObject_CallOneArg(type, result));
    }
    return result;
}

/* ---- the rest ----------------------------------------------------------- */

static PyObject *
float_getnewargs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return Py_BuildValue("(d)", PyFloat_AS_DOUBLE(self));
}

static PyObject *
float_getformat(PyObject *Py_UNUSED(type), PyObject *name)
{
    if (!PyUnicode_Check(name)) {
        _PyArg_BadArgument("__getformat__", "argument", "str", name);
        return NULL;
    }
    if (!_PyUnicode_EqualToASCIIString(name, "double") &&
        !_PyUnicode_EqualToASCIIString(name, "float")) {
        PyErr_SetString(PyExc_ValueError,
                        "__getformat__() argument 1 must be 'double' or "
                        "'float'");
        return NULL;
    }
    return PyUnicode_FromString("IEEE, little-endian");
}

static PyObject *
float_format(PyObject *self, PyObject *spec)
{
    if (!PyUnicode_Check(spec)) {
        _PyArg_BadArgument("__format__", "argument", "str", spec);
        return NULL;
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    if (_PyFloat_FormatAdvancedWriter(&writer, self, spec, 0,
                                      PyUnicode_GET_LENGTH(spec)) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
float_real(PyObject *self, void *Py_UNUSED(closure))
{
    return float_conjugate(self, NULL);
}

static PyObject *
float_imag(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    return PyFloat_FromDouble(0.0);
}

PyMethodDef Hb_FloatMethods[] = {
    {"conjugate", float_conjugate, METH_NOARGS, PyDoc_STR("Itself.")},
    {"__trunc__", float_trunc, METH_NOARGS, PyDoc_STR("Towards zero.")},
    {"__floor__", float_floor, METH_NOARGS, PyDoc_STR("Downwards.")},
    {"__ceil__", float_ceil, METH_NOARGS, PyDoc_STR("Upwards.")},
    {"__round__", (PyCFunction)(void (*)(void))float_round, METH_FASTCALL,
     PyDoc_STR("To the nearest, halves to even.")},
    {"as_integer_ratio", float_as_integer_ratio, METH_NOARGS,
     PyDoc_STR("Two ints whose quotient it is.")},
    {"fromhex", float_fromhex, METH_O | METH_CLASS,
     PyDoc_STR("From hexadecimal form.")},
    {"hex", float_hex, METH_NOARGS, PyDoc_STR("Hexadecimal form.")},
    {"is_integer", float_is_integer, METH_NOARGS, PyDoc_STR("Is whole.")},
    {"__getnewargs__", float_getnewargs, METH_NOARGS,
     PyDoc_STR("For copying.")},
    {"__getformat__", float_getformat, METH_O | METH_CLASS,
     PyDoc_STR("The format of C's double or float.")},
    {"__format__", float_format, METH_O, PyDoc_STR("By a specification.")},
    {NULL, NULL, 0, NULL},
};

PyGetSetDef Hb_FloatGetSet[] = {
    {"real", float_real, NULL, PyDoc_STR("Itself."), NULL},
    {"imag", float_imag, NULL, PyDoc_STR("Zero."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- packing ------------------------------------------------------------ */

static void
store(uint64_t bits, char *bytes, int size, int le)
{
    for (int i = 0; i < size; i++) {
        bytes[le ? i : size - 1 - i] = (char)(bits >> (8 * i));
    }
}

static uint64_t
load(const char *bytes, int size, int le)
{
    uint64_t bits = 0;
    for (int i = 0; i < size; i++) {
        uint64_t byte = (unsigned char)bytes[le ? i : size - 1 - i];
        bits |= byte << (8 * i);
    }
    return bits;
}

int
PyFloat_Pack8(double x, char *bytes, int le)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    store(bits, bytes, 8, le);
    return 0;
}

int
PyFloat_Pack4(double x, char *bytes, int le)
{
    float y = (float)x;
    uint32_t bits;
    if (isinf(y) && isfinite(x)) {
        PyErr_SetString(PyExc_OverflowError,
                        "float too large to pack with f format");
        return -1;
    }
    memcpy(&bits, &y, sizeof bits);
    store(bits, bytes, 4, le);
    return 0;
}

/* The ten bits of the fraction and the exponent above them, of a finite x
 * below 65520; rounding may carry from one into the other. */
static unsigned int
half_bits(double x)
{
    int exponent;
    double fraction = frexp(x, &exponent) * 2.0;
    exponent--;
    if (x == 0.0) {
        return 0;
    }
    if (exponent < -14) {
        return (unsigned int)nearbyint(ldexp(x, 24));
    }
    unsigned int bits = (unsigned int)nearbyint((fraction - 1.0) * 1024.0);
    return ((unsigned int)(exponent + 15) << 10) + bits;
}

int
PyFloat_Pack2(double x, char *bytes, int le)
{
    unsigned int sign = signbit(x) ? 0x8000 : 0, bits;
    if (isnan(x)) {
        bits = 0x7e00;
    }
    else if (isinf(x)) {
        bits = 0x7c00;
    }
    else if (fabs(x) >= 65520.0) {
        PyErr_SetString(PyExc_OverflowError,
                        "float too large to pack with e format");
        return -1;
    }
    else {
        bits = half_bits(fabs(x));
    }
    store(sign | bits, bytes, 2, le);
    return 0;
}

double
PyFloat_Unpack8(const char *bytes, int le)
{
    uint64_t bits = load(bytes, 8, le);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

double
PyFloat_Unpack4(const char *bytes, int le)
{
    uint32_t bits = (uint32_t)load(bytes, 4, le);
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

double
PyFloat_Unpack2(const char *bytes, int le)
{
    unsigned int bits = (unsigned int)load(bytes, 2, le);
    int exponent = (int)(bits >> 10 & 0x1f);
    double fraction = bits & 0x3ff, x;
    if (exponent == 0x1f) {
        x = fraction != 0.0 ? Py_NAN : Py_HUGE_VAL;
    }
    else if (exponent == 0) {
        x = ldexp(fraction, -24);
    }
    else {
        x = ldexp(1024.0 + fraction, exponent - 25);
    }
    return bits & 0x8000 ? -x : x;
}
