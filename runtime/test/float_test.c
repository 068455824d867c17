/* float_test.c -- float, bool, complex: text, rounding, free list, errors. */
#include <heapbook.h>
#include <float.h>
#include <math.h>
#include "tap.h"
#include "text.h"

/* ---- text ---- */

static void
shortest_text(void)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0.1, "0.1"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {1e16, "1e+16"},
        {9007199254740993.0, "9007199254740992.0"},
        {1e22, "1e+22"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {5e-324, "5e-324"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {2.0 / 3, "0.6666666666666666"},
        {INFINITY, "inf"},
        {NAN, "nan"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gives(PyFloat_FromDouble(rows[i].value), rows[i].text);
    }
}

/* Digits by integers against those of the C library, for numbers that are
 * easy to get wrong: powers of two and their neighbours, halves, any bits. */

static double
hard_number(unsigned long random, int which)
{
    double value;

    switch (which % 3) {
    case 0:
        value = ldexp(1.0, (int)(random % 2098) - 1074);
        return random >> 40 & 1 ? nextafter(value, INFINITY) : value;
    case 1:
        return (double)(random % 100000 + 0.5) /
               (double)(1UL << (random >> 50) % 10);
    default:
        random &= 0x7fefffffffffffff;
        memcpy(&value, &random, sizeof value);
        return value;
    }
}

static void
same_as_printf(double value, char code, int precision)
{
    char wanted[400], format[] = "%.*_";
    char *text = PyOS_double_to_string(value, code, precision, 0, NULL);

    format[3] = code;
    snprintf(wanted, sizeof wanted, format, precision, value);
    is(text, wanted, "%.17g as %c with %d", value, code, precision);
    PyMem_Free(text);
}

static void
digits_of_hard_numbers(void)
{
    unsigned long random = 1;
    int longer = 0, unread = 0, i;

    for (i = 0; i < 600; i++) {
        char *text, wanted[40];
        double value;

        random = random * 6364136223846793005UL + 1442695040888963407UL;
        value = hard_number(random, i);
        text = PyOS_double_to_string(value, 'r', 0, 0, NULL);
        unread += strtod(text, NULL) != value;
        /* Where 15 digits are enough, no others are as few. */
        snprintf(wanted, sizeof wanted, "%.15g", value);
        longer += strtod(wanted, NULL) == value && strlen(text) > 24;
        PyMem_Free(text);
        if (i % 10 < 3) {
            same_as_printf(value, "efg"[i % 3], 1 + i % 22);
        }
    }
    ok(unread == 0, "600 numbers are read back from their repr");
    ok(longer == 0, "none has more digits than it needs");
}

static void
written(void)
{
    static const struct {
        double value;
        char code;
        int precision, flags;
        const char *text;
        int type;
    } rows[] = {
        {2.5, 'f', 0, 0, "2", Py_DTST_FINITE},
        {3.5, 'f', 0, 0, "4", Py_DTST_FINITE},
        {1e21, 'f', 1, 0, "1000000000000000000000.0", Py_DTST_FINITE},
        {1234.5, 'e', 2, 0, "1.23e+03", Py_DTST_FINITE},
        {1234.5, 'G', 2, 0, "1.2E+03", Py_DTST_FINITE},
        {100, 'g', 6, Py_DTSF_ALT, "100.000", Py_DTST_FINITE},
        {100, 'g', 6, Py_DTSF_ADD_DOT_0, "100.0", Py_DTST_FINITE},
        {3, 'r', 0, Py_DTSF_SIGN, "+3", Py_DTST_FINITE},
        {-INFINITY, 'r', 0, 0, "-inf", Py_DTST_INFINITE},
        {NAN, 'F', 2, 0, "NAN", Py_DTST_NAN},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int type;
        char *text =
            PyOS_double_to_string(rows[i].value, rows[i].code,
                                  rows[i].precision, rows[i].flags, &type);

        is(text, rows[i].text, "%g with %c%d", rows[i].value, rows[i].code,
           rows[i].precision);
        is_int(type, rows[i].type, "its kind");
        PyMem_Free(text);
    }
}

static void
parsed(void)
{
    char *end;

    gives(PyFloat_FromString(hb_str(" 1_000.5e-1\n")), "100.05");
    gives(PyFloat_FromString(hb_str("-Infinity")), "-inf");
    gives(PyFloat_FromString(hb_lit("b'.5'")), "0.5");
    gives(PyFloat_FromString(hb_str("1__0")),
          "ValueError: could not convert string to float: '1__0'");
    gives(PyFloat_FromString(hb_str("0x1p3")),
          "ValueError: could not convert string to float: '0x1p3'");
    gives(PyFloat_FromString(hb_int(1)),
          "TypeError: float() argument must be a string or a real number, not "
          "'int'");
    ok(PyOS_string_to_double("2.5x", &end, NULL) == 2.5 && *end == 'x',
       "reading stops behind the number");
    PyOS_string_to_double("1e999", NULL, PyExc_OverflowError);
    gives(NULL, "OverflowError: value too large to convert to float: '1e999'");
    ok(PyOS_string_to_double("1e999", NULL, NULL) == HUGE_VAL,
       "an infinity without that exception");
}

/* ---- numbers ---- */

static void
rounded(void)
{
    PyObject *round = hb_import("builtins", "round");

    gives(PyObject_CallFunction(round, "d", 2.5), "2");
    gives(PyObject_CallFunction(round, "d", 3.5), "4");
    gives(PyObject_CallFunction(round, "di", 2.675, 2), "2.67");
    gives(PyObject_CallFunction(round, "di", 1234.5, -2), "1200.0");
    gives(PyObject_CallFunction(round, "d", NAN),
          "ValueError: cannot convert float NaN to integer");
    gives(PyObject_CallFunction(round, "di", 1e308, -308), "1e+308");
}

static void
divided(void)
{
    gives(PyNumber_Divmod(hb_float(-7.5), hb_float(2.0)), "(-4.0, 0.5)");
    gives(PyNumber_Remainder(hb_float(-1e-20), hb_float(3.0)), "3.0");
    gives(PyNumber_Remainder(hb_float(6.0), hb_float(-3.0)), "-0.0");
    gives(PyNumber_TrueDivide(hb_float(1.0), hb_float(0.0)),
          "ZeroDivisionError: float division by zero");
    gives(PyNumber_FloorDivide(hb_float(1.0), hb_float(0.0)),
          "ZeroDivisionError: float floor division by zero");
    gives(PyNumber_Remainder(hb_float(1.0), hb_float(0.0)),
          "ZeroDivisionError: float modulo");
    gives(PyNumber_Power(hb_float(0.0), hb_float(-1.0), Py_None),
          "ZeroDivisionError: 0.0 cannot be raised to a negative power");
    gives(PyNumber_Power(hb_float(1e200), hb_float(2.0), Py_None),
          "OverflowError: (34, 'Numerical result out of range')");
    gives(PyNumber_Power(hb_float(-8.0), hb_float(0.5), Py_None),
          "(1.7319121124709868e-16+2.8284271247461903j)");
}

static void
methods(void)
{
    gives(hb_call_(hb_float(0.75), "as_integer_ratio", NULL), "(3, 4)");
    gives(hb_call_(hb_float(-0.1), "hex", NULL), "'-0x1.999999999999ap-4'");
    gives(hb_call_((PyObject *)&PyFloat_Type, "fromhex", hb_str("0x1.8p1"),
                   NULL),
          "3.0");
    gives(hb_call_(hb_float(3.0), "is_integer", NULL), "True");
    gives(PyNumber_Long(hb_float(-1e20)), "-100000000000000000000");
    gives(PyNumber_Long(hb_float(INFINITY)),
          "OverflowError: cannot convert float infinity to integer");
    is_int(PyObject_Hash(hb_float(0.5)), 1152921504606846976, "hash of 0.5");
    is_int(PyObject_Hash(hb_float(3.0)), 3, "of a whole number: the int's");
    is_int(PyObject_Hash(hb_float(INFINITY)), 314159, "of an infinity");
}

static void
packed(void)
{
    char bytes[8];

    is_int(PyFloat_Pack8(1.0, bytes, 0), 0, "big-endian double");
    is_int((unsigned char)bytes[0], 0x3f, "begins with 3f");
    ok(PyFloat_Unpack8(bytes, 0) == 1.0, "and is read back");
    is_int(PyFloat_Pack2(65504.0, bytes, 1), 0, "the largest half");
    ok(PyFloat_Unpack2(bytes, 1) == 65504.0, "is read back");
    gives_int(PyFloat_Pack2(65520.0, bytes, 1),
              "OverflowError: float too large to pack with e format");
    gives_int(PyFloat_Pack4(1e39, bytes, 1),
              "OverflowError: float too large to pack with f format");
}

/* ---- memory ---- */

/* A dead float waits for the next one; a hundred of them may. */
static void
reused(void)
{
#ifndef HB_HOSTILE
    PyObject *a = PyFloat_FromDouble(1.5), *address = a;

    Py_DECREF(a);
    a = PyFloat_FromDouble(2.5);
    ok(a == address, "the memory of a dead float is used again");
    Py_DECREF(a);
#endif
    is_int(hb_sizeof(hb_float(1.0)), 24, "bytes of a float");
    ok(hb_float(1.0) != hb_float(1.0), "two floats are two objects");
}

/* ---- bool and complex ---- */

static void
truth(void)
{
    ok(PyBool_FromLong(-7) == Py_True, "any value but 0 is True");
    ok(PyBool_FromLong(0) == Py_False, "0 is False");
    is_int(hb_sizeof(Py_True), 28, "bytes of True");
    gives(PyNumber_Add(Py_True, Py_True), "2");
    gives(PyNumber_And(Py_True, Py_False), "False");
    gives(PyNumber_Xor(Py_True, hb_int(3)), "2");
    gives(PyObject_CallFunction((PyObject *)&PyBool_Type, "i", 5), "True");
}

static void
planes(void)
{
    PyObject *z = hb_keep(PyComplex_FromDoubles(3.0, -4.0));

    gives(Py_NewRef(z), "(3-4j)");
    gives(PyComplex_FromDoubles(-0.0, 2.0), "(-0+2j)");
    gives(PyComplex_FromDoubles(0.0, -2.5), "-2.5j");
    gives(PyNumber_Absolute(z), "5.0");
    gives(PyNumber_Multiply(z, z), "(-7-24j)");
    gives(PyNumber_TrueDivide(z, hb_int(0)),
          "ZeroDivisionError: complex division by zero");
    gives(PyNumber_Power(z, hb_int(2), Py_None), "(-7-24j)");
    gives(PyObject_RichCompare(z, z, Py_LT),
          "TypeError: '<' not supported between instances of 'complex' and "
          "'complex'");
    is_int(hb_sizeof(z), 32, "bytes of a complex");
}

static void
all(void)
{
    shortest_text();
    digits_of_hard_numbers();
    written();
    parsed();
    rounded();
    divided();
    methods();
    packed();
    reused();
    truth();
    planes();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
