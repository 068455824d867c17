/* getargs_unpack.c -- arguments that are sorted, not converted.
 *
 * Source: CPython 3.11, Python/getargs.c.
 */

#include <stddef.h>

#include "Python.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_ceval.h"
#include "internal/pycore_unicodeobject.h"

#undef _PyArg_CheckPositional
#undef _PyArg_NoKeywords
#undef _PyArg_NoKwnames
#undef _PyArg_NoPositional
#undef _PyArg_UnpackKeywords

/* ---- checks ----------------------------------------------------------------
 */

int
_PyArg_CheckPositional(const char *name, Py_ssize_t nargs, Py_ssize_t min,
                       Py_ssize_t max)
{
    Py_ssize_t wanted = nargs < min ? min : max;
    const char *how = min == max ? "" : nargs < min ? "at least " : "at most ";

    if (min <= nargs && nargs <= max) {
        return 1;
    }
    if (name) {
        PyErr_Format(PyExc_TypeError,
                     "%.200s expected %s%zd argument%s, got %zd", name, how,
                     wanted, wanted == 1 ? "" : "s", nargs);
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "unpacked tuple should have %s%zd element%s, but has "
                     "%zd",
                     how, wanted, wanted == 1 ? "" : "s", nargs);
    }
    return 0;
}

int
_PyArg_NoKeywords(const char *name, PyObject *kwargs)
{
    if (!kwargs) {
        return 1;
    }
    if (!PyDict_CheckExact(kwargs)) {
        PyErr_BadInternalCall();
        return 0;
    }
    if (PyDict_GET_SIZE(kwargs) == 0) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", name);
    return 0;
}

int
_PyArg_NoKwnames(const char *name, PyObject *kwnames)
{
    if (!kwnames || PyTuple_GET_SIZE(kwnames) == 0) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return 0;
}

int
_PyArg_NoPositional(const char *name, PyObject *args)
{
    if (!args) {
        return 1;
    }
    if (!PyTuple_CheckExact(args)) {
        PyErr_BadInternalCall();
        return 0;
    }
    if (PyTuple_GET_SIZE(args) == 0) {
        return 1;
    }
    PyErr_Format(PyExc_TypeError, "%.200s() takes no positional arguments",
                 name);
    return 0;
}

void
_PyArg_BadArgument(const char *function, const char *argument,
                   const char *expected, PyObject *got)
{
    PyErr_Format(PyExc_TypeError, "%.200s() %.200s must be %.50s, not %.50s",
                 function, argument, expected,
                 got == Py_None ? "None" : Py_TYPE(got)->tp_name);
}

int
PyArg_ValidateKeywordArguments(PyObject *kwargs)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    if (!PyDict_Check(kwargs)) {
        PyErr_BadInternalCall();
        return 0;
    }
    while (PyDict_Next(kwargs, &pos, &key, &value)) {
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return 0;
        }
    }
    return 1;
}

/* ---- a row of objects ---- */

static int
unpack(PyObject *const *args, Py_ssize_t nargs, const char *name,
       Py_ssize_t min, Py_ssize_t max, va_list va)
{
    if (!_PyArg_CheckPositional(name, nargs, min, max)) {
        return 0;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        *va_arg(va, PyObject **) = args[i];
    }
    return 1;
}

int
PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min,
                  Py_ssize_t max, ...)
{
    va_list va;
    int result;

    if (!PyTuple_Check(args)) {
        PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument "
                                           "list is not a tuple");
        return 0;
    }
    va_start(va, max);
    result = unpack(((PyTupleObject *)args)->ob_item, PyTuple_GET_SIZE(args),
                    name, min, max, va);
    va_end(va);
    return result;
}

int
_PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name,
                   Py_ssize_t min, Py_ssize_t max, ...)
{
    va_list va;
    int result;

    va_start(va, max);
    result = unpack(args, nargs, name, min, max, va);
    va_end(va);
    return result;
}

/* ---- by name ---- */

/* The parser's function as messages name it: "f()", or "function". */
static const char *
title(const _PyArg_Parser *parser, const char *other, char *text, size_t size)
{
    const char *name = parser->fname;
    size_t length = name ? strlen(name) : 0;

    if (!name && parser->format) {
        name = strchr(parser->format, ':');
        name = name ? name + 1 : NULL;
        length = name ? strcspn(name, ";") : 0;
    }
    if (!name) {
        return other;
    }
    PyOS_snprintf(text, size, "%.*s()", (int)Py_MIN(length, 200), name);
    return text;
}

static Py_ssize_t
unnamed_count(const _PyArg_Parser *parser)
{
    Py_ssize_t count = 0;

    while (parser->keywords[count] && !*parser->keywords[count]) {
        count++;
    }
    return count;
}

static Py_ssize_t
name_count(const _PyArg_Parser *parser)
{
    Py_ssize_t count = 0;

    while (parser->keywords[count]) {
        count++;
    }
    return count;
}

/* The place of a keyword; -1 if the parser does not know it. */
static Py_ssize_t
place_of(const _PyArg_Parser *parser, PyObject *key)
{
    Py_ssize_t count = name_count(parser);

    for (Py_ssize_t i = unnamed_count(parser); i < count; i++) {
        if (_PyUnicode_EqualToASCIIString(key, parser->keywords[i])) {
            return i;
        }
    }
    return -1;
}

static void
wrong_number(const _PyArg_Parser *parser, Py_ssize_t nargs,
             Py_ssize_t keywords, int minpos, int maxpos)
{
    int places = Py_MIN((int)unnamed_count(parser), minpos);
    char text[210];
    const char *name = title(parser, "function", text, sizeof text);
    Py_ssize_t length = name_count(parser);
    int least = nargs > maxpos ? minpos : places;
    int wanted = nargs > maxpos ? maxpos : places;

    if (nargs + keywords > length) {
        PyErr_Format(PyExc_TypeError,
                     "%s takes %s %zd %sargument%s (%zd given)", name,
                     "at most", length, nargs == 0 ? "keyword " : "",
                     length == 1 ? "" : "s", nargs + keywords);
    }
    else if (nargs > maxpos && maxpos == 0) {
        PyErr_Format(PyExc_TypeError, "%s takes no positional arguments",
                     name);
    }
    else {
        PyErr_Format(PyExc_TypeError,
                     "%s takes %s %d positional argument%s (%zd given)", name,
                     least == maxpos  ? "exactly"
                     : nargs > maxpos ? "at most"
                                      : "at least",
                     wanted, wanted == 1 ? "" : "s", nargs);
    }
}

/* Whether a key with an __eq__ of its own says that it equals a name, and so
 * cannot be called unknown; -1 with what it raises. */
static int
equals_a_name(const _PyArg_Parser *parser, PyObject *key)
{
    Py_ssize_t count = name_count(parser);
    int result = 0;

    for (Py_ssize_t i = unnamed_count(parser); i < count && result == 0; i++) {
        PyObject *name = PyUnicode_FromString(parser->keywords[i]);

        result = name ? PyObject_RichCompareBool(name, key, Py_EQ) : -1;
        Py_XDECREF(name);
    }
    return result;
}

/* Puts one keyword argument into its place, which is not taken. */
static int
place_keyword(_PyArg_Parser *parser, PyObject *key, PyObject *value,
              PyObject **buf)
{
    char text[210];
    Py_ssize_t place;

    if (!PyUnicode_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return -1;
    }
    place = place_of(parser, key);
    if (place < 0 && !PyUnicode_CheckExact(key)) {
        switch (equals_a_name(parser, key)) {
        case 1:
            PyErr_Format(PyExc_TypeError, "invalid keyword argument for %s",
                         title(parser, "this function", text, sizeof text));
            /* fall through */
        case -1:
            return -1;
        }
    }
    if (place < 0) {
        PyErr_Format(PyExc_TypeError,
                     "'%S' is an invalid keyword argument for %s", key,
                     title(parser, "this function", text, sizeof text));
        return -1;
    }
    buf[place] = value;
    return 0;
}

static int
place_keywords(_PyArg_Parser *parser, const struct Hb_Given *given,
               PyObject **buf)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    while (given->kwargs && PyDict_Next(given->kwargs, &pos, &key, &value)) {
        if (place_keyword(parser, key, value, buf) < 0) {
            return -1;
        }
    }
    for (Py_ssize_t i = 0;
         given->kwnames && i < PyTuple_GET_SIZE(given->kwnames); i++) {
        if (place_keyword(parser, PyTuple_GET_ITEM(given->kwnames, i),
                          given->args[given->nargs + i], buf) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Whether an argument of this name is among the keywords. */
static int
is_named(const char *name, const struct Hb_Given *given)
{
    PyObject *key;
    Py_ssize_t pos = 0;

    while (given->kwargs && PyDict_Next(given->kwargs, &pos, &key, NULL)) {
        if (PyUnicode_Check(key) && _PyUnicode_EqualToASCIIString(key, name)) {
            return 1;
        }
    }
    for (Py_ssize_t i = 0;
         given->kwnames && i < PyTuple_GET_SIZE(given->kwnames); i++) {
        if (_PyUnicode_EqualToASCIIString(PyTuple_GET_ITEM(given->kwnames, i),
                                          name)) {
            return 1;
        }
    }
    return 0;
}

/* Whether TypeError was raised: an argument from `first` on is required and
 * was not named.  What is missing is said first, whatever else is there. */
static int
is_missing(const _PyArg_Parser *parser, const struct Hb_Given *given,
           Py_ssize_t first, int minpos, int maxpos, int minkw)
{
    Py_ssize_t required = minkw > 0 ? maxpos + minkw : minpos;

    for (Py_ssize_t i = first; i < required; i++) {
        if (!(i >= minpos && i < maxpos) &&
            !is_named(parser->keywords[i], given)) {
            char text[210];

            PyErr_Format(PyExc_TypeError,
                         "%s missing required argument '%s' (pos %zd)",
                         title(parser, "function", text, sizeof text),
                         parser->keywords[i], i + 1);
            return 1;
        }
    }
    return 0;
}

/* Whether TypeError was raised: a keyword names one of the first `placed`,
 * which have their places.  This is said before what is wrong with others. */
static int
is_given_twice(const _PyArg_Parser *parser, const struct Hb_Given *given,
               Py_ssize_t placed)
{
    for (Py_ssize_t i = unnamed_count(parser); i < placed; i++) {
        if (is_named(parser->keywords[i], given)) {
            char text[210];

            PyErr_Format(PyExc_TypeError,
                         "argument for %s given by name ('%s') and position "
                         "(%zd)",
                         title(parser, "function", text, sizeof text),
                         parser->keywords[i], i + 1);
            return 1;
        }
    }
    return 0;
}

PyObject *const *
_PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t nargs,
                      PyObject *kwargs, PyObject *kwnames,
                      struct _PyArg_Parser *parser, int minpos, int maxpos,
                      int minkw, PyObject **buf)
{
    const struct Hb_Given given = {args, nargs, kwargs, kwnames};
    Py_ssize_t keywords = Hb_KeywordCount(&given), length = name_count(parser);
    int places = (int)Py_MIN(unnamed_count(parser), (Py_ssize_t)minpos);

    if (nargs + keywords > length || nargs > maxpos || nargs < places) {
        wrong_number(parser, nargs, keywords, minpos, maxpos);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        buf[i] = i < nargs ? args[i] : NULL;
    }
    if (is_missing(parser, &given, nargs, minpos, maxpos, minkw) ||
        (keywords > 0 && (is_given_twice(parser, &given, nargs) ||
                          place_keywords(parser, &given, buf) < 0))) {
        return NULL;
    }
    return buf;
}

/* ---- by name, before a row of any length ---- */

/* A tuple of the arguments from place `first` on. */
static PyObject *
rest_of(PyObject *const *args, Py_ssize_t nargs, Py_ssize_t first)
{
    Py_ssize_t size = Py_MAX(nargs - first, 0);
    PyObject *rest = PyTuple_New(size);

    for (Py_ssize_t i = 0; rest && i < size; i++) {
        PyTuple_SET_ITEM(rest, i, Py_NewRef(args[first + i]));
    }
    return rest;
}

/* CPython 3.11 puts a keyword behind the tuple one place too early when places
 * before it are open; here it is where it belongs. */
PyObject *const *
_PyArg_UnpackKeywordsWithVararg(PyObject *const *args, Py_ssize_t nargs,
                                PyObject *kwargs, PyObject *kwnames,
                                struct _PyArg_Parser *parser, int minpos,
                                int maxpos, int minkw, int vararg,
                                PyObject **buf)
{
    const struct Hb_Given given = {args, nargs, kwargs, kwnames};
    Py_ssize_t length = name_count(parser), placed = Py_MIN(nargs, vararg);
    int places = (int)Py_MIN(unnamed_count(parser), (Py_ssize_t)minpos);
    PyObject *rest;

    if (nargs < places) {
        wrong_number(parser, nargs, 0, minpos, maxpos);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        buf[i] = i < placed ? args[i] : NULL;
    }
    if (is_missing(parser, &given, placed, minpos, maxpos, minkw) ||
        is_given_twice(parser, &given, placed) ||
        place_keywords(parser, &given, buf) < 0) {
        return NULL;
    }
    rest = rest_of(args, nargs, vararg);
    if (!rest) {
        return NULL;
    }
    memmove(buf + vararg + 1, buf + vararg,
            (size_t)(length - vararg) * sizeof *buf);
    buf[vararg] = rest;
    return buf;
}

/* Short when all come by place, as nearly always. */
int
Hb_UnpackArguments(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                   _PyArg_Parser *parser, int min, int max_positional,
                   PyObject **out)
{
    if (!kwnames && min <= nargs && nargs <= max_positional) {
        for (Py_ssize_t i = 0; parser->keywords[i]; i++) {
            out[i] = i < nargs ? args[i] : NULL;
        }
        return 0;
    }
    return _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, parser, min,
                                 max_positional, 0, out)
               ? 0
               : -1;
}

int
Hb_UnpackTupleAndDict(PyObject *args, PyObject *kwargs, _PyArg_Parser *parser,
                      int min, int max_positional, PyObject **out)
{
    return _PyArg_UnpackKeywords(((PyTupleObject *)args)->ob_item,
                                 PyTuple_GET_SIZE(args), kwargs, NULL, parser,
                                 min, max_positional, 0, out)
               ? 0
               : -1;
}

int
Hb_TextArgument(const char *function, const char *argument, PyObject *op,
                const char **out)
{
    Py_ssize_t size;

    if (!op) {
        return 0;
    }
    if (!PyUnicode_Check(op)) {
        _PyArg_BadArgument(function, argument, "str", op);
        return -1;
    }
    *out = PyUnicode_AsUTF8AndSize(op, &size);
    if (!*out) {
        return -1;
    }
    if (strlen(*out) != (size_t)size) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return -1;
    }
    return 0;
}

int
Hb_SsizeArgument(PyObject *op, Py_ssize_t *out)
{
    PyObject *index;

    if (!op) {
        return 0;
    }
    if (PyLong_CheckExact(op)) {
        *out = PyLong_AsSsize_t(op);
    }
    else {
        index = PyNumber_Index(op);
        if (!index) {
            return -1;
        }
        *out = PyLong_AsSsize_t(index);
        Py_DECREF(index);
    }
    return *out == -1 && PyErr_Occurred() ? -1 : 0;
}

int
Hb_FindArguments(const char *name, PyObject *const *args, Py_ssize_t nargs,
                 struct hb_find *out)
{
    if (nargs < 1 || nargs > 3) {
        PyErr_Format(PyExc_TypeError, "%s() takes at %s (%zd given)", name,
                     nargs < 1 ? "least 1 argument" : "most 3 arguments",
                     nargs);
        return -1;
    }
    out->sub = args[0];
    out->start = 0;
    out->end = PY_SSIZE_T_MAX;
    if ((nargs > 1 && args[1] != Py_None &&
         !_PyEval_SliceIndex(args[1], &out->start)) ||
        (nargs > 2 && args[2] != Py_None &&
         !_PyEval_SliceIndex(args[2], &out->end))) {
        return -1;
    }
    return 0;
}

int
Hb_IntArgument(PyObject *op, void *number)
{
    int value = _PyLong_AsInt(op);

    if (value == -1 && PyErr_Occurred()) {
        return 0;
    }
    *(int *)number = value;
    return 1;
}
