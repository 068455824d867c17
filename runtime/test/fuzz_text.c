/* fuzz_text.c -- random operations on text, for comparing two runtimes.
 *
 * usage: fuzz_text SEED COUNT
 *
 * Prints one line an operation: what was done, and its result in ASCII or its
 * exception.  Linked with the model and with CPython 3.11 it must print the
 * same (fuzz.t compares).  Public API only.
 */
#include <heapbook.h>

static unsigned long long state_;

/* The next number below n; the same on every machine. */
static unsigned int
pick(unsigned int n)
{
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned int)(state_ >> 33) % n;
}

#define COUNT(array)  (sizeof(array) / sizeof *(array))
#define CHOICE(array) ((array)[pick((unsigned int)COUNT(array))])

/* ---- values ------------------------------------------------------------- */

/* Letters of every class: cases that grow, digits, marks, spaces, line ends,
 * unassigned, private, surrogates, the ends of the kinds. */
static const Py_UCS4 letters[] = {
    'a',    'b',    'A',    'B',     'z',     ' ',     ' ',     '\t',
    '\n',   '\r',   '0',    '7',     '.',     ',',     '_',     '-',
    '+',    '%',    '{',    '}',     '\'',    '"',     '\\',    0,
    0x1c,   0x7f,   0x85,   0xa0,    0xaa,    0xad,    0xb2,    0xb5,
    0xbd,   0xdf,   0xe9,   0xc9,    0xff,    0x100,   0x131,   0x130,
    0x149,  0x1c5,  0x3a3,  0x3c3,   0x3c2,   0x300,   0x37e,   0x390,
    0x660,  0x967,  0xfb01, 0x1f88,  0x2028,  0x3000,  0x4e2d,  0xd800,
    0xdc80, 0xfeff, 0xfffd, 0x10400, 0x10428, 0x1d7d8, 0x1f40d, 0x10ffff,
    0x10d0, 0x13a0, 0xab70, 0x2160,  0x24b6,  0x378};

static PyObject *
random_text(unsigned int longest, unsigned int classes)
{
    Py_UCS4 buf[64];
    unsigned int n = pick(longest + 1);

    for (unsigned int i = 0; i < n; i++) {
        buf[i] = letters[pick(classes)];
    }
    return hb_keep(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, buf, n));
}

static PyObject *
text(void)
{
    static const unsigned int classes[] = {5, 12, 24, 38, COUNT(letters)};

    return random_text(pick(3) ? 12 : 2, CHOICE(classes));
}

static PyObject *
short_text(void)
{
    static const unsigned int classes[] = {5, 12, COUNT(letters)};

    return random_text(2, CHOICE(classes));
}

static PyObject *
number(void)
{
    static const char *const displays[] = {
        "0",    "1",     "-1",       "7",
        "255",  "-256",  "1234567",  "-98765432109876543210",
        "True", "1.5",   "-2.25",    "0.0",
        "-0.0", "1e16",  "123456.0", "1e300",
        "1e-5", "0.1",   "2.5",      "99.995",
        "1e22", "100.0", "-1e-300",  "12345678901234567890123"};

    return hb_lit(CHOICE(displays));
}

static PyObject *
value(void)
{
    static const double parts[] = {0.0, -0.0, 1.0, -1.5, 1e20, 3.0};

    switch (pick(6)) {
    case 0:
        return text();
    case 1:
        return hb_keep(PyComplex_FromDoubles(CHOICE(parts), CHOICE(parts)));
    case 2:
        return hb_lit("None");
    default:
        return number();
    }
}

static PyObject *
small(void)
{
    return hb_int((long long)pick(16) - 5);
}

/* ---- results ------------------------------------------------------------ */

/* Prints the exception that is set; its text may hold surrogates. */
static void
show_error(void)
{
    PyObject *type, *error, *traceback, *said, *ascii;

    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    said = PyObject_Str(error);
    ascii = said ? PyObject_ASCII(said) : NULL;
    printf("%s %s\n", ((PyTypeObject *)type)->tp_name,
           ascii ? PyUnicode_AsUTF8(ascii) : "?");
    Py_XDECREF(ascii);
    Py_XDECREF(said);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
}

/* Whether a string of at most one character is the only one of its kind. */
static int
is_shared(PyObject *string)
{
    PyObject *one =
        PyUnicode_GET_LENGTH(string) == 0
            ? PyUnicode_New(0, 0)
            : PyUnicode_FromOrdinal((int)PyUnicode_READ_CHAR(string, 0));

    Py_DECREF(one);
    return one == string;
}

/* Prints a result, a new reference or NULL, and its exact size if text. */
static void
show(const char *what, PyObject *result)
{
    PyObject *ascii;

    printf("%s: ", what);
    if (result == NULL) {
        show_error();
        return;
    }
    ascii = PyObject_ASCII(result);
    printf("%s", ascii ? PyUnicode_AsUTF8(ascii) : "?");
    if (PyUnicode_CheckExact(result)) {
        printf(" kind %d", (int)PyUnicode_KIND(result));
        if (PyUnicode_GET_LENGTH(result) < 2) {
            printf(is_shared(result) ? " shared" : " own");
        }
    }
    if (PyList_CheckExact(result)) {
        printf(" room %zd", ((PyListObject *)result)->allocated);
    }
    putchar('\n');
    Py_XDECREF(ascii);
    Py_DECREF(result);
}

static void
show_subject(PyObject *subject)
{
    PyObject *ascii = hb_keep(PyObject_ASCII(subject));

    printf("%s ", PyUnicode_AsUTF8(ascii));
}

/* ---- operations --------------------------------------------------------- */

static void
plain_method(void)
{
    static const char *const names[] = {
        "upper",       "lower",        "casefold",      "swapcase",
        "capitalize",  "title",        "isascii",       "islower",
        "isupper",     "istitle",      "isspace",       "isalpha",
        "isalnum",     "isdecimal",    "isdigit",       "isnumeric",
        "isprintable", "isidentifier", "strip",         "lstrip",
        "rstrip",      "split",        "rsplit",        "splitlines",
        "expandtabs",  "encode",       "__len__",       "__hash__",
        "__repr__",    "__sizeof__",   "__getnewargs__"};
    const char *name = CHOICE(names);
    PyObject *self = text();

    show_subject(self);
    show(name, PyObject_CallMethod(self, name, NULL));
}

static void
text_method(void)
{
    static const char *const names[] = {
        "find",         "rfind",    "index",        "rindex", "count",
        "startswith",   "endswith", "split",        "rsplit", "partition",
        "rpartition",   "strip",    "lstrip",       "rstrip", "removeprefix",
        "removesuffix", "__add__",  "__contains__", "__lt__", "__eq__",
        "__ge__",       "join",     "__format__",   "__ne__"};
    const char *name = CHOICE(names);
    PyObject *self = text(), *other = pick(20) ? short_text() : value();

    show_subject(self);
    show_subject(other);
    show(name, PyObject_CallMethod(self, name, "(O)", other));
}

static void
counted_method(void)
{
    static const char *const names[] = {"find",  "rfind",  "count",
                                        "split", "rsplit", "index"};
    const char *name = CHOICE(names);
    PyObject *self = text(), *other = short_text(), *n = small();

    show_subject(self);
    show_subject(other);
    show_subject(n);
    show(name, PyObject_CallMethod(self, name, "(OO)", other, n));
}

static void
padding_method(void)
{
    static const char *const names[] = {"center", "ljust", "rjust"};
    const char *name = CHOICE(names);
    PyObject *self = text(), *width = small(), *fill = short_text();

    show_subject(self);
    show_subject(width);
    show_subject(fill);
    show(name, PyObject_CallMethod(self, name, "(OO)", width, fill));
    show("zfill", PyObject_CallMethod(self, "zfill", "(O)", width));
}

static void
replacing(void)
{
    PyObject *self = text(), *from = short_text(), *to = short_text();
    PyObject *count = small();

    show_subject(self);
    show_subject(from);
    show_subject(to);
    show_subject(count);
    show("replace",
         PyObject_CallMethod(self, "replace", "(OOO)", from, to, count));
    show("maketrans",
         PyObject_CallMethod(self, "maketrans", "(OO)", from, to));
}

static void
slicing(void)
{
    PyObject *self = text();
    PyObject *low = pick(4) ? small() : Py_None;
    PyObject *high = pick(4) ? small() : Py_None;
    PyObject *step = pick(3) ? Py_None : small();
    PyObject *slice = hb_keep(PySlice_New(low, high, step));
    PyObject *index = small();

    show_subject(self);
    show_subject(slice);
    show("slice", PyObject_GetItem(self, slice));
    show_subject(index);
    show("item", PyObject_GetItem(self, index));
    show("repeat", PyNumber_Multiply(self, index));
}

static void
encoding(void)
{
    static const char *const codecs[] = {
        "utf-8",          "UTF8",       "latin-1",      "ascii",
        "utf-16",         "utf-16-le",  "utf-32-be",    "utf-32",
        "unicode_escape", "iso-8859-1", "no such codec"};
    static const char *const errors[] = {"strict",
                                         "ignore",
                                         "replace",
                                         "backslashreplace",
                                         "xmlcharrefreplace",
                                         "surrogateescape",
                                         "surrogatepass",
                                         "no such handler"};
    const char *codec = CHOICE(codecs), *handler = CHOICE(errors);
    PyObject *self = text();
    PyObject *bytes = PyUnicode_AsEncodedString(self, codec, handler);

    show_subject(self);
    printf("%s %s ", codec, handler);
    show("encode", Py_XNewRef(bytes));
    if (bytes != NULL) {
        show("decode", PyUnicode_FromEncodedObject(bytes, codec, handler));
        Py_DECREF(bytes);
    }
}

static void
decoding(void)
{
    static const unsigned char bytes[] = {
        'a',  '\n', 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xc3, 0xa9, 0xe0, 0xa0,
        0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5, 0xff, 0xe2, 0x82};
    static const char *const errors[] = {
        "strict",           "ignore",          "replace",
        "backslashreplace", "surrogateescape", "surrogatepass",
        "xmlcharrefreplace"};
    static const char *const codecs[] = {
        "utf-8",     "utf-8",     "ascii",  "latin-1",       "utf-16",
        "utf-16-be", "utf-32-le", "utf-32", "unicode_escape"};
    const char *codec = CHOICE(codecs), *handler = CHOICE(errors);
    char buf[16];
    unsigned int n = pick(sizeof buf);
    PyObject *subject;

    for (unsigned int i = 0; i < n; i++) {
        buf[i] = (char)CHOICE(bytes);
    }
    subject = hb_keep(PyBytes_FromStringAndSize(buf, n));
    show_subject(subject);
    printf("%s %s ", codec, handler);
    show("decode", PyUnicode_Decode(buf, n, codec, handler));
}

/* Appends one of the words, or nothing. */
static void
add_word(char *out, const char *const *words, unsigned int count,
         unsigned int often)
{
    if (pick(10) < often) {
        strcat(out, words[pick(count)]);
    }
}

#define ADD(out, often, ...)                                                  \
    do {                                                                      \
        static const char *const words_[] = {__VA_ARGS__};                    \
        add_word((out), words_, (unsigned int)COUNT(words_), (often));        \
    } while (0)

static void
random_spec(char *out)
{
    *out = '\0';
    ADD(out, 4, "<", ">", "^", "=", "*<", "0>", "a^", "x=", "\xc3\xa9<");
    ADD(out, 3, "+", "-", " ");
    ADD(out, 1, "z");
    ADD(out, 2, "#");
    ADD(out, 2, "0");
    ADD(out, 5, "1", "8", "10", "13", "20", "3");
    ADD(out, 2, ",", "_");
    ADD(out, 4, ".0", ".1", ".3", ".10", ".25", ".");
    ADD(out, 7, "d", "f", "g", "e", "s", "x", "X", "o", "b", "c", "n", "%",
        "F", "G", "E", "k", "\n");
    ADD(out, 1, "?", "}", "{", "0");
}

static void
formatting(void)
{
    char spec[64];
    PyObject *subject = value(), *spec_text;

    random_spec(spec);
    spec_text = hb_str(spec);
    show_subject(subject);
    show_subject(spec_text);
    show("format", PyObject_Format(subject, spec_text));
}

static void
percent_formatting(void)
{
    char format[128] = "";
    PyObject *args, *subject;
    unsigned int n = pick(3) + 1;

    for (unsigned int i = 0; i < n; i++) {
        ADD(format, 3, "text ", "%%", "\xcf\x80");
        strcat(format, "%");
        ADD(format, 1, "(key)", "(a(b)c)", "(");
        ADD(format, 3, "-", "+", " ", "#", "0", "-0", "+0", "# 0");
        ADD(format, 4, "1", "8", "12", "*");
        ADD(format, 3, ".0", ".2", ".7", ".*", ".", ".30");
        ADD(format, 1, "l", "h", "L", "ll");
        ADD(format, 10, "d", "s", "r", "a", "x", "X", "o", "e", "f", "g", "G",
            "E", "i", "u", "c", "F", "%", "y");
    }
    subject = hb_str(format);
    args = pick(8)   ? hb_keep(pick(2) ? PyTuple_Pack(2, value(), value())
                                       : PyTuple_Pack(1, value()))
           : pick(2) ? hb_lit("{'key': 5, 'a(b)c': 'xyz'}")
                     : value();
    show_subject(subject);
    show_subject(args);
    show("percent", PyNumber_Remainder(subject, args));
}

static void
brace_formatting(void)
{
    char format[160] = "";
    unsigned int n = pick(3) + 1;
    PyObject *subject, *method, *args, *kwargs;

    for (unsigned int i = 0; i < n; i++) {
        ADD(format, 4, "text ", "{{", "}}", "\xc3\xa9", "}", "{");
        ADD(format, 9, "{", "{0", "{1", "{key", "{list[0]", "{list[9]",
            "{0.real", "{key.x", "{list[", "{[0]", "{list[0]x", "{0.", "{7",
            "{nope", "{list[0][1]", "{0.imag.real");
        ADD(format, 3, "!r", "!s", "!a", "!x", "!", "!rr");
        ADD(format, 3, ":", ":>8", ":{1}", ":{width}d", ":.{0}", ":{", ":{}",
            ":<{width}.3", ":{0:{1}}");
        ADD(format, 9, "}", "}", "}", "}}");
    }
    subject = hb_str(format);
    method = hb_get(subject, "format");
    args = hb_keep(PyTuple_Pack(2, value(), value()));
    kwargs = hb_lit("{'key': 'vv', 'list': [1, 'two'], 'width': 7}");
    show_subject(subject);
    show_subject(args);
    show("str.format", PyObject_Call(method, args, kwargs));
}

static void
c_formatting(void)
{
    char format[128] = "";
    unsigned int codes = pick(12);
    PyObject *object = value();
    PyObject *subject;
    int wide = 0;

    ADD(format, 5, "text ", "%%");
    strcat(format, "%");
    ADD(format, 2, "0");
    ADD(format, 4, "3", "12");
    ADD(format, 4, ".2", ".0", ".9");
    switch (codes) {
    case 0:
    case 1:
        ADD(format, 10, "S", "R", "A");
        break;
    case 2:
        ADD(format, 10, "s", "s ", "s%");
        break;
    case 3:
    case 4:
        ADD(format, 10, "d", "i", "u", "x");
        break;
    case 5:
    case 6:
        ADD(format, 10, "ld", "li", "lu", "lld", "llu", "zd", "zu", "zi");
        wide = 1;
        break;
    case 7:
        ADD(format, 10, "-24s", "y", "lx", "#x", "+d", "f", "", ".");
        break;
    default:
        ADD(format, 10, "c");
        break;
    }
    ADD(format, 5, " end", " %d");
    subject = hb_str(format);
    show_subject(subject);
    if (codes <= 1) {
        show_subject(object);
        show("FromFormat", PyUnicode_FromFormat(format, object, 1));
    }
    else if (codes == 2 || codes == 7) {
        show("FromFormat",
             PyUnicode_FromFormat(format, "caf\xc3\xa9 \xff text", 1));
    }
    else if (wide) {
        show("FromFormat",
             PyUnicode_FromFormat(format, (long)pick(100000) - 50000, 1));
    }
    else {
        show("FromFormat",
             PyUnicode_FromFormat(format, (int)pick(300000) - 5, 1));
    }
}

static void
parsing(void)
{
    static const char *const pieces[] = {
        "1",   "2", "0", "_",  ".",  "e",        "+",  "-", " ", "inf",
        "nan", "x", "j", "12", "0x", "\xd9\xa0", "E5", "(", ")", "9e999"};
    static PyTypeObject *const types[] = {&PyFloat_Type, &PyFloat_Type,
                                          &PyComplex_Type, &PyLong_Type};
    PyObject *type = (PyObject *)CHOICE(types), *subject;
    char buf[64] = "";

    for (unsigned int n = pick(6) + 1; n > 0; n--) {
        strcat(buf, CHOICE(pieces));
    }
    subject = hb_str(buf);
    show_subject(subject);
    show(((PyTypeObject *)type)->tp_name, PyObject_CallOneArg(type, subject));
}

/* ---- the program -------------------------------------------------------- */

static unsigned int count_;

static void
run(void)
{
    static void (*const operations[])(void) = {
        plain_method,      text_method,
        counted_method,    padding_method,
        replacing,         slicing,
        encoding,          decoding,
        formatting,        percent_formatting,
        brace_formatting,  c_formatting,
        parsing,           formatting,
        percent_formatting};

    for (unsigned int i = 0; i < count_; i++) {
        CHOICE(operations)();
    }
}

int
main(int argc, char **argv)
{
    state_ = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    count_ = argc > 2 ? (unsigned int)atoi(argv[2]) : 1000;
    return hb_main(run);
}
