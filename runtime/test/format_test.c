/* format_test.c -- the four ways to format text. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

/* ---- PyUnicode_FromFormat ----------------------------------------------- */

static void
from_format(void)
{
    PyObject *list = hb_lit("['x', 1]");

    gives(PyUnicode_FromFormat("%d|%5d|%05d|%.3d|%x|%%", 7, 7, -7, 7, 255),
          "'7|    7|000-7|007|ff|%'");
    gives(PyUnicode_FromFormat("%zd %lu %lld", (Py_ssize_t)-1, 2UL, 3LL),
          "'-1 2 3'");
    gives(
        PyUnicode_FromFormat("%s|%8s|%.2s|%6.2s", "abc", "abc", "abc", "abc"),
        "'abc|     abc|ab|    ab'");
    gives(PyUnicode_FromFormat("%s", "caf\xc3\xa9 \xff"),
          "'caf\xc3\xa9 \xef\xbf\xbd'");
    gives(PyUnicode_FromFormat("%S %R %A", list, list, hb_str("\xc3\xa9")),
          "\"['x', 1] ['x', 1] '\\\\xe9'\"");
    gives(PyUnicode_FromFormat("%.2S|%6.3R", hb_str("abc"), list),
          "\"ab|   ['x\"");
    gives(PyUnicode_FromFormat("%U %V %V", hb_str("u"), hb_str("v"), "no",
                               NULL, "yes"),
          "'u v yes'");
    gives(PyUnicode_FromFormat("%c%c", 'a', 0x1f40d), "'a\xf0\x9f\x90\x8d'");
    gives(PyUnicode_FromFormat("%c", 0x110000),
          "OverflowError: character argument not in range(0x110000)");
    gives(PyUnicode_FromFormat("a %-24s b %d", "x", 1), "'a %-24s b %d'");
    gives(PyUnicode_FromFormat("caf\xc3\xa9"),
          "ValueError: PyUnicode_FromFormatV() expects an ASCII-encoded "
          "format string, got a non-ASCII byte: 0xc3");
    gives(PyUnicode_FromFormat("%99999999999999999999d", 1),
          "ValueError: width too big");
    gives(PyUnicode_FromFormat("%p", (void *)0x1f), "'0x1f'");
}

/* ---- % ------------------------------------------------------------------ */

static PyObject *
percent(const char *format, const char *args)
{
    return PyUnicode_Format(hb_str(format), hb_lit(args));
}

static void
percents(void)
{
    gives(percent("%s is %d", "('ada', 36)"), "'ada is 36'");
    gives(percent("%5.1f|%-8s|%+d|%#x|%#o", "(2.25, 'ab', 3, 255, 8)"),
          "'  2.2|ab      |+3|0xff|0o10'");
    gives(percent("%08.3f|%-08d|% d", "(-2.5, 5, 7)"),
          "'-002.500|5       | 7'");
    gives(percent("%(a)s-%(b)05d", "{'a': 1, 'b': 2}"), "'1-00002'");
    gives(percent("%*.*f", "(8, 2, 3.14159)"), "'    3.14'");
    gives(percent("%*d|%-*d|", "(-4, 7, 3, 8)"), "'7   |8  |'");
    is_int(PyUnicode_KIND(hb_keep(percent("%3.1s", "'a\xcf\x80'"))), 1,
           "what was cut off does not widen the result");
    gives(percent("%d", "True"), "'1'");
    gives(percent("%i", "1.9"), "'1'");
    gives(percent("%r %a", "('\xc3\xa9', '\xc3\xa9')"),
          "\"'\xc3\xa9' '\\\\xe9'\"");
    gives(percent("%d", "'x'"),
          "TypeError: %d format: a real number is required, not str");
    gives(percent("%x", "1.5"),
          "TypeError: %x format: an integer is required, not float");
    gives(percent("%s %s", "('a',)"),
          "TypeError: not enough arguments for format string");
    gives(percent("a", "('b',)"), "TypeError: not all arguments converted "
                                  "during string formatting");
    gives(percent("%(a)s", "1"), "TypeError: format requires a mapping");
    gives(percent("%y", "1"), "ValueError: unsupported format character 'y' "
                              "(0x79) at index 1");
    gives(percent("%", "1"), "ValueError: incomplete format");
}

/* ---- str.format --------------------------------------------------------- */

static PyObject *
braces(const char *format, const char *args)
{
    return PyObject_Call(hb_get(hb_str(format), "format"), hb_lit(args),
                         hb_lit("{'key': [1, 'two'], 'width': 7}"));
}

static void
fields(void)
{
    gives(braces("{} and {}", "(1, 'b')"), "'1 and b'");
    gives(braces("{1}{0}{{}}", "(1, 2)"), "'21{}'");
    gives(braces("{key[1]!r:>{width}}", "()"), "\"  'two'\"");
    gives(braces("{0.real:08.3f}", "(1.5,)"), "'0001.500'");
    gives(braces("{}", "()"), "IndexError: Replacement index 0 out of range "
                              "for positional args tuple");
    gives(braces("{nope}", "()"), "KeyError: 'nope'");
    gives(braces("{}{0}", "(1,)"),
          "ValueError: cannot switch from automatic field numbering to manual "
          "field specification");
    gives(braces("{", "()"),
          "ValueError: Single '{' encountered in format string");
    gives(braces("}", "()"),
          "ValueError: Single '}' encountered in format string");
    gives(braces("{0!x}", "(1,)"),
          "ValueError: Unknown conversion specifier x");
    gives(braces("{0:{1:{2}}}", "(1, 2, 3)"),
          "ValueError: Max string recursion exceeded");
}

/* ---- format() ----------------------------------------------------------- */

static PyObject *
format(const char *display, const char *spec)
{
    return PyObject_Format(hb_lit(display), hb_str(spec));
}

static void
specifications(void)
{
    gives(format("1234567", "_d"), "'1_234_567'");
    gives(format("1234567", "030,"), "'00,000,000,000,000,001,234,567'");
    gives(format("-255", "#010x"), "'-0x00000ff'");
    gives(format("65", "c"), "'A'");
    gives(format("5", "*^9"), "'****5****'");
    gives(format("5", "=+6"), "'+    5'");
    gives(format("1e16", ""), "'1e+16'");
    gives(format("123.0", ".3"), "'1.23e+02'");
    gives(format("-0.001", "z.1f"), "'0.0'");
    gives(format("0.5", "%"), "'50.000000%'");
    gives(format("'abc'", ".2"), "'ab'");
    gives(format("'abc'", "=5"), "ValueError: '=' alignment not allowed in "
                                 "string format specifier");
    gives(format("1", ".2"), "ValueError: Precision not allowed in integer "
                             "format specifier");
    gives(format("1", ",_"), "ValueError: Cannot specify both ',' and '_'.");
    gives(format("1", "q"),
          "ValueError: Unknown format code 'q' for object of type 'int'");
    gives(format("1.5", "5x3"), "ValueError: Invalid format specifier '5x3' "
                                "for object of type 'float'");
    gives(format("[]", "x"), "TypeError: unsupported format string passed to "
                             "list.__format__");
}

static void
doubles(void)
{
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0.1, "0.1"},
        {1e22, "1e+22"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {5.684341886080802e-14, "5.684341886080802e-14"},
        {9007199254740993.0, "9007199254740992.0"},
        {-0.0, "-0.0"},
        {123456789012345680.0, "1.2345678901234568e+17"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is(told(PyFloat_FromDouble(rows[i].value)), rows[i].text,
           "the shortest text of row %zu", i);
    }
}

static void
all(void)
{
    from_format();
    percents();
    fields();
    specifications();
    doubles();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
