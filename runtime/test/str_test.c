/* str_test.c -- str: layouts, sharing, change in place, interning. */
#include <heapbook.h>
#include "tap.h"
#include "text.h"

#define TEXT(utf8) PyUnicode_FromString(utf8)

/* ---- layouts ------------------------------------------------------------ */

static void
kinds(void)
{
    static const struct {
        const char *utf8;
        int kind, ascii;
        Py_ssize_t length, size;
    } rows[] = {
        {"", 1, 1, 0, 49},
        {"spam", 1, 1, 4, 53},
        {"caf\xc3\xa9", 1, 0, 4, 77},
        {"\xcf\x80r", 2, 0, 2, 78},
        {"\xf0\x9f\x90\x8d!", 4, 0, 2, 84},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        PyObject *text = hb_str(rows[i].utf8);

        is_int(PyUnicode_KIND(text), rows[i].kind, "kind of row %zu", i);
        is_int(PyUnicode_IS_ASCII(text), rows[i].ascii, "ascii of row %zu", i);
        is_int(PyUnicode_GET_LENGTH(text), rows[i].length, "length of row %zu",
               i);
        is_int(hb_sizeof(text), rows[i].size, "size of row %zu", i);
    }
    is_int(sizeof(PyASCIIObject), 48, "header of ASCII text");
    is_int(sizeof(PyCompactUnicodeObject), 72, "header of other text");
    is_int(sizeof(PyUnicodeObject), 80, "header of a subclass's instance");
}

static void
narrowing(void)
{
    Py_UCS4 wide[] = {'a', 'b', 'c'};
    Py_UCS2 two[] = {0xe9, 'x'};
    PyObject *ascii = hb_keep(PyUnicode_FromKindAndData(4, wide, 3));
    PyObject *latin = hb_keep(PyUnicode_FromKindAndData(2, two, 2));
    PyObject *snake = hb_str("x\xf0\x9f\x90\x8d");

    is_int(PyUnicode_KIND(ascii), 1, "four-byte input of ASCII is narrowed");
    ok(PyUnicode_IS_ASCII(ascii), "and marked as ASCII");
    is_int(PyUnicode_KIND(latin), 1, "two-byte input of Latin-1 is narrowed");
    is_int(PyUnicode_KIND(hb_slice(snake, 0, 1)), 1,
           "a slice without the wide character is narrow");
    gives(PyUnicode_FromKindAndData(3, wide, 3), "SystemError: invalid kind");
    gives(PyUnicode_FromKindAndData(1, wide, -1),
          "ValueError: size must be positive");
    gives(PyUnicode_New(3, 0x110000), "SystemError: invalid maximum character "
                                      "passed to PyUnicode_New");
    gives(PyUnicode_New(-1, 127),
          "SystemError: Negative size passed to PyUnicode_New");
}

static void
sharing(void)
{
    ok(hb_str("") == hb_keep(PyUnicode_New(0, 0)), "the empty string is one");
    ok(hb_str("q") == hb_keep(PyUnicode_FromOrdinal('q')),
       "a character of ASCII is one");
    ok(hb_str("\xc3\xbf") == hb_keep(PyUnicode_FromOrdinal(255)),
       "a character of Latin-1 is one");
    ok(hb_str("\xc4\x80") != hb_keep(PyUnicode_FromOrdinal(256)),
       "U+0100 is made anew");
    ok(hb_call(hb_str("banana"), "strip", hb_str("bn")) !=
           hb_call(hb_str("banana"), "strip", hb_str("bn")),
       "a longer result is made anew");
    ok(hb_call(hb_str("xax"), "strip", hb_str("x")) == hb_str("a"),
       "a result of one letter is the shared one");
    ok(hb_call(hb_str("A"), "lower") != hb_str("a"), "but not from lower()");
}

/* ---- change in place ---------------------------------------------------- */

static void
appending(void)
{
    PyObject *text = TEXT("some words"), *same = text, *other;

    PyUnicode_AppendAndDel(&text, TEXT("!"));
    is(PyUnicode_AsUTF8(text), "some words!", "a lone string grows");
    other = Py_NewRef(text);
    same = text;
    PyUnicode_AppendAndDel(&text, TEXT("?"));
    ok(text != same, "with a second reference the result is another string");
    is(PyUnicode_AsUTF8(other), "some words!", "and the first is unchanged");
    Py_DECREF(other);
    PyObject_Hash(text);
    same = text;
    PyUnicode_AppendAndDel(&text, TEXT("?"));
    ok(text != same, "a string that was hashed is not changed");
    PyUnicode_AppendAndDel(&text, TEXT("\xcf\x80"));
    is(PyUnicode_AsUTF8(text),
       "some words!?"
       "?\xcf\x80",
       "it widens");
    is_int(PyUnicode_KIND(text), 2, "to two bytes");
    Py_DECREF(text);
}

static void
appending_wide(void)
{
    PyObject *text = TEXT("\xcf\x80");

    is_int(hb_sizeof(text), 76, "two-byte text without its UTF-8");
    PyUnicode_AsUTF8(text);
    is_int(hb_sizeof(text), 79, "and with it");
    PyUnicode_AppendAndDel(&text, TEXT("r"));
    is_int(hb_sizeof(text), 78, "growth drops the UTF-8 form");
    is(PyUnicode_AsUTF8(text), "\xcf\x80r", "which is made anew");
    Py_DECREF(text);
    text = NULL;
    PyUnicode_Append(&text, Py_None);
    ok(PyErr_Occurred(), "appending to nothing is an error");
    PyErr_Clear();
}

static void
resizing(void)
{
    PyObject *text = TEXT("abcdef"), *shared = Py_NewRef(text);

    is_int(PyUnicode_Resize(&text, 3), 0, "a shared string is resized");
    is(PyUnicode_AsUTF8(text), "abc", "to a copy");
    is(PyUnicode_AsUTF8(shared), "abcdef", "and stays as it was");
    Py_DECREF(shared);
    is_int(PyUnicode_Resize(&text, 2), 0, "a lone string is resized");
    is(PyUnicode_AsUTF8(text), "ab", "in place");
    is_int(PyUnicode_Resize(&text, 0), 0, "down to nothing");
    ok(text == hb_str(""), "which is the shared empty string");
    is_int(PyUnicode_Resize(&text, -1), -1, "but not below");
    ok(PyErr_ExceptionMatches(PyExc_SystemError), "with SystemError");
    PyErr_Clear();
    Py_DECREF(text);
}

static void
writing(void)
{
    PyObject *text = hb_keep(PyUnicode_New(5, 127));
    PyObject *shared = hb_str("constant");

    is_int(PyUnicode_Fill(text, 0, 99, '-'), 5, "fill stops at the end");
    is_int(PyUnicode_WriteChar(text, 1, 'x'), 0, "one character is written");
    is_int(PyUnicode_CopyCharacters(text, 2, shared, 0, 2), 2, "two copied");
    is(PyUnicode_AsUTF8(text), "-xco-", "the text so far");
    is_int((int)PyUnicode_ReadChar(text, 1), 'x', "a character is read");
    gives_int(PyUnicode_WriteChar(text, 5, 'x'),
              "IndexError: string index out of range");
    gives_int(PyUnicode_WriteChar(text, 0, 0xe9),
              "ValueError: character out of range");
    gives_int(PyUnicode_Fill(text, 0, 1, 0xe9),
              "ValueError: fill character is bigger than the string maximum "
              "character");
    gives_int((int)PyUnicode_CopyCharacters(text, 0, hb_str("\xcf\x80"), 0, 1),
              "SystemError: Cannot copy UCS2 characters into a string of "
              "ascii characters");
    gives_int((int)PyUnicode_CopyCharacters(text, 4, shared, 0, 4),
              "SystemError: Cannot write 4 characters at 4 in a string of 5 "
              "characters");
    Py_INCREF(text);
    gives_int(PyUnicode_WriteChar(text, 0, 'y'),
              "SystemError: Cannot modify a string currently used");
    Py_DECREF(text);
}

/* ---- interning ---------------------------------------------------------- */

static void
interning(void)
{
    PyObject *first = TEXT("interned_name"), *second, *third;

    is_int(PyUnicode_CHECK_INTERNED(first), 0, "a new string is not interned");
    PyUnicode_InternInPlace(&first);
    is_int(Py_REFCNT(first), 1, "the table's references are not counted");
    is_int(PyUnicode_CHECK_INTERNED(first), SSTATE_INTERNED_MORTAL,
           "it is interned");
    second = TEXT("interned_name");
    third = second;
    PyUnicode_InternInPlace(&second);
    ok(second == first && second != third, "an equal one is replaced by it");
    is_int(Py_REFCNT(first), 2, "which counts");
    Py_DECREF(second);
    Py_DECREF(first);
    first = TEXT("interned_name");
    is_int(PyUnicode_CHECK_INTERNED(first), 0, "it dies with its last user");
    Py_DECREF(first);
    first = PyUnicode_InternFromString("interned_name");
    second = PyUnicode_InternFromString("interned_name");
    ok(first == second, "interning twice gives one string");
    Py_DECREF(first);
    Py_DECREF(second);
}

static void
interning_others(void)
{
    PyObject *class =
        hb_class("Name", (PyObject *)&PyUnicode_Type, NULL, NULL);
    PyObject *own = PyObject_CallOneArg(class, hb_str("own"));

    PyUnicode_InternInPlace(&own);
    is_int(PyUnicode_CHECK_INTERNED(own), 0, "only an exact str is interned");
    is_int(PyUnicode_CHECK_INTERNED(hb_str("")), 1, "'' is from the start");
    is_int(PyUnicode_CHECK_INTERNED(hb_lit("'a_name'")), 1,
           "a literal like a name is");
    is_int(PyUnicode_CHECK_INTERNED(hb_lit("'no name'")), 0,
           "another literal is not");
    Py_DECREF(own);
}

static void
subclasses(void)
{
    PyObject *class =
        hb_class("Name", (PyObject *)&PyUnicode_Type, NULL, NULL);
    PyObject *own = hb_new(class, hb_str("caf\xc3\xa9"));

    ok(!PyUnicode_IS_COMPACT(own), "an instance of a subclass has two blocks");
    is(PyUnicode_AsUTF8(own), "caf\xc3\xa9", "and the same text");
    ok(PyUnicode_CheckExact(hb_keep(PyUnicode_FromObject(own))),
       "FromObject gives an exact str");
    ok(PyUnicode_CheckExact(hb_call(own, "strip")), "and so do methods");
    ok(hb_is(
           hb_bool(PyObject_Hash(own) == PyObject_Hash(hb_str("caf\xc3\xa9"))),
           Py_True) == Py_True,
       "its hash is the text's");
}

/* ---- other forms -------------------------------------------------------- */

static void
arrays(void)
{
    PyObject *text = hb_str("a\xf0\x9f\x90\x8d");
    Py_UCS4 small[2], *copy = PyUnicode_AsUCS4Copy(text);
    Py_ssize_t length;
    wchar_t *wide = PyUnicode_AsWideCharString(text, &length);

    ok(copy[0] == 'a' && copy[1] == 0x1f40d && copy[2] == 0, "as UCS4");
    ok(length == 2 && wide[1] == 0x1f40d && wide[2] == 0, "as wchar_t");
    gives(PyUnicode_FromWideChar(wide, -1), "'a\xf0\x9f\x90\x8d'");
    ok(PyUnicode_AsUCS4(text, small, 2, 0) == small, "into an array");
    ok(PyUnicode_AsUCS4(text, small, 2, 1) == NULL, "that may be too small");
    gives(NULL, "SystemError: string is longer than the buffer");
    ok(PyUnicode_AsWideCharString(hb_lit("'a\\0b'"), NULL) == NULL,
       "without a length zeros are refused");
    gives(NULL, "ValueError: embedded null character");
    PyMem_Free(copy);
    PyMem_Free(wide);
}

static void
comparing(void)
{
    PyObject *text = hb_str("b\xc3\xa9");

    is_int(PyUnicode_Compare(text, hb_str("b\xcf\x80")), -1, "by code point");
    is_int(PyUnicode_Compare(text, hb_str("b")), 1, "longer is greater");
    is_int(PyUnicode_Compare(text, hb_str("b\xc3\xa9")), 0, "equal");
    is_int(PyUnicode_CompareWithASCIIString(hb_str("spam"), "spam"), 0,
           "with C text");
    is_int(PyUnicode_CompareWithASCIIString(hb_str("spam"), "spams"), -1,
           "that is longer");
    ok(_PyUnicode_EqualToASCIIString(hb_str("spam"), "spam"), "equality");
    ok(!_PyUnicode_EqualToASCIIString(text, "b\xc3\xa9"), "of ASCII only");
    PyUnicode_Compare(text, Py_None);
    gives(NULL, "TypeError: Can't compare str and NoneType");
    gives(PyObject_RichCompare(text, hb_int(1), Py_LT),
          "TypeError: '<' not supported between instances of 'str' and "
          "'int'");
}

static void
building(void)
{
    _PyUnicodeWriter writer;
    PyObject *whole = hb_str("held, not copied");

    _PyUnicodeWriter_Init(&writer);
    _PyUnicodeWriter_WriteStr(&writer, whole);
    ok(hb_keep(_PyUnicodeWriter_Finish(&writer)) == whole,
       "a writer gives a lone string back");
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    _PyUnicodeWriter_WriteASCIIString(&writer, "one ", -1);
    _PyUnicodeWriter_WriteSubstring(&writer, whole, 6, 9);
    _PyUnicodeWriter_WriteChar(&writer, 0x3c0);
    gives(_PyUnicodeWriter_Finish(&writer), "'one not\xcf\x80'");
    _PyUnicodeWriter_Init(&writer);
    ok(hb_keep(_PyUnicodeWriter_Finish(&writer)) == hb_str(""),
       "an empty writer gives ''");
}

static void
splitting(void)
{
    PyObject *parts = hb_call(hb_str("a b c"), "split");

    is_int(((PyListObject *)parts)->allocated, 12, "split starts with twelve");
    parts = hb_call(hb_str("abc"), "split", hb_str("\xcf\x80"));
    is_int(((PyListObject *)parts)->allocated, 1,
           "but with one where the separator cannot occur");
    parts = hb_call(hb_str("a,b"), "split", hb_str(","), hb_int(1));
    is_int(((PyListObject *)parts)->allocated, 2, "or with maxsplit + 1");
    gives(PyUnicode_Join(NULL, hb_lit("['a', 'b']")), "'a b'");
    gives(PyUnicode_Join(hb_str("-"), hb_lit("['a', 1]")),
          "TypeError: sequence item 1: expected str instance, int found");
}

static void
paths(void)
{
    PyObject *result = NULL;

    is_int(PyUnicode_FSConverter(hb_str("caf\xc3\xa9"), &result),
           Py_CLEANUP_SUPPORTED, "a path is converted");
    gives(result, "b'caf\\xc3\\xa9'");
    is_int(PyUnicode_FSDecoder(hb_lit("b'\\xff'"), &result),
           Py_CLEANUP_SUPPORTED, "and back");
    gives(result, "'\\udcff'");
    is_int(PyUnicode_FSConverter(hb_lit("'a\\0'"), &result), 0, "no zeros");
    gives(NULL, "ValueError: embedded null byte");
    is_int(PyUnicode_FSConverter(hb_int(1), &result), 0, "no numbers");
    gives(NULL,
          "TypeError: expected str, bytes or os.PathLike object, not int");
}

static void
iterating(void)
{
    PyObject *ascii = hb_keep(PyObject_GetIter(hb_str("ab")));
    PyObject *wide = hb_keep(PyObject_GetIter(hb_str("\xcf\x80")));

    is(Py_TYPE(ascii)->tp_name, "str_ascii_iterator", "of ASCII");
    is(Py_TYPE(wide)->tp_name, "str_iterator", "of other text");
    gives(PyIter_Next(ascii), "'a'");
    gives(PyObject_CallMethod(ascii, "__length_hint__", NULL), "1");
    gives(PyIter_Next(ascii), "'b'");
    ok(PyIter_Next(ascii) == NULL && !PyErr_Occurred(), "and no more");
}

/* A short text is encoded in one pass, a long one in two, as is the form that
 * a text keeps: they agree, on surrogates too. */
static void
encoding(void)
{
    int same = 1, refused = 1, n;

    for (n = 1; n < 260; n += 3) {
        PyObject *part = hb_keep(PyUnicode_FromFormat("a%c%c", 0xfc, 0x3b2));
        PyObject *text = hb_keep(PySequence_Repeat(part, n));
        PyObject *bad = hb_keep(PyUnicode_FromFormat("%U%c", text, 0xd801));
        PyObject *bytes = hb_keep(PyUnicode_AsUTF8String(text));

        same = same && PyBytes_GET_SIZE(bytes) == 5 * n &&
               strcmp(PyBytes_AS_STRING(bytes), PyUnicode_AsUTF8(text)) == 0;
        refused = refused && PyUnicode_AsUTF8String(bad) == NULL &&
                  PyErr_ExceptionMatches(PyExc_UnicodeEncodeError);
        PyErr_Clear();
    }
    ok(same, "texts of 3 to 780 letters are the same bytes either way");
    ok(refused, "a surrogate at the end is refused");
}

static void
c_text(void)
{
    char *end;

    is_int(PyOS_mystricmp("SpAm", "sPaM"), 0, "case does not count");
    ok(PyOS_mystricmp("spam", "spamm") < 0, "a start is less");
    is_int(PyOS_mystrnicmp("spam", "SPIN", 2), 0, "two letters");
    is_int((long long)PyOS_strtoul("0x1f!", &end, 0), 31, "hexadecimal");
    is(end, "!", "up to what is no figure");
    is_int((long long)PyOS_strtoul("0b101", NULL, 0), 5, "binary");
    is_int((long long)PyOS_strtoul("777", NULL, 8), 511, "octal by its base");
    is_int(PyOS_strtol("  -12", NULL, 10), -12, "a sign");
    errno = 0;
    is_int(PyOS_strtol("99999999999999999999", NULL, 10), LONG_MAX,
           "too much is the greatest");
    is_int(errno, ERANGE, "and an error");
    ok(_Py_ascii_whitespace['\t'] && !_Py_ascii_whitespace['a'],
       "the white space of ASCII");
}

static void
all(void)
{
    c_text();
    encoding();
    kinds();
    narrowing();
    sharing();
    appending();
    appending_wide();
    resizing();
    writing();
    interning();
    interning_others();
    subclasses();
    arrays();
    comparing();
    building();
    splitting();
    paths();
    iterating();
}

int
main(void)
{
    is_int(hb_main(all), 0, "the interpreter finishes");
    return tap_end();
}
