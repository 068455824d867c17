/* calls_number.c -- int and float: arithmetic, text in both directions. */
#include "calls.h"

/* A hundred digits. */
#define TEN(digits)                                                           \
    digits digits digits digits digits digits digits digits digits digits
#define NINES  TEN(TEN("9"))
#define EIGHTS TEN(TEN("8"))

const struct row call_number_rows[] = {
    {"int -", call_operator, 1000000, 3, 0, "-", "(1000000, 999)"},
    {"int *", call_operator, 1000000, 3, 0, "*", "(12345, 6789)"},
    {"int * 60 bits", call_operator, 1000000, 3, 0, "*",
     "(1234567890123, 98765)"},
    {"int //", call_operator, 1000000, 3, 0, "//", "(1234567, 89)"},
    {"int // negative", call_operator, 1000000, 3, 0, "//", "(-1234567, 89)"},
    {"int %", call_operator, 1000000, 3, 0, "%", "(1234567, 89)"},
    {"int divmod", call_operator, 500000, 3, 0, "divmod", "(1234567, 89)"},
    {"int /", call_operator, 1000000, 3, 0, "/", "(1234567, 89)"},
    {"int **", call_operator, 500000, 3, 0, "**", "(3, 20)"},
    {"int ** big", call_operator, 20000, 3, 0, "**", "(7, 300)"},
    {"int pow mod", call_function, 100000, 3, 0, "builtins.pow",
     "(1234567, 65537, 1000000007)"},
    {"int <<", call_operator, 1000000, 3, 0, "<<", "(5, 40)"},
    {"int >>", call_operator, 1000000, 3, 0, ">>", "(123456789012, 7)"},
    {"int &", call_operator, 1000000, 3, 0, "&", "(123456, 65535)"},
    {"int | negative", call_operator, 1000000, 3, 0, "|", "(-123456, 65535)"},
    {"int ^ big", call_operator, 500000, 3, 0, "^",
     "(123456789012345678901234567890, 987654321098765432109876543210)"},
    {"int <", call_operator, 1000000, 3, 0, "<", "(123456, 123457)"},
    {"int == big", call_operator, 1000000, 3, 0,
     "==", "(123456789012345678901, 123456789012345678902)"},
    {"int hash, big", call_operator, 1000000, 3, 0, "hash",
     "(123456789012345678901234567890,)"},
    {"int abs", call_function, 1000000, 3, 0, "builtins.abs", "(-12345,)"},
    {"int + big", call_operator, 500000, 3, 0, "+", "(" NINES ", " EIGHTS ")"},
    {"int // big by one", call_operator, 300000, 3, 0, "//",
     "(" NINES ", 97)"},
    {"int % big by one", call_operator, 300000, 3, 0, "%", "(" NINES ", 97)"},
    {"str of small int", call_operator, 500000, 3, 0, "str", "(7,)"},
    {"str of int", call_operator, 500000, 3, 0, "str", "(123456,)"},
    {"str of 60 bits", call_operator, 300000, 3, 0, "str",
     "(-1234567890123456789,)"},
    {"int of text", call_function, 500000, 3, 0, "builtins.int",
     "('123456',)"},
    {"int of 18 digits", call_function, 300000, 3, 0, "builtins.int",
     "('-123456789012345678',)"},
    {"int of big text", call_function, 20000, 3, 0, "builtins.int",
     "('"
     "979797979797979797979797979797979797979797979797979797979797979797979797"
     "979797979797979797979797979797979797979797979797979797979797979797979797"
     "979797979797979797979797979797979797979797979797979797979797979797979797"
     "979797979797979797979797979797979797979797979797979797979797979797979797"
     "979797979797',)"},
    {"int of hex text", call_function, 300000, 3, 0, "builtins.int",
     "('0xdeadbeef', 16)"},
    {"int of float", call_function, 500000, 3, 0, "builtins.int", "(1234.5,)"},
    {"int of big float", call_function, 500000, 3, 0, "builtins.int",
     "(1.5e30,)"},
    {"int hex", call_function, 300000, 3, 0, "builtins.hex", "(3735928559,)"},
    {"int bin", call_function, 300000, 3, 0, "builtins.bin", "(1234,)"},
    {"int.to_bytes", call_method, 300000, 3, 0, "to_bytes",
     "(123456, 8, 'little')"},
    {"int.bit_length", call_method, 500000, 3, 0, "bit_length", "(123456,)"},
    {"int format", call_operator, 300000, 3, 0, "format", "(1234567, ',d')"},
    {"int format, width", call_operator, 300000, 3, 0, "format", "(42, '>8')"},
    {"float *", call_operator, 1000000, 3, 0, "*", "(2.5, 1.25)"},
    {"float /", call_operator, 1000000, 3, 0, "/", "(2.5, 1.25)"},
    {"float //", call_operator, 1000000, 3, 0, "//", "(7.5, 2.0)"},
    {"float %", call_operator, 500000, 3, 0, "%", "(7.5, 2.0)"},
    {"float **", call_operator, 500000, 3, 0, "**", "(2.5, 1.25)"},
    {"float + int", call_operator, 1000000, 3, 0, "+", "(2.5, 3)"},
    {"float <", call_operator, 1000000, 3, 0, "<", "(2.5, 3.5)"},
    {"float == int", call_operator, 1000000, 3, 0, "==", "(2.5, 3)"},
    {"float hash", call_operator, 1000000, 3, 0, "hash", "(2.5,)"},
    {"repr of float, few", call_operator, 300000, 3, 0, "repr", "(3.25,)"},
    {"repr of float, many", call_operator, 200000, 3, 0, "repr",
     "(3.141592653589793,)"},
    {"repr of float, tiny", call_operator, 100000, 3, 0, "repr",
     "(1.2345678901234567e-200,)"},
    {"repr of float, round", call_operator, 200000, 3, 0, "repr", "(1e22,)"},
    {"repr of float, third", call_operator, 200000, 3, 0, "repr",
     "(0.3333333333333333,)"},
    {"float format .2f", call_operator, 300000, 3, 0, "format",
     "(3.14159, '.2f')"},
    {"float format .3e", call_operator, 200000, 3, 0, "format",
     "(31415.9, '.3e')"},
    {"float format g", call_operator, 200000, 3, 0, "format",
     "(31415.9, 'g')"},
    {"float format .10f", call_operator, 200000, 3, 0, "format",
     "(3.14159, '.10f')"},
    {"float format %", call_operator, 200000, 3, 0, "format",
     "(0.256, '.1%')"},
    {"float of text", call_function, 300000, 3, 0, "builtins.float",
     "('3.25',)"},
    {"float of 17 digits", call_function, 200000, 3, 0, "builtins.float",
     "('3.141592653589793',)"},
    {"float of exponent", call_function, 200000, 3, 0, "builtins.float",
     "('1.2345e-100',)"},
    {"float of int", call_function, 500000, 3, 0, "builtins.float",
     "(12345,)"},
    {"float of big int", call_function, 300000, 3, 0, "builtins.float",
     "(123456789012345678901234567890,)"},
    {"float.is_integer", call_method, 500000, 3, 0, "is_integer", "(2.5,)"},
    {"float.hex", call_method, 200000, 3, 0, "hex", "(3.14159,)"},
    {"float as ratio", call_method, 200000, 3, 0, "as_integer_ratio",
     "(2.5,)"},
    {"round", call_function, 500000, 3, 0, "builtins.round", "(2.6,)"},
    {"round to two places", call_function, 200000, 3, 0, "builtins.round",
     "(3.14159, 2)"},
    {"sum of ints", call_function, 50000, 3, 0, "builtins.sum",
     "([0, 37, 74, 111, 148, 185, 222, 259, 296, 333, 370, 407, 444, 481, "
     "518, 555, 592, 629, 666, 703, 740, 777, 814, 851, 888, 925, 962, 999, "
     "1036, 1073, 1110, 1147, 1184, 1221, 1258, 1295, 1332, 1369, 1406, 1443, "
     "1480, 1517, 1554, 1591, 1628, 1665, 1702, 1739, 1776, 1813],)"},
    {"sum of floats", call_function, 50000, 3, 0, "builtins.sum",
     "([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5, "
     "13.5, 14.5, 15.5, 16.5, 17.5, 18.5, 19.5, 20.5, 21.5, 22.5, 23.5, 24.5, "
     "25.5, 26.5, 27.5, 28.5, 29.5, 30.5, 31.5, 32.5, 33.5, 34.5, 35.5, 36.5, "
     "37.5, 38.5, 39.5, 40.5, 41.5, 42.5, 43.5, 44.5, 45.5, 46.5, 47.5, 48.5, "
     "49.5],)"},
    {"max of ints", call_function, 50000, 3, 0, "builtins.max",
     "([0, 37, 74, 10, 47, 84, 20, 57, 94, 30, 67, 3, 40, 77, 13, 50, 87, 23, "
     "60, 97, 33, 70, 6, 43, 80, 16, 53, 90, 26, 63, 100, 36, 73, 9, 46, 83, "
     "19, 56, 93, 29, 66, 2, 39, 76, 12, 49, 86, 22, 59, 96],)"},
    {"min of three", call_function, 500000, 3, 0, "builtins.min", "(3, 1, 2)"},
    {NULL, NULL, 0, 0, 0},
};
