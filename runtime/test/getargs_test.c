/* getargs_test.c -- reading arguments by a format, and building values. */
#define PY_SSIZE_T_CLEAN
#include <heapbook.h>
#include "tap.h"
#include "text.h"

/* "None" if the arguments (a display of a tuple) are as the format says. */
#define parses(display, ...)                                                  \
    told(PyArg_ParseTuple(hb_lit(display), __VA_ARGS__) ? Py_NewRef(Py_None)  \
                                                        : NULL)

/* ---- numbers ---- */

static void
ranges(void)
{
    static const struct {
        const char *unit, *value, *expected;
    } rows[] = {
        {"b", "(255,)", "None"},
        {"b", "(256,)",
         "OverflowError: unsigned byte integer is greater than maximum"},
        {"b", "(-1,)",
         "OverflowError: unsigned byte integer is less than minimum"},
        {"B", "(256,)", "None"},
        {"h", "(32768,)",
         "OverflowError: signed short integer is greater than maximum"},
        {"H", "(65536,)", "None"},
        {"i", "(2147483648,)",
         "OverflowError: signed integer is greater than maximum"},
        {"i", "(1.5,)",
         "TypeError: 'float' object cannot be interpreted as an integer"},
        {"I", "(-1,)", "None"},
        {"k", "('a',)", "TypeError: f() argument 1 must be int, not str"},
        {"n", "(None,)",
         "TypeError: 'NoneType' object cannot be interpreted "
         "as an integer"},
        {"d", "('a',)", "TypeError: must be real number, not str"},
        {"c", "(b'ab',)",
         "TypeError: f() argument 1 must be a byte string of length 1, not "
         "bytes"},
        {"C", "('ab',)",
         "TypeError: f() argument 1 must be a unicode character, not str"},
        {"p", "([],)", "None"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long long place[2];
        char format[8];

        snprintf(format, sizeof format, "%s:f", rows[i].unit);
        is(parses(rows[i].value, format, place), rows[i].expected, "%s of %s",
           rows[i].unit, rows[i].value);
    }
}

/* A unit writes its own bytes and no others. */
static void
widths(void)
{
    static const struct {
        const char *unit;
        size_t width;
    } rows[] = {{"b", 1}, {"B", 1}, {"h", 2}, {"H", 2}, {"i", 4},
                {"I", 4}, {"l", 8}, {"k", 8}, {"L", 8}, {"K", 8},
                {"n", 8}, {"f", 4}, {"d", 8}, {"p", 4}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char place[16], width = 0;

        memset(place, 0xee, sizeof place);
        PyArg_ParseTuple(hb_lit("(0,)"), rows[i].unit, place);
        while (place[width] == 0) {
            width++;
        }
        is_int(width, rows[i].width, "bytes that %s writes", rows[i].unit);
    }
}

/* ---- text and buffers ---- */

static void
texts(void)
{
    const char *text;
    Py_ssize_t size = 0;
    Py_buffer buffer;
    char *copy = NULL;

    is(parses("('h\xc3\xa9',)", "s", &text), "None", "s takes a str");
    is(text, "h\xc3\xa9", "as UTF-8");
    is(parses("(None,)", "z", &text), "None", "z takes None");
    ok(text == NULL, "as NULL");
    is(parses("(None,)", "s:f", &text),
       "TypeError: f() argument 1 must be str, not None", "s does not");
    is(parses("('a\\x00b',)", "s:f", &text),
       "ValueError: embedded null character", "nor a zero");
    is(parses("('a\\x00b',)", "s#", &text, &size), "None", "s# does");
    is_int(size, 3, "with its length");
    is(parses("('a',)", "y:f", &text),
       "TypeError: a bytes-like object is required, not 'str'",
       "y wants bytes");
    is(parses("(b'ab',)", "w*:f", &buffer),
       "TypeError: f() argument 1 must be read-write bytes-like object, not "
       "bytes",
       "w* wants to write");
    is(parses("(b'ab',)", "y*", &buffer), "None", "y* takes a buffer");
    is_int(buffer.len, 2, "with its length");
    PyBuffer_Release(&buffer);
    is(parses("('\xc3\xa9',)", "es", "latin-1", &copy), "None", "es encodes");
    is(copy, "\xe9", "into a copy");
    PyMem_Free(copy);
}

/* What was taken before the unit that fails is given back. */
static void
cleaned(void)
{
    PyObject *array = hb_keep(PyByteArray_FromStringAndSize("ab", 2));
    PyObject *args = hb_keep(PyTuple_Pack(2, array, Py_None));
    Py_buffer buffer;
    int number;

    ok(!PyArg_ParseTuple(args, "y*i", &buffer, &number), "the second fails");
    PyErr_Clear();
    is_int(((PyByteArrayObject *)array)->ob_exports, 0,
           "and the first one's buffer is released");
}

/* ---- how many ---- */

static void
counts(void)
{
    int a, b, c;

    is(parses("(1,)", "ii:f", &a, &b),
       "TypeError: f() takes exactly 2 arguments (1 given)", "too few");
    is(parses("(1, 2, 3)", "i|i:f", &a, &b),
       "TypeError: f() takes at most 2 arguments (3 given)", "too many");
    is(parses("()", "i|i", &a, &b),
       "TypeError: function takes at least 1 argument (0 given)", "no name");
    is(parses("(1,)", ":f"),
       "TypeError: f() takes exactly 0 arguments (1 given)", "none wanted");
    is(parses("()", "i;my own words", &a), "TypeError: my own words",
       "a message of its own");
    b = -1;
    is(parses("(1,)", "i|i", &a, &b), "None", "an optional one");
    is_int(b, -1, "is left alone");
    is(parses("((1, 2), 3)", "(ii)i", &a, &b, &c), "None", "a nested tuple");
    is_int(a + 10 * b + 100 * c, 321, "fills three places");
    is(parses("((1, 2, 3), 3)", "(ii)i:f", &a, &b, &c),
       "TypeError: f() argument 1 must be sequence of length 2, not 3",
       "of the wrong length");
}

static void
objects(void)
{
    PyObject *args = hb_lit("([1], 2)"), *first, *second;
    Py_ssize_t count = Py_REFCNT(PyTuple_GET_ITEM(args, 0));

    ok(PyArg_ParseTuple(args, "OO", &first, &second), "objects are taken");
    is_int(Py_REFCNT(first), count, "without a new reference");
    is(parses("('a',)", "O!:f", &PyLong_Type, &first),
       "TypeError: f() argument 1 must be int, not str", "O! checks the type");
    is(parses("('a',)", "S:f", &first),
       "TypeError: f() argument 1 must be bytes, not str", "S wants bytes");
    ok(PyArg_UnpackTuple(args, "f", 1, 3, &first, &second, &second),
       "UnpackTuple");
    ok(!PyArg_UnpackTuple(args, "f", 3, 3, &first, &second, &second),
       "with too few");
    gives(NULL, "TypeError: f expected 3 arguments, got 2");
}

/* ---- names ---- */

static const char *
named(const char *args, const char *kwargs, const char *format, int out[3])
{
    static char *names[] = {"a", "b", "c", NULL};

    out[0] = out[1] = out[2] = -1;
    return told(PyArg_ParseTupleAndKeywords(hb_lit(args), hb_lit(kwargs),
                                            format, names, &out[0], &out[1],
                                            &out[2])
                    ? Py_NewRef(Py_None)
                    : NULL);
}

static void
keywords(void)
{
    int out[3];

    is(named("(1,)", "{'c': 3}", "i|ii:f", out), "None", "one by name");
    is_int(out[0] + 10 * out[2], 31, "both stored");
    is_int(out[1], -1, "the one between is left alone");
    is(named("(1,)", "{'a': 2}", "i|ii:f", out),
       "TypeError: argument for f() given by name ('a') and position (1)",
       "twice");
    is(named("()", "{'b': 2}", "i|ii:f", out),
       "TypeError: f() missing required argument 'a' (pos 1)", "missing");
    is(named("(1,)", "{'x': 2}", "i|ii:f", out),
       "TypeError: 'x' is an invalid keyword argument for f()", "unknown");
    is(named("(1, 2)", "{}", "i|$ii:f", out),
       "TypeError: f() takes at most 1 positional argument (2 given)",
       "by name only");
    is(named("(1, 2, 3, 4)", "{}", "i|ii:f", out),
       "TypeError: f() takes at most 3 arguments (4 given)", "too many");
    is(named("(1,)", "{5: 2}", "i|ii:f", out),
       "TypeError: keywords must be strings", "a name that is no str");
}

/* ---- building ---- */

static void
built(void)
{
    PyObject *list = PyList_New(0), *pair;

    gives(Py_BuildValue(""), "None");
    gives(Py_BuildValue("i", 1), "1");
    gives(Py_BuildValue("()"), "()");
    gives(Py_BuildValue("(i)", 1), "(1,)");
    gives(Py_BuildValue("[is#{s:d}]", 1, "abc", (Py_ssize_t)2, "k", 0.5),
          "[1, 'ab', {'k': 0.5}]");
    gives(Py_BuildValue("szy", NULL, NULL, "b"), "(None, None, b'b')");
    gives(Py_BuildValue("KkC", ~0ULL, ~0UL, 0x20ac),
          "(18446744073709551615, 18446744073709551615, '\xe2\x82\xac')");
    gives(Py_BuildValue("(i", 1), "SystemError: unmatched paren in format");
    gives(Py_BuildValue("O", NULL),
          "SystemError: NULL object passed to Py_BuildValue");
    pair = Py_BuildValue("ON", list, list);
    is_int(Py_REFCNT(list), 2, "O takes a reference, N is given one");
    Py_DECREF(pair);
}

static void
all(void)
{
    ranges();
    widths();
    texts();
    cleaned();
    counts();
    objects();
    keywords();
    built();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
