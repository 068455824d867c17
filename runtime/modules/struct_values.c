/* struct_values.c -- one value of a format: how it lies in memory.
 *
 * Source: CPython 3.11, Modules/_struct.c (nu_*, np_*, bu_*, bp_*, lu_*,
 * lp_*).
 */
#include "struct.h"

#include "internal/hb_long.h"

#include <float.h>

/* Sizes and alignments of the machine: LP64, the lowest byte first. */
static const Hb_StructCode native_codes[] = {
    {'x', 1, 1, 1}, {'b', 1, 1, 1}, {'B', 1, 1, 1}, {'c', 1, 1, 1},
    {'s', 1, 1, 1}, {'p', 1, 1, 1}, {'h', 2, 2, 1}, {'H', 2, 2, 1},
    {'i', 4, 4, 1}, {'I', 4, 4, 1}, {'l', 8, 8, 1}, {'L', 8, 8, 1},
    {'n', 8, 8, 1}, {'N', 8, 8, 1}, {'q', 8, 8, 1}, {'Q', 8, 8, 1},
    {'?', 1, 1, 1}, {'e', 2, 2, 1}, {'f', 4, 4, 1}, {'d', 8, 8, 1},
    {'P', 8, 8, 1}, {0, 0, 0, 0},
};

#define STANDARD_CODES(little)                                                \
    {                                                                         \
        {'x', 1, 1, little}, {'b', 1, 1, little}, {'B', 1, 1, little},        \
            {'c', 1, 1, little}, {'s', 1, 1, little}, {'p', 1, 1, little},    \
            {'h', 2, 1, little}, {'H', 2, 1, little}, {'i', 4, 1, little},    \
            {'I', 4, 1, little}, {'l', 4, 1, little}, {'L', 4, 1, little},    \
            {'q', 8, 1, little}, {'Q', 8, 1, little}, {'?', 1, 1, little},    \
            {'e', 2, 1, little}, {'f', 4, 1, little}, {'d', 8, 1, little},    \
        {                                                                     \
            0, 0, 0, 0                                                        \
        }                                                                     \
    }

static const Hb_StructCode little_codes[] = STANDARD_CODES(1);
static const Hb_StructCode big_codes[] = STANDARD_CODES(0);

const Hb_StructCode *
Hb_StructCodes(char prefix)
{
    switch (prefix) {
    case '<':
    case '=':
        return little_codes;
    case '>':
    case '!':
        return big_codes;
    default:
        return native_codes;
    }
}

/* ---- whole numbers ------------------------------------------------------ */

static void
store(char *to, unsigned long long bits, const Hb_StructCode *code)
{
    for (int i = 0; i < code->size; i++) {
        to[code->little ? i : code->size - 1 - i] = (char)(bits >> 8 * i);
    }
}

static unsigned long long
load(const char *from, const Hb_StructCode *code)
{
    unsigned long long bits = 0;
    for (int i = 0; i < code->size; i++) {
        unsigned char byte =
            (unsigned char)from[code->little ? i : code->size - 1 - i];
        bits |= (unsigned long long)byte << 8 * i;
    }
    return bits;
}

/* A new reference to the int that the value stands for. */
static PyObject *
to_int(const Hb_StructState *state, PyObject *value)
{
    if (PyLong_Check(value)) {
        return Py_NewRef(value);
    }
    if (!PyIndex_Check(value)) {
        PyErr_SetString(state->error, "required argument is not an integer");
        return NULL;
    }
    return PyNumber_Index(value);
}

/* Numbers of the machine's own order are read as C integers, which fails with
 * a text of its own; those of 8 bytes in the other order are not. */
static int
out_of_range(const Hb_StructState *state, const Hb_StructCode *code)
{
    PyErr_SetString(state->error, code->little || code->size < 8
                                      ? "argument out of range"
                                      : "int too large to convert");
    return -1;
}

/* The limits are given for the sizes that a C long can exceed. */
static int
out_of_limits(const Hb_StructState *state, const Hb_StructCode *code,
              int is_signed)
{
    const char *names[] = {"byte", "ubyte", "short", "ushort"};
    int bits = 8 * code->size;
    long long low = is_signed ? -(1LL << (bits - 1)) : 0;
    long long high = (1LL << (is_signed ? bits - 1 : bits)) - 1;

    if (code->size == 1 || (code->size == 2 && code->little)) {
        PyErr_Format(state->error, "%s format requires %zd <= number <= %zd",
                     names[2 * (code->size - 1) + !is_signed], (Py_ssize_t)low,
                     (Py_ssize_t)high);
    }
    else {
        PyErr_Format(state->error, "'%c' format requires %zd <= number <= %zd",
                     code->code, (Py_ssize_t)low, (Py_ssize_t)high);
    }
    return -1;
}

/* b h i l q n, and B H, which are read as long too. */
static int
pack_signed(const Hb_StructState *state, char *to, PyObject *number,
            const Hb_StructCode *code, int is_signed)
{
    long long value = PyLong_AsLongLong(number);
    int bits = 8 * code->size;

    if (value == -1 && PyErr_Occurred()) {
        return PyErr_ExceptionMatches(PyExc_OverflowError)
                   ? out_of_range(state, code)
                   : -1;
    }
    if (code->size < 8 && (value < (is_signed ? -(1LL << (bits - 1)) : 0) ||
                           value >= 1LL << (is_signed ? bits - 1 : bits))) {
        return out_of_limits(state, code, is_signed);
    }
    store(to, (unsigned long long)value, code);
    return 0;
}

/* I L Q N. */
static int
pack_unsigned(const Hb_StructState *state, char *to, PyObject *number,
              const Hb_StructCode *code)
{
    unsigned long long value = PyLong_AsUnsignedLongLong(number);

    if (value == (unsigned long long)-1 && PyErr_Occurred()) {
        return PyErr_ExceptionMatches(PyExc_OverflowError)
                   ? out_of_range(state, code)
                   : -1;
    }
    if (code->size < 8 && value >> 8 * code->size != 0) {
        return out_of_limits(state, code, 0);
    }
    store(to, value, code);
    return 0;
}

static int
pack_pointer(char *to, PyObject *number, const Hb_StructCode *code)
{
    unsigned long value = Hb_LongAsAddress(number);

    if (value == (unsigned long)-1 && PyErr_Occurred()) {
        return -1;
    }
    store(to, value, code);
    return 0;
}

static int
pack_int(const Hb_StructState *state, char *to, PyObject *value,
         const Hb_StructCode *code)
{
    PyObject *number = to_int(state, value);
    int status;

    if (number == NULL) {
        return -1;
    }
    switch (code->code == 'H' && !code->little ? 'I' : code->code) {
    case 'P':
        status = pack_pointer(to, number, code);
        break;
    case 'I':
    case 'L':
    case 'N':
    case 'Q':
        status = pack_unsigned(state, to, number, code);
        break;
    default:
        status = pack_signed(state, to, number, code,
                             code->code != 'B' && code->code != 'H');
    }
    Py_DECREF(number);
    return status;
}

static PyObject *
unpack_int(const char *from, const Hb_StructCode *code)
{
    unsigned long long bits = load(from, code);
    int unused = 64 - 8 * code->size;

    switch (code->code) {
    case 'B':
    case 'H':
    case 'I':
    case 'L':
    case 'N':
    case 'P':
    case 'Q':
        return PyLong_FromUnsignedLongLong(bits);
    default:
        return PyLong_FromLongLong((long long)(bits << unused) >> unused);
    }
}

/* ---- floats ------------------------------------------------------------- */

/* A native float is converted as C does: what is too large is infinite. */
static int
pack_float(const Hb_StructState *state, char *to, PyObject *value,
           const Hb_StructCode *code)
{
    double number = PyFloat_AsDouble(value);

    if (number == -1 && PyErr_Occurred()) {
        PyErr_SetString(state->error, "required argument is not a float");
        return -1;
    }
    switch (code->code) {
    case 'e':
        return PyFloat_Pack2(number, to, code->little);
    case 'd':
        return PyFloat_Pack8(number, to, code->little);
    default:
        if (code->alignment > 1) {
            float single = (float)number;
            memcpy(to, &single, sizeof(single));
            return 0;
        }
        return PyFloat_Pack4(number, to, code->little);
    }
}

static PyObject *
unpack_float(const char *from, const Hb_StructCode *code)
{
    double number = code->code == 'e'   ? PyFloat_Unpack2(from, code->little)
                    : code->code == 'd' ? PyFloat_Unpack8(from, code->little)
                                        : PyFloat_Unpack4(from, code->little);
    return number == -1 && PyErr_Occurred() ? NULL
                                            : PyFloat_FromDouble(number);
}

/* ---- any value ---------------------------------------------------------- */

static int
pack_char(const Hb_StructState *state, char *to, PyObject *value)
{
    if (!PyBytes_Check(value) || PyBytes_GET_SIZE(value) != 1) {
        PyErr_SetString(state->error,
                        "char format requires a bytes object of length 1");
        return -1;
    }
    *to = *PyBytes_AS_STRING(value);
    return 0;
}

static int
pack_any(const Hb_StructState *state, char *to, PyObject *value,
         const Hb_StructCode *code)
{
    switch (code->code) {
    case 'c':
        return pack_char(state, to, value);
    case '?': {
        int truth = PyObject_IsTrue(value);
        *to = (char)(truth > 0);
        return truth < 0 ? -1 : 0;
    }
    case 'e':
    case 'f':
    case 'd':
        return pack_float(state, to, value, code);
    default:
        return pack_int(state, to, value, code);
    }
}

int
Hb_StructPackValue(const Hb_StructState *state, char *to, PyObject *value,
                   const Hb_StructCode *code)
{
    if (pack_any(state, to, value, code) == 0) {
        return 0;
    }
    if (PyLong_Check(value) && PyErr_ExceptionMatches(PyExc_OverflowError)) {
        PyErr_SetString(state->error, "int too large to convert");
    }
    return -1;
}

PyObject *
Hb_StructUnpackValue(const char *from, const Hb_StructCode *code)
{
    switch (code->code) {
    case 'c':
        return PyBytes_FromStringAndSize(from, 1);
    case '?':
        return PyBool_FromLong(*from != 0);
    case 'e':
    case 'f':
    case 'd':
        return unpack_float(from, code);
    default:
        return unpack_int(from, code);
    }
}
