/* literal.c -- hb_lit(): the object that a Python display builds.
 *
 * Built as the bytecode compiler of CPython 3.11 builds it, because the way
 * shows in the result:
 *
 *   - a list of three or more constants is an empty list that was extended by
 *     a constant tuple: its room is rounded up to an even number of slots.  A
 *     shorter one, or one with anything else in it, is exact
 *   - a set of three or more constants is an empty set that was updated from
 *     a frozenset: its table is the tighter one of a copy
 *   - equal constants of one type are one object
 *   - a str that looks like a name is interned
 *
 * Source: CPython 3.11, Python/compile.c, starunpack_helper(),
 * merge_const_one(); Objects/codeobject.c, all_name_chars().
 */

#include <ctype.h>

#include "helper.h"

struct parser {
    const char *text; /* all of it, for messages */
    const char *at;
    PyObject *constants; /* list */
};

static PyObject *parse_value(struct parser *parser, int *is_constant);

static void __attribute__((noreturn))
fail(struct parser *parser, const char *expected)
{
    hb_die("hb_lit: column %d of %s: expected %s",
           (int)(parser->at - parser->text) + 1, parser->text, expected);
}

/* The result of a call that must not fail. */
static PyObject *
must(struct parser *parser, PyObject *object)
{
    if (!object) {
        fail(parser, "memory");
    }
    return object;
}

static int
skip(struct parser *parser, char wanted)
{
    while (isspace((unsigned char)*parser->at)) {
        parser->at++;
    }
    if (*parser->at != wanted) {
        return 0;
    }
    parser->at++;
    return 1;
}

/* ---- constants -------------------------------------------------------------
 */

/* An equal constant of the same type that was met before; takes and gives. */
static PyObject *
merge(struct parser *parser, PyObject *constant)
{
    PyObject *known = parser->constants;

    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(known); i++) {
        PyObject *other = PyList_GET_ITEM(known, i);

        if (Py_TYPE(other) == Py_TYPE(constant) &&
            PyObject_RichCompareBool(other, constant, Py_EQ) == 1) {
            Py_DECREF(constant);
            return Py_NewRef(other);
        }
    }
    if (PyList_Append(known, constant) < 0) {
        fail(parser, "memory");
    }
    return constant;
}

/* No strspn and strpbrk here: each page of the C library that is touched is a
 * fault more for every test. */
static int
is_float(const char *text)
{
    int is_hex = 0, has_mark = 0;

    for (; *text; text++) {
        is_hex |= (*text | 0x20) == 'x';
        has_mark |= *text == '.' || (*text | 0x20) == 'e';
    }
    return has_mark && !is_hex;
}

static size_t
number_size(const char *text)
{
    size_t size = 0;

    while (isxdigit((unsigned char)text[size]) || text[size] == '+' ||
           text[size] == '-' || text[size] == '.' || text[size] == 'x' ||
           text[size] == 'X' || text[size] == 'o' || text[size] == '_') {
        size++;
    }
    return size;
}

static PyObject *
parse_number(struct parser *parser)
{
    size_t size = number_size(parser->at);
    char text[128];
    PyObject *number;

    if (isalpha((unsigned char)*parser->at) || size == 0 ||
        size >= sizeof text) {
        fail(parser, "a display, a number, a text, None, True or False");
    }
    memcpy(text, parser->at, size);
    text[size] = '\0';
    if (is_float(text)) {
        char *end;
        double value = strtod(text, &end);

        if (*end || end == text) {
            fail(parser, "a number");
        }
        parser->at += size;
        return must(parser, PyFloat_FromDouble(value));
    }
    number = PyLong_FromString(text, NULL, 0);
    if (!number && PyErr_ExceptionMatches(PyExc_ValueError)) {
        PyErr_Clear();
        fail(parser, "a number");
    }
    parser->at += size;
    return must(parser, number);
}

static char
parse_escape(struct parser *parser)
{
    static const char letters[] = "ntr0\\'\"", values[] = "\n\t\r\0\\'\"";
    char letter = *parser->at++;
    const char *found;

    if (letter == 'x' && isxdigit((unsigned char)parser->at[0]) &&
        isxdigit((unsigned char)parser->at[1])) {
        char digits[3] = {parser->at[0], parser->at[1], '\0'};

        parser->at += 2;
        return (char)strtol(digits, NULL, 16);
    }
    found = letter ? strchr(letters, letter) : NULL;
    if (!found) {
        fail(parser, "one of the escapes \\n \\t \\r \\0 \\\\ \\' \\\" \\xNN");
    }
    return values[found - letters];
}

/* The text between quotes, as str or bytes. */
static PyObject *
parse_quoted(struct parser *parser, int is_bytes)
{
    char quote = *parser->at++;
    char *text = malloc(strlen(parser->at) + 1);
    int is_name = 1;
    Py_ssize_t size = 0;
    PyObject *result;

    for (; text && *parser->at && *parser->at != quote; size++) {
        char c = *parser->at++;

        text[size] = c == '\\' ? parse_escape(parser) : c;
        is_name &= isalnum((unsigned char)text[size]) || text[size] == '_';
    }
    if (!text || *parser->at++ != quote) {
        fail(parser, "the closing quote");
    }
    result = is_bytes ? PyBytes_FromStringAndSize(text, size)
                      : PyUnicode_DecodeUTF8(text, size, NULL);
    free(text);
    must(parser, result);
    if (!is_bytes && is_name) {
        PyUnicode_InternInPlace(&result);
    }
    return result;
}

static int
word(struct parser *parser, const char *name)
{
    size_t size = strlen(name);

    if (strncmp(parser->at, name, size)) {
        return 0;
    }
    parser->at += size;
    return 1;
}

static PyObject *
parse_constant(struct parser *parser)
{
    char c = *parser->at;

    if (word(parser, "None")) {
        return Py_NewRef(Py_None);
    }
    if (word(parser, "True")) {
        return Py_NewRef(Py_True);
    }
    if (word(parser, "False")) {
        return Py_NewRef(Py_False);
    }
    if (c == '\'' || c == '"') {
        return merge(parser, parse_quoted(parser, 0));
    }
    if (c == 'b' && (parser->at[1] == '\'' || parser->at[1] == '"')) {
        parser->at++;
        return merge(parser, parse_quoted(parser, 1));
    }
    return merge(parser, parse_number(parser));
}

/* ---- displays
 * ------------------------------------------------------------------ */

/* The values up to `close`, as a new tuple. */
static PyObject *
parse_values(struct parser *parser, char close, int *all_constant,
             int *has_comma)
{
    PyObject *list = must(parser, PyList_New(0));
    PyObject *tuple;

    *all_constant = 1;
    *has_comma = 0;
    while (!skip(parser, close)) {
        int is_constant;
        PyObject *value = parse_value(parser, &is_constant);

        *all_constant &= is_constant;
        if (PyList_Append(list, value) < 0) {
            fail(parser, "memory");
        }
        Py_DECREF(value);
        if (skip(parser, ',')) {
            *has_comma = 1;
        }
        else if (skip(parser, close)) {
            break;
        }
        else {
            fail(parser, "a comma or the closing bracket");
        }
    }
    tuple = must(parser, PyList_AsTuple(list));
    Py_DECREF(list);
    return tuple;
}

/* container.name(argument) for its effect. */
static void
effect(struct parser *parser, PyObject *container, const char *name,
       PyObject *argument)
{
    PyObject *none = PyObject_CallMethod(container, name, "(O)", argument);

    Py_DECREF(must(parser, none));
}

static PyObject *
parse_list(struct parser *parser)
{
    int all_constant, has_comma;
    PyObject *values = parse_values(parser, ']', &all_constant, &has_comma);
    Py_ssize_t size = PyTuple_GET_SIZE(values);
    int extended = all_constant && size >= 3;
    PyObject *list = must(parser, PyList_New(extended ? 0 : size));

    if (extended) {
        effect(parser, list, "extend", values);
    }
    for (Py_ssize_t i = 0; !extended && i < size; i++) {
        PyList_SET_ITEM(list, i, Py_NewRef(PyTuple_GET_ITEM(values, i)));
    }
    Py_DECREF(values);
    return list;
}

/* A tuple, or a value in parentheses. */
static PyObject *
parse_tuple(struct parser *parser, int *is_constant)
{
    int has_comma;
    PyObject *values = parse_values(parser, ')', is_constant, &has_comma);
    PyObject *only;

    if (PyTuple_GET_SIZE(values) != 1 || has_comma) {
        return *is_constant ? merge(parser, values) : values;
    }
    only = Py_NewRef(PyTuple_GET_ITEM(values, 0));
    Py_DECREF(values);
    return only;
}

static PyObject *
parse_dict(struct parser *parser)
{
    PyObject *dict = must(parser, PyDict_New());
    int ignored;

    while (!skip(parser, '}')) {
        PyObject *key = parse_value(parser, &ignored);
        PyObject *value;

        if (!skip(parser, ':')) {
            fail(parser, "a colon");
        }
        value = parse_value(parser, &ignored);
        if (PyDict_SetItem(dict, key, value) < 0) {
            fail(parser, "a key that can be hashed");
        }
        Py_DECREF(key);
        Py_DECREF(value);
        if (!skip(parser, ',') && *parser->at != '}') {
            fail(parser, "a comma or the closing brace");
        }
    }
    return dict;
}

static PyObject *
parse_set(struct parser *parser)
{
    int all_constant, has_comma;
    PyObject *values = parse_values(parser, '}', &all_constant, &has_comma);
    PyObject *set = must(parser, PySet_New(NULL));

    if (all_constant && PyTuple_GET_SIZE(values) >= 3) {
        PyObject *constant = must(parser, PyFrozenSet_New(values));

        effect(parser, set, "update", constant);
        Py_DECREF(constant);
    }
    else {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
            if (PySet_Add(set, PyTuple_GET_ITEM(values, i)) < 0) {
                fail(parser, "an element that can be hashed");
            }
        }
    }
    Py_DECREF(values);
    return set;
}

/* Whether the braces that begin here hold pairs: empty ones are a dict. */
static int
holds_pairs(struct parser *parser)
{
    const char *start = parser->at;
    int ignored, pairs = 1;

    if (!skip(parser, '}')) {
        Py_DECREF(parse_value(parser, &ignored));
        pairs = skip(parser, ':');
    }
    parser->at = start;
    return pairs;
}

static PyObject *
parse_value(struct parser *parser, int *is_constant)
{
    *is_constant = 0;
    if (skip(parser, '[')) {
        return parse_list(parser);
    }
    if (skip(parser, '{')) {
        return holds_pairs(parser) ? parse_dict(parser) : parse_set(parser);
    }
    if (skip(parser, '(')) {
        return parse_tuple(parser, is_constant);
    }
    *is_constant = 1;
    return parse_constant(parser);
}

PyObject *
Hb_Literal(const char *display)
{
    struct parser parser = {display, display, PyList_New(0)};
    int is_constant;
    PyObject *value;

    must(&parser, parser.constants);
    value = parse_value(&parser, &is_constant);
    skip(&parser, '\0');
    if (parser.at < display + strlen(display)) {
        fail(&parser, "the end");
    }
    Py_DECREF(parser.constants);
    return value;
}

PyObject *
hb_lit(const char *display)
{
    return hb_keep_as(Hb_Literal(display), "a call");
}
