/* getargs_keywords.c -- arguments by position and by name, after a format and
 * a list of names.
 *
 * An empty name is an argument that has a position only.  '|' ends the
 * required arguments, '$' those that may be given by position.
 *
 * Source: CPython 3.11, Python/getargs.c, vgetargskeywords().
 */

#include <limits.h>
#include <stddef.h>

#include "Python.h"
#include "internal/hb_convert.h"
#include "internal/hb_getargs.h"
#include "internal/pycore_unicodeobject.h"

#undef PyArg_ParseTupleAndKeywords
#undef PyArg_VaParseTupleAndKeywords
#undef _PyArg_ParseTupleAndKeywordsFast
#undef _PyArg_VaParseTupleAndKeywordsFast
#undef _PyArg_ParseStackAndKeywords

/* A value in a dict.  Few keywords are compared one by one, which is faster
 * than to make a str and hash it. */
static PyObject *
dict_keyword(PyObject *dict, const char *name)
{
    PyObject *key, *value;
    Py_ssize_t pos = 0;

    if (PyDict_GET_SIZE(dict) > 4) {
        return _PyDict_GetItemStringWithError(dict, name);
    }
    while (PyDict_Next(dict, &pos, &key, &value)) {
        if (!PyUnicode_CheckExact(key)) {
            return _PyDict_GetItemStringWithError(dict, name);
        }
        if (_PyUnicode_EqualToASCIIString(key, name)) {
            return value;
        }
    }
    return NULL;
}

/* The value of a keyword, borrowed; NULL without exception if not given. */
static PyObject *
keyword(const struct Hb_Given *call, const char *name)
{
    if (call->kwargs) {
        return dict_keyword(call->kwargs, name);
    }
    for (Py_ssize_t i = 0;
         call->kwnames && i < PyTuple_GET_SIZE(call->kwnames); i++) {
        if (_PyUnicode_EqualToASCIIString(PyTuple_GET_ITEM(call->kwnames, i),
                                          name)) {
            return call->args[call->nargs + i];
        }
    }
    return NULL;
}

/* ---- one run ---- */

struct run {
    struct conversion conversion;
    const struct Hb_Given *call;
    const char *const *names;
    int length;   /* of names */
    int unnamed;  /* the first so many have a position only */
    int required; /* INT_MAX until '|' */
    int by_place; /* INT_MAX until '$' */
    Py_ssize_t keywords_left;
    int is_short; /* a required argument without a name was not given */
    char title[210];
};

static const char *
title(struct run *run, const char *other)
{
    struct conversion *conversion = &run->conversion;

    Hb_ConvertNames(conversion);
    if (!conversion->name) {
        return other;
    }
    PyOS_snprintf(run->title, sizeof run->title, "%.*s()",
                  (int)Py_MIN(conversion->name_length, 200), conversion->name);
    return run->title;
}

static int
count_names(struct run *run)
{
    while (run->names[run->unnamed] && !*run->names[run->unnamed]) {
        run->unnamed++;
    }
    for (run->length = run->unnamed; run->names[run->length]; run->length++) {
        if (!*run->names[run->length]) {
            PyErr_SetString(PyExc_SystemError, "Empty keyword parameter name");
            return -1;
        }
    }
    return 0;
}

static int
too_many(struct run *run)
{
    const struct Hb_Given *call = run->call;
    Py_ssize_t given = call->nargs + Hb_KeywordCount(call);

    if (given <= run->length) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%s takes %s %d %sargument%s (%zd given)",
                 title(run, "function"), "at most", run->length,
                 call->nargs == 0 ? "keyword " : "",
                 run->length == 1 ? "" : "s", given);
    return -1;
}

static int
wrong_places(struct run *run, const char *how, int wanted)
{
    if (wanted == 0) {
        PyErr_Format(PyExc_TypeError, "%s takes no positional arguments",
                     title(run, "function"));
        return -1;
    }
    PyErr_Format(PyExc_TypeError,
                 "%s takes %s %d positional argument%s (%zd given)",
                 title(run, "function"), how, wanted, wanted == 1 ? "" : "s",
                 run->call->nargs);
    return -1;
}

/* Reads the marks in front of a unit; i is the argument's number. */
static int
read_marks(struct run *run, int i)
{
    struct conversion *conversion = &run->conversion;

    if (*conversion->format == '|') {
        if (run->required != INT_MAX) {
            PyErr_SetString(PyExc_SystemError, "Invalid format string (| "
                                               "specified twice)");
            return -1;
        }
        run->required = i;
        conversion->format++;
        if (run->by_place != INT_MAX) {
            PyErr_SetString(PyExc_SystemError,
                            "Invalid format string ($ before |)");
            return -1;
        }
    }
    if (*conversion->format != '$') {
        return 0;
    }
    if (run->by_place != INT_MAX) {
        PyErr_SetString(PyExc_SystemError,
                        "Invalid format string ($ specified twice)");
        return -1;
    }
    run->by_place = i;
    conversion->format++;
    if (run->by_place < run->unnamed) {
        PyErr_SetString(PyExc_SystemError, "Empty parameter name after $");
        return -1;
    }
    if (!run->is_short && run->by_place < run->call->nargs) {
        return wrong_places(run,
                            run->required != INT_MAX ? "at most" : "exactly",
                            run->by_place);
    }
    return 0;
}

/* The argument number i, borrowed; NULL if it was not given. */
static PyObject *
argument(struct run *run, int i)
{
    PyObject *value;

    if (i < run->call->nargs) {
        return run->call->args[i];
    }
    if (run->keywords_left == 0 || i < run->unnamed) {
        return NULL;
    }
    value = keyword(run->call, run->names[i]);
    run->keywords_left -= value != NULL;
    return value;
}

/* A required argument that was not given. */
static int
missing(struct run *run, int i)
{
    if (i < run->unnamed) {
        run->is_short = 1; /* how many are required is not known yet */
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%s missing required argument '%s' (pos %i)",
                 title(run, "function"), run->names[i], i + 1);
    return -1;
}

static int
convert_argument(struct run *run, int i)
{
    struct conversion *conversion = &run->conversion;
    PyObject *value = run->is_short ? NULL : argument(run, i);
    const char *wrong;

    if (value) {
        conversion->levels[0] = 0;
        wrong = Hb_ConvertItem(conversion, value);
        if (wrong) {
            Hb_ConvertError(conversion, i + 1, wrong);
            return -1;
        }
        return 0;
    }
    if (PyErr_Occurred()) {
        return -1;
    }
    if (!run->is_short && i < run->required && missing(run, i) < 0) {
        return -1;
    }
    wrong = Hb_ConvertSkip(conversion);
    if (wrong) {
        PyErr_Format(PyExc_SystemError, "%s: '%s'", wrong, conversion->format);
        return -1;
    }
    return 0;
}

/* A keyword that nobody asked for: says which, and why not. */
static int
unknown_keyword(struct run *run)
{
    const struct Hb_Given *call = run->call;
    Py_ssize_t pos = 0;
    PyObject *key = NULL, *value;

    for (int i = run->unnamed; i < call->nargs && i < run->length; i++) {
        if (keyword(call, run->names[i])) {
            PyErr_Format(PyExc_TypeError,
                         "argument for %s given by name ('%s') and position "
                         "(%d)",
                         title(run, "function"), run->names[i], i + 1);
            return -1;
        }
    }
    for (Py_ssize_t n = 0; n < Hb_KeywordCount(call); n++) {
        int known = 0;

        if (call->kwargs) {
            PyDict_Next(call->kwargs, &pos, &key, &value);
        }
        else {
            key = PyTuple_GET_ITEM(call->kwnames, n);
        }
        if (!PyUnicode_Check(key)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            return -1;
        }
        for (int i = run->unnamed; i < run->length; i++) {
            known |= _PyUnicode_EqualToASCIIString(key, run->names[i]);
        }
        if (!known) {
            PyErr_Format(PyExc_TypeError,
                         "'%U' is an invalid keyword argument for %s", key,
                         title(run, "this function"));
            return -1;
        }
    }
    /* A subclass of str that looks like a name and is not equal to it. */
    PyErr_Format(PyExc_TypeError, "invalid keyword argument for %s",
                 title(run, "this function"));
    return -1;
}

static int
convert_call(struct run *run)
{
    struct conversion *conversion = &run->conversion;

    if (count_names(run) < 0 || too_many(run) < 0) {
        return -1;
    }
    run->keywords_left = Hb_KeywordCount(run->call);
    for (int i = 0; i < run->length; i++) {
        if (read_marks(run, i) < 0) {
            return -1;
        }
        if (Hb_ConvertAtEnd(conversion->format)) {
            PyErr_Format(PyExc_SystemError,
                         "More keyword list entries (%d) than format "
                         "specifiers (%d)",
                         run->length, i);
            return -1;
        }
        /* What may be left out was, and nothing is left to be found: the
         * rest of the format is not looked at. */
        if (i >= run->call->nargs && i >= run->required &&
            run->keywords_left == 0 && !run->is_short) {
            return 0;
        }
        if (convert_argument(run, i) < 0) {
            return -1;
        }
    }
    if (run->is_short) {
        int wanted = Py_MIN(run->unnamed, run->required);
        int most = Py_MIN(run->by_place, run->length);

        return wrong_places(run, wanted < most ? "at least" : "exactly",
                            wanted);
    }
    if (!Hb_ConvertAtEnd(conversion->format) && *conversion->format != '|' &&
        *conversion->format != '$') {
        PyErr_Format(PyExc_SystemError,
                     "more argument specifiers than keyword list entries "
                     "(remaining format:'%s')",
                     conversion->format);
        return -1;
    }
    return run->keywords_left > 0 ? unknown_keyword(run) : 0;
}

static int
parse(const struct Hb_Given *call, const char *format,
      const char *const *names, va_list va, int has_size)
{
    struct run run;

    run.call = call;
    run.names = names;
    run.length = run.unnamed = run.is_short = 0;
    run.required = run.by_place = INT_MAX;
    Hb_ConvertBegin(&run.conversion, format, va, has_size);
    return Hb_ConvertEnd(&run.conversion, convert_call(&run) < 0);
}

static int
parse_tuple(PyObject *args, PyObject *kwargs, const char *format,
            const char *const *names, va_list va, int has_size)
{
    struct Hb_Given call = {.kwargs = kwargs};

    if (!args || !PyTuple_Check(args) || (kwargs && !PyDict_Check(kwargs)) ||
        !format || !names) {
        PyErr_BadInternalCall();
        return 0;
    }
    call.args = ((PyTupleObject *)args)->ob_item;
    call.nargs = PyTuple_GET_SIZE(args);
    return parse(&call, format, names, va, has_size);
}

/* ---- entry points ---- */

int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *,
                                       char **, ...);
int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *, PyObject *, const char *,
                                         char **, va_list);
int _PyArg_ParseTupleAndKeywordsFast_SizeT(PyObject *, PyObject *,
                                           struct _PyArg_Parser *, ...);
int _PyArg_VaParseTupleAndKeywordsFast_SizeT(PyObject *, PyObject *,
                                             struct _PyArg_Parser *, va_list);
int _PyArg_ParseStackAndKeywords_SizeT(PyObject *const *, Py_ssize_t,
                                       PyObject *, struct _PyArg_Parser *,
                                       ...);

/* The five functions, for either meaning of "#". */
#define ENTRIES(suffix, has_size)                                             \
    int PyArg_VaParseTupleAndKeywords##suffix(                                \
        PyObject *args, PyObject *kwargs, const char *format, char **names,   \
        va_list va)                                                           \
    {                                                                         \
        return parse_tuple(args, kwargs, format, (const char *const *)names,  \
                           va, has_size);                                     \
    }                                                                         \
                                                                              \
    int PyArg_ParseTupleAndKeywords##suffix(PyObject *args, PyObject *kwargs, \
                                            const char *format, char **names, \
                                            ...)                              \
    {                                                                         \
        va_list va;                                                           \
        int result;                                                           \
                                                                              \
        va_start(va, names);                                                  \
        result = PyArg_VaParseTupleAndKeywords##suffix(args, kwargs, format,  \
                                                       names, va);            \
        va_end(va);                                                           \
        return result;                                                        \
    }                                                                         \
                                                                              \
    int PyArg_VaParseTupleAndKeywordsFast##suffix(                            \
        PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser,       \
        va_list va)                                                           \
    {                                                                         \
        return parse_tuple(args, kwargs, parser->format, parser->keywords,    \
                           va, has_size);                                     \
    }                                                                         \
                                                                              \
    int PyArg_ParseTupleAndKeywordsFast##suffix(                              \
        PyObject *args, PyObject *kwargs, struct _PyArg_Parser *parser, ...)  \
    {                                                                         \
        va_list va;                                                           \
        int result;                                                           \
                                                                              \
        va_start(va, parser);                                                 \
        result = PyArg_VaParseTupleAndKeywordsFast##suffix(args, kwargs,      \
                                                           parser, va);       \
        va_end(va);                                                           \
        return result;                                                        \
    }                                                                         \
                                                                              \
    int PyArg_ParseStackAndKeywords##suffix(                                  \
        PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,           \
        struct _PyArg_Parser *parser, ...)                                    \
    {                                                                         \
        struct Hb_Given call = {args, nargs, NULL, kwnames};                  \
        va_list va;                                                           \
        int result;                                                           \
                                                                              \
        va_start(va, parser);                                                 \
        result =                                                              \
            parse(&call, parser->format, parser->keywords, va, has_size);     \
        va_end(va);                                                           \
        return result;                                                        \
    }

/* The public pair has no underscore in front; the others have. */
#define PyArg_VaParseTupleAndKeywordsFast _PyArg_VaParseTupleAndKeywordsFast
#define PyArg_ParseTupleAndKeywordsFast   _PyArg_ParseTupleAndKeywordsFast
#define PyArg_ParseStackAndKeywords       _PyArg_ParseStackAndKeywords
#define PyArg_VaParseTupleAndKeywords_SizeT                                   \
    _PyArg_VaParseTupleAndKeywords_SizeT
#define PyArg_ParseTupleAndKeywords_SizeT _PyArg_ParseTupleAndKeywords_SizeT
#define PyArg_VaParseTupleAndKeywordsFast_SizeT                               \
    _PyArg_VaParseTupleAndKeywordsFast_SizeT
#define PyArg_ParseTupleAndKeywordsFast_SizeT                                 \
    _PyArg_ParseTupleAndKeywordsFast_SizeT
#define PyArg_ParseStackAndKeywords_SizeT _PyArg_ParseStackAndKeywords_SizeT

ENTRIES(, 0)
ENTRIES(_SizeT, 1)
