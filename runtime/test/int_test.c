/* int_test.c -- int: what is shared, digits, arithmetic, conversions. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

static PyObject *
big(const char *decimal)
{
    return hb_keep(PyLong_FromString(decimal, NULL, 10));
}

/* ---- layout ---- */

static void
sharing(void)
{
    PyObject *a, *b;
    long value;
    int shared = 0;

    for (value = -20; value <= 300; value++) {
        a = PyLong_FromLong(value);
        b = PyLong_FromLong(value);
        shared += a == b;
        if ((a == b) != (value >= -5 && value <= 256)) {
            ok(0, "%ld is %sshared", value, a == b ? "" : "not ");
        }
        Py_DECREF(a);
        Py_DECREF(b);
    }
    is_int(shared, 262, "262 numbers exist once: -5 .. 256");
    a = hb_keep(PyNumber_Subtract(hb_int(1000), hb_int(990)));
    ok(a == hb_int(10), "a result that is small is the shared one");
    a = hb_keep(PyNumber_Subtract(big("100000000000000000000"),
                                  big("99999999999999999998")));
    ok(a == hb_int(2), "also when long operands give it");
    ok(big("0042") == hb_int(42), "and when it is read from text");
}

static void
sizes(void)
{
    static const struct {
        const char *value;
        int digits;
        int bytes;
    } rows[] = {
        {"0", 0, 28},          {"1", 1, 28},
        {"-1", -1, 28},        {"1073741823", 1, 28},
        {"1073741824", 2, 32}, {"-1152921504606846976", -3, 36},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        PyObject *v = big(rows[i].value);

        is_int(Py_SIZE(v), rows[i].digits, "digits of %s", rows[i].value);
        is_int(hb_sizeof(v), rows[i].bytes, "bytes of %s", rows[i].value);
    }
    is_int(((PyLongObject *)big("1073741829"))->ob_digit[0], 5,
           "the lowest digit comes first");
    is_int(((PyLongObject *)big("1073741829"))->ob_digit[1], 1,
           "a digit has 30 bits");
}

/* ---- arithmetic ---- */

static void
dividing(void)
{
    static const struct {
        long a, b;
        const char *expected;
    } rows[] = {
        {7, 2, "(3, 1)"},
        {-7, 2, "(-4, 1)"},
        {7, -2, "(-4, -1)"},
        {-7, -2, "(3, -1)"},
        {-6, 3, "(-2, 0)"},
        {0, -3, "(0, 0)"},
        {1L << 40, -3, "(-366503875926, -2)"},
        {-(1L << 40), 7, "(-157073089683, 5)"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gives(PyNumber_Divmod(hb_int(rows[i].a), hb_int(rows[i].b)),
              rows[i].expected);
    }
    gives(PyNumber_FloorDivide(hb_int(1), hb_int(0)),
          "ZeroDivisionError: integer division or modulo by zero");
    gives(PyNumber_Remainder(hb_int(1), hb_int(0)),
          "ZeroDivisionError: integer modulo by zero");
    gives(PyNumber_TrueDivide(hb_int(1), hb_int(0)),
          "ZeroDivisionError: division by zero");
    gives(PyNumber_TrueDivide(big("9007199254740993"), hb_int(1)),
          "9007199254740992.0");
    gives(PyNumber_TrueDivide(big("9007199254740995"), hb_int(1)),
          "9007199254740996.0");
    gives(_PyLong_DivmodNear(hb_int(25), hb_int(10)), "(2, 5)");
    gives(_PyLong_DivmodNear(hb_int(35), hb_int(10)), "(4, -5)");
}

/* (a * b) // b is a, and the rest 0, on both sides of Karatsuba's limit. */
static void
multiplying(void)
{
    PyObject *a = hb_int(7), *b = hb_int(-3);
    int bits;

    for (bits = 60; bits <= 60000; bits *= 3) {
        PyObject *shift = hb_int(bits), *product, *back;

        a = hb_keep(PyNumber_Lshift(a, hb_int(bits / 2)));
        a = hb_keep(PyNumber_Add(a, hb_int(bits)));
        b = hb_keep(PyNumber_Lshift(b, shift));
        b = hb_keep(PyNumber_Subtract(b, hb_int(1)));
        product = hb_keep(PyNumber_Multiply(a, b));
        back = hb_keep(PyNumber_FloorDivide(product, b));
        ok(PyObject_RichCompareBool(back, a, Py_EQ),
           "dividing undoes multiplying, %zd and %zd digits",
           Py_ABS(Py_SIZE(a)), Py_ABS(Py_SIZE(b)));
    }
}

static void
powers(void)
{
    PyObject *none = Py_None;

    gives(PyNumber_Power(hb_int(3), hb_int(40), none), "12157665459056928801");
    gives(PyNumber_Power(hb_int(2), hb_int(-2), none), "0.25");
    gives(PyNumber_Power(hb_int(3), hb_int(200), hb_int(1000007)), "959082");
    gives(PyNumber_Power(hb_int(3), hb_int(-1), hb_int(7)), "5");
    gives(PyNumber_Power(hb_int(-3), hb_int(-1), hb_int(7)), "2");
    gives(PyNumber_Power(hb_int(3), hb_int(2), hb_int(-7)), "-5");
    gives(PyNumber_Power(hb_int(2), hb_int(-1), hb_int(4)),
          "ValueError: base is not invertible for the given modulus");
    gives(PyNumber_Power(hb_int(2), hb_int(1), hb_int(0)),
          "ValueError: pow() 3rd argument cannot be 0");
}

static void
bits(void)
{
    PyObject *low = big("-1180591620717411303425"); /* -2**70 - 1 */

    gives(PyNumber_And(low, hb_int(-256)), "-1180591620717411303680");
    gives(PyNumber_And(low, hb_int(255)), "255");
    gives(PyNumber_Or(low, big("1180591620717411303424")), "-1");
    gives(PyNumber_Xor(low, hb_int(-1)), "1180591620717411303424");
    gives(PyNumber_Invert(low), "1180591620717411303424");
    gives(PyNumber_Rshift(low, hb_int(70)), "-2");
    gives(PyNumber_Rshift(low, big("99999999999999999999")), "-1");
    gives(PyNumber_Rshift(hb_int(-5), hb_int(1)), "-3");
    gives(PyNumber_Lshift(hb_int(-5), hb_int(33)), "-42949672960");
    gives(PyNumber_Lshift(hb_int(1), hb_int(-1)),
          "ValueError: negative shift count");
    gives(PyNumber_Lshift(hb_int(1), big("99999999999999999999")),
          "OverflowError: too many digits in integer");
    is_int(_PyLong_NumBits(low), 71, "bits of -2**70 - 1");
    is_int(_PyLong_Sign(low), -1, "its sign");
}

/* ---- conversions ---- */

static void
to_c(void)
{
    PyObject *max = big("9223372036854775807"),
             *huge = big("100000000000000000000");
    PyObject *min = big("-9223372036854775808");
    int overflow;

    is_int(PyLong_AsLong(max), LONG_MAX, "the largest long");
    is_int(PyLong_AsLong(min), LONG_MIN, "the smallest long");
    gives_int(PyLong_AsLong(huge), "OverflowError: Python int too large to "
                                   "convert to C long");
    gives_int(PyLong_AsLongLong(huge),
              "OverflowError: int too big to convert");
    gives_int(PyLong_AsSsize_t(huge), "OverflowError: Python int too large "
                                      "to convert to C ssize_t");
    gives_int(_PyLong_AsInt(max), "OverflowError: Python int too large to "
                                  "convert to C int");
    gives_int((long)PyLong_AsUnsignedLong(hb_int(-1)),
              "OverflowError: can't convert negative value to unsigned int");
    gives_int((long)PyLong_AsSize_t(hb_int(-1)),
              "OverflowError: can't convert negative value to size_t");
    gives_int((long)PyLong_AsUnsignedLong(hb_str("1")),
              "TypeError: an integer is required");
    gives_int(PyLong_AsLong(hb_float(1.5)),
              "TypeError: 'float' object cannot be interpreted as an integer");
    is_int(PyLong_AsLongAndOverflow(huge, &overflow), -1, "too large");
    is_int(overflow, 1, "said without exception");
    PyLong_AsLongAndOverflow(hb_keep(PyNumber_Negative(huge)), &overflow);
    is_int(overflow, -1, "too small");
    is_int(PyLong_AsUnsignedLongMask(huge), 7766279631452241920,
           "the value modulo 2**64");
    is_int(PyLong_AsUnsignedLongMask(hb_int(-1)), -1, "and of -1");
}

static void
from_text(void)
{
    static const struct {
        const char *text;
        int base;
        const char *expected;
    } rows[] = {
        {" -0x_ff ", 0, "-255"},
        {"0b101", 2, "5"},
        {"0o17", 0, "15"},
        {"zz", 36, "1295"},
        {"00", 0, "0"},
        {"01", 0, "ValueError: invalid literal for int() with base 0: '01'"},
        {"1__0", 10,
         "ValueError: invalid literal for int() with base 10: '1__0'"},
        {"1_", 10, "ValueError: invalid literal for int() with base 10: '1_'"},
        {"", 10, "ValueError: invalid literal for int() with base 10: ''"},
        {"12x", 10,
         "ValueError: invalid literal for int() with base 10: '12x'"},
        {"1", 37, "ValueError: int() arg 2 must be >= 2 and <= 36"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        gives(PyLong_FromString(rows[i].text, NULL, rows[i].base),
              rows[i].expected);
    }
}

static void
limits(void)
{
    static char digits[5001];
    PyObject *shift = hb_int(20000);

    memset(digits, '1', 4301);
    gives(PyLong_FromString(digits, NULL, 10),
          "ValueError: Exceeds the limit (4300 digits) for integer string "
          "conversion: value has 4301 digits; use "
          "sys.set_int_max_str_digits() to increase the limit");
    gives(PyObject_Str(hb_keep(PyNumber_Lshift(hb_int(1), shift))),
          "ValueError: Exceeds the limit (4300 digits) for integer string "
          "conversion; use sys.set_int_max_str_digits() to increase the "
          "limit");
    digits[4300] = '\0';
    PyObject *longest = hb_keep(PyLong_FromString(digits, NULL, 10));
    is(PyUnicode_AsUTF8(hb_keep(PyObject_Str(longest))), digits,
       "4300 digits are read and written");
}

static void
bytes(void)
{
    unsigned char two[2];
    PyLongObject *v = (PyLongObject *)hb_int(-300);

    is_int(_PyLong_AsByteArray(v, two, 2, 1, 1), 0, "-300 fits two bytes");
    is_int(two[0], 0xd4, "low byte");
    is_int(two[1], 0xfe, "high byte");
    gives(_PyLong_FromByteArray(two, 2, 1, 1), "-300");
    gives(_PyLong_FromByteArray(two, 2, 0, 0), "54526");
    gives_int(_PyLong_AsByteArray(v, two, 1, 1, 1),
              "OverflowError: int too big to convert");
    gives_int(_PyLong_AsByteArray(v, two, 2, 1, 0),
              "OverflowError: can't convert negative int to unsigned");
    v = (PyLongObject *)hb_int(-32768);
    is_int(_PyLong_AsByteArray(v, two, 2, 0, 1), 0, "-2**15 fits two bytes");
    is_int(two[0], 0x80, "as 80 00");
}

static void
hashing(void)
{
    is_int(PyObject_Hash(hb_int(-1)), -2, "-1 is no hash");
    is_int(PyObject_Hash(big("2305843009213693951")), 0, "hash of 2**61 - 1");
    is_int(PyObject_Hash(big("2305843009213693952")), 1, "hash of 2**61");
    ok(PyObject_Hash(hb_float(1e20)) ==
           PyObject_Hash(big("100000000000000000000")),
       "equal numbers have equal hashes");
}

static void
all(void)
{
    sharing();
    sizes();
    dividing();
    multiplying();
    powers();
    bits();
    to_c();
    from_text();
    limits();
    bytes();
    hashing();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
