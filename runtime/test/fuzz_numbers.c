/* fuzz_numbers.c -- random numbers under every operation, as a transcript.
 *
 * Ints from one digit to many, with edges around powers of two and ten;
 * bools, floats of all sizes, complex numbers.  usage: fuzz_numbers SEED COUNT
 */
#include "fuzz_common.h"

/* ---- values ---- */

static PyObject *
shifted(long base, long bits)
{
    PyObject *a = PyLong_FromLong(base), *b = PyLong_FromLong(bits);
    PyObject *result = PyNumber_Lshift(a, b);

    Py_DECREF(a);
    Py_DECREF(b);
    return result;
}

/* +-2**bits, off by a little. */
static PyObject *
near_power(void)
{
    static const long bits[] = {8, 15, 29, 30, 31, 32, 53, 60, 62, 63, 64};
    PyObject *power = shifted(chance(2) ? 1 : -1, bits[chance(11)]);
    PyObject *little = PyLong_FromLong((long)chance(5) - 2);
    PyObject *result = PyNumber_Add(power, little);

    Py_DECREF(power);
    Py_DECREF(little);
    return result;
}

/* Random digits in base 16, at most 80 of them. */
static PyObject *
long_digits(void)
{
    char text[96], *at = text;
    unsigned n = 1 + chance(80);

    if (chance(2)) {
        *at++ = '-';
    }
    while (n-- > 0) {
        *at++ = "0123456789abcdef"[chance(3) ? chance(16) : 15 * chance(2)];
    }
    *at = '\0';
    return PyLong_FromString(text, NULL, 16);
}

static PyObject *
make_whole(void)
{
    switch (chance(8)) {
    case 0:
        return near_power();
    case 1:
        return long_digits();
    case 2:
        return PyLong_FromLong((long)chance(2000) - 1000);
    case 3:
        return PyBool_FromLong(chance(2));
    default:
        return PyLong_FromLong((long)chance(30) - 10);
    }
}

static double
some_double(void)
{
    union {
        unsigned long long bits;
        double value;
    } any;

    switch (chance(10)) {
    case 0:
        any.bits = (unsigned long long)chance(1u << 31) << 33 |
                   (unsigned long long)chance(1u << 31) << 2;
        return any.value;
    case 1:
        return chance(2) ? Py_HUGE_VAL : -Py_HUGE_VAL;
    case 2:
        return chance(3) ? 1e16 * chance(50) : -0.0;
    case 3:
        return ((double)chance(1u << 30) - 5e8) / 1000003.0;
    case 4:
        return (chance(1u << 30) + 1.0) * 1e-12;
    case 5:
    case 6:
        return ((double)chance(200000) - 100000) / 100;
    default:
        return ((double)chance(40) - 20) / 2;
    }
}

static PyObject *
make_number(void)
{
    switch (chance(8)) {
    case 0:
    case 1:
        return PyFloat_FromDouble(some_double());
    case 2:
        return chance(3) ? PyFloat_FromDouble(some_double())
                         : PyComplex_FromDoubles((double)chance(9) - 4,
                                                 (double)chance(9) / 2);
    default:
        return make_whole();
    }
}

/* ---- operators ---- */

static const struct {
    const char *name;
    PyObject *(*call)(PyObject *, PyObject *);
} binary[] = {
    {"+", PyNumber_Add},
    {"-", PyNumber_Subtract},
    {"*", PyNumber_Multiply},
    {"//", PyNumber_FloorDivide},
    {"%", PyNumber_Remainder},
    {"divmod", PyNumber_Divmod},
    {"/", PyNumber_TrueDivide},
    {"&", PyNumber_And},
    {"|", PyNumber_Or},
    {"^", PyNumber_Xor},
    {">>", PyNumber_Rshift},
    {"@", PyNumber_MatrixMultiply},
    {"+=", PyNumber_InPlaceAdd},
    {"-=", PyNumber_InPlaceSubtract},
    {"*=", PyNumber_InPlaceMultiply},
    {"//=", PyNumber_InPlaceFloorDivide},
    {"%=", PyNumber_InPlaceRemainder},
    {"/=", PyNumber_InPlaceTrueDivide},
    {"&=", PyNumber_InPlaceAnd},
    {"|=", PyNumber_InPlaceOr},
    {"^=", PyNumber_InPlaceXor},
    {">>=", PyNumber_InPlaceRshift},
};

static const struct {
    const char *name;
    PyObject *(*call)(PyObject *);
} unary[] = {
    {"neg", PyNumber_Negative}, {"pos", PyNumber_Positive},
    {"abs", PyNumber_Absolute}, {"inv", PyNumber_Invert},
    {"int", PyNumber_Long},     {"float", PyNumber_Float},
    {"index", PyNumber_Index},  {"str", PyObject_Str},
};

static void
binary_step(PyObject *a)
{
    PyObject *b = make_number();
    unsigned i = chance(Py_ARRAY_LENGTH(binary));

    printf(" %s ", binary[i].name);
    put_repr(b);
    printf(" -> ");
    put_result(binary[i].call(a, b));
    Py_DECREF(b);
}

static void
power_step(PyObject *a)
{
    PyObject *b = chance(5) ? PyLong_FromLong((long)chance(14) - 3)
                            : PyFloat_FromDouble((double)chance(9) / 2 - 2);
    PyObject *mod = chance(2) ? make_whole() : Py_NewRef(Py_None);

    printf(" ** ");
    put_repr(b);
    printf(" %% ");
    put_repr(mod);
    printf(" -> ");
    put_result(chance(2) ? PyNumber_Power(a, b, mod)
                         : PyNumber_InPlacePower(a, b, mod));
    Py_DECREF(b);
    Py_DECREF(mod);
}

static void
shift_step(PyObject *a)
{
    PyObject *b = PyLong_FromLong((long)chance(130) - 4);

    printf(" << ");
    put_repr(b);
    printf(" -> ");
    put_result(chance(2) ? PyNumber_Lshift(a, b)
                         : PyNumber_InPlaceLshift(a, b));
    Py_DECREF(b);
}

static void
compare_step(PyObject *a)
{
    PyObject *b = chance(6) ? make_number() : PyNumber_Float(a);
    int op;

    PyErr_Clear();
    b = b != NULL ? b : make_number();
    put_repr(b);
    for (op = 0; op < 6; op++) {
        printf(" ");
        put_result(PyObject_RichCompare(a, b, op));
    }
    /* The hash of a nan is an address. */
    if (!PyComplex_Check(a) &&
        !(PyFloat_Check(a) && isnan(PyFloat_AS_DOUBLE(a)))) {
        printf(" hash %lld", (long long)PyObject_Hash(a));
    }
    printf(" true %d", PyObject_IsTrue(a));
    Py_DECREF(b);
}

/* ---- methods ---- */

static void
method_step(PyObject *a)
{
    static const char *const plain[] = {
        "bit_length",       "bit_count",  "conjugate",      "__trunc__",
        "as_integer_ratio", "hex",        "is_integer",     "__floor__",
        "__ceil__",         "__sizeof__", "__getnewargs__",
    };
    const char *name = plain[chance(Py_ARRAY_LENGTH(plain))];

    printf(".%s() -> ", name);
    put_result(PyObject_CallMethod(a, name, NULL));
}

static void
round_step(PyObject *a)
{
    long digits = (long)chance(12) - 4;

    printf(" round %ld -> ", digits);
    put_result(PyObject_CallMethod(a, "__round__", "l", digits));
    printf(" ");
    put_result(PyObject_CallMethod(a, "__round__", NULL));
}

static void
format_step(PyObject *a)
{
    static const char *const specs[] = {
        "",     "d",     "x",     "#x",   "o",    "#b",   "n",     "c",
        "e",    ".3e",   "f",     ".0f",  ".2f",  "g",    ".3g",   "%",
        ".1%",  "+",     "-",     " ",    "10",   "<12",  ">+12",  "^15",
        "=+15", "010",   ",",     "_",    "_x",   "015,", "*^20,", ".10",
        "+.2e", "#.3g",  "08.3f", "s",    "10s",  ".3d",  ",x",    "E",
        "G",    "020_b", "=",     "0=+9", ",.2f", "_.1f", "#g",    "X",
    };
    PyObject *spec =
        PyUnicode_FromString(specs[chance(Py_ARRAY_LENGTH(specs))]);

    printf(" format ");
    put_repr(spec);
    printf(" -> ");
    put_result(PyObject_Format(a, spec));
    Py_DECREF(spec);
}

static void
bytes_step(PyObject *a)
{
    const char *order = chance(2) ? "big" : "little";
    long length = (long)chance(12);
    PyObject *kwargs = Py_BuildValue("{s:i}", "signed", (int)chance(2));
    PyObject *method = PyObject_GetAttrString(a, "to_bytes"), *args, *bytes;

    printf(" to_bytes %ld %s -> ", length, order);
    if (method == NULL) {
        put_exception();
        Py_DECREF(kwargs);
        return;
    }
    args = Py_BuildValue("(ls)", length, order);
    bytes = PyObject_Call(method, args, kwargs);
    Py_XINCREF(bytes);
    put_result(bytes);
    if (bytes != NULL) {
        PyObject *from =
            PyObject_GetAttrString((PyObject *)&PyLong_Type, "from_bytes");

        Py_SETREF(args, Py_BuildValue("(Os)", bytes, order));
        put_result(PyObject_Call(from, args, kwargs));
        Py_DECREF(from);
        Py_DECREF(bytes);
    }
    Py_DECREF(args);
    Py_DECREF(method);
    Py_DECREF(kwargs);
}

/* ---- to C ---- */

static void
put_number(long long value)
{
    if (PyErr_Occurred()) {
        put_exception();
    }
    else {
        printf("%lld", value);
    }
    printf(" ");
}

static void
convert_step(PyObject *a)
{
    int overflow = 7;

    printf(" to C ");
    put_number(PyLong_AsLong(a));
    put_number(PyLong_AsLongLong(a));
    put_number(PyLong_AsSsize_t(a));
    put_number((long long)PyLong_AsUnsignedLong(a));
    put_number((long long)PyLong_AsUnsignedLongMask(a));
    put_number((long long)PyLong_AsSize_t(a));
    put_number(PyNumber_AsSsize_t(a, chance(2) ? PyExc_IndexError : NULL));
    put_number(PyLong_AsLongAndOverflow(a, &overflow));
    printf("%d %.17g", overflow, PyFloat_AsDouble(a));
    if (PyErr_Occurred()) {
        put_exception();
    }
    printf(" base ");
    put_result(PyNumber_ToBase(a, chance(2) ? 2 << chance(2) * 2 : 10));
}

static void
parse_step(void)
{
    static const char parts[] = "0123456789_xXbo+-.eEjinfa \t";
    char text[24];
    unsigned n = chance(12), i;
    PyObject *str;

    for (i = 0; i < n; i++) {
        text[i] = parts[chance(3) ? chance(10) : chance(sizeof(parts) - 1)];
    }
    text[n] = '\0';
    str = PyUnicode_FromString(text);
    put_repr(str);
    printf(" int ");
    put_result(PyLong_FromUnicodeObject(str, (int)chance(5) * 4));
    printf(" float ");
    put_result(PyFloat_FromString(str));
    printf(" complex ");
    put_result(PyObject_CallOneArg((PyObject *)&PyComplex_Type, str));
    Py_DECREF(str);
}

/* ---- the program ---- */

static void
step(void)
{
    PyObject *a = make_number();
    unsigned i;

    put_repr(a);
    switch (chance(12)) {
    case 0:
        power_step(a);
        break;
    case 1:
        shift_step(a);
        break;
    case 2:
        compare_step(a);
        break;
    case 3:
        method_step(a);
        break;
    case 4:
        round_step(a);
        break;
    case 5:
        format_step(a);
        break;
    case 6:
        bytes_step(a);
        break;
    case 7:
        convert_step(a);
        break;
    case 8:
        parse_step();
        break;
    case 9:
        i = chance(Py_ARRAY_LENGTH(unary));
        printf(" %s -> ", unary[i].name);
        put_result(unary[i].call(a));
        break;
    default:
        binary_step(a);
        break;
    }
    printf("\n");
    Py_DECREF(a);
}

int
main(int argc, char **argv)
{
    return fuzz_main(argc, argv, step);
}
