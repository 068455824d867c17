/* unicode_methods.c -- the methods of str: arguments and the table.
 *
 * Source: CPython 3.11, Objects/unicodeobject.c and its clinic file, for the
 *         texts of the errors.
 */
#include "internal/pycore_unicodeobject.h"
#include "unicode_methods.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_method.h"

/* ---- encode ------------------------------------------------------------- */

static PyObject *
str_encode(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
           PyObject *kwnames)
{
    static const char *const names[] = {"encoding", "errors", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "encode"};
    const char *encoding = NULL, *errors = NULL;
    PyObject *out[2];
    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 2, out) < 0 ||
        Hb_TextArgument("encode", "argument 'encoding'", out[0], &encoding) <
            0 ||
        Hb_TextArgument("encode", "argument 'errors'", out[1], &errors) < 0) {
        return NULL;
    }
    return PyUnicode_AsEncodedString(self, encoding, errors);
}

/* ---- replace, split ----------------------------------------------------- */

static PyObject *
str_replace(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t count = -1;
    if (!_PyArg_CheckPositional("replace", nargs, 2, 3)) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < 2; i++) {
        if (!PyUnicode_Check(args[i])) {
            _PyArg_BadArgument("replace", i == 0 ? "argument 1" : "argument 2",
                               "str", args[i]);
            return NULL;
        }
    }
    if (nargs > 2 && Hb_SsizeArgument(args[2], &count) < 0) {
        return NULL;
    }
    return PyUnicode_Replace(self, args[0], args[1], count);
}

static PyObject *
split_with(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
           PyObject *kwnames, int reverse)
{
    static const char *const names[] = {"sep", "maxsplit", NULL};
    static _PyArg_Parser parsers[] = {
        {.keywords = names, .fname = "split"},
        {.keywords = names, .fname = "rsplit"},
    };
    Py_ssize_t maxsplit = -1;
    PyObject *out[2], *sep;
    if (Hb_TakeArguments(args, nargs, kwnames, &parsers[reverse], 2, out) <
            0 ||
        Hb_SsizeArgument(out[1], &maxsplit) < 0) {
        return NULL;
    }
    sep = out[0] == Py_None ? NULL : out[0];
    if (sep != NULL && !PyUnicode_Check(sep)) {
        PyErr_Format(PyExc_TypeError, "must be str or None, not %.100s",
                     Py_TYPE(sep)->tp_name);
        return NULL;
    }
    return (reverse ? PyUnicode_RSplit : PyUnicode_Split)(self, sep, maxsplit);
}

static PyObject *
str_split(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
          PyObject *kwnames)
{
    return split_with(self, args, nargs, kwnames, 0);
}

static PyObject *
str_rsplit(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
           PyObject *kwnames)
{
    return split_with(self, args, nargs, kwnames, 1);
}

static PyObject *
str_splitlines(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
               PyObject *kwnames)
{
    static const char *const names[] = {"keepends", NULL};
    static _PyArg_Parser parser = {.keywords = names, .fname = "splitlines"};
    int keepends = 0;
    PyObject *out;
    if (Hb_TakeArguments(args, nargs, kwnames, &parser, 1, &out) < 0 ||
        (out != NULL && !Hb_IntArgument(out, &keepends))) {
        return NULL;
    }
    return PyUnicode_Splitlines(self, keepends);
}

/* ---- padding ------------------------------------------------------------ */

/* Parses (width[, fillchar]). */
static int
parse_padding(const char *name, PyObject *const *args, Py_ssize_t nargs,
              Py_ssize_t *width, Py_UCS4 *fill)
{
    *fill = ' ';
    if (!_PyArg_CheckPositional(name, nargs, 1, 2) ||
        Hb_WidthArgument(args[0], width) < 0) {
        return -1;
    }
    if (nargs < 2) {
        return 0;
    }
    if (!PyUnicode_Check(args[1])) {
        PyErr_Format(PyExc_TypeError,
                     "The fill character must be a unicode character, "
                     "not %.100s",
                     Py_TYPE(args[1])->tp_name);
        return -1;
    }
    if (PyUnicode_GET_LENGTH(args[1]) != 1) {
        PyErr_SetString(
            PyExc_TypeError,
            "The fill character must be exactly one character long");
        return -1;
    }
    *fill = PyUnicode_READ_CHAR(args[1], 0);
    return 0;
}

static PyObject *
str_center(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t width;
    Py_UCS4 fill;
    if (parse_padding("center", args, nargs, &width, &fill) < 0) {
        return NULL;
    }
    Py_ssize_t margin = width - PyUnicode_GET_LENGTH(self);
    if (margin <= 0) {
        return Hb_UnicodeUnchanged(self);
    }
    /* The odd one goes to the left when the width is odd. */
    Py_ssize_t left = margin / 2 + (margin & width & 1);
    return Hb_UnicodePad(self, left, margin - left, fill);
}

static PyObject *
str_ljust(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t width;
    Py_UCS4 fill;
    if (parse_padding("ljust", args, nargs, &width, &fill) < 0) {
        return NULL;
    }
    return Hb_UnicodePad(self, 0, width - PyUnicode_GET_LENGTH(self), fill);
}

static PyObject *
str_rjust(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t width;
    Py_UCS4 fill;
    if (parse_padding("rjust", args, nargs, &width, &fill) < 0) {
        return NULL;
    }
    return Hb_UnicodePad(self, width - PyUnicode_GET_LENGTH(self), 0, fill);
}

static PyObject *
str_zfill(PyObject *self, PyObject *arg)
{
    Py_ssize_t width;
    if (Hb_WidthArgument(arg, &width) < 0) {
        return NULL;
    }
    Py_ssize_t fill = width - PyUnicode_GET_LENGTH(self);
    if (fill <= 0) {
        return Hb_UnicodeUnchanged(self);
    }
    PyObject *result = Hb_UnicodePad(self, fill, 0, '0');
    if (result == NULL || PyUnicode_GET_LENGTH(self) == 0) {
        return result;
    }
    Py_UCS4 first = PyUnicode_READ_CHAR(self, 0);
    if (first == '+' || first == '-') {
        int kind = PyUnicode_KIND(result);
        PyUnicode_WRITE(kind, PyUnicode_DATA(result), 0, first);
        PyUnicode_WRITE(kind, PyUnicode_DATA(result), fill, '0');
    }
    return result;
}

/* ---- strip -------------------------------------------------------------- */

static PyObject *
strip(PyObject *self, PyObject *const *args, Py_ssize_t nargs, int type,
      const char *name)
{
    if (!_PyArg_CheckPositional(name, nargs, 0, 1)) {
        return NULL;
    }
    PyObject *chars = nargs > 0 ? args[0] : Py_None;
    if (chars == Py_None) {
        return _PyUnicode_XStrip(self, type, NULL);
    }
    if (!PyUnicode_Check(chars)) {
        PyErr_Format(PyExc_TypeError, "%s arg must be None or str", name);
        return NULL;
    }
    return _PyUnicode_XStrip(self, type, chars);
}

static PyObject *
str_lstrip(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    return strip(self, args, nargs, 0, "lstrip");
}

static PyObject *
str_rstrip(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    return strip(self, args, nargs, 1, "rstrip");
}

static PyObject *
str_strip(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    return strip(self, args, nargs, 2, "strip");
}

static PyObject *
str_removeprefix(PyObject *self, PyObject *prefix)
{
    if (!PyUnicode_Check(prefix)) {
        _PyArg_BadArgument("removeprefix", "argument", "str", prefix);
        return NULL;
    }
    int match = (int)PyUnicode_Tailmatch(self, prefix, 0, PY_SSIZE_T_MAX, -1);
    Py_ssize_t start = match ? PyUnicode_GET_LENGTH(prefix) : 0;
    return PyUnicode_Substring(self, start, PyUnicode_GET_LENGTH(self));
}

static PyObject *
str_removesuffix(PyObject *self, PyObject *suffix)
{
    if (!PyUnicode_Check(suffix)) {
        _PyArg_BadArgument("removesuffix", "argument", "str", suffix);
        return NULL;
    }
    int match = (int)PyUnicode_Tailmatch(self, suffix, 0, PY_SSIZE_T_MAX, 1);
    Py_ssize_t cut = match ? PyUnicode_GET_LENGTH(suffix) : 0;
    return PyUnicode_Substring(self, 0, PyUnicode_GET_LENGTH(self) - cut);
}

/* ---- the rest ----------------------------------------------------------- */

static PyObject *
str_translate(PyObject *self, PyObject *table)
{
    return PyUnicode_Translate(self, table, "ignore");
}

static PyObject *
str_format_spec(PyObject *self, PyObject *spec)
{
    if (!PyUnicode_Check(spec)) {
        _PyArg_BadArgument("__format__", "argument", "str", spec);
        return NULL;
    }
    if (PyUnicode_GET_LENGTH(spec) == 0) {
        return PyUnicode_CheckExact(self) ? Py_NewRef(self)
                                          : PyObject_Str(self);
    }
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    if (_PyUnicode_FormatAdvancedWriter(&writer, self, spec, 0,
                                        PyUnicode_GET_LENGTH(spec)) < 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return NULL;
    }
    return _PyUnicodeWriter_Finish(&writer);
}

static PyObject *
str_sizeof(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    return PyLong_FromSsize_t(Hb_UnicodeSizeOf(self));
}

static PyObject *
str_getnewargs(PyObject *self, PyObject *Py_UNUSED(ignored))
{
    PyObject *copy = _PyUnicode_Copy(self);
    return copy == NULL ? NULL : Py_BuildValue("(N)", copy);
}

/* METH_FASTCALL functions have other types than the table's; this cast loses
 * nothing, for the flags say how to call. */
#define FAST(function) (PyCFunction)(void (*)(void))(function)

#define NO   METH_NOARGS
#define ONE  METH_O
#define VAR  METH_VARARGS
#define FST  METH_FASTCALL
#define TUP  (METH_FASTCALL | HB_METH_TUPLE)
#define KEY  (METH_FASTCALL | METH_KEYWORDS)
#define D(x) PyDoc_STR(x)

PyMethodDef Hb_UnicodeMethods[] = {
    {"encode", FAST(str_encode), KEY, D("The text as bytes.")},
    {"replace", FAST(str_replace), FST, D("Occurrences of old by new.")},
    {"split", FAST(str_split), KEY, D("The words, or parts at sep.")},
    {"rsplit", FAST(str_rsplit), KEY, D("As split, from the right.")},
    {"join", PyUnicode_Join, ONE, D("The items with self in between.")},
    {"capitalize", Hb_StrCapitalize, NO, D("First letter upper case.")},
    {"casefold", Hb_StrCasefold, NO, D("For comparing without case.")},
    {"title", Hb_StrTitle, NO, D("Each word begins upper case.")},
    {"center", FAST(str_center), FST, D("Padded on both sides.")},
    {"count", FAST(Hb_StrCount), TUP, D("How often a substring occurs.")},
    {"expandtabs", FAST(Hb_StrExpandtabs), KEY, D("Tabs as spaces.")},
    {"find", FAST(Hb_StrFind), TUP, D("First index of a substring, or -1.")},
    {"partition", PyUnicode_Partition, ONE, D("Before, sep, after.")},
    {"index", FAST(Hb_StrIndex), TUP, D("As find, but ValueError.")},
    {"ljust", FAST(str_ljust), FST, D("Padded on the right.")},
    {"lower", Hb_StrLower, NO, D("In lower case.")},
    {"lstrip", FAST(str_lstrip), FST, D("Without leading space.")},
    {"rfind", FAST(Hb_StrRfind), TUP, D("Last index of a substring, or -1.")},
    {"rindex", FAST(Hb_StrRindex), TUP, D("As rfind, but ValueError.")},
    {"rjust", FAST(str_rjust), FST, D("Padded on the left.")},
    {"rstrip", FAST(str_rstrip), FST, D("Without trailing space.")},
    {"rpartition", PyUnicode_RPartition, ONE, D("As partition, last sep.")},
    {"splitlines", FAST(str_splitlines), KEY, D("The lines.")},
    {"strip", FAST(str_strip), FST, D("Without space at both ends.")},
    {"swapcase", Hb_StrSwapcase, NO, D("Upper and lower exchanged.")},
    {"translate", str_translate, ONE, D("Characters by a table.")},
    {"upper", Hb_StrUpper, NO, D("In upper case.")},
    {"startswith", FAST(Hb_StrStartswith), TUP, D("Whether it begins so.")},
    {"endswith", FAST(Hb_StrEndswith), TUP, D("Whether it ends so.")},
    {"removeprefix", str_removeprefix, ONE, D("Without that start.")},
    {"removesuffix", str_removesuffix, ONE, D("Without that end.")},
    {"isascii", Hb_StrIsAscii, NO, D("Only ASCII.")},
    {"islower", Hb_StrIsLower, NO, D("Cased, all lower.")},
    {"isupper", Hb_StrIsUpper, NO, D("Cased, all upper.")},
    {"istitle", Hb_StrIsTitle, NO, D("In title case.")},
    {"isspace", Hb_StrIsSpace, NO, D("Only white space.")},
    {"isdecimal", Hb_StrIsDecimal, NO, D("Only decimal digits.")},
    {"isdigit", Hb_StrIsDigit, NO, D("Only digits.")},
    {"isnumeric", Hb_StrIsNumeric, NO, D("Only numerals.")},
    {"isalpha", Hb_StrIsAlpha, NO, D("Only letters.")},
    {"isalnum", Hb_StrIsAlnum, NO, D("Only letters and numerals.")},
    {"isidentifier", Hb_StrIsIdentifier, NO, D("A possible name.")},
    {"isprintable", Hb_StrIsPrintable, NO, D("repr escapes nothing.")},
    {"zfill", str_zfill, ONE, D("Zeros in front, after the sign.")},
    {"format", (PyCFunction)(void (*)(void))Hb_StrFormat, VAR | METH_KEYWORDS,
     D("With {} replaced.")},
    {"format_map", Hb_StrFormatMap, ONE, D("With {name} replaced.")},
    {"__format__", str_format_spec, ONE, D("By a specification.")},
    {"maketrans", FAST(Hb_StrMaketrans), FST | METH_STATIC,
     D("A table for translate.")},
    {"__sizeof__", str_sizeof, NO, D("Bytes in memory.")},
    {"__getnewargs__", str_getnewargs, NO, D("For copying and pickling.")},
    {NULL, NULL, 0, NULL},
};
